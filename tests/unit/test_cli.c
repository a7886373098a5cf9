/* The command line: help, wrong usage, imports and lists, by running the program. */
#include "suites.h"
#include "support.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const commands[] = {"importer", "rejets",    "calculer", "produire",
                                       "lister",   "expliquer", "simuler",  "verifier-gabarits"};

/* ---- help and usage ---- */

START_TEST(every_command_explains_itself_in_french) {
    for (guint i = 0; i < G_N_ELEMENTS(commands); i++) {
        g_autofree char *help = support_output(0, "%s --aide", commands[i]);
        g_autofree char *same = support_output(0, "%s --help", commands[i]);
        g_autofree char *usage = g_strdup_printf("Usage : bilan %s", commands[i]);
        ck_assert_str_eq(help, same);
        ck_assert_msg(g_str_has_prefix(help, usage), "%s", help);
        support_assert_has(help, "--base FICHIER");
        support_assert_has(help, "--aide");
        support_assert_lacks(help, "Help Options");
        g_auto(GStrv) lines = g_strsplit(help, "\n", -1);
        for (guint l = 0; lines[l] != NULL; l++)
            ck_assert_msg(g_utf8_strlen(lines[l], -1) <= 120, "too wide: %s", lines[l]);
    }
    g_autofree char *all = support_output(0, "--aide");
    for (guint i = 0; i < G_N_ELEMENTS(commands); i++)
        support_assert_has(all, commands[i]);
    g_autofree char *version = support_output(0, "--version");
    ck_assert(g_str_has_prefix(version, "bilan "));
}
END_TEST

START_TEST(wrong_usage_is_told_in_french_with_exit_code_2) {
    support_fails(2, "Usage : bilan COMMANDE", "%s", "");
    support_fails(2, "commande inconnue « compter »", "compter");
    for (guint i = 0; i < G_N_ELEMENTS(commands); i++) {
        support_fails(2, "option inconnue : --nimporte", "%s --nimporte", commands[i]);
        support_fails(2, "-z", "%s -z", commands[i]);
        support_fails(2, "--base", "%s --base", commands[i]);
    }
    support_fails(2, "--annee est obligatoire", "calculer");
    support_fails(2, "--annee : un nombre entier", "calculer --annee dix");
    support_fails(2, "--annee : un nombre entier", "calculer --annee 2010x");
    support_fails(2, "--annee : un nombre entier", "calculer --annee 1800");
    support_fails(2, "--annee : un nombre entier", "calculer --annee 99999999999999999999");
    support_fails(2, "--arrete : une date", "calculer --annee 2010 --arrete 2010-02-30");
    support_fails(2, "--arrete : l’arrêté doit être un jour",
                  "calculer --annee 2010 --arrete 2011-01-01");
    support_fails(2, "--niveau : national", "calculer --annee 2010 --niveau communal");
    support_fails(2, "--format :", "calculer --annee 2010 --format xml");
    support_fails(2, "un fichier ou un dossier", "importer");
    support_fails(2, "--format :", "importer x.csv --format xml");
    support_fails(2, "--format :", "rejets --format json");
    support_fails(2, "argument en trop", "rejets x");
    support_fails(2, "--formats :", "produire --annee 2010 --formats docx");
    support_fails(2, "--jobs : un nombre entier", "produire --annee 2010 --jobs 0");
    support_fails(2, "est attendu", "lister");
    support_fails(2, "est attendu", "lister personnes");
    support_fails(2, "un code d’indicateur est attendu", "expliquer");
    support_fails(2, "un code d’indicateur est attendu", "expliquer OBJ SUBV");
    support_fails(2, "indicateur inconnu « XYZ »", "expliquer XYZ");
    support_fails(2, "--annee et --sortie", "simuler --annee 2010");
}
END_TEST

START_TEST(a_base_that_is_missing_or_another_is_a_failure_with_advice) {
    char *folder = support_folder();
    g_autofree char *text =
        support_put(folder, "notes.db",
                    "Ceci n’est pas une base de données, mais "
                    "un texte assez long pour que SQLite le voie bien ainsi.\n");
    static const char *const lines[] = {"calculer --annee 2010", "produire --annee 2010", "rejets",
                                        "lister structures"};
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
        support_fails(1, "cette base n’existe pas", "%s --base '%s/absente.db'", lines[i], folder);
        Run run;
        g_autofree char *arguments = g_strdup_printf("%s --base '%s'", lines[i], text);
        run = support_run(arguments, NULL);
        ck_assert_int_eq(run.code, 1);
        support_assert_has(run.err, "n’est pas");
        run_clear(&run);
    }
    g_autofree char *absent = g_build_filename(folder, "absente.db", NULL);
    ck_assert(!g_file_test(absent, G_FILE_TEST_EXISTS));
    g_autofree char *empty = g_build_filename(folder, "neuve.db", NULL);
    g_autofree char *none = support_put(folder, "vide/rien.txt", "");
    support_fails(1, "vide", "importer '%s/vide' --base '%s'", folder, empty);
    support_remove(folder);
}
END_TEST

START_TEST(the_base_comes_from_the_option_then_the_environment) {
    Made made;
    made_open(&made, "exemple");
    g_autofree char *variable = g_strconcat("BILAN_BASE=", made.base, NULL);
    const char *const environment[] = {variable, NULL};
    Run run = support_run("lister structures", environment);
    ck_assert_int_eq(run.code, 0);
    support_assert_has(run.out, "01004S00");
    run_clear(&run);
    run = support_run("lister structures --base /nulle/part.db", environment);
    ck_assert_int_eq(run.code, 1);
    support_assert_has(run.err, "/nulle/part.db");
    run_clear(&run);
    made_close(&made);
}
END_TEST

/* ---- imports ---- */

START_TEST(an_import_counts_its_lines_and_its_exit_code_tells_the_worst) {
    char *folder = support_folder();
    g_autofree char *base = g_build_filename(folder, "a.db", NULL);
    g_free(support_put(folder, "e/jeunes.csv", "id_jeune;sexe;date_naissance\nJ1;F;1990-05-10\n"));
    g_autofree char *first = support_output(0, "importer '%s/e' --base '%s'", folder, base);
    ck_assert_str_eq(first, "jeunes.csv : 1 lue, 1 acceptée, 0 rejetée, 0 inchangée\n");
    g_autofree char *again = support_output(0, "importer '%s/e' --base '%s'", folder, base);
    ck_assert_str_eq(again, "jeunes.csv : 1 lue, 0 acceptée, 0 rejetée, 1 inchangée\n");
    g_free(support_put(folder, "e/jeunes.csv",
                       "id_jeune;sexe;date_naissance\nJ1;F;1990-05-10\nJ2;F;1990-02-30\nJ3;X;\n"));
    g_autofree char *rejected = support_output(3, "importer '%s/e' --base '%s'", folder, base);
    ck_assert_str_eq(rejected, "jeunes.csv : 3 lues, 0 acceptée, 2 rejetées, 1 inchangée\n");
    g_autofree char *table = support_output(0, "rejets --base '%s'", base);
    support_assert_has(table, "jeunes.csv");
    support_assert_lacks(table, "1990-02-30"); /* never the value */
    g_autofree char *csv = support_output(0, "rejets --format csv --base '%s'", base);
    ck_assert(g_str_has_prefix(csv, "fichier;ligne;colonne;motif\njeunes.csv;3;date_naissance;"));
    g_free(support_put(folder, "e/missions_locales.csv", "nom\nBugey\n"));
    support_fails(1, "missions_locales.csv", "importer '%s/e' --base '%s'", folder, base);
    support_remove(folder);
}
END_TEST

START_TEST(an_import_told_in_json_is_an_object_a_file) {
    char *folder = support_folder();
    g_autofree char *base = g_build_filename(folder, "a.db", NULL);
    g_free(support_put(folder, "e/jeunes.csv", "id_jeune;sexe;date_naissance\nJ1;F;1990-05-10\n"));
    g_free(support_put(folder, "e/comites.csv", "n’importe quoi\n"));
    g_autofree char *json =
        support_output(1, "importer '%s/e' --base '%s' --format json", folder, base);
    g_autofree char *path = support_put(folder, "sortie.json", json);
    g_autofree char *check = g_strdup_printf(
        "python3 -c \"import json, sys; r = [json.loads(x) for x in open('%s')]; "
        "sys.exit(not (r[0]['erreur'] and r[1]['acceptees'] == 1 and len(r) == 2))\"",
        path);
    int status = 1;
    ck_assert(g_spawn_command_line_sync(check, NULL, NULL, &status, NULL));
    ck_assert_msg(status == 0, "%s", json);
    support_remove(folder);
}
END_TEST

START_TEST(a_file_of_another_name_is_imported_as_told) {
    char *folder = support_folder();
    g_autofree char *base = g_build_filename(folder, "a.db", NULL);
    g_autofree char *path =
        support_put(folder, "export.csv", "id_jeune;sexe;date_naissance\nJ1;F;1990-05-10\n");
    support_fails(1, "export.csv", "importer '%s' --base '%s'", path, base);
    g_autofree char *out =
        support_output(0, "importer '%s' --base '%s' --extraction jeunes", path, base);
    support_assert_has(out, "1 acceptée");
    support_fails(2, "personnes", "importer '%s' --base '%s' --extraction personnes", path, base);
    support_remove(folder);
}
END_TEST

/* ---- lists and explanations ---- */

START_TEST(what_bilan_knows_is_listed) {
    Made made;
    made_open(&made, "golden");
    g_autofree char *indicators = support_output(0, "lister indicateurs");
    g_autofree char *reports = support_output(0, "lister rapports");
    g_autofree char *extracts = support_output(0, "lister extractions");
    g_autofree char *places = support_output(0, "lister structures --base '%s'", made.base);
    support_assert_has(indicators, "DE0      Jeunes envoyés en co-traitance\n");
    support_assert_has(indicators, "\nSUIVI    ");
    support_assert_has(reports, "compte-rendu");
    support_assert_has(extracts, "missions_locales.csv : ");
    support_assert_has(extracts, "code_ml*");
    support_assert_has(places, "69123S00   82  Rhône-Alpes");
    made_close(&made);
}
END_TEST

START_TEST(an_indicator_is_explained_with_its_ruling_and_its_sql) {
    g_autofree char *text = support_output(0, "expliquer obj");
    static const char *const parts[] = {
        "OBJ : ",  "Définition : ", "Décision : ",      "Source : art. 5.1",
        "  taux ", "(taux)",        "  :arrete (date)", "SELECT",
        "obj.sql"};
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        support_assert_has(text, parts[i]);
    support_assert_lacks(text, "---*/");
    g_autofree char *shared = support_output(0, "expliquer PA3");
    support_assert_has(shared, "Imprimé : EM3");
    support_assert_has(shared, "(actions.sql)");
    support_assert_has(shared, " = ");
}
END_TEST

START_TEST(the_descriptions_of_the_project_are_all_right) {
    g_autofree char *out = support_output(0, "verifier-gabarits");
    support_assert_has(out, "22 indicateurs, 19 extractions");
    const char *const nowhere[] = {"BILAN_RACINE=/nulle/part", NULL};
    Run run = support_run("lister indicateurs", nowhere);
    ck_assert_int_eq(run.code, 1);
    support_assert_has(run.err, "BILAN_RACINE");
    run_clear(&run);
}
END_TEST

START_TEST(a_simulated_year_is_imported_without_a_reject) {
    char *folder = support_folder();
    g_free(support_output(
        0, "simuler --annee 2010 --jeunes 200 --structures 3 --graine 7 --sortie '%s/e'", folder));
    g_free(support_output(0, "importer '%s/e' --base '%s/a.db'", folder, folder));
    support_remove(folder);
}
END_TEST

Suite *cli_suite(void) {
    Suite *suite = suite_create("cli");
    TCase *tests = tcase_create("command line");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, every_command_explains_itself_in_french);
    tcase_add_test(tests, wrong_usage_is_told_in_french_with_exit_code_2);
    tcase_add_test(tests, a_base_that_is_missing_or_another_is_a_failure_with_advice);
    tcase_add_test(tests, the_base_comes_from_the_option_then_the_environment);
    tcase_add_test(tests, an_import_counts_its_lines_and_its_exit_code_tells_the_worst);
    tcase_add_test(tests, an_import_told_in_json_is_an_object_a_file);
    tcase_add_test(tests, a_file_of_another_name_is_imported_as_told);
    tcase_add_test(tests, what_bilan_knows_is_listed);
    tcase_add_test(tests, an_indicator_is_explained_with_its_ruling_and_its_sql);
    tcase_add_test(tests, the_descriptions_of_the_project_are_all_right);
    tcase_add_test(tests, a_simulated_year_is_imported_without_a_reject);
    suite_add_tcase(suite, tests);
    return suite;
}
