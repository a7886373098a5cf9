/* Running the templates: what is absent, what is 0, what is refused. */
#include "suites.h"
#include "support.h"

#include <string.h>

#define CUTOFF bl_day_from_ymd(2010, 9, 30)
#define HEADER(measures)                                                                           \
    "/*---\ncode: ESSAI\nlibelle: Essai\ndefinition: d\ndecision: r\narticle: art. 1\n"            \
    "version: 1\ndiffusion: comptage\nperiodes: [annee]\nmesures:\n" measures                      \
    "extraits: [jeunes]\n---*/\n"
#define ONE_MEASURE "  - {nom: n, libelle: N, unite: nombre, totaux: oui}\n"
#define PLACE "SELECT 'local' AS niveau, '01004S00' AS code, '2010' AS periode, "

static void expect(const BlResults *results, const char *measure, const char *place,
                   const char *period, const char *modality, const char *value) {
    g_autofree char *got = case_value(results, measure, place, period, modality);
    ck_assert_msg(strcmp(got, value) == 0, "%s %s %s %s: « %s », « %s » expected", measure, place,
                  period, modality, got, value);
}

START_TEST(a_total_of_zero_is_there_for_every_place_and_period_begun) {
    Case c;
    case_open(&c, "golden");
    g_autoptr(BlResults) results = case_compute(&c, CUTOFF);
    expect(results, "DE0.jeunes", "local/75056S00", "2010-T2", "", "0");
    expect(results, "DE0.jeunes", "local/75056S00", "2010-T4", "", ""); /* begins after D */
    expect(results, "CRE.decomptes", "regional/11", "2010-09", "", "0");
    expect(results, "CRE.decomptes", "regional/11", "2010-10", "", "");
    expect(results, "DE0.jeunes", "regional/94", "2010-T1", "", ""); /* no mission locale */
    expect(results, "DE0.jeunes", "local/01004S00", "2010-T1", "zus=inconnu", "2");
    ck_assert_uint_eq(results->structures->len, 1 + 2 + 3);
    case_close(&c);
}
END_TEST

START_TEST(a_modality_of_zero_and_an_absent_value_have_no_line) {
    Case c;
    case_open(&c, "golden");
    g_autoptr(BlResults) results = case_compute(&c, CUTOFF);
    g_autofree char *csv = case_csv(results);
    support_assert_lacks(csv, ";etat;annule;0\n");
    support_assert_has(csv, "OBJ;objectif;local;01004S00;2010;;;13\n");
    support_assert_lacks(csv, "OBJ;objectif;local;75056S00;");
    support_assert_lacks(csv, "OBJ;taux;local;75056S00;");
    support_assert_has(csv, "OBJ;decomptes;local;75056S00;2010;;;1\n");
    support_assert_lacks(csv, "SUBV;montant;local;75056S00;");
    case_close(&c);
}
END_TEST

START_TEST(a_source_never_loaded_is_absent_and_an_empty_one_is_zero) {
    Case c;
    case_open(&c, "exemple");
    g_autoptr(BlResults) before = case_compute(&c, CUTOFF);
    ck_assert_str_eq(bl_results_absence(before, "EM1"), "actions");
    ck_assert_str_eq(bl_results_absence(before, "DE3"), "suivis_pe");
    ck_assert_ptr_null(bl_results_absence(before, "DE0"));
    expect(before, "EM1.actions", "national/FR", "2010-T1", "", "");
    gboolean told = FALSE; /* DE1 is there, with a word on what it lacks */
    for (guint i = 0; i < before->incomplete->len; i++) {
        const BlAbsence *absence = before->incomplete->pdata[i];
        told = told || (strcmp(absence->indicator->header->code, "DE1") == 0 &&
                        strcmp(absence->extract, "propositions") == 0);
    }
    ck_assert(told);
    bench_put_and_import(&c.bench, "actions.csv", "id_action;date;public;categorie;enjeu\n");
    g_autoptr(BlResults) after = case_compute(&c, CUTOFF);
    ck_assert_ptr_null(bl_results_absence(after, "EM1"));
    expect(after, "EM1.actions", "national/FR", "2010-T1", "", "0");
    expect(after, "EM1.actions", "local/01004S00", "2010-T3", "", "0");
    expect(after, "DE3.jeunes", "national/FR", "2010-T3", "", "");
    case_close(&c);
}
END_TEST

START_TEST(only_the_indicators_asked_for_are_computed) {
    char *codes[] = {"obj", "ETAT", NULL}; /* in any case */
    Case c;
    case_open(&c, "exemple");
    BlComputation computation = case_computation(&c, 2010, CUTOFF);
    computation.codes = codes;
    g_autoptr(BlResults) results = bl_compute(&computation, NULL);
    expect(results, "OBJ.decomptes", "local/01004S00", "2010", "", "1");
    expect(results, "DE0.jeunes", "local/01004S00", "2010-T1", "", "");
    case_close(&c);
}
END_TEST

START_TEST(a_wrong_request_is_refused_before_anything_runs) {
    g_autoptr(GError) error = NULL;
    char *codes[] = {"OBJ", "XYZ", NULL};
    Case c;
    case_open(&c, "exemple");
    BlComputation computation = case_computation(&c, 2010, bl_day_from_ymd(2011, 1, 1));
    ck_assert_ptr_null(bl_compute(&computation, &error));
    support_assert_error(&error, BL_ERROR_USAGE, "2011-01-01", "exercice 2010");
    computation.cutoff = CUTOFF;
    computation.codes = codes;
    ck_assert_ptr_null(bl_compute(&computation, &error));
    support_assert_error(&error, BL_ERROR_USAGE, "« XYZ »", "bilan lister indicateurs");
    case_close(&c);
    case_open(&c, NULL);
    computation = case_computation(&c, 2010, CUTOFF);
    ck_assert_ptr_null(bl_compute(&computation, &error));
    support_assert_error(&error, BL_ERROR_STORE, "« missions_locales »", "bilan importer");
    case_close(&c);
}
END_TEST

/* Compute one indicator of a hand-made file. @return the caller's, or NULL with *error */
static BlResults *compute_one(Case *c, const char *sql, GError **error) {
    char *folder = support_folder();
    g_free(support_put(folder, "essai.sql", sql));
    bl_indicators_free(c->indicators);
    c->indicators = bl_indicators_load(folder, error);
    support_remove(folder);
    ck_assert_msg(c->indicators != NULL, "%s", *error != NULL ? (*error)->message : "");
    BlComputation computation = case_computation(c, 2010, CUTOFF);
    return bl_compute(&computation, error);
}

START_TEST(a_template_of_another_shape_is_refused_with_its_file) {
    static const char *const bad[][3] = {
        {HEADER(ONE_MEASURE) PLACE "'' AS modalite, 1 AS n", "essai.sql", "« axe »"},
        {HEADER(ONE_MEASURE) PLACE "'' AS axe, '' AS modalite, 1 AS m", "essai.sql", "« n »"},
        {HEADER(ONE_MEASURE) PLACE "'' AS axe, '' AS modalite, 1.5 AS n", "« n »", "entier"},
        {HEADER(ONE_MEASURE) PLACE "'' AS axe, '' AS modalite, 'deux' AS n", "« n »", "entier"}};
    Case c;
    case_open(&c, "exemple");
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        ck_assert_msg(compute_one(&c, bad[i][0], &error) == NULL, "%s", bad[i][0]);
        support_assert_has(error->message, "ESSAI");
        support_assert_error(&error, BL_ERROR_CONFIG, bad[i][1], bad[i][2]);
    }
    g_autoptr(GError) error = NULL;
    ck_assert_ptr_null(compute_one(&c, HEADER(ONE_MEASURE) "SELECT\n nulle_part", &error));
    support_assert_error(&error, BL_ERROR_STORE, "ESSAI", "essai.sql");
    ck_assert_ptr_null(compute_one(&c, HEADER(ONE_MEASURE) "DELETE FROM jeunes", &error));
    support_assert_error(&error, BL_ERROR_STORE, "ESSAI", NULL);
    bench_expect_rows(&c.bench, "SELECT COUNT(*) FROM jeunes", "4\n");
    case_close(&c);
}
END_TEST

START_TEST(a_template_gives_what_it_found_and_a_null_is_absent) {
    g_autoptr(GError) error = NULL;
    Case c;
    case_open(&c, "exemple");
    g_autoptr(BlResults) results =
        compute_one(&c,
                    HEADER(ONE_MEASURE "  - {nom: r, libelle: R, unite: taux}\n") PLACE
                    "'' AS axe, '' AS modalite, 3 AS n, NULL AS r, 7 AS surplus "
                    "UNION ALL SELECT 'regional', '94', '2010', '', '', 9, 9, 9",
                    &error);
    ck_assert_msg(results != NULL, "%s", error != NULL ? error->message : "");
    expect(results, "ESSAI.n", "local/01004S00", "2010", "", "3");
    expect(results, "ESSAI.r", "local/01004S00", "2010", "", "");
    expect(results, "ESSAI.n", "regional/82", "2010", "", "0");
    expect(results, "ESSAI.n", "regional/94", "2010", "", ""); /* no recipient there */
    case_close(&c);
}
END_TEST

START_TEST(recipients_come_in_the_order_in_which_they_are_printed) {
    static const char *const codes[] = {"FR", "11", "82", "69123S00", "75056S00", "01004S00"};
    Case c;
    case_open(&c, "golden");
    g_autoptr(BlResults) results = case_compute(&c, CUTOFF);
    for (guint i = 0; i < G_N_ELEMENTS(codes); i++) {
        const BlStructure *place = results->structures->pdata[i];
        ck_assert_str_eq(place->code, codes[i]);
        ck_assert(place->level == BL_LEVEL_LOCAL ? place->region != NULL : place->region == NULL);
    }
    ck_assert_str_eq(bl_results_structure(results, BL_LEVEL_LOCAL, "69123S00")->region, "82");
    ck_assert_ptr_null(bl_results_structure(results, BL_LEVEL_REGIONAL, "69123S00"));
    case_close(&c);
}
END_TEST

START_TEST(a_year_without_anything_is_forgotten_not_zero) {
    Case c;
    case_open(&c, "golden");
    BlComputation computation = case_computation(&c, 2008, bl_day_from_ymd(2008, 9, 30));
    g_autoptr(BlResults) empty = bl_compute(&computation, NULL);
    expect(empty, "PA2.actions", "national/FR", "2008-T3", "", "0");
    bl_results_forget_empty(empty, c.indicators);
    expect(empty, "PA2.actions", "national/FR", "2008-T3", "", "");
    ck_assert(!bl_results_knows(empty, "PA2"));
    /* one action of another kind makes the others true zeros */
    computation = case_computation(&c, 2009, bl_day_from_ymd(2009, 9, 30));
    g_autoptr(BlResults) results = bl_compute(&computation, NULL);
    bl_results_forget_empty(results, c.indicators);
    expect(results, "PA2.actions", "national/FR", "2009-T3", "", "0");
    expect(results, "PA1.actions_cumul", "national/FR", "2009-T3", "", "1");
    ck_assert(bl_results_knows(results, "PA2"));
    case_close(&c);
}
END_TEST

START_TEST(every_template_can_be_prepared_on_a_new_warehouse) {
    g_autoptr(GError) error = NULL;
    Case c;
    case_open(&c, NULL);
    BlComputation computation = case_computation(&c, 2010, CUTOFF);
    ck_assert_msg(bl_compute_prepare_all(&computation, &error), "%s",
                  error != NULL ? error->message : "");
    case_close(&c);
}
END_TEST

Suite *compute_suite(void) {
    Suite *suite = suite_create("compute");
    TCase *tests = tcase_create("compute");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_total_of_zero_is_there_for_every_place_and_period_begun);
    tcase_add_test(tests, a_modality_of_zero_and_an_absent_value_have_no_line);
    tcase_add_test(tests, a_source_never_loaded_is_absent_and_an_empty_one_is_zero);
    tcase_add_test(tests, only_the_indicators_asked_for_are_computed);
    tcase_add_test(tests, a_wrong_request_is_refused_before_anything_runs);
    tcase_add_test(tests, a_template_of_another_shape_is_refused_with_its_file);
    tcase_add_test(tests, a_template_gives_what_it_found_and_a_null_is_absent);
    tcase_add_test(tests, recipients_come_in_the_order_in_which_they_are_printed);
    tcase_add_test(tests, a_year_without_anything_is_forgotten_not_zero);
    tcase_add_test(tests, every_template_can_be_prepared_on_a_new_warehouse);
    suite_add_tcase(suite, tests);
    return suite;
}
