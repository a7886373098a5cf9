/* Charts on a canvas that records: inside the box, no text over another, every number written. */
#include "recorder.h"
#include "suites.h"

#include "../../src/chart/chart_private.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <bilan/output/output.h>
#include <check.h>
#include <stdio.h>
#include <string.h>

/* Every kind, then bars with what they were to reach, then multiples of lines. */
static const struct {
    BlChartKind kind;
    gboolean lines;
} variants[] = {{BL_CHART_COLUMNS, FALSE},   {BL_CHART_STACKED, FALSE}, {BL_CHART_BARS, FALSE},
                {BL_CHART_SHARES, FALSE},    {BL_CHART_LINES, FALSE},   {BL_CHART_DOTS, FALSE},
                {BL_CHART_MULTIPLES, FALSE}, {BL_CHART_BARS, TRUE},     {BL_CHART_MULTIPLES, TRUE}};
#define VARIANTS (int)G_N_ELEMENTS(variants)

static const BlTheme theme = {
    .accent = 0x29598F,
    .alert = 0xC9141B,
    .good = 0x1F7A38,
    .ink = 0x1B2430,
    .muted = 0x5B6675,
    .rule = 0xD9DEE4,
    .wash = 0xF1F4F8,
    .series = {0x29598F, 0x5C68E5, 0xB478F1, 0x298641, 0xE91719, 0x00005F}};

/* --- the worst cases ---------------------------------------------------------------------------
 */

static const char LONG_NAME[] = "Mission locale rurale du Haut-Jura, du Grandvaux, de la Petite "
                                "Montagne et des plateaux calcaires";

typedef gint64 (*ValueAt)(guint row, guint series);

typedef struct {
    const char *name;
    guint rows, series;
    const char *category; /* NULL: short names */
    ValueAt value;
    gboolean has_gaps, has_objective;
    guint all_numbers; /* bit k: chart kind k must write every number */
} Case;

#define ROWS_KINDS ((1u << BL_CHART_BARS) | (1u << BL_CHART_DOTS))
#define UPRIGHT_KINDS ((1u << BL_CHART_COLUMNS) | (1u << BL_CHART_LINES) | (1u << BL_CHART_STACKED))

static gint64 value_plain(guint row, guint series) {
    return 120 + (gint64)((row * 37 + series * 61) % 80);
}

static gint64 value_zero(guint row, guint series) {
    (void)row;
    (void)series;
    return 0;
}

static gint64 value_huge(guint row, guint series) {
    return row == 1 ? G_GINT64_CONSTANT(1234567) : 1 + row + series;
}

static gint64 value_extreme(guint row, guint series) {
    return row == 1 ? G_MAXINT64 : row == 2 ? G_MININT64 : (gint64)series;
}

static gint64 value_negative(guint row, guint series) {
    return 90 - (gint64)row * 40 + series;
}

static const Case cases[] = {
    {"no row", 0, 1, NULL, value_plain, FALSE, FALSE, 0},
    {"no row, objective", 0, 3, NULL, value_plain, FALSE, TRUE, 0},
    {"one", 1, 1, NULL, value_plain, FALSE, TRUE, ROWS_KINDS | UPRIGHT_KINDS},
    {"three", 3, 1, NULL, value_plain, FALSE, FALSE, ROWS_KINDS | UPRIGHT_KINDS},
    {"three by three", 3, 3, NULL, value_plain, FALSE, TRUE, 1u << BL_CHART_BARS},
    {"twelve months", 12, 1, NULL, value_plain, FALSE, TRUE, ROWS_KINDS},
    {"twelve months, free", 12, 1, NULL, value_plain, FALSE, FALSE, ROWS_KINDS | UPRIGHT_KINDS},
    {"twelve months, six series", 12, 6, NULL, value_plain, TRUE, TRUE, 0},
    {"sixty", 60, 1, NULL, value_plain, FALSE, TRUE, ROWS_KINDS},
    {"sixty, three series", 60, 3, NULL, value_plain, TRUE, FALSE, 0},
    {"sixty long names", 60, 1, LONG_NAME, value_plain, FALSE, FALSE, ROWS_KINDS},
    {"long names", 4, 2, LONG_NAME, value_plain, FALSE, TRUE, 1u << BL_CHART_BARS},
    {"one word", 4, 1, "Rindfleischetikettierungsueberwachungsaufgabenuebertragungsgesetz",
     value_plain, FALSE, FALSE, ROWS_KINDS},
    {"zeros", 5, 1, NULL, value_zero, FALSE, FALSE, ROWS_KINDS | (1u << BL_CHART_COLUMNS)},
    {"zeros twice", 5, 2, NULL, value_zero, FALSE, TRUE, 0},
    {"huge", 6, 1, NULL, value_huge, FALSE, FALSE, ROWS_KINDS | UPRIGHT_KINDS},
    {"extreme", 6, 2, NULL, value_extreme, FALSE, FALSE, 0},
    {"negative", 5, 1, NULL, value_negative, FALSE, FALSE, ROWS_KINDS | UPRIGHT_KINDS},
    {"negative, three series", 5, 3, NULL, value_negative, TRUE, TRUE, 0},
    {"gaps", 8, 1, NULL, value_plain, TRUE, FALSE, ROWS_KINDS | UPRIGHT_KINDS},
};

static gint64 in_unit(gint64 value, BlUnit unit) {
    gint64 limit = G_GINT64_CONSTANT(900000000000000);
    return unit == BL_UNIT_RATE && ABS(value / 2) < limit ? value * 10000 : value;
}

static void fill_row(BlRow *row, const Case *of, guint r, BlUnit unit) {
    g_autofree char *name = of->category != NULL ? g_strdup_printf("%s %u", of->category, r)
                                                 : g_strdup_printf("S%u", r + 1);
    bl_cell_set_text(&row->cells[0], name);
    for (guint s = 0; s < of->series; s++) {
        BlCell *cell = &row->cells[s + 1];
        bl_cell_set_number(cell, in_unit(of->value(r, s), unit), unit);
        if (of->has_gaps && r % 8 == 2)
            bl_cell_set_kind(cell, s % 2 == 0 ? BL_CELL_ABSENT : BL_CELL_SECRET);
        if (of->has_gaps && r % 8 == 5 && s == 0)
            bl_cell_set_kind(cell, BL_CELL_SECRET);
        if (of->has_gaps && r % 8 == 7)
            bl_cell_set_kind(cell, BL_CELL_EMPTY);
    }
}

static BlTable *make_table(const Case *of, BlUnit unit) {
    BlTable *table = bl_table_new("essai", NULL);
    bl_table_add_column(table, "Catégorie", TRUE);
    for (guint s = 0; s < of->series; s++) {
        g_autofree char *title = g_strdup_printf("Série %u%s", s + 1, s == 4 ? LONG_NAME : "");
        bl_table_add_column(table, title, FALSE);
    }
    for (guint r = 0; r < of->rows; r++)
        fill_row(bl_table_add_row(table, r % 5 == 4 ? BL_ROW_ALERT : BL_ROW_BODY), of, r, unit);
    BlRow *total = bl_table_add_row(table, BL_ROW_TOTAL);
    bl_cell_set_text(&total->cells[0], "Ensemble");
    for (guint s = 0; s < of->series; s++)
        bl_cell_set_number(&total->cells[s + 1], 987654321, unit);
    return table;
}

static BlChart *make_chart(const Case *of, BlChartKind kind, gboolean lines, const BlTable *table) {
    BlChart *chart = bl_chart_new("essai", kind, table, 0);
    for (guint s = 0; s < of->series; s++)
        bl_chart_add_series(
            chart, s + 1,
            kind == BL_CHART_MULTIPLES ? lines : (kind == BL_CHART_COLUMNS || lines) && s == 1);
    BlUnit unit = kind == BL_CHART_DOTS ? BL_UNIT_RATE : BL_UNIT_COUNT;
    if (of->has_objective)
        bl_cell_set_number(&chart->objective, in_unit(150, unit), unit);
    chart->title = g_strdup(of->category != NULL ? LONG_NAME : "Titre");
    chart->subtitle = g_strdup("Sous-titre : ce qui est tracé");
    chart->source = g_strdup("Source : extractions du 4 octobre 2010");
    return chart;
}

static void expect_numbers(const Recorder *r, const BlTable *table, const char *about) {
    for (guint row = 0; row < bl_table_height(table); row++)
        for (guint c = 1; c < bl_table_width(table); c++) {
            const BlCell *cell = bl_table_cell(table, row, c);
            if (cell->kind != BL_CELL_NUMBER || bl_table_row(table, row)->kind == BL_ROW_TOTAL)
                continue;
            g_autofree char *text = bl_cell_display(cell);
            ck_assert_msg(recorder_has(r, text), "%s: « %s » is not written", about, text);
        }
}

/* @param height 0: what the chart asks for */
static void try_case(const Case *of, int variant, double width, double height, double em) {
    BlChartKind kind = variants[variant].kind;
    BlTable *table = make_table(of, kind == BL_CHART_DOTS ? BL_UNIT_RATE : BL_UNIT_COUNT);
    BlChart *chart = make_chart(of, kind, variants[variant].lines, table);
    BlFurniture furniture = width > 300 ? BL_FURNITURE_FULL : BL_FURNITURE_NONE;
    gboolean asked = height <= 0;
    if (asked)
        height = bl_chart_height(chart, width, furniture);
    BlRect box = {31, 47, width, height};
    Recorder r = recorder_init(box, em);
    bl_chart_draw(chart, &r.canvas, &theme, box, furniture);
    g_autofree char *about =
        g_strdup_printf("%s, variant %d, %g × %g, em %g", of->name, variant, width, height, em);
    ck_assert_msg(r.complaint == NULL, "%s: %s", about, r.complaint);
    recorder_expect_apart(&r, about);
    ck_assert_msg(!recorder_has(&r, "Ensemble"), "%s: the total is drawn as a category", about);
    if (asked && of->rows == 0)
        ck_assert_msg(recorder_has(&r, "Aucune donnée"), "%s: says nothing", about);
    if (asked && !variants[variant].lines && (of->all_numbers & (1u << kind)))
        expect_numbers(&r, table, about);
    recorder_dispose(&r);
    bl_chart_free(chart);
    bl_table_free(table);
}

START_TEST(every_kind_holds_every_case_in_the_height_it_asks_for) {
    for (guint c = 0; c < G_N_ELEMENTS(cases); c++) {
        try_case(&cases[c], _i, 505, 0, 0.5);
        try_case(&cases[c], _i, 505, 0, 0.57);
        try_case(&cases[c], _i, 236, 0, 0.5);
    }
}
END_TEST

START_TEST(no_box_is_too_small_to_be_respected) {
    static const double sizes[][2] = {{505, 40}, {505, 9}, {236, 60}, {100, 100},
                                      {60, 300}, {30, 30}, {5, 5},    {236, 1200}};
    for (guint c = 0; c < G_N_ELEMENTS(cases); c++)
        for (guint s = 0; s < G_N_ELEMENTS(sizes); s++)
            try_case(&cases[c], _i, sizes[s][0], sizes[s][1], 0.55);
}
END_TEST

START_TEST(gaps_are_named_and_never_zero) {
    static const Case gaps = {"gaps", 8, 1, NULL, value_plain, TRUE, FALSE, 0};
    static const BlChartKind kinds[] = {BL_CHART_COLUMNS, BL_CHART_STACKED, BL_CHART_BARS,
                                        BL_CHART_LINES,   BL_CHART_DOTS,    BL_CHART_MULTIPLES};
    for (guint k = 0; k < G_N_ELEMENTS(kinds); k++) {
        BlTable *table =
            make_table(&gaps, kinds[k] == BL_CHART_DOTS ? BL_UNIT_RATE : BL_UNIT_COUNT);
        BlChart *chart = make_chart(&gaps, kinds[k], FALSE, table);
        BlRect box = {0, 0, 505, bl_chart_height(chart, 505, BL_FURNITURE_NONE)};
        Recorder r = recorder_init(box, 0.5);
        bl_chart_draw(chart, &r.canvas, &theme, box, BL_FURNITURE_NONE);
        ck_assert_msg(recorder_has(&r, "n.d."), "kind %d", (int)kinds[k]);
        ck_assert_msg(recorder_has(&r, "s"), "kind %d", (int)kinds[k]);
        if (kinds[k] == BL_CHART_COLUMNS || kinds[k] == BL_CHART_LINES)
            ck_assert(recorder_has(&r, "à venir"));
        recorder_dispose(&r);
        bl_chart_free(chart);
        bl_table_free(table);
    }
}
END_TEST

START_TEST(secret_parts_hide_the_shares_of_their_row) {
    static const Case secret = {"secret", 8, 3, NULL, value_plain, TRUE, FALSE, 0};
    BlTable *table = make_table(&secret, BL_UNIT_COUNT);
    BlChart *chart = make_chart(&secret, BL_CHART_SHARES, FALSE, table);
    BlRect box = {0, 0, 505, bl_chart_height(chart, 505, BL_FURNITURE_NONE)};
    Recorder r = recorder_init(box, 0.5);
    bl_chart_draw(chart, &r.canvas, &theme, box, BL_FURNITURE_NONE);
    guint shares = 0;
    for (guint i = 0; i < r.written->len; i++)
        shares += g_str_has_suffix(g_array_index(r.written, Written, i).text, "%") ? 1 : 0;
    /* eight rows: one absent, one secret, one empty */
    ck_assert_uint_eq(shares, 5 * 3);
    ck_assert(recorder_has(&r, "s (une part est sous secret)"));
    recorder_dispose(&r);
    bl_chart_free(chart);
    bl_table_free(table);
}
END_TEST

START_TEST(axes_have_round_steps_and_hold_their_range) {
    static const gint64 ranges[][2] = {{0, 1},      {0, 7},         {0, 11962}, {-37, 512},
                                       {0, 999999}, {-1000, -3},    {5, 5},     {0, 0},
                                       {0, 17},     {12345, 123456}};
    for (guint i = 0; i < G_N_ELEMENTS(ranges); i++)
        for (guint wanted = 1; wanted <= 8; wanted++) {
            BlAxis axis;
            bl_axis_init(&axis, ranges[i][0], ranges[i][1], BL_UNIT_COUNT, wanted);
            gint64 digit = axis.step;
            while (digit % 10 == 0)
                digit /= 10;
            ck_assert(digit == 1 || digit == 2 || digit == 5);
            ck_assert_int_le(axis.first, ranges[i][0]);
            ck_assert_int_ge(axis.last, ranges[i][1]);
            ck_assert_int_gt(axis.last, axis.first);
            ck_assert_int_le((axis.last - axis.first) / axis.step, wanted + 1);
        }
}
END_TEST

static void expect_tick(gint64 high, BlUnit unit, gint64 tick, const char *expected) {
    BlAxis axis;
    bl_axis_init(&axis, 0, high, unit, 5);
    g_autofree char *text = bl_axis_label(&axis, tick);
    ck_assert_str_eq(text, expected);
}

START_TEST(axis_labels_are_french) {
    expect_tick(12000, BL_UNIT_COUNT, 12000, "12" BL_NNBSP "000");
    expect_tick(1000000, BL_UNIT_RATE, 400000, "40" BL_NNBSP "%");
    expect_tick(20000, BL_UNIT_RATE, 5000, "0,5" BL_NNBSP "%");
    expect_tick(50000, BL_UNIT_EURO, 10000, "100" BL_NBSP "€");
    expect_tick(5000000, BL_UNIT_EURO, 1000000, "10" BL_NBSP "k€");
    expect_tick(250000000, BL_UNIT_EURO, 150000000, "1,5" BL_NBSP "M€");
}
END_TEST

START_TEST(wrapping_loses_no_character) {
    Recorder r = recorder_init((BlRect){0, 0, 500, 500}, 0.5);
    BlPlot plot = {.canvas = &r.canvas};
    for (double width = 5; width < 400; width += 7) {
        g_autoptr(GPtrArray) lines =
            bl_text_wrap(&plot, LONG_NAME, BL_FONT_REGULAR, 7, width, NULL);
        g_autoptr(GString) joined = g_string_new(NULL), bare = g_string_new(LONG_NAME);
        for (guint i = 0; i < lines->len; i++)
            g_string_append(joined, g_ptr_array_index(lines, i));
        g_string_replace(joined, " ", "", 0);
        g_string_replace(bare, " ", "", 0);
        ck_assert_str_eq(joined->str, bare->str);
        ck_assert_double_le(bl_text_widest(&plot, lines, BL_FONT_REGULAR, 7), MAX(width, 3.5));
    }
    recorder_dispose(&r);
}
END_TEST

START_TEST(series_colours_are_never_the_alert_and_text_is_readable) {
    for (guint i = 0; i < 12; i++) {
        BlColor color = bl_color_series(&theme, i);
        ck_assert_uint_ne(color, theme.series[4]);
        ck_assert_double_ge(bl_color_contrast(bl_color_readable(color), 0xFFFFFF), 4.5);
        ck_assert_double_ge(bl_color_contrast(bl_color_over(&theme, color), color), 4.5);
    }
}
END_TEST

/* --- images ------------------------------------------------------------------------------------
 */

static void expect_same_twice(const BlChart *chart, const BlTheme *with_fonts, const char *format) {
    g_autofree char *folder = g_dir_make_tmp("bilan-XXXXXX", NULL);
    char *bytes[2];
    gsize lengths[2];
    for (guint i = 0; i < 2; i++) {
        g_autoptr(GError) err = NULL;
        g_autofree char *path = g_strdup_printf("%s/%u.%s", folder, i, format);
        ck_assert_msg(bl_output_image(chart, with_fonts, format, path, &err), "%s",
                      err != NULL ? err->message : "");
        bytes[i] = bl_file_read(path, &lengths[i], NULL);
        ck_assert_ptr_nonnull(bytes[i]);
        remove(path);
    }
    remove(folder);
    ck_assert_uint_eq(lengths[0], lengths[1]);
    ck_assert_mem_eq(bytes[0], bytes[1], lengths[0]);
    if (strcmp(format, "svg") == 0)
        ck_assert_ptr_nonnull(strstr(bytes[0], "<title>Jeunes &amp; parcours</title>"));
    g_free(bytes[0]);
    g_free(bytes[1]);
}

START_TEST(an_image_has_the_same_bytes_twice) {
    BlTheme with_fonts = theme;
    with_fonts.font_regular = (char *)"templates/fonts/OpenSans-Regular.ttf";
    with_fonts.font_semibold = (char *)"templates/fonts/OpenSans-Semibold.ttf";
    with_fonts.font_bold = (char *)"templates/fonts/OpenSans-Bold.ttf";
    BlTable *table = make_table(&cases[4], BL_UNIT_COUNT);
    BlChart *chart = make_chart(&cases[4], BL_CHART_COLUMNS, FALSE, table);
    chart->alt = g_strdup("Jeunes & parcours");
    expect_same_twice(chart, &with_fonts, "svg");
    expect_same_twice(chart, &with_fonts, "png");

    g_autoptr(GError) err = NULL;
    ck_assert(!bl_output_image(chart, &with_fonts, "gif", "/nowhere/x.gif", &err));
    ck_assert(g_error_matches(err, BL_ERROR, BL_ERROR_OUTPUT));
    g_clear_error(&err);
    with_fonts.font_bold = (char *)"templates/fonts/absente.ttf";
    ck_assert(!bl_output_image(chart, &with_fonts, "svg", "/nowhere/x.svg", &err));
    ck_assert(g_error_matches(err, BL_ERROR, BL_ERROR_CONFIG));
    bl_chart_free(chart);
    bl_table_free(table);
}
END_TEST

Suite *chart_suite(void) {
    Suite *suite = suite_create("chart");
    TCase *drawing = tcase_create("drawing");
    tcase_set_timeout(drawing, 60);
    tcase_add_loop_test(drawing, every_kind_holds_every_case_in_the_height_it_asks_for, 0,
                        VARIANTS);
    tcase_add_loop_test(drawing, no_box_is_too_small_to_be_respected, 0, VARIANTS);
    tcase_add_test(drawing, gaps_are_named_and_never_zero);
    tcase_add_test(drawing, secret_parts_hide_the_shares_of_their_row);
    suite_add_tcase(suite, drawing);
    TCase *parts = tcase_create("parts");
    tcase_add_test(parts, axes_have_round_steps_and_hold_their_range);
    tcase_add_test(parts, axis_labels_are_french);
    tcase_add_test(parts, wrapping_loses_no_character);
    tcase_add_test(parts, series_colours_are_never_the_alert_and_text_is_readable);
    tcase_add_test(parts, an_image_has_the_same_bytes_twice);
    suite_add_tcase(suite, parts);
    return suite;
}
