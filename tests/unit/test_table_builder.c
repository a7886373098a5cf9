/* The rows of a report's tables, and the charts over them. */
#include "report_bench.h"
#include "suites.h"

#include "../../src/report/builder.h"

#include <bilan/output/output.h>
#include <string.h>

/* Build the table of a report's only element. @return borrowed from the document, or NULL */
static const BlTable *build(ReportBench *bench, guint place, const char *yaml,
                            BlDocument **document) {
    char *folder = support_folder();
    g_autofree char *text = g_strdup_printf(
        "code: essai\ntitre: T\nsurtitre: S\ndescription: d\nsections:\n  - titre: Un\n"
        "    elements:\n      - tableau:\n          nom: t\n%s",
        yaml);
    g_free(support_put(folder, "essai.yaml", text));
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) reports = bl_reports_load(folder, &error);
    ck_assert_msg(reports != NULL, "%s", error != NULL ? error->message : "");
    support_remove(folder);
    const BlReport *report = reports->pdata[0];
    const BlStructure *where = report_bench_place(bench, place);
    *document = bl_document_new("essai", where->level, where->code);
    BlSection *section = bl_document_add_section(*document, "Un");
    BlElement *element = NULL;
    report_bench_ready(bench);
    ck_assert_msg(bl_build_table(report->sections[0].elements[0].table, &bench->data, where,
                                 section, &element, &error),
                  "%s", error != NULL ? error->message : "");
    return element != NULL ? element->table : NULL;
}

/* All cells as text: « | » between cells, a line a row; « ! » before an alert, « = » a total. */
static char *shown(const BlTable *table) {
    static const char *const marks[] = {
        [BL_ROW_BODY] = "", [BL_ROW_TOTAL] = "=", [BL_ROW_ALERT] = "!"};
    GString *out = g_string_new(NULL);
    for (guint r = 0; r < bl_table_height(table); r++) {
        g_string_append(out, marks[bl_table_row(table, r)->kind]);
        for (guint c = 0; c < bl_table_width(table); c++) {
            g_autofree char *cell = bl_cell_display(bl_table_cell(table, r, c));
            g_string_append_printf(out, "%s%s", c > 0 ? "|" : "", cell);
        }
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

static void expect(ReportBench *bench, guint place, const char *yaml, const char *expected) {
    g_autoptr(BlDocument) document = NULL;
    const BlTable *table = build(bench, place, yaml, &document);
    ck_assert_ptr_nonnull(table);
    g_autofree char *got = shown(table);
    ck_assert_str_eq(got, expected);
}

START_TEST(quarters_that_begin_after_the_arrete_are_to_come) {
    ReportBench bench;
    report_bench_open(&bench, NULL);
    report_bench_set(&bench, "DE0.jeunes", BUGEY, "2010-T1", "", 3);
    report_bench_set(&bench, "DE0.jeunes", BUGEY, "2010-T2", "", 0);
    expect(&bench, BUGEY,
           "          lignes: trimestres\n          entete: T\n"
           "          colonnes: [{titre: A, chiffre: DE0.jeunes}]\n",
           "T1|3\nT2|0\nT3|n.d.\nT4|à venir\n");
    report_bench_close(&bench);
}
END_TEST

START_TEST(months_are_named_and_closed_by_what_the_list_adds) {
    ReportBench bench;
    report_bench_open(&bench, NULL);
    report_bench_set(&bench, "CRE.decomptes", BUGEY, "2010-02", "", 4);
    report_bench_set(&bench, "CRE.decomptes", BUGEY, "2010", "", 9);
    expect(&bench, BUGEY,
           "          lignes: mois\n          entete: M\n"
           "          colonnes: [{titre: A, chiffre: CRE.decomptes}]\n"
           "          liste: [{libelle: Année, total: oui}]\n",
           "janvier|n.d.\nfévrier|4\nmars|n.d.\navril|n.d.\nmai|n.d.\njuin|n.d.\njuillet|n.d.\n"
           "août|n.d.\nseptembre|n.d.\noctobre|à venir\nnovembre|à venir\ndécembre|à venir\n"
           "=Année|9\n");
    report_bench_close(&bench);
}
END_TEST

START_TEST(places_below_come_with_their_alerts_then_the_place_itself) {
    const char *yaml =
        "          lignes: territoires\n          entete: R\n          alertes: oui\n"
        "          colonnes: [{titre: A, chiffre: OBJ.objectif}, "
        "{titre: B, calcul: alerte}]\n";
    ReportBench bench;
    report_bench_open(&bench, NULL);
    report_bench_set(&bench, "OBJ.objectif", RHONE_ALPES, "2010", "", 100);
    report_bench_set(&bench, "OBJ.taux", RHONE_ALPES, "2010", "", 100000);
    report_bench_set(&bench, "OBJ.projection", RHONE_ALPES, "2010", "", 20);
    report_bench_set(&bench, "OBJ.objectif", FRANCE, "2010", "", 300);
    expect(&bench, FRANCE, yaml,
           "Île-de-France|n.d.|n.d.\n!Rhône-Alpes|100|sous-réalisation\n=France|300|n.d.\n");
    expect(&bench, ILE_DE_FRANCE, yaml, "Paris|n.d.|n.d.\n=Île-de-France|n.d.|n.d.\n");
    g_autoptr(BlDocument) document = NULL;
    const BlTable *regions = build(&bench, FRANCE, yaml, &document);
    ck_assert_str_eq(bl_table_row(regions, 1)->code, "82");
    ck_assert(bl_table_column(regions, 2)->is_text);
    g_autoptr(BlDocument) local = NULL; /* nobody is below a mission locale */
    ck_assert_ptr_null(build(&bench, PARIS, yaml, &local));
    report_bench_close(&bench);
}
END_TEST

START_TEST(modalities_are_those_of_the_year_and_a_missing_one_counts_zero) {
    ReportBench bench;
    report_bench_open(&bench, NULL);
    report_bench_set(&bench, "SORTIE.parcours", BUGEY, "2010-T1", "motif=emploi", 2);
    report_bench_set(&bench, "SORTIE.parcours", BUGEY, "2010-T2", "motif=autre", 1);
    report_bench_set(&bench, "SORTIE.parcours", BUGEY, "2010-T1", "", 2);
    report_bench_set(&bench, "SORTIE.parcours", BUGEY, "2010-T2", "", 1);
    report_bench_set(&bench, "SORTIE.parcours", BUGEY, "2009-T2", "motif=ancien", 1);
    const char *yaml =
        "          lignes: modalites\n          entete: M\n          chiffre: SORTIE.parcours\n"
        "          axe: motif\n          total: oui\n"
        "          colonnes: [{titre: T1, chiffre: SORTIE.parcours, periode: T1}, "
        "{titre: T2, chiffre: SORTIE.parcours, periode: T2}]\n";
    expect(&bench, BUGEY, yaml, "autre|0|1\nemploi|2|0\n=Total|2|1\n");
    g_autoptr(BlDocument) document = NULL;
    ck_assert_ptr_null(build(&bench, LYON, yaml, &document)); /* no exit, no table */
    report_bench_close(&bench);
}
END_TEST

START_TEST(stakes_are_those_of_the_audience_with_their_labels) {
    BlStake stakes[] = {
        {"E2", "DE", "Offres"}, {"E11", "EM", "Employeurs"}, {"E10", "DE", "Pratiques"}};
    ReportBench bench;
    report_bench_open(&bench, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(stakes); i++)
        g_ptr_array_add(bench.stakes, &stakes[i]);
    report_bench_set(&bench, "DE1.jeunes_cumul", BUGEY, "2010-T3", "enjeu=E2", 5);
    report_bench_set(&bench, "DE1.jeunes_cumul", BUGEY, "2010-T3", "", 6);
    expect(&bench, BUGEY,
           "          lignes: enjeux\n          public: DE\n          entete: E\n          total: "
           "oui\n"
           "          colonnes: [{titre: A, chiffre: DE1.jeunes_cumul}, "
           "{titre: B, chiffre: DE1.jeunes_cumul, calcul: part}]\n",
           "E2\u00a0· Offres|5|83,3\u202f%\nE10\u00a0· Pratiques|0|0,0\u202f%\n"
           "=Total|6|100,0\u202f%\n");
    report_bench_close(&bench);
}
END_TEST

START_TEST(a_trend_needs_both_years_and_a_share_a_whole) {
    ReportBench bench;
    report_bench_open(&bench, NULL);
    report_bench_set(&bench, "EM1.actions_cumul", BUGEY, "2010-T3", "", 5);
    report_bench_set(&bench, "EM1.actions_cumul", BUGEY, "2009-T3", "", 7);
    report_bench_set(&bench, "EM2.actions_cumul", BUGEY, "2010-T3", "", 1);
    report_bench_set(&bench, "EM3.actions_cumul", BUGEY, "2009-T3", "", 1);
    report_bench_set(&bench, "DE0.jeunes_cumul", BUGEY, "2010-T3", "", 0);
    const char *columns = "          lignes: liste\n          entete: E\n          liste:\n"
                          "            - {libelle: un, chiffre: EM1.actions_cumul}\n"
                          "            - {libelle: deux, chiffre: EM2.actions_cumul}\n"
                          "            - {libelle: trois, chiffre: EM3.actions_cumul}\n"
                          "            - {libelle: vide}\n"
                          "            - {libelle: quatre, chiffre: DE0.jeunes_cumul/sexe=F}\n"
                          "          colonnes: [{titre: A}, {titre: \"{annee}-{precedente}\", "
                          "calcul: evolution}, {titre: C, calcul: part}]\n";
    expect(&bench, BUGEY, columns,
           "un|5|\u22122|100,0\u202f%\ndeux|1|n.d.|100,0\u202f%\ntrois|n.d.|n.d.|n.d.\nvide|||\n"
           "quatre|0|n.d.|n.d.\n");
    g_autoptr(BlDocument) document = NULL;
    ck_assert_str_eq(bl_table_column(build(&bench, BUGEY, columns, &document), 2)->title,
                     "2010-2009");
    bench.data.before = NULL;
    expect(&bench, BUGEY, columns,
           "un|5|n.d.|100,0\u202f%\ndeux|1|n.d.|100,0\u202f%\ntrois|n.d.|n.d.|n.d.\nvide|||\n"
           "quatre|0|n.d.|n.d.\n");
    report_bench_close(&bench);
}
END_TEST

START_TEST(a_source_never_loaded_is_told_under_its_table_once) {
    BlAbsence absence = {.extract = g_strdup("suivis_pe")};
    ReportBench bench;
    report_bench_open(&bench, "  - {nom: note, variantes: [{texte: Une note}]}\n"
                              "  - {nom: rien, variantes: [{texte: \"\"}]}\n");
    absence.indicator = bl_indicators_find(bench.indicators, "DE3");
    g_hash_table_remove(bench.now.known, "DE3");
    g_ptr_array_add(bench.now.absences, g_memdup2(&absence, sizeof absence));
    g_autoptr(BlDocument) document = NULL;
    const BlTable *table =
        build(&bench, BUGEY,
              "          lignes: liste\n          entete: E\n          notes: [note, rien]\n"
              "          liste: [{libelle: a, chiffre: DE3.jeunes}, "
              "{libelle: b, chiffre: DE3.jeunes/sexe=F}]\n          colonnes: [{titre: A}]\n",
              &document);
    g_autofree char *cells = shown(table);
    ck_assert_str_eq(cells, "a|n.d.\nb|n.d.\n");
    ck_assert_uint_eq(table->notes->len, 2);
    ck_assert_str_eq(table->notes->pdata[0], "Une note");
    support_assert_has(table->notes->pdata[1], "suivis_pe");
    report_bench_close(&bench);
}
END_TEST

/* The error of a whole report whose element is faulty. */
static void expect_error(const char *element, const char *part) {
    char *folder = support_folder();
    g_autofree char *yaml = g_strdup_printf(
        "code: essai\ntitre: T\nsurtitre: S\ndescription: d\nsections:\n  - titre: Un\n"
        "    elements:\n      - tableau: {nom: bon, lignes: liste, entete: E, liste: [{libelle: a, "
        "chiffre: OBJ.taux}], colonnes: [{titre: A}]}\n      - %s\n",
        element);
    g_free(support_put(folder, "essai.yaml", yaml));
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) reports = bl_reports_load(folder, &error);
    ck_assert_msg(reports != NULL, "%s", error != NULL ? error->message : "");
    ReportBench bench;
    report_bench_open(&bench, NULL);
    report_bench_ready(&bench);
    ck_assert_msg(bl_report_build(reports->pdata[0], &bench.data,
                                  report_bench_place(&bench, FRANCE), &error) == NULL,
                  "%s", element);
    support_assert_has(error->message, "« essai »");
    support_assert_error(&error, BL_ERROR_CONFIG, "« Un »", part);
    report_bench_close(&bench);
    support_remove(folder);
}

START_TEST(a_faulty_element_is_named_with_its_report_and_section) {
    expect_error(
        "tableau: {nom: t, lignes: liste, entete: E, liste: [{libelle: a, chiffre: OBJ.x}], "
        "colonnes: [{titre: A}]}",
        "tableau « t »");
    expect_error("tableau: {nom: t, lignes: modalites, entete: E}", "« axe »");
    expect_error("tableau: {nom: t, lignes: modalites, entete: E, axe: sexe, chiffre: X.y}", "X.y");
    expect_error("tableau: {nom: t, lignes: mois, entete: E, notes: [absente]}", "« absente »");
    expect_error("graphique: {nom: g, titre: G, type: barres, tableau: bon, colonnes: [2]}",
                 "graphique « g »");
    expect_error("graphique: {nom: g, titre: G, type: barres, tableau: bon, colonnes: [1], "
                 "objectif: OBJ.x}",
                 "OBJ.x");
    expect_error("phrase: absente", "« absente »");
    expect_error("liste: [absente]", "« absente »");
    expect_error("chiffres: [{libelle: a, chiffre: OBJ.x}]", "OBJ.x");
    expect_error("chiffres: [{libelle: a, chiffre: OBJ.taux, detail: absente}]", "« absente »");
}
END_TEST

Suite *table_builder_suite(void) {
    Suite *suite = suite_create("table_builder");
    TCase *tests = tcase_create("tables");
    tcase_set_timeout(tests, 30);
    tcase_add_test(tests, quarters_that_begin_after_the_arrete_are_to_come);
    tcase_add_test(tests, months_are_named_and_closed_by_what_the_list_adds);
    tcase_add_test(tests, places_below_come_with_their_alerts_then_the_place_itself);
    tcase_add_test(tests, modalities_are_those_of_the_year_and_a_missing_one_counts_zero);
    tcase_add_test(tests, stakes_are_those_of_the_audience_with_their_labels);
    tcase_add_test(tests, a_trend_needs_both_years_and_a_share_a_whole);
    tcase_add_test(tests, a_source_never_loaded_is_told_under_its_table_once);
    tcase_add_test(tests, a_faulty_element_is_named_with_its_report_and_section);
    suite_add_tcase(suite, tests);
    return suite;
}
