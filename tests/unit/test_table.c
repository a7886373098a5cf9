#include "suites.h"

#include <bilan/model/chart.h>
#include <bilan/model/table.h>
#include <math.h>
#include <signal.h>

static BlTable *two_columns(void) {
    BlTable *table = bl_table_new("essai", "Un titre");
    ck_assert_uint_eq(bl_table_add_column(table, "Région", TRUE), 0);
    ck_assert_uint_eq(bl_table_add_column(table, "Jeunes", FALSE), 1);
    return table;
}

START_TEST(a_table_has_the_columns_rows_and_notes_it_was_given) {
    g_autoptr(BlTable) table = two_columns();
    BlRow *row = bl_table_add_row(table, BL_ROW_ALERT);
    bl_cell_set_text(&row->cells[0], "Corse");
    bl_table_add_row(table, BL_ROW_TOTAL);
    bl_table_add_note(table, "Une note");
    ck_assert_uint_eq(bl_table_width(table), 2);
    ck_assert_uint_eq(bl_table_height(table), 2);
    ck_assert(bl_table_column(table, 0)->is_text && !bl_table_column(table, 1)->is_text);
    ck_assert_str_eq(bl_table_cell(table, 0, 0)->text, "Corse");
    ck_assert_int_eq(bl_table_row(table, 1)->kind, BL_ROW_TOTAL);
    ck_assert_int_eq(bl_table_cell(table, 1, 1)->kind, BL_CELL_EMPTY);
    ck_assert_str_eq(table->notes->pdata[0], "Une note");
    bl_table_free(NULL);
}
END_TEST

START_TEST(a_column_comes_before_the_first_row) {
    g_autoptr(BlTable) table = two_columns();
    bl_table_add_row(table, BL_ROW_BODY);
    bl_table_add_column(table, "Trop tard", FALSE);
}
END_TEST

START_TEST(absent_secret_pending_and_empty_are_told_apart_from_zero) {
    static const struct {
        BlCellKind kind;
        const char *shown;
    } kinds[] = {{BL_CELL_EMPTY, ""},
                 {BL_CELL_PENDING, "à venir"},
                 {BL_CELL_ABSENT, "n.d."},
                 {BL_CELL_SECRET, "s"}};
    BlCell cell = {0};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        bl_cell_set_kind(&cell, kinds[i].kind);
        g_autofree char *shown = bl_cell_display(&cell);
        ck_assert_str_eq(shown, kinds[i].shown);
        ck_assert(isnan(bl_cell_plot(&cell)));
    }
    bl_cell_set_number(&cell, 0, BL_UNIT_COUNT);
    g_autofree char *zero = bl_cell_display(&cell);
    ck_assert_str_eq(zero, "0");
}
END_TEST

START_TEST(a_cell_takes_its_last_content) {
    BlCell cell = {0};
    bl_cell_set_text(&cell, "avant");
    bl_cell_set_text(&cell, "après");
    g_autofree char *text = bl_cell_display(&cell);
    ck_assert_str_eq(text, "après");
    bl_cell_set_number(&cell, 100001, BL_UNIT_EURO);
    g_autofree char *amount = bl_cell_display(&cell);
    ck_assert_str_eq(amount, "1\u202f000,01\u00a0€");
    ck_assert_ptr_null(cell.text);
}
END_TEST

START_TEST(a_plot_is_in_euros_and_fractions) {
    BlCell cell = {0};
    bl_cell_set_number(&cell, 100001, BL_UNIT_EURO);
    ck_assert_double_eq_tol(bl_cell_plot(&cell), 1000.01, 1e-9);
    bl_cell_set_number(&cell, 250000, BL_UNIT_RATE);
    ck_assert_double_eq_tol(bl_cell_plot(&cell), 0.25, 1e-9);
    bl_cell_set_number(&cell, 12, BL_UNIT_COUNT);
    ck_assert_double_eq_tol(bl_cell_plot(&cell), 12, 1e-9);
}
END_TEST

START_TEST(charts_are_known_by_their_french_names) {
    BlChartKind kind;
    ck_assert(bl_chart_kind_from_name("colonnes", &kind));
    ck_assert_int_eq(kind, BL_CHART_COLUMNS);
    ck_assert(bl_chart_kind_from_name("points", &kind));
    ck_assert_int_eq(kind, BL_CHART_DOTS);
    ck_assert(bl_chart_kind_from_name("multiples", &kind));
    ck_assert_int_eq(kind, BL_CHART_MULTIPLES);
    ck_assert(!bl_chart_kind_from_name("camembert", &kind));
}
END_TEST

Suite *table_suite(void) {
    Suite *suite = suite_create("table");
    TCase *tests = tcase_create("table");
    tcase_add_test(tests, a_table_has_the_columns_rows_and_notes_it_was_given);
    tcase_add_test_raise_signal(tests, a_column_comes_before_the_first_row, SIGABRT);
    tcase_add_test(tests, absent_secret_pending_and_empty_are_told_apart_from_zero);
    tcase_add_test(tests, a_cell_takes_its_last_content);
    tcase_add_test(tests, a_plot_is_in_euros_and_fractions);
    tcase_add_test(tests, charts_are_known_by_their_french_names);
    suite_add_tcase(suite, tests);
    return suite;
}
