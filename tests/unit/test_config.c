/* Extract descriptions, reports, wordings, questions, settings and themes: good files, and files
 * that must fail with their name and key in the message. */
#include "suites.h"
#include "support.h"

#include <bilan/config/report.h>
#include <bilan/config/wording.h>
#include <string.h>

#define EXTRACT                                                                                    \
    "nom: essais\nlibelle: Essais\nsource: art. 1\nordre: 1\ncolonnes:\n"                          \
    "  - {nom: id_essai, type: texte, obligatoire: oui, cle: oui}\n"
#define REPORT                                                                                     \
    "code: essai\ntitre: Essai\nsurtitre: S\ndescription: d\nniveaux: [local]\n"                   \
    "indicateurs: [OBJ]\nsections:\n  - titre: Un\n    elements:\n"
#define SETTINGS                                                                                   \
    "seuil_depassement_pour_mille: 50\nseuil_sous_realisation_pour_mille: 900\n"                   \
    "delai_requete_secondes: 300\n"
#define THEME(alert, series)                                                                       \
    "police: a.ttf\npolice_demi_grasse: b.ttf\npolice_grasse: c.ttf\naccent: 29598F\n"             \
    "alerte: " alert "\nfavorable: 1F7A38\nencre: 1B2430\ndiscret: 5B6675\nfilet: D9DEE4\n"        \
    "fond: F1F4F8\nseries: [" series "]\n"
#define SIX "29598F, 5C68E5, B478F1, 298641, E91719, 00005F"

typedef struct {
    const char *text;       /* of the file */
    const char *one, *more; /* in the message */
} Bad;

/* ---- extracts ---- */

START_TEST(an_extract_is_read_with_its_columns) {
    char *folder = support_folder();
    g_free(support_put(folder, "essais.yaml",
                       EXTRACT "  - {nom: sexe, type: liste, valeurs: [F, M]}\n"
                               "  - {nom: zus, type: drapeau, inconnu: inconnu}\n"
                               "index: [\"sexe\"]\n"));
    g_autoptr(GError) error = NULL;
    g_autoptr(BlExtracts) extracts = bl_extracts_load(folder, &error);
    ck_assert_msg(extracts != NULL, "%s", error != NULL ? error->message : "");
    const BlExtract *extract = bl_extracts_find(extracts, "essais");
    ck_assert_uint_eq(bl_extracts_count(extracts), 1);
    ck_assert_uint_eq(extract->columns_count, 3);
    ck_assert_int_eq(extract->columns[1].type, BL_TYPE_LIST);
    ck_assert_str_eq(extract->columns[1].values[1], "M");
    ck_assert_str_eq(extract->columns[2].absent, "inconnu");
    ck_assert_int_eq(extract->required, BL_NO);
    ck_assert_int_eq(bl_extract_column_index(extract, "zus"), 2);
    ck_assert_int_eq(bl_extract_column_index(extract, "age"), -1);
    ck_assert_ptr_null(bl_extracts_find(extracts, "autre"));
    support_remove(folder);
}
END_TEST

START_TEST(a_wrong_extract_is_refused_with_its_file_and_key) {
    static const Bad bad[] = {
        {"nom: essais\nlibelle: x\nsource: s\n", "essais.yaml", "ordre"},
        {EXTRACT "surplus: 1\n", "essais.yaml", "surplus"},
        {EXTRACT "  - {nom: x, type: dates}\n", "essais.yaml", "type"},
        {EXTRACT "  - {nom: x, type: date, cle: yes}\n", "essais.yaml", "cle"},
        {EXTRACT "  - {nom: \"x; DROP\", type: date}\n", "essais.yaml", "x; DROP"},
        {EXTRACT "  - {nom: Été, type: date}\n", "essais.yaml", "Été"},
        {EXTRACT "  - {nom: x, type: texte, reference: ailleurs}\n", "essais", "ailleurs"},
        {EXTRACT "  - {nom: x, type: texte, reference: essais}\n", "essais", "ordre supérieur"},
        {"nom: essais\nlibelle: x\nsource: s\nordre: 1\ncolonnes:\n  - {nom: a, type: date}\n",
         "essais.yaml", "cle: oui"},
        {"nom: [\n", "essais.yaml", "YAML"}};
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        char *folder = support_folder();
        g_autoptr(GError) error = NULL;
        g_free(support_put(folder, "essais.yaml", bad[i].text));
        ck_assert_msg(bl_extracts_load(folder, &error) == NULL, "%s", bad[i].text);
        support_assert_error(&error, BL_ERROR_CONFIG, bad[i].one, bad[i].more);
        support_remove(folder);
    }
    g_autoptr(GError) error = NULL;
    ck_assert_ptr_null(bl_extracts_load("/nulle/part", &error));
    support_assert_error(&error, BL_ERROR_INPUT, "/nulle/part", NULL);
}
END_TEST

START_TEST(a_file_is_of_the_extract_with_the_longest_name) {
    g_autofree char *folder = support_path("sql/extractions");
    g_autoptr(BlExtracts) extracts = bl_extracts_load(folder, NULL);
    static const char *const files[][2] = {{"cotraitances.csv", "cotraitances"},
                                           {"/x/COTRAITANCES_2010.CSV", "cotraitances"},
                                           {"actions.csv", "actions"},
                                           {"actions_structures-t1.csv", "actions_structures"},
                                           {"jeunes.rtf", "jeunes"}};
    ck_assert_uint_eq(bl_extracts_count(extracts), 19);
    for (guint i = 0; i < G_N_ELEMENTS(files); i++)
        ck_assert_str_eq(bl_extracts_match_file(extracts, files[i][0])->name, files[i][1]);
    ck_assert_ptr_null(bl_extracts_match_file(extracts, "jeunesse.csv"));
    ck_assert_ptr_null(bl_extracts_match_file(extracts, "export.csv"));
    for (guint i = 1; i < bl_extracts_count(extracts); i++)
        ck_assert_uint_le(bl_extracts_at(extracts, i - 1)->order,
                          bl_extracts_at(extracts, i)->order);
}
END_TEST

/* ---- reports ---- */

START_TEST(a_report_is_read_with_its_sections) {
    char *folder = support_folder();
    g_free(support_put(folder, "essai.yaml",
                       REPORT "      - phrase: un\n        niveaux: [regional]\n"
                              "      - graphique: {nom: g, titre: G, type: points, tableau: t, "
                              "colonnes: [1, 2], courbes: [2]}\n"));
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) reports = bl_reports_load(folder, &error);
    ck_assert_msg(reports != NULL, "%s", error != NULL ? error->message : "");
    const BlReport *report = reports->pdata[0];
    const BlElementDefinition *elements = report->sections[0].elements;
    ck_assert_uint_eq(report->sections[0].elements_count, 2);
    ck_assert(!bl_levels_hold(elements[0].levels, elements[0].levels_count, BL_LEVEL_LOCAL));
    ck_assert(bl_levels_hold(elements[0].levels, elements[0].levels_count, BL_LEVEL_REGIONAL));
    ck_assert(bl_levels_hold(elements[1].levels, elements[1].levels_count, BL_LEVEL_LOCAL));
    ck_assert_int_eq(elements[1].chart->kind, BL_CHART_DOTS);
    ck_assert_uint_eq(elements[1].chart->lines[0], 2);
    support_remove(folder);
}
END_TEST

START_TEST(a_wrong_report_is_refused_with_its_file_and_key) {
    static const Bad bad[] = {
        {REPORT "      - tableau: {nom: t, lignes: semaines, entete: E}\n", "essai.yaml", "lignes"},
        {REPORT "      - graphique: {nom: g, titre: G, type: camembert, tableau: t}\n",
         "essai.yaml", "type"},
        {REPORT "      - image: x\n", "essai.yaml", "image"},
        {"code: essai\ntitre: x\n", "essai.yaml", "surtitre"},
        {"code: ../essai\ntitre: x\nsurtitre: s\ndescription: d\n", "essai.yaml",
         "code du rapport"},
        {REPORT "      - tableau: {nom: t, lignes: mois, entete: E, cache: vrai}\n", "essai.yaml",
         "cache"}};
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        char *folder = support_folder();
        g_autoptr(GError) error = NULL;
        g_free(support_put(folder, "essai.yaml", bad[i].text));
        ck_assert_msg(bl_reports_load(folder, &error) == NULL, "%s", bad[i].text);
        support_assert_error(&error, BL_ERROR_CONFIG, bad[i].one, bad[i].more);
        support_remove(folder);
    }
}
END_TEST

/* ---- wordings, questions, answers ---- */

START_TEST(wordings_of_all_files_are_found_by_name) {
    char *folder = support_folder();
    g_free(support_put(folder, "a.yaml",
                       "textes:\n  - {nom: un, variantes: [{si: présent OBJ.taux, texte: A}, "
                       "{texte: B}]}\n"));
    g_free(support_put(folder, "b.yaml", "textes:\n  - {nom: deux, variantes: [{texte: C}]}\n"));
    g_autoptr(BlWordings) wordings = bl_wordings_load(folder, NULL);
    ck_assert_uint_eq(bl_wordings_find(wordings, "un")->variants_count, 2);
    ck_assert_str_eq(bl_wordings_find(wordings, "deux")->variants[0].text, "C");
    ck_assert_ptr_null(bl_wordings_find(wordings, "deux")->variants[0].condition);
    ck_assert_ptr_null(bl_wordings_find(wordings, "trois"));
    support_remove(folder);
}
END_TEST

START_TEST(a_wording_defined_twice_or_without_text_is_refused) {
    char *folder = support_folder();
    g_autoptr(GError) error = NULL;
    g_free(support_put(folder, "a.yaml", "textes:\n  - {nom: un, variantes: [{texte: A}]}\n"));
    g_free(support_put(folder, "b.yaml", "textes:\n  - {nom: un, variantes: [{texte: B}]}\n"));
    ck_assert_ptr_null(bl_wordings_load(folder, &error));
    support_assert_error(&error, BL_ERROR_CONFIG, "b.yaml", "« un » est déjà défini");
    g_free(support_put(folder, "b.yaml", "textes:\n  - {nom: deux, variantes: [{si: x}]}\n"));
    ck_assert_ptr_null(bl_wordings_load(folder, &error));
    support_assert_error(&error, BL_ERROR_CONFIG, "b.yaml", "texte");
    support_remove(folder);
}
END_TEST

START_TEST(answers_of_a_committee_that_gave_none_are_empty) {
    char *folder = support_folder();
    g_autoptr(GError) error = NULL;
    g_autoptr(GHashTable) none = bl_answers_load("/nulle/part.yaml", &error);
    ck_assert_uint_eq(g_hash_table_size(none), 0);
    g_autofree char *path = support_put(
        folder, "reponses-2010.yaml", "reponses:\n  - {question: QDE1, texte: \"Oui, assez.\"}\n");
    g_autoptr(GHashTable) one = bl_answers_load(path, &error);
    ck_assert_str_eq(g_hash_table_lookup(one, "QDE1"), "Oui, assez.");
    g_free(support_put(folder, "reponses-2010.yaml", "reponses:\n  - {question: QDE1}\n"));
    ck_assert_ptr_null(bl_answers_load(path, &error));
    support_assert_error(&error, BL_ERROR_CONFIG, "reponses-2010.yaml", "texte");
    g_autofree char *questions = support_put(folder, "q.yaml", "questions:\n  - {serie: QDE}\n");
    ck_assert_ptr_null(bl_questions_load(questions, &error));
    support_assert_error(&error, BL_ERROR_CONFIG, "q.yaml", "code");
    support_remove(folder);
}
END_TEST

/* ---- settings and themes ---- */

START_TEST(settings_are_read_whole_or_refused) {
    static const Bad bad[] = {{"seuil_depassement_pour_mille: 50\n", "r.yaml", "seuil_sous"},
                              {SETTINGS "autre: 1\n", "r.yaml", "autre"},
                              {"seuil_depassement_pour_mille: beaucoup\n", "r.yaml", "seuil_dep"},
                              {"seuil_depassement_pour_mille: -5\n", "r.yaml", "seuil_dep"}};
    char *folder = support_folder();
    BlSettings settings = {0};
    g_autofree char *path = support_put(folder, "r.yaml", SETTINGS);
    ck_assert(bl_settings_load(path, &settings, NULL));
    ck_assert_uint_eq(settings.overrun_per_mille, 50);
    ck_assert_uint_eq(settings.underrun_per_mille, 900);
    ck_assert_uint_eq(settings.timeout_seconds, 300);
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_free(support_put(folder, "r.yaml", bad[i].text));
        ck_assert(!bl_settings_load(path, &settings, &error));
        support_assert_error(&error, BL_ERROR_CONFIG, bad[i].one, bad[i].more);
    }
    ck_assert_uint_eq(settings.overrun_per_mille, 50);
    support_remove(folder);
}
END_TEST

START_TEST(a_theme_has_six_series_and_colours_of_six_digits) {
    static const Bad bad[] = {{THEME("rouge", SIX), "t.yaml", "six chiffres hexadécimaux"},
                              {THEME("C9141", SIX), "t.yaml", "six chiffres hexadécimaux"},
                              {THEME("-C9141", SIX), "t.yaml", "six chiffres hexadécimaux"},
                              {THEME("C9141B", "29598F"), "t.yaml", "six couleurs"},
                              {"police: a.ttf\n", "t.yaml", "police_demi_grasse"}};
    char *folder = support_folder();
    g_autoptr(GError) error = NULL;
    g_autofree char *path = support_put(folder, "t.yaml", THEME("C9141B", SIX));
    g_autoptr(BlTheme) theme = bl_theme_load(path, "/polices", &error);
    ck_assert_msg(theme != NULL, "%s", error != NULL ? error->message : "");
    ck_assert_uint_eq(theme->alert, 0xC9141B);
    ck_assert_uint_eq(theme->series[5], 0x00005F);
    ck_assert_str_eq(theme->font_bold, "/polices/c.ttf");
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_free(support_put(folder, "t.yaml", bad[i].text));
        ck_assert_msg(bl_theme_load(path, "/polices", &error) == NULL, "%s", bad[i].text);
        support_assert_error(&error, BL_ERROR_CONFIG, bad[i].one, bad[i].more);
    }
    support_remove(folder);
}
END_TEST

Suite *config_suite(void) {
    Suite *suite = suite_create("config");
    TCase *tests = tcase_create("config");
    tcase_add_test(tests, an_extract_is_read_with_its_columns);
    tcase_add_test(tests, a_wrong_extract_is_refused_with_its_file_and_key);
    tcase_add_test(tests, a_file_is_of_the_extract_with_the_longest_name);
    tcase_add_test(tests, a_report_is_read_with_its_sections);
    tcase_add_test(tests, a_wrong_report_is_refused_with_its_file_and_key);
    tcase_add_test(tests, wordings_of_all_files_are_found_by_name);
    tcase_add_test(tests, a_wording_defined_twice_or_without_text_is_refused);
    tcase_add_test(tests, answers_of_a_committee_that_gave_none_are_empty);
    tcase_add_test(tests, settings_are_read_whole_or_refused);
    tcase_add_test(tests, a_theme_has_six_series_and_colours_of_six_digits);
    suite_add_tcase(suite, tests);
    return suite;
}
