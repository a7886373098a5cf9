/* Sentences: variants, conditions, plurals, placeholders, and the alerts that they speak of. */
#include "report_bench.h"
#include "suites.h"

#include "../../src/report/alert.h"
#include "../../src/report/sentence.h"

static void expect(const ReportBench *bench, guint place, const char *name, const char *expected) {
    g_autofree char *text = report_bench_sentence(bench, place, name);
    ck_assert_str_eq(text, expected);
}

/* One wording of one text, in quotes of YAML. */
static char *wording(const char *condition, const char *text) {
    return condition != NULL
               ? g_strdup_printf("  - {nom: essai, variantes: [{si: \"%s\", texte: \"%s\"}]}\n",
                                 condition, text)
               : g_strdup_printf("  - {nom: essai, variantes: [{texte: \"%s\"}]}\n", text);
}

START_TEST(the_first_variant_whose_condition_holds_is_written) {
    ReportBench bench;
    report_bench_open(&bench, "  - nom: essai\n    variantes:\n"
                              "      - {si: absent OBJ.objectif, texte: inconnu}\n"
                              "      - {si: OBJ.decomptes = 0, texte: aucun}\n"
                              "      - {si: OBJ.ecart >= 0, texte: atteint}\n"
                              "      - {texte: \"{OBJ.decomptes} sur {OBJ.objectif}\"}\n");
    expect(&bench, BUGEY, "essai", "inconnu");
    report_bench_set(&bench, "OBJ.objectif", BUGEY, "2010", "", 12345);
    report_bench_set(&bench, "OBJ.decomptes", BUGEY, "2010", "", 0);
    expect(&bench, BUGEY, "essai", "aucun");
    report_bench_set(&bench, "OBJ.decomptes", BUGEY, "2010", "", 7);
    report_bench_set(&bench, "OBJ.ecart", BUGEY, "2010", "", -12338);
    expect(&bench, BUGEY, "essai", "7 sur 12\u202f345");
    report_bench_set(&bench, "OBJ.ecart", BUGEY, "2010", "", 0);
    expect(&bench, BUGEY, "essai", "atteint");
    report_bench_close(&bench);
}
END_TEST

START_TEST(a_wording_without_a_variant_that_holds_says_nothing) {
    g_autofree char *words = wording("présent OBJ.taux", "x");
    ReportBench bench;
    report_bench_open(&bench, words);
    expect(&bench, BUGEY, "essai", "");
    report_bench_close(&bench);
}
END_TEST

START_TEST(conditions_compare_in_the_unit_of_the_figure) {
    static const struct {
        const char *condition;
        gboolean holds;
    } cases[] = {{"OBJ.taux > 1,05", FALSE},
                 {"OBJ.taux >= 1,05", TRUE},
                 {"OBJ.taux < 1,050001", TRUE},
                 {"OBJ.taux = 1,05", TRUE},
                 {"OBJ.taux <> 1,05", FALSE},
                 {"OBJ.decomptes <= OBJ.objectif", FALSE},
                 {"OBJ.decomptes > OBJ.objectif", TRUE},
                 {"OBJ.decomptes > 20 et OBJ.taux > 1", TRUE},
                 {"OBJ.decomptes > 20 et OBJ.taux > 2", FALSE},
                 {"SUBV.du < 1000,02", TRUE},
                 {"SUBV.du < 1000,01", FALSE},
                 {"OBJ.ecart > 0", FALSE},
                 {"OBJ.ecart <> 0", FALSE},
                 {"OBJ.objectif > OBJ.ecart", FALSE},
                 {"absent OBJ.ecart", TRUE},
                 {"niveau = local", TRUE},
                 {"niveau <> local", FALSE},
                 {"enfants = 0", TRUE},
                 {"ecoule_complet = 0", TRUE},
                 {"alerte = n.d.", TRUE}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *words = wording(cases[i].condition, "oui");
        ReportBench bench;
        report_bench_open(&bench, words);
        report_bench_set(&bench, "OBJ.taux", BUGEY, "2010", "", 1050000);
        report_bench_set(&bench, "OBJ.objectif", BUGEY, "2010", "", 20);
        report_bench_set(&bench, "OBJ.decomptes", BUGEY, "2010", "", 21);
        report_bench_set(&bench, "SUBV.du", BUGEY, "2010", "", 100001);
        g_autofree char *text = report_bench_sentence(&bench, BUGEY, "essai");
        ck_assert_msg((*text != '\0') == cases[i].holds, "%s", cases[i].condition);
        report_bench_close(&bench);
    }
}
END_TEST

START_TEST(an_absent_rate_is_compared_to_a_decimal_without_error_and_never_holds) {
    g_autofree char *words = wording("OBJ.taux < 0,9", "x");
    ReportBench bench;
    report_bench_open(&bench, words);
    expect(&bench, BUGEY, "essai", "");
    report_bench_set(&bench, "OBJ.taux", BUGEY, "2010", "", 899999);
    expect(&bench, BUGEY, "essai", "x");
    report_bench_close(&bench);
}
END_TEST

/* Checked without data, a variant that does not hold today is read all the same. */
START_TEST(every_variant_is_checked_even_those_that_do_not_hold) {
    static const char *const faulty[] = {
        "  - {nom: essai, variantes: [{texte: bien}, {texte: \"{OBJ.inconnue}\"}]}\n",
        "  - {nom: essai, variantes: [{si: \"OBJ.decomptes > 5 et OBJ.rien = 1\", texte: x}]}\n",
        "  - {nom: essai, variantes: [{si: \"présent OBJ.taux\", texte: \"{nulle_part}\"}]}\n"};
    for (guint i = 0; i < G_N_ELEMENTS(faulty); i++) {
        g_autoptr(GError) error = NULL;
        ReportBench bench;
        report_bench_open(&bench, faulty[i]);
        report_bench_ready(&bench);
        const BlWording *text = bl_wordings_find(bench.wordings, "essai");
        ck_assert(
            !bl_sentence_check(&bench.data, report_bench_place(&bench, FRANCE), text, &error));
        support_assert_error(&error, BL_ERROR_CONFIG, "essai", NULL);
        report_bench_close(&bench);
    }
}
END_TEST

START_TEST(the_plural_begins_at_two) {
    static const struct {
        const char *measure;
        gint64 value;
        const char *expected;
    } cases[] = {{"OBJ.decomptes", 0, "jeune"},   {"OBJ.decomptes", 1, "jeune"},
                 {"OBJ.decomptes", 2, "jeunes"},  {"OBJ.ecart", -1, "jeune"},
                 {"OBJ.ecart", -2, "jeunes"},     {"OBJ.taux", 1999999, "jeune"},
                 {"OBJ.taux", 2000000, "jeunes"}, {"SUBV.du", 199, "jeune"},
                 {"SUBV.du", 200, "jeunes"}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strdup_printf("{%s|jeune|jeunes}", cases[i].measure);
        g_autofree char *words = wording(NULL, text);
        ReportBench bench;
        report_bench_open(&bench, words);
        report_bench_set(&bench, cases[i].measure, BUGEY, "2010", "", cases[i].value);
        expect(&bench, BUGEY, "essai", cases[i].expected);
        report_bench_close(&bench);
    }
}
END_TEST

START_TEST(placeholders_take_figures_of_other_places_periods_and_years) {
    g_autofree char *words = wording(
        NULL, "{national:OBJ.decomptes} {region:OBJ.decomptes} {DE0.jeunes@T1} {DE0.jeunes} "
              "{precedent:OBJ.decomptes} {abs:OBJ.ecart} {OBJ.ecart} {DE0.jeunes@T4} "
              "{ETAT.parcours/etat=actif} {OBJ.taux} { non fermé");
    ReportBench bench;
    report_bench_open(&bench, words);
    report_bench_set(&bench, "OBJ.decomptes", FRANCE, "2010", "", 100);
    report_bench_set(&bench, "OBJ.decomptes", RHONE_ALPES, "2010", "", 50);
    report_bench_set(&bench, "OBJ.decomptes", BUGEY, "2009", "", 9);
    report_bench_set(&bench, "OBJ.ecart", BUGEY, "2010", "", -3);
    report_bench_set(&bench, "DE0.jeunes", BUGEY, "2010-T1", "", 1);
    report_bench_set(&bench, "DE0.jeunes", BUGEY, "2010-T3", "", 3);
    expect(&bench, BUGEY, "essai", "100 50 1 3 9 3 \u22123 à venir 0 n.d. { non fermé");
    report_bench_close(&bench);
}
END_TEST

START_TEST(the_sum_of_the_places_below_leaves_out_what_is_absent) {
    g_autofree char *words = wording(NULL, "{somme:OBJ.objectif}");
    ReportBench bench;
    report_bench_open(&bench, words);
    expect(&bench, RHONE_ALPES, "essai", "n.d.");
    report_bench_set(&bench, "OBJ.objectif", LYON, "2010", "", 5);
    report_bench_set(&bench, "OBJ.objectif", PARIS, "2010", "", 100);
    expect(&bench, RHONE_ALPES, "essai", "5");
    report_bench_set(&bench, "OBJ.objectif", BUGEY, "2010", "", 2);
    expect(&bench, RHONE_ALPES, "essai", "7");
    expect(&bench, FRANCE, "essai", "n.d.");
    report_bench_close(&bench);
}
END_TEST

START_TEST(names_of_the_campaign_can_be_written) {
    g_autofree char *words = wording(NULL, "{annee} {precedente} {arrete} {lieu} {enfants} "
                                           "{nom_enfants} {niveau} {ecoule} {seuil}");
    ReportBench bench;
    report_bench_open(&bench, words);
    expect(&bench, RHONE_ALPES, "essai",
           "2010 2009 30 septembre 2010 Rhône-Alpes 2 missions locales regional 74,8\u202f% "
           "5,0\u202f%");
    expect(&bench, FRANCE, "essai",
           "2010 2009 30 septembre 2010 France 2 régions national 74,8\u202f% 5,0\u202f%");
    report_bench_close(&bench);
}
END_TEST

START_TEST(places_in_alert_are_counted_and_named) {
    g_autofree char *words =
        wording(NULL, "{depassements} {noms_depassement} ; {sous_realisations} "
                      "{noms_sous_realisation} ; {alertes} {alertes|alerte|alertes}");
    ReportBench bench;
    report_bench_open(&bench, words);
    report_bench_set(&bench, "OBJ.objectif", BUGEY, "2010", "", 100);
    report_bench_set(&bench, "OBJ.taux", BUGEY, "2010", "", 1100000);
    report_bench_set(&bench, "OBJ.projection", BUGEY, "2010", "", 130);
    expect(&bench, RHONE_ALPES, "essai", "1 **Bugey** ; 0  ; 1 alerte");
    report_bench_set(&bench, "OBJ.objectif", LYON, "2010", "", 100);
    report_bench_set(&bench, "OBJ.taux", LYON, "2010", "", 100000);
    report_bench_set(&bench, "OBJ.projection", LYON, "2010", "", 13);
    expect(&bench, RHONE_ALPES, "essai", "1 **Bugey** ; 1 **Lyon** ; 2 alertes");
    report_bench_close(&bench);
}
END_TEST

START_TEST(a_faulty_text_is_named_in_the_error) {
    static const struct {
        const char *condition, *text, *part;
    } cases[] = {{NULL, "{nimporte}", "nom inconnu « nimporte »"},
                 {NULL, "{XYZ.jeunes}", "« XYZ.jeunes » : indicateur inconnu"},
                 {NULL, "{OBJ.jeunes}", "« OBJ.jeunes » : mesure inconnue"},
                 {NULL, "{OBJ.taux@}", "attendu CODE.mesure"},
                 {NULL, "{abs:obj.taux|a|b}", "attendu CODE.mesure"},
                 {"OBJ.taux", "x", "condition « OBJ.taux »"},
                 {"peut-être OBJ.taux", "x", "condition « peut-être OBJ.taux »"},
                 {"présent OBJ.rien", "x", "mesure inconnue"},
                 {"OBJ.rien > 0", "x", "mesure inconnue"},
                 {"OBJ.taux > OBJ.rien", "x", "mesure inconnue"},
                 {"OBJ.taux > beaucoup", "x", "nom inconnu « beaucoup »"},
                 {"OBJ.taux => 1", "x", "=>"},
                 {"niveau > local", "x", "niveau > local"}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *words = wording(cases[i].condition, cases[i].text);
        g_autoptr(GError) error = NULL;
        ReportBench bench;
        report_bench_open(&bench, words);
        char *text = bl_sentence(&bench.data, report_bench_place(&bench, BUGEY), "essai", &error);
        ck_assert_msg(text == NULL, "%s: %s", cases[i].part, text);
        support_assert_error(&error, BL_ERROR_CONFIG, "texte « essai »", cases[i].part);
        ck_assert_ptr_null(
            bl_sentence(&bench.data, report_bench_place(&bench, BUGEY), "absent", &error));
        support_assert_error(&error, BL_ERROR_CONFIG, "« absent »", "introuvable");
        report_bench_close(&bench);
    }
}
END_TEST

START_TEST(an_alert_begins_beyond_its_threshold_not_at_it) {
    static const struct {
        gint64 objective, rate, projection;
        BlAlert alert;
        const char *label;
    } cases[] = {{1000, 1050000, 1050, BL_ALERT_NONE, "dans le seuil"},
                 {1000, 1050001, 1050, BL_ALERT_OVERRUN, "dépassement"},
                 {1000, 600000, 900, BL_ALERT_NONE, "dans le seuil"},
                 {1000, 600000, 899, BL_ALERT_UNDERRUN, "sous-réalisation"},
                 {7, 571429, 6, BL_ALERT_UNDERRUN, "sous-réalisation"}, /* 6 < 6.3 */
                 {10, 600000, 9, BL_ALERT_NONE, "dans le seuil"},
                 {1000, 1200000, 10, BL_ALERT_OVERRUN, "dépassement"}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        ReportBench bench;
        report_bench_open(&bench, NULL);
        const BlStructure *place = report_bench_place(&bench, LYON);
        ck_assert_int_eq(bl_alert_of(&bench.now, &bench.settings, place), BL_ALERT_UNKNOWN);
        report_bench_set(&bench, "OBJ.objectif", LYON, "2010", "", cases[i].objective);
        report_bench_set(&bench, "OBJ.projection", LYON, "2010", "", cases[i].projection);
        /* an objective of 0 has no taux: no alert can be told */
        ck_assert_int_eq(bl_alert_of(&bench.now, &bench.settings, place), BL_ALERT_UNKNOWN);
        report_bench_set(&bench, "OBJ.taux", LYON, "2010", "", cases[i].rate);
        BlAlert alert = bl_alert_of(&bench.now, &bench.settings, place);
        ck_assert_msg(alert == cases[i].alert, "case %u", i);
        ck_assert_str_eq(bl_alert_label(alert), cases[i].label);
        report_bench_close(&bench);
    }
}
END_TEST

Suite *sentence_suite(void) {
    Suite *suite = suite_create("sentence");
    TCase *tests = tcase_create("sentence");
    tcase_set_timeout(tests, 30);
    tcase_add_test(tests, the_first_variant_whose_condition_holds_is_written);
    tcase_add_test(tests, a_wording_without_a_variant_that_holds_says_nothing);
    tcase_add_test(tests, conditions_compare_in_the_unit_of_the_figure);
    tcase_add_test(tests, an_absent_rate_is_compared_to_a_decimal_without_error_and_never_holds);
    tcase_add_test(tests, every_variant_is_checked_even_those_that_do_not_hold);
    tcase_add_test(tests, the_plural_begins_at_two);
    tcase_add_test(tests, placeholders_take_figures_of_other_places_periods_and_years);
    tcase_add_test(tests, the_sum_of_the_places_below_leaves_out_what_is_absent);
    tcase_add_test(tests, names_of_the_campaign_can_be_written);
    tcase_add_test(tests, places_in_alert_are_counted_and_named);
    tcase_add_test(tests, a_faulty_text_is_named_in_the_error);
    tcase_add_test(tests, an_alert_begins_beyond_its_threshold_not_at_it);
    suite_add_tcase(suite, tests);
    return suite;
}
