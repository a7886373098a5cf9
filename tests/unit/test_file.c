#include "suites.h"
#include "support.h"

#include <bilan/base/file.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

START_TEST(a_file_appears_whole_with_its_folders_and_nothing_else) {
    char *folder = support_folder();
    g_autofree char *path = g_build_filename(folder, "a", "b", "c.txt", NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    ck_assert(bl_file_write(path, "un", 2, NULL));
    ck_assert(bl_file_write(path, "deux", 4, NULL));
    g_autofree char *text = support_read(path);
    ck_assert_str_eq(text, "deux");
    ck_assert_uint_eq(support_count(parent), 1);
    support_remove(folder);
}
END_TEST

START_TEST(a_failed_rename_leaves_nothing_and_what_was_there) {
    char *folder = support_folder();
    g_autofree char *path = g_build_filename(folder, "cible", NULL);
    g_autofree char *inside = support_put(path, "dedans", "x");
    g_autoptr(GError) error = NULL;
    ck_assert(!bl_file_write(path, "un", 2, &error));
    support_assert_error(&error, BL_ERROR_OUTPUT, path, "impossible d’écrire");
    ck_assert_uint_eq(support_count(folder), 1);
    ck_assert(g_file_test(inside, G_FILE_TEST_EXISTS));
    support_remove(folder);
}
END_TEST

/* A limit on the size of files stands for a full disk: the write comes back short, then fails. */
START_TEST(a_full_disk_leaves_the_old_file_and_no_temporary) {
    char *folder = support_folder();
    g_autofree char *path = support_put(folder, "a.txt", "ancien");
    g_autofree char *big = g_strnfill(100000, 'x');
    g_autoptr(GError) error = NULL;
    struct rlimit before, limit;
    getrlimit(RLIMIT_FSIZE, &before);
    limit = before;
    limit.rlim_cur = 4096;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    gboolean written = bl_file_write(path, big, strlen(big), &error);
    setrlimit(RLIMIT_FSIZE, &before);
    ck_assert(!written);
    support_assert_error(&error, BL_ERROR_OUTPUT, path, "écriture incomplète");
    g_autofree char *text = support_read(path);
    ck_assert_str_eq(text, "ancien");
    ck_assert_uint_eq(support_count(folder), 1);
    support_remove(folder);
}
END_TEST

START_TEST(a_folder_that_cannot_be_made_is_an_output_error) {
    g_autoptr(GError) error = NULL;
    ck_assert(!bl_file_write("/dev/null/x/y", "a", 1, &error));
    support_assert_error(&error, BL_ERROR_OUTPUT, "/dev/null/x", "impossible de créer le dossier");
    ck_assert(!bl_file_write("/proc/bilan-essai", "a", 1, &error));
    support_assert_error(&error, BL_ERROR_OUTPUT, "/proc/bilan-essai", NULL);
}
END_TEST

START_TEST(a_link_is_replaced_and_what_it_points_to_untouched) {
    char *folder = support_folder();
    g_autofree char *target = support_put(folder, "cible.txt", "précieux");
    g_autofree char *link_path = g_build_filename(folder, "lien.txt", NULL);
    ck_assert_int_eq(symlink(target, link_path), 0);
    ck_assert(bl_file_write(link_path, "neuf", 4, NULL));
    g_autofree char *kept = support_read(target);
    ck_assert_str_eq(kept, "précieux");
    ck_assert(!g_file_test(link_path, G_FILE_TEST_IS_SYMLINK));
    support_remove(folder);
}
END_TEST

START_TEST(an_abandoned_file_was_never_there) {
    char *folder = support_folder();
    g_autofree char *path = g_build_filename(folder, "a.txt", NULL);
    BlPendingFile file;
    ck_assert(bl_pending_file_begin(&file, path, NULL));
    ck_assert_uint_eq(support_count(folder), 1);
    bl_pending_file_abandon(&file);
    ck_assert_uint_eq(support_count(folder), 0);
    ck_assert(bl_pending_file_begin(&file, path, NULL));
    ck_assert(g_file_set_contents(file.temporary, "ok", 2, NULL));
    ck_assert(bl_pending_file_commit(&file, NULL));
    ck_assert_uint_eq(support_count(folder), 1);
    support_remove(folder);
}
END_TEST

START_TEST(a_lost_temporary_is_a_failure) {
    char *folder = support_folder();
    g_autofree char *path = g_build_filename(folder, "a.txt", NULL);
    g_autoptr(GError) error = NULL;
    BlPendingFile file;
    ck_assert(bl_pending_file_begin(&file, path, NULL));
    g_unlink(file.temporary);
    ck_assert(!bl_pending_file_commit(&file, &error));
    support_assert_error(&error, BL_ERROR_OUTPUT, path, NULL);
    ck_assert_uint_eq(support_count(folder), 0);
    support_remove(folder);
}
END_TEST

START_TEST(the_sha256_of_abc_is_the_one_of_the_standard) {
    char *folder = support_folder();
    g_autofree char *path = support_put(folder, "abc", "abc");
    g_autoptr(GError) error = NULL;
    guint64 size = 0;
    g_autofree char *sum = bl_file_sha256(path, &size, NULL);
    ck_assert_str_eq(sum, ABC);
    ck_assert_uint_eq(size, 3);
    ck_assert_ptr_null(bl_file_sha256(folder, NULL, &error));
    support_assert_error(&error, BL_ERROR_INPUT, "lecture impossible", NULL);
    ck_assert_ptr_null(bl_file_sha256("/nulle/part", NULL, &error));
    support_assert_error(&error, BL_ERROR_INPUT, "/nulle/part", "lecture impossible");
    support_remove(folder);
}
END_TEST

START_TEST(a_file_that_is_not_there_is_an_input_error) {
    g_autoptr(GError) error = NULL;
    ck_assert_ptr_null(bl_file_read("/nulle/part", NULL, &error));
    support_assert_error(&error, BL_ERROR_INPUT, "/nulle/part", "lecture impossible");
}
END_TEST

START_TEST(names_of_a_folder_are_sorted_and_chosen_by_their_end) {
    char *folder = support_folder();
    static const char *const names[] = {"b.sql", "a.sql", "c.txt", "10.sql"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        g_free(support_put(folder, names[i], ""));
    g_autoptr(GPtrArray) found = bl_folder_list(folder, ".sql", NULL);
    ck_assert_uint_eq(found->len, 3);
    ck_assert_str_eq(found->pdata[0], "10.sql");
    ck_assert_str_eq(found->pdata[2], "b.sql");
    ck_assert_uint_eq(support_count(folder), 4);
    g_autoptr(GError) error = NULL;
    ck_assert_ptr_null(bl_folder_list("/nulle/part", NULL, &error));
    support_assert_error(&error, BL_ERROR_INPUT, "/nulle/part", "dossier illisible ou absent");
    support_remove(folder);
}
END_TEST

Suite *file_suite(void) {
    Suite *suite = suite_create("file");
    TCase *tests = tcase_create("file");
    tcase_add_test(tests, a_file_appears_whole_with_its_folders_and_nothing_else);
    tcase_add_test(tests, a_failed_rename_leaves_nothing_and_what_was_there);
    tcase_add_test(tests, a_full_disk_leaves_the_old_file_and_no_temporary);
    tcase_add_test(tests, a_folder_that_cannot_be_made_is_an_output_error);
    tcase_add_test(tests, a_link_is_replaced_and_what_it_points_to_untouched);
    tcase_add_test(tests, an_abandoned_file_was_never_there);
    tcase_add_test(tests, a_lost_temporary_is_a_failure);
    tcase_add_test(tests, the_sha256_of_abc_is_the_one_of_the_standard);
    tcase_add_test(tests, a_file_that_is_not_there_is_an_input_error);
    tcase_add_test(tests, names_of_a_folder_are_sorted_and_chosen_by_their_end);
    suite_add_tcase(suite, tests);
    return suite;
}
