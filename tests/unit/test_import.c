#include "import_bench.h"
#include "suites.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <bilan/store/warehouse.h>
#include <string.h>

#define ML "code_ml;nom;code_region\n01004S00;Bugey;82\n75056S00;Paris;11\n"
#define JEUNES "id_jeune;sexe;date_naissance\nJ1;F;1990-05-10\nJ2;M;1984-08-15\n"
#define COURSES "id_cotraitance;id_jeune;code_ml;date_affectation\n"

/* ---- the cases of tests/reject ---- */

static void expect_file(const Bench *bench, const char *folder, const char *name,
                        const char *header, const char *sql) {
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *expected = bl_file_read(path, NULL, &error);
    ck_assert_msg(expected != NULL, "%s", error != NULL ? error->message : "");
    g_autofree char *rows = bench_rows(bench, sql);
    g_autofree char *got = g_strconcat(header, rows, NULL);
    ck_assert_msg(strcmp(got, expected) == 0, "%s\n--- expected\n%s--- got\n%s", path, expected,
                  got);
}

static void check_case(const char *folder) {
    Bench bench;
    g_autoptr(GError) error = NULL;
    char *paths[] = {(char *)folder, NULL};
    bench_open(&bench);
    ck_assert_msg(bench_run(&bench, paths, &error), "%s", error != NULL ? error->message : "");
    expect_file(&bench, folder, "attendu.csv", "fichier;ligne;colonne;motif\n",
                "SELECT fichier, ligne, colonne, motif FROM rejets "
                "ORDER BY fichier, ligne, colonne, motif");
    expect_file(&bench, folder, "comptes.csv", "fichier;lues;acceptees;rejetees;inchangees\n",
                "SELECT fichier, lues, acceptees, rejetees, inchangees FROM imports "
                "ORDER BY fichier");
    bench_close(&bench);
}

START_TEST(every_case_gives_its_expected_rejects) {
    g_autofree char *folder = g_build_filename(bench_root(), "tests", "reject", NULL);
    g_autoptr(GPtrArray) cases = bl_folder_list(folder, NULL, NULL);
    ck_assert_msg(cases != NULL && cases->len >= 25, "no case in %s", folder);
    for (guint i = 0; i < cases->len; i++) {
        g_autofree char *path = g_build_filename(folder, cases->pdata[i], NULL);
        check_case(path);
    }
}
END_TEST

/* ---- values ---- */

static void import_case(Bench *bench, const char *name) {
    g_autofree char *folder = g_build_filename(bench_root(), "tests", "reject", name, NULL);
    char *paths[] = {folder, NULL};
    ck_assert(bench_run(bench, paths, NULL));
}

START_TEST(values_are_stored_as_the_definitions_say) {
    Bench bench;
    bench_open(&bench);
    import_case(&bench, "accepte_dates");
    bench_expect_rows(&bench, "SELECT id_jeune, date_naissance, zus FROM jeunes ORDER BY id_jeune",
                      "J1;7434;1\nJ2;5340;0\nJ3;8094;\nJ4;7305;1\n");
    import_case(&bench, "accepte_montants");
    bench_expect_rows(&bench, "SELECT montant FROM enveloppes ORDER BY annee",
                      "100001\n123456\n123456780\n1200\n700\n");
    bench_close(&bench);
}
END_TEST

START_TEST(encodings_quotes_and_column_order_give_the_same_text) {
    Bench bench;
    bench_open(&bench);
    import_case(&bench, "accepte_windows_1252");
    bench_expect_rows(&bench, "SELECT nom FROM missions_locales", "Côtière – l’Ain œuvre €\n");
    import_case(&bench, "accepte_guillemets");
    bench_expect_rows(&bench, "SELECT nom FROM missions_locales ORDER BY code_ml",
                      "\"Ain ; \"\"Bugey\"\"\nsuite\"\nParis\n");
    import_case(&bench, "accepte_entete");
    bench_expect_rows(&bench,
                      "SELECT code_ml, nom, code_region FROM missions_locales ORDER BY code_ml",
                      "01004S00;Bugey;82\n75056S00;Paris;11\n75058S00;Paris;11\n");
    ck_assert_uint_eq(bench_file(&bench, 0)->notices->len, 1);
    bench_close(&bench);
}
END_TEST

/* ---- merging ---- */

START_TEST(the_same_file_again_is_unchanged) {
    Bench bench;
    bench_open(&bench);
    bench_put_and_import(&bench, "jeunes.csv", JEUNES);
    bench_expect_counts(&bench, 0, 2, 2, 0, 0);
    bench_import(&bench, "jeunes.csv");
    bench_expect_counts(&bench, 0, 2, 0, 0, 2);
    bench_expect_rows(&bench, "SELECT no_import, lues, acceptees, inchangees, annule FROM imports",
                      "1;2;2;0;0\n2;2;0;2;0\n");
    bench_expect_rows(&bench, "SELECT COUNT(*) FROM personnes_modifiees", "0\n");
    bench_close(&bench);
}
END_TEST

START_TEST(a_known_key_replaces_its_row_and_an_emptied_value_empties_it) {
    Bench bench;
    bench_open(&bench);
    bench_put_and_import(&bench, "jeunes.csv",
                         "id_jeune;sexe;date_naissance;zus\nJ1;F;1990-05-10;1\n"
                         "J2;M;1984-08-15;0\n");
    bench_put_and_import(&bench, "jeunes.csv",
                         "id_jeune;sexe;date_naissance;zus\nJ1;F;1990-05-10;\n"
                         "J2;M;1984-08-15;0\nJ3;F;1991-01-01;1\n");
    bench_expect_counts(&bench, 0, 3, 2, 0, 1);
    bench_expect_rows(&bench, "SELECT id_jeune, zus FROM jeunes ORDER BY id_jeune",
                      "J1;\nJ2;0\nJ3;1\n");
    bench_expect_rows(&bench, "SELECT id_jeune FROM personnes_modifiees ORDER BY id_jeune",
                      "J1\nJ3\n");
    bench_close(&bench);
}
END_TEST

START_TEST(a_key_twice_is_settled_within_its_file_first) {
    Bench bench;
    bench_open(&bench);
    bench_put_and_import(&bench, "jeunes.csv", JEUNES);
    /* J1 as in the warehouse then otherwise; J2 otherwise then as in the warehouse; J3 thrice */
    bench_put_and_import(&bench, "jeunes.csv",
                         "id_jeune;sexe;date_naissance\nJ1;F;1990-05-10\nJ1;F;1990-05-11\n"
                         "J2;M;1984-08-16\nJ2;M;1984-08-15\nJ3;F;1991-01-01\nJ3;F;1991-01-01\n"
                         "J3;M;1991-01-01\n");
    bench_expect_counts(&bench, 0, 7, 2, 3, 2);
    bench_expect_rows(&bench,
                      "SELECT j.id_jeune, c.iso FROM jeunes j JOIN calendrier c "
                      "ON c.jour = j.date_naissance ORDER BY j.id_jeune",
                      "J1;1990-05-10\nJ2;1984-08-16\nJ3;1991-01-01\n");
    bench_expect_rows(&bench, "SELECT ligne, colonne, motif FROM rejets ORDER BY ligne",
                      "3;id_jeune;clé déjà vue dans ce fichier, ligne 2, avec d’autres valeurs\n"
                      "5;id_jeune;clé déjà vue dans ce fichier, ligne 4, avec d’autres valeurs\n"
                      "8;id_jeune;clé déjà vue dans ce fichier, ligne 6, avec d’autres valeurs\n");
    bench_close(&bench);
}
END_TEST

START_TEST(a_later_file_replaces_an_earlier_one) {
    Bench bench;
    bench_open(&bench);
    bench_put(&bench, "jeunes_b.csv", JEUNES);
    bench_put(&bench, "jeunes_a.csv",
              "id_jeune;sexe;date_naissance\nJ1;F;1990-05-10\nJ2;F;1984-08-15\n");
    bench_import(&bench, "jeunes_b.csv jeunes_a.csv");
    bench_expect_counts(&bench, 0, 2, 2, 0, 0);
    bench_expect_counts(&bench, 1, 2, 1, 0, 1);
    bench_expect_rows(&bench, "SELECT sexe FROM jeunes WHERE id_jeune = 'J2'", "F\n");
    bench_close(&bench);
}
END_TEST

START_TEST(references_are_checked_once_all_files_are_read) {
    Bench bench;
    bench_open(&bench);
    bench_put(&bench, "cotraitances.csv",
              COURSES "C1;J1;01004S00;2010-01-11\nC2;J9;01004S00;2010-01-11\n");
    bench_put(&bench, "jeunes.csv", JEUNES);
    bench_put(&bench, "missions_locales.csv", ML);
    bench_import(&bench, "cotraitances.csv jeunes.csv missions_locales.csv");
    bench_expect_counts(&bench, 0, 2, 1, 1, 0);
    bench_expect_rows(&bench, "SELECT id_cotraitance FROM parcours", "C1\n");
    bench_close(&bench);
}
END_TEST

START_TEST(a_row_that_changes_hands_touches_both_persons) {
    Bench bench;
    bench_open(&bench);
    bench_put(&bench, "jeunes.csv", JEUNES);
    bench_put(&bench, "missions_locales.csv", ML);
    bench_put(&bench, "cotraitances.csv", COURSES "C1;J1;01004S00;2010-01-11\n");
    bench_import(&bench, ".");
    bench_put_and_import(&bench, "cotraitances.csv", COURSES "C1;J2;01004S00;2010-01-11\n");
    bench_expect_rows(&bench, "SELECT id_jeune FROM personnes_modifiees ORDER BY id_jeune",
                      "J1\nJ2\n");
    bench_expect_rows(&bench, "SELECT id_cotraitance, id_jeune FROM parcours", "C1;J2\n");
    bench_close(&bench);
}
END_TEST

START_TEST(a_changed_rubrique_touches_those_it_was_proposed_to) {
    Bench bench;
    bench_open(&bench);
    bench_put(&bench, "jeunes.csv", JEUNES);
    bench_put(&bench, "missions_locales.csv", ML);
    bench_put(&bench, "rubriques.csv", "rubrique;libelle;enjeu\nR1;CV;E3\nR2;CV;E3\n");
    bench_put(&bench, "propositions.csv",
              "id_proposition;id_jeune;code_ml;date;rubrique;etat\n"
              "P1;J1;01004S00;2010-01-01;R1;realise\nP2;J2;01004S00;2010-01-01;R2;realise\n");
    bench_import(&bench, ".");
    bench_put_and_import(&bench, "rubriques.csv",
                         "rubrique;libelle;enjeu\nR1;CV;E5\nR2;CV;E3\nR1;CV;E5\n");
    bench_expect_counts(&bench, 0, 3, 1, 0, 2);
    bench_expect_rows(&bench, "SELECT id_jeune FROM personnes_modifiees", "J1\n");
    bench_expect_rows(&bench, "SELECT enjeu FROM rubriques ORDER BY rubrique", "E5\nE3\n");
    bench_close(&bench);
}
END_TEST

/* Above the size from which references are held in memory, nothing may differ but the time. */
START_TEST(a_large_file_is_checked_like_a_small_one) {
    Bench bench;
    bench_open(&bench);
    bench_put(&bench, "jeunes.csv", JEUNES);
    bench_put(&bench, "missions_locales.csv", ML);
    bench_import(&bench, ".");
    const char *head =
        "id_evenement;id_jeune;code_ml;date;type\nX1;J9;01004S00;2010-01-01;atelier\n"
        "X2;J1;99;2010-01-01;atelier\nX3;J9;99;2010-02-30;atelier\n"
        "X4;J9;99;2010-02-20;\nX5;J9;99;2010-02-20;atelier\n";
    bench_put_and_import(&bench, "evenements.csv", head);
    const char *rejects = "SELECT ligne, colonne, motif FROM rejets WHERE no_import = "
                          "(SELECT MAX(no_import) FROM rejets) ORDER BY ligne";
    g_autofree char *small = bench_rows(&bench, rejects);
    g_autoptr(GString) text = g_string_new(head);
    for (guint i = 0; i < 150000; i++)
        g_string_append_printf(text, "E%06u;J%u;01004S00;2010-01-0%u;entretien\n", 149999 - i,
                               1 + i % 2, 1 + i % 9);
    g_string_append(text, "E000005;J1;01004S00;2011-01-01;entretien\n");
    bench_put_and_import(&bench, "evenements.csv", text->str);
    bench_expect_counts(&bench, 0, 150006, 150000, 6, 0);
    g_autofree char *large = bench_rows(&bench, rejects);
    ck_assert(g_str_has_prefix(large, small));
    ck_assert_str_eq(large + strlen(small), "150007;id_evenement;clé déjà vue dans ce fichier, "
                                            "ligne 150001, avec d’autres valeurs\n");
    bench_import(&bench, "evenements.csv");
    bench_expect_counts(&bench, 0, 150006, 0, 6, 150000);
    bench_close(&bench);
}
END_TEST

/* ---- refusals ---- */

START_TEST(a_refused_file_leaves_nothing_and_the_others_go_in) {
    Bench bench;
    bench_open(&bench);
    bench_put(&bench, "jeunes.csv", JEUNES "J3;X;1990-01-01\nJ4;F;\"1990-01-01\nJ5;F;1990-01-01\n");
    bench_put(&bench, "jeunes_2.csv", "id_jeune;sexe;date_naissance\nJ7;F;1990-05-10\n");
    bench_import(&bench, "jeunes.csv jeunes_2.csv");
    bench_expect_refusal(&bench, 0, "jeunes.csv:5 :");
    bench_expect_counts(&bench, 1, 1, 1, 0, 0);
    bench_expect_rows(&bench, "SELECT id_jeune FROM jeunes", "J7\n");
    bench_expect_rows(&bench, "SELECT COUNT(*) FROM rejets", "0\n");
    bench_expect_rows(&bench,
                      "SELECT fichier, lues, acceptees, annule FROM imports ORDER BY fichier",
                      "jeunes.csv;0;0;1\njeunes_2.csv;1;1;0\n");
    bench_close(&bench);
}
END_TEST

START_TEST(a_wrong_header_refuses_the_file_naming_the_column) {
    Bench bench;
    bench_open(&bench);
    bench_put_and_import(&bench, "jeunes.csv", "id_jeune;sexe\nJ1;F\n");
    bench_expect_refusal(&bench, 0, "« date_naissance »");
    bench_put_and_import(&bench, "jeunes.csv",
                         "id_jeune;sexe;date_naissance;Sexe\nJ1;F;1990-01-01;F\n");
    bench_expect_refusal(&bench, 0, "« sexe » figure deux fois");
    bench_put_and_import(&bench, "jeunes.csv", "id_jeune,sexe,date_naissance\nJ1,F,1990-01-01\n");
    bench_expect_refusal(&bench, 0, "« , »");
    bench_put_and_import(&bench, "jeunes.csv", "");
    bench_expect_refusal(&bench, 0, "fichier vide");
    bench_expect_rows(&bench, "SELECT COUNT(*) FROM extractions_chargees", "0\n");
    bench_close(&bench);
}
END_TEST

START_TEST(a_file_is_known_by_its_name_or_by_the_option) {
    Bench bench;
    bench_open(&bench);
    bench_put(&bench, "export.csv", JEUNES);
    bench_put(&bench, "jeunes.csv", JEUNES);
    bench_put(&bench, "notes.txt", "rien");
    bench_import(&bench, "export.csv absent.csv");
    bench_expect_refusal(&bench, 0, "missions_locales");
    bench_expect_refusal(&bench, 1, "introuvable");
    bench_import(&bench, ".");
    ck_assert_uint_eq(bench.files->len, 1);
    ck_assert_uint_eq(bench.notices->len, 1);
    ck_assert_ptr_nonnull(strstr(g_ptr_array_index(bench.notices, 0), "export.csv"));
    bench.extract_name = "jeunes";
    bench_import(&bench, "export.csv");
    bench_expect_counts(&bench, 0, 2, 0, 0, 2);
    bench_close(&bench);
}
END_TEST

START_TEST(a_file_given_twice_is_read_once) {
    Bench bench;
    bench_open(&bench);
    bench_put(&bench, "jeunes.csv", JEUNES);
    bench_import(&bench, "jeunes.csv . ./jeunes.csv");
    bench_expect_counts(&bench, 0, 2, 2, 0, 0);
    bench_expect_refusal(&bench, 1, "deux fois");
    bench_expect_refusal(&bench, 2, "deux fois");
    bench_expect_rows(&bench, "SELECT lues, annule FROM imports", "2;0\n");
    bench_close(&bench);
}
END_TEST

START_TEST(a_header_alone_loads_an_empty_extract) {
    Bench bench;
    bench_open(&bench);
    bench_put_and_import(&bench, "comites.csv", "niveau;code;date\n");
    bench_expect_counts(&bench, 0, 0, 0, 0, 0);
    ck_assert(bl_warehouse_has_extract(bench.store, "comites"));
    ck_assert(!bl_warehouse_has_extract(bench.store, "actions"));
    bench_close(&bench);
}
END_TEST

START_TEST(a_failure_leaves_the_warehouse_as_it_was) {
    Bench bench;
    g_autoptr(GError) error = NULL;
    bench_open(&bench);
    bench_put(&bench, "jeunes.csv", JEUNES);
    g_autofree char *path = g_build_filename(bench.folder, "jeunes.csv", NULL);
    char *paths[] = {path, NULL};
    bench.root = "/nulle/part"; /* the derivation will not be found, at the very end */
    ck_assert(!bench_run(&bench, paths, &error));
    ck_assert_ptr_null(bench.files);
    bench_expect_rows(&bench, "SELECT COUNT(*) FROM jeunes", "0\n");
    bench_expect_rows(&bench, "SELECT COUNT(*) FROM imports", "0\n");
    bench.root = bench_root();
    bench_import(&bench, "jeunes.csv");
    bench_expect_counts(&bench, 0, 2, 2, 0, 0);
    g_clear_error(&error);
    bench.extract_name = "inconnue";
    ck_assert(!bench_run(&bench, paths, &error));
    ck_assert(g_error_matches(error, BL_ERROR, BL_ERROR_USAGE));
    bench_close(&bench);
}
END_TEST

Suite *import_suite(void) {
    Suite *suite = suite_create("import");
    TCase *cases = tcase_create("import");
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, every_case_gives_its_expected_rejects);
    tcase_add_test(cases, values_are_stored_as_the_definitions_say);
    tcase_add_test(cases, encodings_quotes_and_column_order_give_the_same_text);
    tcase_add_test(cases, the_same_file_again_is_unchanged);
    tcase_add_test(cases, a_known_key_replaces_its_row_and_an_emptied_value_empties_it);
    tcase_add_test(cases, a_key_twice_is_settled_within_its_file_first);
    tcase_add_test(cases, a_later_file_replaces_an_earlier_one);
    tcase_add_test(cases, references_are_checked_once_all_files_are_read);
    tcase_add_test(cases, a_row_that_changes_hands_touches_both_persons);
    tcase_add_test(cases, a_changed_rubrique_touches_those_it_was_proposed_to);
    tcase_add_test(cases, a_large_file_is_checked_like_a_small_one);
    tcase_add_test(cases, a_refused_file_leaves_nothing_and_the_others_go_in);
    tcase_add_test(cases, a_wrong_header_refuses_the_file_naming_the_column);
    tcase_add_test(cases, a_file_is_known_by_its_name_or_by_the_option);
    tcase_add_test(cases, a_file_given_twice_is_read_once);
    tcase_add_test(cases, a_header_alone_loads_an_empty_extract);
    tcase_add_test(cases, a_failure_leaves_the_warehouse_as_it_was);
    suite_add_tcase(suite, cases);
    return suite;
}
