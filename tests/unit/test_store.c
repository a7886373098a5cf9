/* SQLite behind store.h: transactions, parameters, the loader, and what a template may not do. */
#include "suites.h"
#include "support.h"

#include <bilan/store/store.h>
#include <string.h>

#define TABLE "CREATE TABLE t (a INTEGER, b TEXT); INSERT INTO t VALUES (1, 'un'), (2, 'deux');"

static BlStore *open_store(void) {
    g_autoptr(GError) error = NULL;
    BlStore *store = bl_store_open(":memory:", BL_STORE_CREATE, &error);
    ck_assert_msg(store != NULL, "%s", error != NULL ? error->message : "");
    ck_assert(bl_store_exec(store, TABLE, NULL, NULL, NULL, NULL));
    return store;
}

static gint64 count(BlStore *store) {
    return bl_store_int(store, "SELECT COUNT(*) FROM t", NULL, -1, NULL);
}

START_TEST(a_transaction_is_whole_or_absent) {
    g_autoptr(BlStore) store = open_store();
    ck_assert(bl_store_begin(store, NULL));
    ck_assert(bl_store_exec(store, "DELETE FROM t", NULL, NULL, NULL, NULL));
    bl_store_rollback(store);
    ck_assert_int_eq(count(store), 2);
    gint64 changes = 0;
    ck_assert(bl_store_begin(store, NULL));
    ck_assert(bl_store_exec(store, "DELETE FROM t WHERE a = 1", NULL, NULL, &changes, NULL));
    ck_assert(bl_store_commit(store, NULL));
    ck_assert_int_eq(changes, 1);
    ck_assert_int_eq(count(store), 1);
}
END_TEST

START_TEST(closing_a_store_undoes_the_transaction_at_hand) {
    char *folder = support_folder();
    g_autofree char *path = g_build_filename(folder, "a.db", NULL);
    BlStore *store = bl_store_open(path, BL_STORE_CREATE, NULL);
    ck_assert(bl_store_exec(store, TABLE, NULL, NULL, NULL, NULL));
    ck_assert(bl_store_begin(store, NULL));
    ck_assert(bl_store_exec(store, "DELETE FROM t", NULL, NULL, NULL, NULL));
    bl_store_close(store);
    store = bl_store_open(path, BL_STORE_READ, NULL);
    ck_assert_str_eq(bl_store_name(store), path);
    ck_assert_int_eq(count(store), 2);
    bl_store_close(store);
    support_remove(folder);
}
END_TEST

START_TEST(a_store_open_for_reading_changes_nothing_but_its_temporary_tables) {
    char *folder = support_folder();
    g_autofree char *path = g_build_filename(folder, "a.db", NULL);
    g_autoptr(GError) error = NULL;
    BlStore *store = bl_store_open(path, BL_STORE_CREATE, NULL);
    ck_assert(bl_store_exec(store, TABLE, NULL, NULL, NULL, NULL));
    bl_store_close(store);
    store = bl_store_open(path, BL_STORE_READ, NULL);
    ck_assert(!bl_store_exec(store, "DELETE FROM t", NULL, NULL, NULL, &error));
    support_assert_error(&error, BL_ERROR_STORE, path, "droits");
    ck_assert(bl_store_exec(store, "CREATE TEMPORARY TABLE x (a); INSERT INTO x VALUES (1)", NULL,
                            NULL, NULL, NULL));
    bl_store_close(store);
    support_remove(folder);
}
END_TEST

START_TEST(values_are_bound_by_name_and_a_missing_one_is_told_with_its_line) {
    g_autoptr(BlStore) store = open_store();
    g_autoptr(BlParams) params = bl_params_new();
    g_autoptr(GError) error = NULL;
    bl_params_set_int(params, "a", 3);
    bl_params_set_text(params, "b", "'; DROP TABLE t; --");
    bl_params_set_null(params, "c");
    ck_assert(bl_store_exec(store, "INSERT INTO t VALUES (:a, :b); INSERT INTO t VALUES (:c, :b)",
                            params, NULL, NULL, NULL));
    ck_assert_int_eq(bl_store_int(store, "SELECT COUNT(*) FROM t WHERE b = :b", params, -1, NULL),
                     2);
    ck_assert_int_eq(
        bl_store_int(store, "SELECT a FROM t WHERE b = :b AND a IS NULL", params, 77, NULL), 77);
    bl_params_set_int(params, "a", 1);
    ck_assert_int_eq(bl_store_int(store, "SELECT :a", params, -1, NULL), 1);
    ck_assert(
        !bl_store_exec(store, "SELECT 1;\nSELECT\n :absent", params, "essai.sql", NULL, &error));
    support_assert_error(&error, BL_ERROR_CONFIG, "essai.sql:3", "« :absent »");
    ck_assert_ptr_null(bl_store_select(store, "SELECT ?", params, "essai.sql", &error));
    support_assert_error(&error, BL_ERROR_CONFIG, "essai.sql:1", "« ? »");
    ck_assert_int_eq(bl_store_int(store, "SELECT a FROM nulle_part", NULL, -5, &error), -5);
    support_assert_error(&error, BL_ERROR_STORE, "nulle_part", NULL);
}
END_TEST

START_TEST(a_cursor_tells_types_names_and_ends) {
    g_autoptr(BlStore) store = open_store();
    g_autoptr(BlCursor) cursor =
        bl_store_select(store, "SELECT 5 AS n, 2.5 AS r, 'é' AS t, NULL AS v", NULL, NULL, NULL);
    ck_assert(bl_cursor_next(cursor, NULL));
    ck_assert_uint_eq(bl_cursor_width(cursor), 4);
    ck_assert_str_eq(bl_cursor_name(cursor, 1), "r");
    ck_assert(bl_cursor_is_int(cursor, 0) && bl_cursor_int(cursor, 0) == 5);
    ck_assert(!bl_cursor_is_int(cursor, 1) && !bl_cursor_is_int(cursor, 2));
    ck_assert_str_eq(bl_cursor_text(cursor, 2), "é");
    ck_assert(bl_cursor_is_null(cursor, 3) && !bl_cursor_is_null(cursor, 0));
    ck_assert_str_eq(bl_cursor_text(cursor, 3), "");
    g_autoptr(GError) error = NULL;
    ck_assert(!bl_cursor_next(cursor, &error) && error == NULL);
}
END_TEST

START_TEST(the_loader_stores_rows_and_tells_what_is_refused) {
    g_autoptr(BlStore) store = open_store();
    g_autoptr(GError) error = NULL;
    ck_assert_ptr_null(bl_store_loader_new(store, "absente", "a", 1, &error));
    support_assert_error(&error, BL_ERROR_STORE, "absente", NULL);
    ck_assert(bl_store_exec(store, "CREATE TABLE u (a INTEGER PRIMARY KEY, b TEXT NOT NULL)", NULL,
                            NULL, NULL, NULL));
    g_autoptr(BlLoader) loader = bl_store_loader_new(store, "u", "a, b", 2, NULL);
    bl_loader_set_int(loader, 0, 9);
    bl_loader_set_text(loader, 1, "neuf et plus", 4);
    ck_assert(bl_loader_row(loader, NULL));
    ck_assert(!bl_loader_row(loader, &error)); /* the key again */
    support_assert_error(&error, BL_ERROR_STORE, "u.a", NULL);
    bl_loader_set_int(loader, 0, 10);
    bl_loader_set_null(loader, 1);
    ck_assert(!bl_loader_row(loader, &error));
    support_assert_error(&error, BL_ERROR_STORE, "u.b", NULL);
    ck_assert(bl_loader_finish(loader, NULL));
    ck_assert_int_eq(bl_store_int(store, "SELECT a FROM u WHERE b = 'neuf'", NULL, -1, NULL), 9);
}
END_TEST

START_TEST(a_template_may_only_read) {
    static const char *const refused[] = {"INSERT INTO t VALUES (3, 'x')",
                                          "DELETE FROM t",
                                          "UPDATE t SET a = 0",
                                          "DROP TABLE t",
                                          "CREATE TABLE u (a)",
                                          "CREATE TEMPORARY TABLE u (a)",
                                          "ATTACH 'x.db' AS x",
                                          "DETACH main",
                                          "PRAGMA user_version = 3",
                                          "PRAGMA table_info(t)",
                                          "SELECT * FROM pragma_table_info('t')",
                                          "VACUUM INTO 'copie.db'",
                                          "VACUUM",
                                          "BEGIN",
                                          "COMMIT",
                                          "SAVEPOINT s",
                                          "REINDEX",
                                          "ANALYZE",
                                          "ALTER TABLE t RENAME TO u",
                                          "SELECT load_extension('x')",
                                          "EXPLAIN DELETE FROM t",
                                          "WITH x AS (SELECT 1) DELETE FROM t",
                                          "DELETE FROM t RETURNING a",
                                          "EXPLAIN SELECT 1",
                                          "EXPLAIN QUERY PLAN SELECT a FROM t",
                                          "REPLACE INTO t VALUES (1, 'x')"};
    g_autoptr(BlStore) store = open_store();
    for (guint i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autoptr(GError) error = NULL;
        BlCursor *cursor =
            bl_store_select_untrusted(store, refused[i], NULL, "gabarit.sql", 0, &error);
        ck_assert_msg(cursor == NULL, "%s", refused[i]);
        ck_assert_ptr_nonnull(error);
        support_assert_has(error->message, "gabarit.sql");
    }
    ck_assert_int_eq(count(store), 2);
    ck_assert(!g_file_test("copie.db", G_FILE_TEST_EXISTS));
}
END_TEST

START_TEST(a_template_may_use_functions_and_recursion_and_the_guard_is_then_lifted) {
    g_autoptr(BlStore) store = open_store();
    g_autoptr(BlCursor) cursor = bl_store_select_untrusted(
        store,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4) "
        "SELECT SUM(i) + ABS(-1) FROM n -- fin",
        NULL, NULL, 0, NULL);
    ck_assert(bl_cursor_next(cursor, NULL));
    ck_assert_int_eq(bl_cursor_int(cursor, 0), 11);
    ck_assert(bl_store_exec(store, "DELETE FROM t", NULL, NULL, NULL, NULL));
}
END_TEST

START_TEST(one_statement_is_expected_and_names_are_never_strings) {
    static const char *const bad[][2] = {{"SELECT 1;\nDELETE FROM t", "une seule requête"},
                                         {"SELECT 1; SELECT 2", "une seule requête"},
                                         {"", "une seule requête"},
                                         {"-- rien", "une seule requête"},
                                         {"SELECT \"texte\"", "texte"},
                                         {"SELECT 1\nFROM t\n)", "gabarit.sql:3"}};
    g_autoptr(BlStore) store = open_store();
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        ck_assert_ptr_null(
            bl_store_select_untrusted(store, bad[i][0], NULL, "gabarit.sql", 0, &error));
        support_assert_has(error->message, bad[i][1]);
    }
    g_autoptr(BlCursor) comment =
        bl_store_select_untrusted(store, "SELECT 1; -- fin\n", NULL, NULL, 0, NULL);
    ck_assert_ptr_nonnull(comment);
}
END_TEST

START_TEST(a_template_that_lasts_is_stopped) {
    g_autoptr(BlStore) store = open_store();
    g_autoptr(GError) error = NULL;
    gint64 start = g_get_monotonic_time();
    g_autoptr(BlCursor) cursor = bl_store_select_untrusted(
        store,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) FROM n",
        NULL, "long.sql", 1, &error);
    ck_assert(!bl_cursor_next(cursor, &error));
    support_assert_error(&error, BL_ERROR_STORE, "long.sql", "temps accordé");
    ck_assert_int_lt((g_get_monotonic_time() - start) / G_USEC_PER_SEC, 5);
    g_clear_pointer(&cursor, bl_cursor_free);
    ck_assert_int_eq(count(store), 2); /* the next one is not stopped */
}
END_TEST

START_TEST(what_is_no_base_is_told_in_french_with_what_to_do) {
    char *folder = support_folder();
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(folder, "absente.db", NULL);
    g_autofree char *text = support_put(folder, "notes.txt",
                                        "Ceci n’est pas une base de données, "
                                        "mais un texte assez long pour le dire.\n");
    ck_assert_ptr_null(bl_store_open(path, BL_STORE_READ, &error));
    support_assert_error(&error, BL_ERROR_NOT_FOUND, path, "bilan importer");
    ck_assert_ptr_null(bl_store_open(path, BL_STORE_WRITE, &error));
    support_assert_error(&error, BL_ERROR_NOT_FOUND, path, NULL);
    ck_assert(!g_file_test(path, G_FILE_TEST_EXISTS));
    ck_assert_ptr_null(bl_store_open("/nulle/part/x.db", BL_STORE_CREATE, &error));
    support_assert_error(&error, BL_ERROR_STORE, "/nulle/part/x.db", "vérifiez le chemin");
    BlStore *store = bl_store_open(text, BL_STORE_WRITE, &error);
    if (store != NULL) { /* opened lazily: the first read tells */
        bl_store_int(store, "SELECT COUNT(*) FROM sqlite_master", NULL, 0, &error);
        bl_store_close(store);
    }
    support_assert_error(&error, BL_ERROR_STORE, text, "n’est pas une base de bilan");
    support_remove(folder);
}
END_TEST

Suite *store_suite(void) {
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("store");
    tcase_set_timeout(tests, 30);
    tcase_add_test(tests, a_transaction_is_whole_or_absent);
    tcase_add_test(tests, closing_a_store_undoes_the_transaction_at_hand);
    tcase_add_test(tests, a_store_open_for_reading_changes_nothing_but_its_temporary_tables);
    tcase_add_test(tests, values_are_bound_by_name_and_a_missing_one_is_told_with_its_line);
    tcase_add_test(tests, a_cursor_tells_types_names_and_ends);
    tcase_add_test(tests, the_loader_stores_rows_and_tells_what_is_refused);
    tcase_add_test(tests, a_template_may_only_read);
    tcase_add_test(tests, a_template_may_use_functions_and_recursion_and_the_guard_is_then_lifted);
    tcase_add_test(tests, one_statement_is_expected_and_names_are_never_strings);
    tcase_add_test(tests, a_template_that_lasts_is_stopped);
    tcase_add_test(tests, what_is_no_base_is_told_in_french_with_what_to_do);
    suite_add_tcase(suite, tests);
    return suite;
}
