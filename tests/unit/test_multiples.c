/* Small multiples, and bars with what they were to reach. */
#include "recorder.h"
#include "suites.h"

#include <bilan/chart/chart_draw.h>
#include <check.h>
#include <string.h>

static const BlTheme theme = {
    .accent = 0x29598F,
    .alert = 0xC9141B,
    .ink = 0x1B2430,
    .muted = 0x5B6675,
    .rule = 0xD9DEE4,
    .wash = 0xF1F4F8,
    .series = {0x29598F, 0x5C68E5, 0xB478F1, 0x298641, 0x00005F, 0x00005F}};

static const char LONG_NAME[] =
    "MISSION INTERCOMMUNALE INSERTION JEUNES EPINAY SUR SEINE SAINT-OUEN "
    "VILLETANEUSE L'ILE-SAINT-DENIS";

/* Quarters of `rows` places; the fourth has not begun. */
static BlTable *quarters(guint rows, const char *name) {
    BlTable *table = bl_table_new("envois", NULL);
    bl_table_add_column(table, "Place", TRUE);
    for (guint q = 1; q <= 4; q++) {
        g_autofree char *title = g_strdup_printf("T%u", q);
        bl_table_add_column(table, title, FALSE);
    }
    for (guint r = 0; r < rows; r++) {
        BlRow *row = bl_table_add_row(table, r % 3 == 1 ? BL_ROW_ALERT : BL_ROW_BODY);
        g_autofree char *label = g_strdup_printf("%s %u", name, r + 1);
        bl_cell_set_text(&row->cells[0], label);
        for (guint q = 1; q <= 3; q++)
            bl_cell_set_number(&row->cells[q], 1000 * q + r, BL_UNIT_COUNT);
        bl_cell_set_kind(&row->cells[4], BL_CELL_PENDING);
    }
    return table;
}

static BlChart *chart_of(BlChartKind kind, const BlTable *table, guint series, guint line) {
    BlChart *chart = bl_chart_new("essai", kind, table, 0);
    for (guint s = 1; s <= series; s++)
        bl_chart_add_series(chart, s, s == line);
    return chart;
}

/* Draw at the height asked for. */
static Recorder draw(const BlChart *chart, double width) {
    BlRect box = {20, 30, width, bl_chart_height(chart, width, BL_FURNITURE_NONE)};
    Recorder r = recorder_init(box, 0.55);
    bl_chart_draw(chart, &r.canvas, &theme, box, BL_FURNITURE_NONE);
    ck_assert_msg(r.complaint == NULL, "%s", r.complaint);
    recorder_expect_apart(&r, "essai");
    return r;
}

static guint times(const Recorder *r, const char *text) {
    guint count = 0;
    for (guint i = 0; i < r->written->len; i++)
        count += strcmp(g_array_index(r->written, Written, i).text, text) == 0 ? 1 : 0;
    return count;
}

/* All that is written, without spaces: a name that wraps is found again. */
static char *all_written(const Recorder *r) {
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < r->written->len; i++)
        g_string_append(all, g_array_index(r->written, Written, i).text);
    g_string_replace(all, " ", "", 0);
    return g_string_free(g_steal_pointer(&all), FALSE);
}

START_TEST(each_row_has_its_whole_name_and_its_last_number) {
    static const guint counts[] = {1, 4, 27, 60};
    static const char *const names[] = {"Alsace", LONG_NAME};
    for (guint n = 0; n < G_N_ELEMENTS(names); n++)
        for (guint c = 0; c < G_N_ELEMENTS(counts); c++) {
            g_autoptr(BlTable) table = quarters(counts[c], names[n]);
            BlChart *chart = chart_of(BL_CHART_MULTIPLES, table, 4, 0);
            Recorder r = draw(chart, 505);
            g_autofree char *all = all_written(&r);
            for (guint row = 0; row < counts[c]; row++) {
                g_autofree char *last = bl_cell_display(bl_table_cell(table, row, 3));
                ck_assert_msg(recorder_has(&r, last), "%u rows: %s", counts[c], last);
                g_autoptr(GString) name = g_string_new(bl_table_cell(table, row, 0)->text);
                g_string_replace(name, " ", "", 0);
                ck_assert_msg(strstr(all, name->str) != NULL, "%u rows: %s", counts[c], name->str);
            }
            ck_assert(recorder_has(&r, "à venir"));
            recorder_dispose(&r);
            bl_chart_free(chart);
        }
}
END_TEST

START_TEST(the_scale_is_written_once_a_line) {
    g_autoptr(BlTable) table = quarters(27, "R");
    BlChart *chart = chart_of(BL_CHART_MULTIPLES, table, 4, 0);
    Recorder r = draw(chart, 505);
    ck_assert_uint_eq(times(&r, "0"), 6); /* 27 in lines of 5 */
    ck_assert_uint_eq(times(&r, "T1"), 27);
    recorder_dispose(&r);
    bl_chart_free(chart);
}
END_TEST

START_TEST(sixty_rows_hold_on_a_page) {
    g_autoptr(BlTable) table = quarters(60, "Mission locale");
    BlChart *chart = chart_of(BL_CHART_MULTIPLES, table, 4, 0);
    ck_assert_double_lt(bl_chart_height(chart, 505, BL_FURNITURE_NONE), 760);
    bl_chart_free(chart);
}
END_TEST

START_TEST(what_was_to_be_reached_is_a_mark_named_once) {
    g_autoptr(BlTable) table = quarters(6, "Alsace");
    BlChart *chart = chart_of(BL_CHART_BARS, table, 2, 2);
    Recorder r = draw(chart, 505);
    ck_assert_uint_eq(times(&r, "T2"), 1);
    ck_assert_uint_eq(times(&r, "1" BL_NNBSP "003"), 1);
    ck_assert_uint_eq(times(&r, "/" BL_NBSP "2" BL_NNBSP "003"), 1);
    recorder_dispose(&r);
    /* against nothing, they are bars */
    bl_chart_free(chart);
    chart = chart_of(BL_CHART_BARS, table, 1, 1);
    r = draw(chart, 505);
    ck_assert_uint_eq(times(&r, "1" BL_NNBSP "003"), 1);
    recorder_dispose(&r);
    bl_chart_free(chart);
}
END_TEST

START_TEST(a_mark_without_its_bar_still_says_its_number) {
    g_autoptr(BlTable) table = quarters(2, "Alsace");
    BlChart *chart = bl_chart_new("essai", BL_CHART_BARS, table, 0);
    bl_chart_add_series(chart, 4, FALSE);
    bl_chart_add_series(chart, 3, TRUE);
    Recorder r = draw(chart, 236);
    ck_assert_uint_eq(times(&r, "/" BL_NBSP "3" BL_NNBSP "001"), 1);
    recorder_dispose(&r);
    bl_chart_free(chart);
}
END_TEST

Suite *multiples_suite(void) {
    Suite *suite = suite_create("multiples");
    TCase *all = tcase_create("drawing");
    tcase_add_test(all, each_row_has_its_whole_name_and_its_last_number);
    tcase_add_test(all, the_scale_is_written_once_a_line);
    tcase_add_test(all, sixty_rows_hold_on_a_page);
    tcase_add_test(all, what_was_to_be_reached_is_a_mark_named_once);
    tcase_add_test(all, a_mark_without_its_bar_still_says_its_number);
    suite_add_tcase(suite, all);
    return suite;
}
