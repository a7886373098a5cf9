/* « calculer » and « produire », by running the program over the fixtures. */
#include "suites.h"
#include "support.h"

#include <glib/gstdio.h>
#include <string.h>

#define AT "--annee 2010 --arrete 2010-09-30 --quiet"

/* ---- calculer ---- */

START_TEST(the_csv_has_its_header_and_sorted_rows_and_the_figures_of_the_library) {
    Made made;
    made_open(&made, "golden");
    g_autofree char *csv = support_output(0, "calculer " AT " --format csv --base '%s'", made.base);
    g_auto(GStrv) lines = g_strsplit(csv, "\n", -1);
    ck_assert_str_eq(lines[0], "indicateur;mesure;niveau;code;periode;axe;modalite;valeur");
    guint count = g_strv_length(lines) - 1; /* the last line ends */
    ck_assert_str_eq(lines[count], "");
    for (guint i = 2; i < count; i++) {
        g_auto(GStrv) a = g_strsplit(lines[i - 1], ";", 8);
        g_auto(GStrv) b = g_strsplit(lines[i], ";", 8);
        int order = 0;
        for (guint c = 0; c < 7 && order == 0; c++)
            order = strcmp(a[c], b[c]);
        ck_assert_msg(order < 0, "%s\n%s", lines[i - 1], lines[i]);
    }
    Case c;
    case_open(&c, "golden");
    g_autoptr(BlResults) results = case_compute(&c, bl_day_from_ymd(2010, 9, 30));
    g_autofree char *expected = case_csv(results);
    ck_assert(strcmp(csv, expected) == 0);
    case_close(&c);
    made_close(&made);
}
END_TEST

START_TEST(the_json_is_read_by_python_and_says_the_same) {
    Made made;
    made_open(&made, "golden");
    g_autofree char *csv = support_output(0, "calculer " AT " --format csv --base '%s'", made.base);
    g_autofree char *json =
        support_output(0, "calculer " AT " --format json --base '%s'", made.base);
    g_free(support_put(made.folder, "a.csv", csv));
    g_free(support_put(made.folder, "a.json", json));
    g_autofree char *check = g_strdup_printf(
        "python3 -c \"import csv, json, sys; from decimal import Decimal\n"
        "rows = list(csv.DictReader(open('%s/a.csv'), delimiter=';'))\n"
        "data = json.load(open('%s/a.json'), parse_float=Decimal)\n"
        "same = [dict(r, valeur=Decimal(r['valeur'])) == d for r, d in zip(rows, data)]\n"
        "sys.exit(not (len(rows) == len(data) > 100 and all(same)))\"",
        made.folder, made.folder);
    int status = 1;
    ck_assert(g_spawn_command_line_sync(check, NULL, NULL, &status, NULL));
    ck_assert_int_eq(status, 0);
    made_close(&made);
}
END_TEST

START_TEST(figures_are_chosen_by_indicator_level_and_code) {
    Made made;
    made_open(&made, "exemple");
    g_autofree char *chosen = support_output(
        0, "calculer OBJ subv " AT " --niveau local --code 01004S00 --format csv --base '%s'",
        made.base);
    support_assert_has(chosen, "SUBV;reversement;local;01004S00;2010;;;550.00\n");
    support_assert_has(chosen, "OBJ;taux;local;01004S00;2010;;;0.250000\n");
    support_assert_lacks(chosen, "national");
    support_assert_lacks(chosen, "DE0");
    g_autofree char *table =
        support_output(0, "calculer SUBV " AT " --niveau local --base '%s'", made.base);
    support_assert_has(table, "1\u202f000,01\u00a0€");
    support_fails(2, "indicateur inconnu « XYZ »", "calculer XYZ " AT " --base '%s'", made.base);
    made_close(&made);
}
END_TEST

START_TEST(what_is_absent_is_told_unless_quiet) {
    Made made;
    made_open(&made, "exemple");
    g_autofree char *arguments =
        g_strdup_printf("calculer --annee 2010 --format csv --base '%s'", made.base);
    Run run = support_run(arguments, NULL);
    ck_assert_int_eq(run.code, 0);
    support_assert_has(run.err,
                       "« suivis_pe » n’a jamais été importée : source absente pour DE3, DE4");
    support_assert_has(run.err, "« propositions » n’a jamais été importée : calcul sans elle");
    support_assert_has(run.out, ";2010-T4;"); /* the year's end by default */
    run_clear(&run);
    g_autofree char *quiet = g_strconcat(arguments, " --quiet", NULL);
    run = support_run(quiet, NULL);
    ck_assert_str_eq(run.err, "");
    run_clear(&run);
    made_close(&made);
}
END_TEST

START_TEST(a_full_standard_output_is_a_failure) {
    Made made;
    made_open(&made, "exemple");
    g_autofree char *line =
        g_strdup_printf("sh -c '\"%s\" calculer " AT " --base \"%s\" > /dev/full'",
                        g_getenv("BILAN_PROGRAMME"), made.base);
    g_autofree char *errors = NULL;
    int status = 0;
    ck_assert(g_spawn_command_line_sync(line, NULL, &errors, &status, NULL));
    ck_assert(!g_spawn_check_wait_status(status, NULL));
    support_assert_has(errors, "écriture impossible sur la sortie standard");
    made_close(&made);
}
END_TEST

/* ---- produire ---- */

static void expect_file(const Made *made, const char *name) {
    g_autofree char *path = g_build_filename(made->folder, "sortie", name, NULL);
    GStatBuf status;
    ck_assert_msg(g_stat(path, &status) == 0 && status.st_size > 100, "%s", path);
}

START_TEST(the_documents_of_one_place_are_where_they_should_be) {
    Made made;
    made_open(&made, "exemple");
    g_free(support_output(0,
                          "produire " AT
                          " --niveau local --code 01004S00 --base '%s' --sortie '%s/sortie' "
                          "--formats xlsx,pdf,svg,png,csv,texte",
                          made.base, made.folder));
    expect_file(&made, "manifeste.json");
    expect_file(&made, "local/01004S00/cotraitance-01004S00-2010-09-30.xlsx");
    expect_file(&made, "local/01004S00/cotraitance-01004S00-2010-09-30.pdf");
    expect_file(&made, "local/01004S00/bilan-01004S00-2010-09-30.csv");
    expect_file(&made, "local/01004S00/compte-rendu-01004S00-2010-09-30.txt");
    expect_file(&made, "local/01004S00/graphiques/cotraitance-envois.svg");
    expect_file(&made, "local/01004S00/graphiques/cotraitance-envois.png");
    g_autofree char *regional = g_build_filename(made.folder, "sortie", "regional", NULL);
    ck_assert(!g_file_test(regional, G_FILE_TEST_EXISTS));
    g_autofree char *text_path = g_build_filename(
        made.folder, "sortie/local/01004S00/compte-rendu-01004S00-2010-09-30.txt", NULL);
    g_autofree char *text = support_read(text_path);
    support_assert_has(text, "550,00\u00a0€");
    made_close(&made);
}
END_TEST

START_TEST(a_report_or_a_place_that_does_not_exist_is_wrong_usage) {
    Made made;
    made_open(&made, "exemple");
    support_fails(2, "rapport inconnu « annuaire »",
                  "produire annuaire " AT " --base '%s' --sortie '%s/s'", made.base, made.folder);
    support_fails(2, "aucun destinataire",
                  "produire " AT " --code 75056S00 --base '%s' --sortie '%s/s'", made.base,
                  made.folder);
    g_autofree char *none = g_build_filename(made.folder, "s", NULL);
    ck_assert(!g_file_test(none, G_FILE_TEST_EXISTS));
    made_close(&made);
}
END_TEST

START_TEST(a_recipient_that_fails_is_named_and_the_exit_code_is_4) {
    Made made;
    made_open(&made, "exemple");
    g_free(support_put(made.folder, "sortie/local/01004S00", "à la place du dossier"));
    support_fails(4, "01004S00",
                  "produire cotraitance " AT " --base '%s' --sortie '%s/sortie' --formats texte",
                  made.base, made.folder);
    expect_file(&made, "regional/82/cotraitance-82-2010-09-30.txt");
    expect_file(&made, "national/FR/cotraitance-FR-2010-09-30.txt");
    made_close(&made);
}
END_TEST

Suite *cli_figures_suite(void) {
    Suite *suite = suite_create("cli_figures");
    TCase *tests = tcase_create("calculer and produire");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, the_csv_has_its_header_and_sorted_rows_and_the_figures_of_the_library);
    tcase_add_test(tests, the_json_is_read_by_python_and_says_the_same);
    tcase_add_test(tests, figures_are_chosen_by_indicator_level_and_code);
    tcase_add_test(tests, what_is_absent_is_told_unless_quiet);
    tcase_add_test(tests, a_full_standard_output_is_a_failure);
    tcase_add_test(tests, the_documents_of_one_place_are_where_they_should_be);
    tcase_add_test(tests, a_report_or_a_place_that_does_not_exist_is_wrong_usage);
    tcase_add_test(tests, a_recipient_that_fails_is_named_and_the_exit_code_is_4);
    suite_add_tcase(suite, tests);
    return suite;
}
