/* A new warehouse, and derived facts recomputed for the persons that an import touches. */
#include "suites.h"
#include "support.h"

#include <bilan/store/warehouse.h>
#include <string.h>

#define ML "code_ml;nom;code_region\n01004S00;Bugey;82\n"
#define JEUNES "id_jeune;sexe;date_naissance\nJ1;F;1990-05-10\nJ2;M;1984-08-15\n"
#define COURSES "id_cotraitance;id_jeune;code_ml;date_affectation\n"
#define EVENTS "id_evenement;id_jeune;code_ml;date;type\n"
#define RUBRICS "rubrique;libelle;enjeu\n"

static void put_small_world(Bench *bench) {
    bench_put(bench, "missions_locales.csv", ML);
    bench_put(bench, "jeunes.csv", JEUNES);
    bench_put(bench, "cotraitances.csv",
              COURSES "C1;J1;01004S00;2010-01-11\nC2;J2;01004S00;2010-02-01\n");
    bench_put(bench, "evenements.csv",
              EVENTS "V1;J1;01004S00;2010-01-20;entretien\nV2;J2;01004S00;2010-02-20;atelier\n");
    bench_put(bench, "rubriques.csv", RUBRICS "R1;CV;E3\nR2;CV;E5\n");
    bench_put(bench, "propositions.csv",
              "id_proposition;id_jeune;code_ml;date;rubrique;etat\n"
              "P1;J1;01004S00;2010-01-01;R1;realise\nP2;J2;01004S00;2010-01-01;R2;realise\n");
    bench_import(bench, ".");
}

START_TEST(a_new_warehouse_knows_the_places_the_stakes_and_the_calendar) {
    Bench bench;
    bench_open(&bench);
    bench_expect_rows(&bench, "SELECT COUNT(*), SUM(annexe4) FROM regions", "27;26\n");
    bench_expect_rows(&bench, "SELECT region, annexe4 FROM regions WHERE code_region = '06'",
                      "Mayotte;0\n");
    bench_expect_rows(&bench, "SELECT COUNT(*), COUNT(DISTINCT code_region) FROM departements",
                      "101;27\n");
    bench_expect_rows(&bench,
                      "SELECT COUNT(*) FROM departements d WHERE NOT EXISTS "
                      "(SELECT 1 FROM regions r WHERE r.code_region = d.code_region)",
                      "0\n");
    bench_expect_rows(&bench, "SELECT public, COUNT(*) FROM enjeux GROUP BY public ORDER BY public",
                      "DE;10\nEM;13\nPA;6\n");
    bench_expect_rows(&bench, "SELECT MIN(iso), MAX(iso), COUNT(*) FROM calendrier",
                      "1900-01-01;2100-12-31;73414\n");
    bench_close(&bench);
}
END_TEST

START_TEST(a_new_warehouse_holds_nothing_else) {
    Bench bench;
    bench_open(&bench);
    g_autofree char *names = bench_rows(
        &bench, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN "
                "('regions', 'departements', 'enjeux', 'calendrier', 'axes', 'sqlite_stat1')");
    g_auto(GStrv) tables = g_strsplit(g_strchomp(names), "\n", -1);
    ck_assert_uint_ge(g_strv_length(tables), 19 + 3 + 4);
    for (guint i = 0; tables[i] != NULL; i++) {
        g_autofree char *sql = g_strdup_printf("SELECT COUNT(*) FROM %s", tables[i]);
        g_autofree char *count = bench_rows(&bench, sql);
        ck_assert_msg(strcmp(count, "0\n") == 0, "%s: %s", tables[i], count);
    }
    ck_assert(!bl_warehouse_has_extract(bench.store, "jeunes"));
    bench_close(&bench);
}
END_TEST

START_TEST(the_calendar_does_the_arithmetic_of_the_rules) {
    Bench bench;
    bench_open(&bench);
    bench_expect_rows(&bench,
                      "SELECT k.trimestre, k.mois, k.amj, a.iso, b.iso, c.iso FROM calendrier k "
                      "JOIN calendrier a ON a.jour = k.plus_6_mois "
                      "JOIN calendrier b ON b.jour = k.plus_12_mois "
                      "JOIN calendrier c ON c.jour = k.plus_26_ans "
                      "WHERE k.iso IN ('1984-02-29', '2010-08-31') ORDER BY k.jour",
                      "1984-T1;1984-02;19840229;1984-08-29;1985-02-28;2010-03-01\n"
                      "2010-T3;2010-08;20100831;2011-02-28;2011-08-31;2036-08-31\n");
    bench_close(&bench);
}
END_TEST

/* A mark put by hand on the derived rows stays where nothing changed. */
START_TEST(derived_facts_are_recomputed_for_changed_persons_only) {
    Bench bench;
    bench_open(&bench);
    put_small_world(&bench);
    ck_assert(bl_store_exec(bench.store,
                            "UPDATE parcours SET motif_sortie = 'témoin';"
                            "UPDATE initialisations SET civis = 7",
                            NULL, NULL, NULL, NULL));
    bench_put_and_import(&bench, "evenements.csv",
                         EVENTS "V1;J1;01004S00;2010-01-15;entretien\n"
                                "V2;J2;01004S00;2010-02-20;atelier\n");
    bench_expect_counts(&bench, 0, 2, 1, 0, 1);
    bench_expect_rows(&bench,
                      "SELECT id_cotraitance, motif_sortie FROM parcours ORDER BY id_cotraitance",
                      "C1;\nC2;témoin\n");
    bench_expect_rows(&bench,
                      "SELECT i.id_cotraitance, k.iso, i.civis FROM initialisations i "
                      "JOIN calendrier k ON k.jour = i.jour ORDER BY i.id_cotraitance",
                      "C1;2010-01-15;0\nC2;2010-02-20;7\n");
    bench_close(&bench);
}
END_TEST

START_TEST(a_replaced_course_that_moves_leaves_nothing_with_the_first_person) {
    Bench bench;
    bench_open(&bench);
    put_small_world(&bench);
    bench_put_and_import(&bench, "cotraitances.csv",
                         COURSES "C1;J2;01004S00;2010-01-11\nC2;J2;01004S00;2010-02-01\n");
    bench_expect_rows(&bench,
                      "SELECT p.id_cotraitance, p.id_jeune, k.iso FROM parcours p "
                      "LEFT JOIN calendrier k ON k.jour = p.suivante ORDER BY p.id_cotraitance",
                      "C1;J2;2010-02-01\nC2;J2;\n");
    /* J2's only event comes after the second affectation: it starts that one */
    bench_expect_rows(&bench, "SELECT id_cotraitance, id_jeune FROM initialisations", "C2;J2\n");
    bench_close(&bench);
}
END_TEST

START_TEST(an_event_that_moves_to_another_person_changes_both) {
    Bench bench;
    bench_open(&bench);
    put_small_world(&bench);
    bench_put_and_import(&bench, "evenements.csv", EVENTS "V1;J2;01004S00;2010-02-03;entretien\n");
    bench_expect_rows(&bench,
                      "SELECT i.id_cotraitance, k.iso FROM initialisations i "
                      "JOIN calendrier k ON k.jour = i.jour",
                      "C2;2010-02-03\n");
    bench_close(&bench);
}
END_TEST

START_TEST(a_rubrique_that_changes_its_stake_moves_the_acts_already_there) {
    Bench bench;
    bench_open(&bench);
    put_small_world(&bench);
    bench_expect_rows(&bench, "SELECT id_jeune, enjeu FROM actes ORDER BY id_jeune",
                      "J1;E3\nJ2;E5\n");
    bench_put_and_import(&bench, "rubriques.csv", RUBRICS "R1;CV;E10\n");
    bench_expect_rows(&bench, "SELECT id_jeune, enjeu FROM actes ORDER BY id_jeune",
                      "J1;E10\nJ2;E5\n");
    bench_put_and_import(&bench, "rubriques.csv", RUBRICS "R1;CV;E11\n"); /* for employers */
    bench_expect_rows(&bench, "SELECT id_jeune, enjeu FROM actes ORDER BY id_jeune", "J2;E5\n");
    bench_close(&bench);
}
END_TEST

START_TEST(another_base_is_refused_and_an_empty_one_becomes_a_warehouse) {
    char *folder = support_folder();
    g_autoptr(GError) error = NULL;
    Bench bench;
    bench_open(&bench);
    g_autofree char *path = g_build_filename(folder, "autre.db", NULL);
    BlStore *store = bl_store_open(path, BL_STORE_CREATE, NULL);
    ck_assert(bl_store_exec(store, "CREATE TABLE clients (a)", NULL, NULL, NULL, NULL));
    bl_store_close(store);
    ck_assert_ptr_null(
        bl_warehouse_open(path, BL_STORE_CREATE, bench.root, bench.extracts, &error));
    support_assert_error(&error, BL_ERROR_STORE, path, "n’est pas un entrepôt de bilan");
    g_autofree char *empty = support_put(folder, "vide.db", "");
    ck_assert_ptr_null(bl_warehouse_open(empty, BL_STORE_READ, bench.root, bench.extracts, &error));
    support_assert_error(&error, BL_ERROR_STORE, empty, "entrepôt");
    store = bl_warehouse_open(empty, BL_STORE_CREATE, bench.root, bench.extracts, &error);
    ck_assert_msg(store != NULL, "%s", error != NULL ? error->message : "");
    bl_store_close(store);
    bench_close(&bench);
    support_remove(folder);
}
END_TEST

START_TEST(a_warehouse_that_cannot_be_made_leaves_an_empty_base) {
    char *folder = support_folder();
    g_autoptr(GError) error = NULL;
    Bench bench;
    bench_open(&bench);
    g_autofree char *path = g_build_filename(folder, "a.db", NULL);
    g_free(
        support_put(folder, "sql/schema/10.sql", "CREATE TABLE regions (a);\nCREATE TABLE (b);"));
    ck_assert_ptr_null(bl_warehouse_open(path, BL_STORE_CREATE, folder, bench.extracts, &error));
    support_assert_error(&error, BL_ERROR_STORE, "10.sql:2", NULL);
    g_autoptr(BlStore) store = bl_store_open(path, BL_STORE_READ, NULL);
    ck_assert_int_eq(bl_store_int(store, "SELECT COUNT(*) FROM sqlite_master", NULL, -1, NULL), 0);
    bench_close(&bench);
    support_remove(folder);
}
END_TEST

START_TEST(an_extract_described_later_gets_its_table) {
    char *folder = support_folder();
    Bench bench;
    bench_open(&bench);
    g_autofree char *path = g_build_filename(folder, "a.db", NULL);
    bl_store_close(bl_warehouse_open(path, BL_STORE_CREATE, bench.root, bench.extracts, NULL));
    g_free(support_put(folder, "essais.yaml",
                       "nom: essais\nlibelle: Essais\nsource: s\nordre: 1\ncolonnes:\n"
                       "  - {nom: id_essai, type: texte, obligatoire: oui, cle: oui}\n"
                       "  - {nom: jour, type: date}\nindex: [\"jour\"]\n"));
    g_autoptr(BlExtracts) more = bl_extracts_load(folder, NULL);
    g_autoptr(BlStore) store = bl_warehouse_open(path, BL_STORE_WRITE, bench.root, more, NULL);
    ck_assert_int_eq(bl_store_int(store, "SELECT COUNT(*) FROM essais", NULL, -1, NULL), 0);
    bench_close(&bench);
    support_remove(folder);
}
END_TEST

Suite *warehouse_suite(void) {
    Suite *suite = suite_create("warehouse");
    TCase *tests = tcase_create("warehouse");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_new_warehouse_knows_the_places_the_stakes_and_the_calendar);
    tcase_add_test(tests, a_new_warehouse_holds_nothing_else);
    tcase_add_test(tests, the_calendar_does_the_arithmetic_of_the_rules);
    tcase_add_test(tests, derived_facts_are_recomputed_for_changed_persons_only);
    tcase_add_test(tests, a_replaced_course_that_moves_leaves_nothing_with_the_first_person);
    tcase_add_test(tests, an_event_that_moves_to_another_person_changes_both);
    tcase_add_test(tests, a_rubrique_that_changes_its_stake_moves_the_acts_already_there);
    tcase_add_test(tests, another_base_is_refused_and_an_empty_one_becomes_a_warehouse);
    tcase_add_test(tests, a_warehouse_that_cannot_be_made_leaves_an_empty_base);
    tcase_add_test(tests, an_extract_described_later_gets_its_table);
    suite_add_tcase(suite, tests);
    return suite;
}
