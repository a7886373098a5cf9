/* The map, on a canvas that records. */
#include "recorder.h"
#include "suites.h"

#include "../../src/chart/chart_map.h"

#include <bilan/config/map.h>
#include <string.h>

#define POINT 10000 /* of a rate */

static const BlTheme theme = {
    .accent = 0x29598F,
    .alert = 0xC9141B,
    .good = 0x1F7A38,
    .ink = 0x1B2430,
    .muted = 0x5B6675,
    .rule = 0xD9DEE4,
    .wash = 0xF1F4F8,
    .series = {0x29598F, 0x5C68E5, 0xB478F1, 0x298641, 0xE91719, 0x00005F}};

/* A recorder that keeps the filled shapes too, and counts the figures they are said to be. */
typedef struct {
    Recorder recorder;
    const BlCanvasOps *inner;
    BlCanvasOps ops;
    GPtrArray *fills; /* of GArray of BlPoint */
    guint described;
} Watcher;

static void watch_fill(BlCanvas *canvas, const BlPoint *points, gsize count, BlColor color) {
    Watcher *w = (Watcher *)canvas;
    GArray *fill = g_array_new(FALSE, FALSE, sizeof(BlPoint));
    g_array_append_vals(fill, points, (guint)count);
    g_ptr_array_add(w->fills, fill);
    w->inner->fill_path(canvas, points, count, color);
}

static void watch_describe(BlCanvas *canvas, const char *text) {
    ((Watcher *)canvas)->described += text != NULL ? 1 : 0;
}

static void unref_array(gpointer array) {
    g_array_unref(array);
}

static void watcher_init(Watcher *w, BlRect box, double em) {
    *w = (Watcher){.recorder = recorder_init(box, em)};
    w->inner = w->recorder.canvas.ops;
    w->ops = *w->inner;
    w->ops.fill_path = watch_fill;
    w->ops.describe = watch_describe;
    w->recorder.canvas.ops = &w->ops;
    w->fills = g_ptr_array_new_with_free_func(unref_array);
}

static void watcher_dispose(Watcher *w) {
    g_ptr_array_unref(w->fills);
    recorder_dispose(&w->recorder);
}

static BlMap *load(const char *name) {
    const char *root = g_getenv("BILAN_RACINE");
    g_autofree char *file = g_strconcat(name, ".geojson", NULL);
    g_autofree char *path =
        g_build_filename(root != NULL ? root : ".", "templates", "cartes", file, NULL);
    GError *error = NULL;
    BlMap *map = bl_map_load(path, &error);
    ck_assert_msg(map != NULL, "%s", error != NULL ? error->message : "");
    return map;
}

/* --- tables ------------------------------------------------------------------------------------
 */

typedef void (*FillCell)(BlRow *row, guint index);

static void fill_rates(BlRow *row, guint index) {
    bl_cell_set_number(&row->cells[1], (52 + index * 7 % 46) * POINT + 1234, BL_UNIT_RATE);
}

static void fill_counts(BlRow *row, guint index) {
    bl_cell_set_number(&row->cells[1], 300 + index * index * 731 % 19000, BL_UNIT_COUNT);
}

static void fill_alerts(BlRow *row, guint index) {
    fill_rates(row, index);
    row->kind = BL_ROW_ALERT;
}

static void fill_some_alerts(BlRow *row, guint index) {
    fill_rates(row, index);
    row->kind = index % 4 == 0 ? BL_ROW_ALERT : BL_ROW_BODY;
}

static void fill_gaps(BlRow *row, guint index) {
    static const BlCellKind kinds[] = {BL_CELL_ABSENT, BL_CELL_SECRET, BL_CELL_PENDING,
                                       BL_CELL_EMPTY};
    fill_some_alerts(row, index);
    if (index % 2 == 0)
        bl_cell_set_kind(&row->cells[1], kinds[index / 2 % G_N_ELEMENTS(kinds)]);
}

static void fill_nothing(BlRow *row, guint index) {
    (void)index;
    bl_cell_set_kind(&row->cells[1], BL_CELL_ABSENT);
}

static void fill_huge(BlRow *row, guint index) {
    bl_cell_set_number(&row->cells[1],
                       index == 3   ? G_MAXINT64
                       : index == 4 ? G_MININT64
                                    : index,
                       BL_UNIT_EURO);
}

static BlRow *add_row(BlTable *table, const char *code, const char *name) {
    BlRow *row = bl_table_add_row(table, BL_ROW_BODY);
    row->code = g_strdup(code);
    bl_cell_set_text(&row->cells[0], name);
    return row;
}

static BlTable *new_table(void) {
    BlTable *table = bl_table_new("essai", NULL);
    bl_table_add_column(table, "Région", TRUE);
    bl_table_add_column(table, "Taux", FALSE);
    return table;
}

static BlTable *make_table(const BlMap *map, FillCell fill, gboolean with_optional) {
    BlTable *table = new_table();
    for (guint i = 0; i < map->places->len; i++) {
        const BlMapPlace *place = g_ptr_array_index(map->places, i);
        if (!place->is_optional || with_optional)
            fill(add_row(table, place->code, place->name), i);
    }
    BlRow *total = bl_table_add_row(table, BL_ROW_TOTAL);
    bl_cell_set_text(&total->cells[0], "France");
    return table;
}

/* @param height 0: what it asks for */
static void draw(Watcher *w, const BlTable *table, const BlMap *map, double width, double height,
                 gboolean partial) {
    BlChart *chart = bl_chart_new("essai", BL_CHART_MAP, table, 0);
    chart->map = map;
    chart->map_is_partial = partial;
    bl_chart_add_series(chart, 1, FALSE);
    if (height <= 0)
        height = bl_chart_height(chart, width, BL_FURNITURE_NONE);
    BlRect box = {31, 47, width, height};
    watcher_init(w, box, 0.52);
    bl_chart_draw(chart, &w->recorder.canvas, &theme, box, BL_FURNITURE_NONE);
    g_autofree char *about = g_strdup_printf("%g × %g", width, height);
    ck_assert_msg(w->recorder.complaint == NULL, "%s: %s", about, w->recorder.complaint);
    recorder_expect_apart(&w->recorder, about);
    bl_chart_free(chart);
}

/* --- the drawing -------------------------------------------------------------------------------
 */

START_TEST(every_place_is_drawn_inside_the_box_and_no_text_over_another) {
    static const FillCell fills[] = {fill_rates, fill_counts,  fill_alerts, fill_some_alerts,
                                     fill_gaps,  fill_nothing, fill_huge};
    static const double sizes[][2] = {{505, 0},  {236, 0},   {452, 0},  {236, 440},
                                      {505, 90}, {100, 100}, {30, 30},  {505, 24},
                                      {24, 300}, {236, 60},  {60, 900}, {380, 1200}};
    g_autoptr(BlMap) map = load("regions");
    g_autoptr(BlTable) table = make_table(map, fills[_i], TRUE);
    for (guint s = 0; s < G_N_ELEMENTS(sizes); s++) {
        Watcher w;
        draw(&w, table, map, sizes[s][0], sizes[s][1], FALSE);
        if (sizes[s][1] <= 0)
            ck_assert_uint_eq(w.described, 27);
        watcher_dispose(&w);
    }
}
END_TEST

START_TEST(mayotte_is_drawn_only_when_the_table_has_it_and_a_missing_region_always) {
    g_autoptr(BlMap) map = load("regions");
    g_autoptr(BlTable) table = make_table(map, fill_rates, FALSE);
    Watcher w;
    draw(&w, table, map, 505, 0, FALSE);
    ck_assert_uint_eq(w.described, 26);
    ck_assert(recorder_has(&w.recorder, "Guadeloupe") && !recorder_has(&w.recorder, "Mayotte"));
    ck_assert(!recorder_has(&w.recorder, "n.d."));
    watcher_dispose(&w);
    g_autoptr(BlTable) alone = new_table();
    fill_rates(add_row(alone, "82", "Rhône-Alpes"), 1);
    draw(&w, alone, map, 505, 0, FALSE);
    ck_assert(recorder_has(&w.recorder, "n.d.\u00a0: donnée absente"));
    ck_assert(recorder_has(&w.recorder, "n.d."));
    watcher_dispose(&w);
}
END_TEST

static gboolean is_legend(const char *text) {
    static const char *const starts[] = {"moins de", "n.d.\u00a0", "s\u00a0",
                                         "appelle",  "Guadeloupe", "Martinique",
                                         "Guyane",   "La Réunion", "Mayotte"};
    for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
        if (g_str_has_prefix(text, starts[i]))
            return TRUE;
    return strstr(text, " à ") != NULL || g_str_has_suffix(text, "et plus");
}

static gboolean ring_meets(const GArray *ring, BlRect r) {
    BlPoint p = {r.x + r.width / 2, r.y + r.height / 2};
    gboolean inside = FALSE;
    for (guint i = 0, j = ring->len - 1; i < ring->len; j = i++) {
        BlPoint a = g_array_index(ring, BlPoint, i), b = g_array_index(ring, BlPoint, j);
        if (bl_segment_meets(r, a, b))
            return TRUE;
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
            inside = !inside;
    }
    return inside;
}

START_TEST(legend_and_insets_are_never_over_a_place) {
    static const double sizes[][2] = {{505, 0},   {380, 0},   {300, 0},   {236, 0},
                                      {236, 440}, {505, 200}, {440, 600}, {180, 260}};
    g_autoptr(BlMap) map = load("regions");
    g_autoptr(BlTable) table = make_table(map, fill_gaps, TRUE);
    for (guint s = 0; s < G_N_ELEMENTS(sizes); s++) {
        Watcher w;
        guint legends = 0;
        draw(&w, table, map, sizes[s][0], sizes[s][1], FALSE);
        for (guint t = 0; t < w.recorder.written->len; t++) {
            const Written *written = &g_array_index(w.recorder.written, Written, t);
            if (!is_legend(written->text))
                continue;
            legends++;
            for (guint f = 0; f < w.fills->len; f++) {
                const GArray *ring = g_ptr_array_index(w.fills, f);
                /* a sample of the legend has four corners, a triangle three */
                ck_assert_msg(ring->len <= 4 || !ring_meets(ring, written->rect),
                              "%g × %g: « %s » over a place", sizes[s][0], sizes[s][1],
                              written->text);
            }
        }
        ck_assert_uint_ge(legends, 10);
        watcher_dispose(&w);
    }
}
END_TEST

START_TEST(a_row_that_the_map_does_not_have_is_said_in_words) {
    g_autoptr(BlMap) map = load("regions");
    g_autoptr(BlTable) table = make_table(map, fill_rates, FALSE);
    fill_rates(add_row(table, "99", "Ailleurs"), 4);
    fill_nothing(add_row(table, NULL, "Sans code"), 5);
    Watcher w;
    draw(&w, table, map, 505, 0, FALSE);
    ck_assert(recorder_has(&w.recorder, "Hors carte\u00a0: Ailleurs 80,1\u202f%, Sans code n.d."));
    watcher_dispose(&w);
}
END_TEST

START_TEST(without_any_place_there_are_bars_and_without_any_row_no_data) {
    g_autoptr(BlMap) map = load("regions");
    g_autoptr(BlTable) table = new_table();
    Watcher w;
    draw(&w, table, map, 505, 0, FALSE);
    ck_assert(recorder_has(&w.recorder, "Aucune donnée"));
    watcher_dispose(&w);
    fill_rates(add_row(table, "99", "Ailleurs"), 4);
    draw(&w, table, map, 505, 0, FALSE);
    ck_assert(recorder_has(&w.recorder, "80,1\u202f%") && recorder_has(&w.recorder, "Ailleurs"));
    watcher_dispose(&w);
    draw(&w, table, NULL, 236, 0, FALSE);
    ck_assert(recorder_has(&w.recorder, "80,1\u202f%"));
    watcher_dispose(&w);
}
END_TEST

START_TEST(a_region_s_map_has_its_own_departments_only) {
    static const char *const codes[] = {"01", "07", "26", "38", "42", "69", "73", "74"};
    g_autoptr(BlMap) map = load("departements");
    g_autoptr(BlTable) table = new_table();
    for (guint i = 0; i < G_N_ELEMENTS(codes); i++)
        fill_rates(add_row(table, codes[i], bl_map_find(map, codes[i])->name), i);
    Watcher w;
    draw(&w, table, map, 236, 0, TRUE);
    ck_assert_uint_eq(w.described, 8);
    ck_assert(!recorder_has(&w.recorder, "Guadeloupe"));
    ck_assert(!recorder_has(&w.recorder, "n.d.\u00a0: donnée absente"));
    watcher_dispose(&w);
}
END_TEST

START_TEST(outlines_are_thinned_to_the_size_of_the_picture) {
    g_autoptr(BlMap) map = load("regions");
    g_autoptr(BlTable) table = make_table(map, fill_rates, FALSE);
    guint points[2] = {0, 0};
    for (guint i = 0; i < 2; i++) {
        Watcher w;
        draw(&w, table, map, i == 0 ? 505 : 236, 0, FALSE);
        for (guint f = 0; f < w.fills->len; f++)
            points[i] += ((const GArray *)g_ptr_array_index(w.fills, f))->len;
        watcher_dispose(&w);
    }
    ck_assert_uint_lt(points[0], 3000);
    ck_assert_uint_lt(10 * points[1], 9 * points[0]);
    ck_assert_uint_gt(points[1], 500);
}
END_TEST

Suite *map_suite(void) {
    Suite *suite = suite_create("map");
    TCase *drawing = tcase_create("drawing");
    tcase_set_timeout(drawing, 60);
    tcase_add_loop_test(drawing, every_place_is_drawn_inside_the_box_and_no_text_over_another, 0,
                        7);
    tcase_add_test(drawing,
                   mayotte_is_drawn_only_when_the_table_has_it_and_a_missing_region_always);
    tcase_add_test(drawing, legend_and_insets_are_never_over_a_place);
    tcase_add_test(drawing, a_row_that_the_map_does_not_have_is_said_in_words);
    tcase_add_test(drawing, without_any_place_there_are_bars_and_without_any_row_no_data);
    tcase_add_test(drawing, a_region_s_map_has_its_own_departments_only);
    tcase_add_test(drawing, outlines_are_thinned_to_the_size_of_the_picture);
    suite_add_tcase(suite, drawing);
    return suite;
}
