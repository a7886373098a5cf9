#include "suites.h"

#include <bilan/model/figure.h>

static BlFigure figure(const char *measure, const char *axis, const char *modality, gint64 value) {
    return (BlFigure){.indicateur = "DE1",
                      .mesure = measure,
                      .niveau = "local",
                      .code = "01004S00",
                      .periode = "2010-T1",
                      .axe = axis,
                      .modalite = modality,
                      .value = value};
}

static void add(BlFigures *figures, BlFigure row) {
    bl_figures_add(figures, &row);
}

START_TEST(a_figure_is_found_by_its_seven_columns) {
    g_autoptr(BlFigures) figures = bl_figures_new();
    add(figures, figure("jeunes", "", "", 7));
    add(figures, figure("jeunes", "sexe", "F", 3));
    const BlFigure *total =
        bl_figures_find(figures, "DE1", "jeunes", "local", "01004S00", "2010-T1", NULL, NULL);
    ck_assert_int_eq(total->value, 7);
    ck_assert_int_eq(
        bl_figures_find(figures, "DE1", "jeunes", "local", "01004S00", "2010-T1", "sexe", "F")
            ->value,
        3);
    static const char *const others[][4] = {{"DE2", "jeunes", "local", "2010-T1"},
                                            {"DE1", "actions", "local", "2010-T1"},
                                            {"DE1", "jeunes", "regional", "2010-T1"},
                                            {"DE1", "jeunes", "local", "2010-T2"}};
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        ck_assert_ptr_null(bl_figures_find(figures, others[i][0], others[i][1], others[i][2],
                                           "01004S00", others[i][3], "", ""));
}
END_TEST

START_TEST(a_key_given_twice_keeps_the_last_value) {
    g_autoptr(BlFigures) figures = bl_figures_new();
    add(figures, figure("jeunes", "", "", 7));
    add(figures, figure("jeunes", "", "", 8));
    ck_assert_uint_eq(bl_figures_count(figures), 1);
    ck_assert_int_eq(bl_figures_at(figures, 0)->value, 8);
}
END_TEST

START_TEST(rows_are_sorted_in_code_point_order_e10_before_e2) {
    static const char *const expected[] = {"", "E1", "E10", "E2"};
    g_autoptr(BlFigures) figures = bl_figures_new();
    add(figures, figure("jeunes", "enjeu", "E2", 1));
    add(figures, figure("jeunes", "enjeu", "E10", 1));
    add(figures, figure("jeunes", "", "", 1));
    add(figures, figure("jeunes", "enjeu", "E1", 1));
    bl_figures_sort(figures);
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++)
        ck_assert_str_eq(bl_figures_at(figures, i)->modalite, expected[i]);
}
END_TEST

START_TEST(the_figures_of_a_place_are_its_own) {
    g_autoptr(BlFigures) figures = bl_figures_new();
    BlFigure region = figure("jeunes", "", "", 1);
    region.niveau = "regional";
    region.code = "82";
    add(figures, region);
    add(figures, figure("jeunes", "", "", 1));
    add(figures, figure("jeunes", "sexe", "F", 1));
    bl_figures_sort(figures);
    ck_assert_uint_eq(bl_figures_of_place(figures, "local", "01004S00")->len, 2);
    ck_assert_uint_eq(bl_figures_of_place(figures, "regional", "82")->len, 1);
    ck_assert_ptr_null(bl_figures_of_place(figures, "local", "82"));
}
END_TEST

START_TEST(modalities_are_listed_once_and_sorted) {
    g_autoptr(BlFigures) figures = bl_figures_new();
    add(figures, figure("jeunes", "sexe", "M", 1));
    add(figures, figure("jeunes", "sexe", "F", 1));
    BlFigure later = figure("jeunes", "sexe", "M", 1);
    later.periode = "2010-T2";
    add(figures, later);
    BlFigure other_year = figure("jeunes", "sexe", "X", 1);
    other_year.periode = "2009-T2";
    add(figures, other_year);
    add(figures, figure("jeunes", "zus", "oui", 1));
    add(figures, figure("jeunes_cumul", "sexe", "Y", 1));
    bl_figures_sort(figures);
    g_autoptr(GPtrArray) found =
        bl_figures_modalities(figures, "DE1", "jeunes", "local", "01004S00", "2010", "sexe");
    ck_assert_uint_eq(found->len, 2);
    ck_assert_str_eq(found->pdata[0], "F");
    ck_assert_str_eq(found->pdata[1], "M");
}
END_TEST

START_TEST(a_modality_of_zero_is_not_written_but_totals_and_delays_are) {
    BlFigure total = figure("jeunes", "", "", 0), modality = figure("jeunes", "sexe", "F", 0);
    BlFigure delay = figure("mediane", "etape", "acceptation", 0);
    delay.unit = BL_UNIT_DAYS;
    ck_assert(bl_figure_is_written(&total) && bl_figure_is_written(&delay));
    ck_assert(!bl_figure_is_written(&modality));
    modality.value = 1;
    ck_assert(bl_figure_is_written(&modality));
}
END_TEST

START_TEST(levels_are_known_by_their_names) {
    static const char *const names[] = {"national", "regional", "local"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        BlLevel level;
        ck_assert(bl_level_from_name(names[i], &level));
        ck_assert_str_eq(bl_level_name(level), names[i]);
    }
    BlLevel level = BL_LEVEL_LOCAL;
    ck_assert(!bl_level_from_name("départemental", &level) && !bl_level_from_name(NULL, &level));
}
END_TEST

Suite *figure_suite(void) {
    Suite *suite = suite_create("figure");
    TCase *tests = tcase_create("figure");
    tcase_add_test(tests, a_figure_is_found_by_its_seven_columns);
    tcase_add_test(tests, a_key_given_twice_keeps_the_last_value);
    tcase_add_test(tests, rows_are_sorted_in_code_point_order_e10_before_e2);
    tcase_add_test(tests, the_figures_of_a_place_are_its_own);
    tcase_add_test(tests, modalities_are_listed_once_and_sorted);
    tcase_add_test(tests, a_modality_of_zero_is_not_written_but_totals_and_delays_are);
    tcase_add_test(tests, levels_are_known_by_their_names);
    suite_add_tcase(suite, tests);
    return suite;
}
