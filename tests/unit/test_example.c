/* The worked example of DEFINITIONS §6, to the digit, through the real pipeline. */
#include "suites.h"
#include "support.h"

#include <bilan/store/warehouse.h>
#include <string.h>

#define CUTOFF bl_day_from_ymd(2010, 9, 30)

static const char *const local_lines[] = {"DE0;jeunes;local;01004S00;2010-T1;;;3",
                                          "DE0;jeunes;local;01004S00;2010-T2;;;1",
                                          "DE0;jeunes;local;01004S00;2010-T3;;;1",
                                          "DE0;jeunes;local;01004S00;2010-T1;sexe;F;2",
                                          "DE0;jeunes;local;01004S00;2010-T1;sexe;M;1",
                                          "DE0;jeunes;local;01004S00;2010-T1;age;22-25;1",
                                          "DE0;jeunes;local;01004S00;2010-T1;zus;inconnu;1",
                                          "DE0;jeunes_cumul;local;01004S00;2010-T1;;;3",
                                          "DE0;jeunes_cumul;local;01004S00;2010-T2;;;4",
                                          "DE0;jeunes_cumul;local;01004S00;2010-T3;;;4",
                                          "DE0;parcours;local;01004S00;2010-T1;;;3",
                                          "DE0;acceptes;local;01004S00;2010-T1;;;1",
                                          "DE0;refuses;local;01004S00;2010-T1;;;0",
                                          "DE0;refuses;local;01004S00;2010-T2;;;1",
                                          "DE0;annules;local;01004S00;2010-T1;;;1",
                                          "DE0;inities;local;01004S00;2010-T1;;;2",
                                          "OBJ;objectif;local;01004S00;2010;;;4",
                                          "OBJ;suivis;local;01004S00;2010;;;2",
                                          "OBJ;decomptes;local;01004S00;2010;;;1",
                                          "OBJ;taux;local;01004S00;2010;;;0.250000",
                                          "OBJ;projection;local;01004S00;2010;;;1",
                                          "OBJ;ecart;local;01004S00;2010;;;-3",
                                          "SUBV;montant;local;01004S00;2010;;;1000.01",
                                          "SUBV;acompte_1;local;01004S00;2010;;;400.00",
                                          "SUBV;acompte_2;local;01004S00;2010;;;400.00",
                                          "SUBV;verse;local;01004S00;2010;;;800.00",
                                          "SUBV;du;local;01004S00;2010;;;250.00",
                                          "SUBV;solde;local;01004S00;2010;;;0.00",
                                          "SUBV;reversement;local;01004S00;2010;;;550.00",
                                          "ETAT;parcours;local;01004S00;2010;;;5",
                                          "ETAT;parcours;local;01004S00;2010;etat;annule;1",
                                          "ETAT;parcours;local;01004S00;2010;etat;refuse;1",
                                          "ETAT;parcours;local;01004S00;2010;etat;suspension;2",
                                          "ETAT;parcours;local;01004S00;2010;etat;actif;1",
                                          "CRE;initialises;local;01004S00;2010;;;3",
                                          "CRE;decomptes;local;01004S00;2010-01;;;1",
                                          "CRE;pris_en_charge;local;01004S00;2010-02;;;1",
                                          "CRE;pris_en_charge;local;01004S00;2010;;;2",
                                          "SORTIE;a_prononcer;local;01004S00;2010;;;0",
                                          "OBJ;decomptes;regional;82;2010;;;1",
                                          "OBJ;objectif_somme_locale;national;FR;2010;;;4",
                                          "DE0;jeunes_cumul;national;FR;2010-T3;;;4",
                                          "SUBV;reversement;national;FR;2010;;;550.00"};

START_TEST(every_figure_of_the_worked_example_is_there) {
    Case c;
    case_open(&c, "exemple");
    g_autoptr(BlResults) results = case_compute(&c, CUTOFF);
    g_autofree char *csv = case_csv(results);
    for (guint i = 0; i < G_N_ELEMENTS(local_lines); i++) {
        g_autofree char *line = g_strdup_printf("\n%s\n", local_lines[i]);
        support_assert_has(csv, line);
    }
    support_assert_lacks(csv, ";2010-T4;");
    support_assert_lacks(csv, "OBJ;objectif;regional;82;"); /* only a local one is known */
    support_assert_lacks(csv, "EM1;");
    case_close(&c);
}
END_TEST

static void run_at(const Case *c, BlDay cutoff) {
    g_autoptr(GError) error = NULL;
    g_autoptr(BlParams) params = bl_params_new();
    bl_params_set_int(params, "annee", 2010);
    bl_params_set_int(params, "arrete", cutoff);
    ck_assert_msg(bl_warehouse_run_folder(c->bench.store, c->bench.root, "arrete", params, &error),
                  "%s", error != NULL ? error->message : "");
}

START_TEST(the_theoretical_exits_are_those_of_the_example) {
    Case c;
    case_open(&c, "exemple");
    run_at(&c, CUTOFF);
    bench_expect_rows(&c.bench,
                      "SELECT p.id_cotraitance, k.iso, p.cause FROM parcours_arrete p "
                      "JOIN calendrier k ON k.jour = p.sortie_theorique "
                      "WHERE p.id_cotraitance IN ('C1', 'C2') ORDER BY p.id_cotraitance",
                      "C1;2010-12-01;cessation\nC2;2011-03-01;age\n");
    bench_expect_rows(&c.bench,
                      "SELECT i.id_cotraitance, k.iso, i.civis FROM initialisations i "
                      "JOIN calendrier k ON k.jour = i.jour WHERE i.rang = 1 OR "
                      "i.id_cotraitance <> 'C2' ORDER BY i.id_cotraitance",
                      "C1;2010-01-20;0\nC2;2010-03-01;1\nC3;2010-05-02;0\nC5;2010-07-20;0\n");
    case_close(&c);
}
END_TEST

START_TEST(each_course_is_in_the_state_of_its_day) {
    Case c;
    case_open(&c, "exemple");
    const char *states = "SELECT id_cotraitance, etat FROM parcours_arrete ORDER BY id_cotraitance";
    run_at(&c, CUTOFF);
    bench_expect_rows(&c.bench, states,
                      "C1;suspension\nC2;actif\nC3;annule\nC4;refuse\n"
                      "C5;suspension\n");
    run_at(&c, bl_day_from_ymd(2010, 3, 19)); /* the day before J3 is struck off */
    bench_expect_rows(&c.bench, states, "C1;actif\nC2;actif\nC3;affecte\n");
    run_at(&c, bl_day_from_ymd(2010, 3, 20));
    bench_expect_rows(&c.bench, states, "C1;actif\nC2;actif\nC3;annule\n");
    run_at(&c, bl_day_from_ymd(2010, 1, 12));
    bench_expect_rows(&c.bench, states, "C1;affecte\n");
    run_at(&c, bl_day_from_ymd(2010, 1, 13));
    bench_expect_rows(&c.bench, states, "C1;accepte\n");
    run_at(&c, bl_day_from_ymd(2010, 1, 20));
    bench_expect_rows(&c.bench, states, "C1;actif\n");
    case_close(&c);
}
END_TEST

START_TEST(an_exit_is_due_on_its_day_and_not_before) {
    static const struct {
        int month, day;
        const char *due;
    } days[] = {{11, 30, "0"}, {12, 1, "1"}};
    Case c;
    case_open(&c, "exemple");
    for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
        g_autoptr(BlResults) results =
            case_compute(&c, bl_day_from_ymd(2010, days[i].month, days[i].day));
        g_autofree char *due =
            case_value(results, "SORTIE.a_prononcer", "local/01004S00", "2010", "");
        ck_assert_str_eq(due, days[i].due);
    }
    case_close(&c);
}
END_TEST

START_TEST(instalments_come_on_their_days) {
    static const struct {
        int month, day;
        const char *first, *second;
    } days[] = {{1, 19, "0.00", "0.00"},
                {1, 20, "400.00", "0.00"},
                {7, 9, "400.00", "0.00"},
                {7, 10, "400.00", "400.00"}};
    Case c;
    case_open(&c, "exemple");
    for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
        g_autoptr(BlResults) results =
            case_compute(&c, bl_day_from_ymd(2010, days[i].month, days[i].day));
        g_autofree char *first =
            case_value(results, "SUBV.acompte_1", "local/01004S00", "2010", "");
        g_autofree char *second =
            case_value(results, "SUBV.acompte_2", "local/01004S00", "2010", "");
        ck_assert_str_eq(first, days[i].first);
        ck_assert_str_eq(second, days[i].second);
    }
    case_close(&c);
}
END_TEST

Suite *example_suite(void) {
    Suite *suite = suite_create("example");
    TCase *tests = tcase_create("worked example");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, every_figure_of_the_worked_example_is_there);
    tcase_add_test(tests, the_theoretical_exits_are_those_of_the_example);
    tcase_add_test(tests, each_course_is_in_the_state_of_its_day);
    tcase_add_test(tests, an_exit_is_due_on_its_day_and_not_before);
    tcase_add_test(tests, instalments_come_on_their_days);
    suite_add_tcase(suite, tests);
    return suite;
}
