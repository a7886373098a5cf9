#include "import_bench.h"

#include <bilan/base/file.h>
#include <bilan/base/text.h>
#include <bilan/store/warehouse.h>
#include <glib/gstdio.h>
#include <string.h>

const char *bench_root(void) {
    const char *root = g_getenv("BILAN_RACINE");
    return root != NULL ? root : ".";
}

void bench_open(Bench *bench) {
    g_autoptr(GError) error = NULL;
    memset(bench, 0, sizeof *bench);
    bench->root = bench_root();
    g_autofree char *descriptions = g_build_filename(bench->root, "sql", "extractions", NULL);
    bench->folder = g_dir_make_tmp("bilan-XXXXXX", NULL);
    bench->extracts = bl_extracts_load(descriptions, &error);
    ck_assert_msg(error == NULL, "%s", error != NULL ? error->message : "");
    bench->store =
        bl_warehouse_open(":memory:", BL_STORE_CREATE, bench->root, bench->extracts, &error);
    ck_assert_msg(error == NULL, "%s", error != NULL ? error->message : "");
    bench->notices = g_ptr_array_new_with_free_func(g_free);
}

void bench_close(Bench *bench) {
    g_autoptr(GPtrArray) names = bl_folder_list(bench->folder, NULL, NULL);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(bench->folder, names->pdata[i], NULL);
        g_unlink(path);
    }
    g_rmdir(bench->folder);
    g_free(bench->folder);
    bl_store_close(bench->store);
    bl_extracts_free(bench->extracts);
    g_ptr_array_unref(bench->notices);
    g_clear_pointer(&bench->files, g_ptr_array_unref);
}

void bench_put(const Bench *bench, const char *name, const char *text) {
    g_autofree char *path = g_build_filename(bench->folder, name, NULL);
    ck_assert(g_file_set_contents(path, text, -1, NULL));
}

gboolean bench_run(Bench *bench, char **paths, GError **err) {
    BlImport import = {.store = bench->store,
                       .extracts = bench->extracts,
                       .root = bench->root,
                       .extract_name = bench->extract_name,
                       .notices = bench->notices};
    g_clear_pointer(&bench->files, g_ptr_array_unref);
    g_ptr_array_set_size(bench->notices, 0);
    return bl_import_run(&import, paths, &bench->files, err);
}

void bench_import(Bench *bench, const char *names) {
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) paths = g_strsplit(names, " ", -1);
    for (guint i = 0; paths[i] != NULL; i++) {
        char *path = strcmp(paths[i], ".") == 0 ? g_strdup(bench->folder)
                                                : g_build_filename(bench->folder, paths[i], NULL);
        g_free(paths[i]);
        paths[i] = path;
    }
    ck_assert_msg(bench_run(bench, paths, &error), "%s", error != NULL ? error->message : "");
}

void bench_put_and_import(Bench *bench, const char *name, const char *text) {
    bench_put(bench, name, text);
    bench_import(bench, name);
}

const BlImportedFile *bench_file(const Bench *bench, guint index) {
    ck_assert_uint_lt(index, bench->files->len);
    return g_ptr_array_index(bench->files, index);
}

void bench_expect_counts(const Bench *bench, guint index, int read, int accepted, int rejected,
                         int unchanged) {
    const BlImportedFile *file = bench_file(bench, index);
    ck_assert_msg(file->refusal == NULL, "%s", file->refusal != NULL ? file->refusal->message : "");
    g_autofree char *got =
        g_strdup_printf("%s %d %d %d %d", file->file, (int)file->read, (int)file->accepted,
                        (int)file->rejected, (int)file->unchanged);
    g_autofree char *expected =
        g_strdup_printf("%s %d %d %d %d", file->file, read, accepted, rejected, unchanged);
    ck_assert_str_eq(got, expected);
}

void bench_expect_refusal(const Bench *bench, guint index, const char *part) {
    const BlImportedFile *file = bench_file(bench, index);
    ck_assert_msg(file->refusal != NULL, "accepted, not refused: %s", part);
    ck_assert_msg(strstr(file->refusal->message, part) != NULL, "%s", file->refusal->message);
    ck_assert_int_eq(file->read + file->accepted + file->rejected + file->unchanged, 0);
}

char *bench_rows(const Bench *bench, const char *sql) {
    g_autoptr(GError) error = NULL;
    g_autoptr(BlCursor) cursor = bl_store_select(bench->store, sql, NULL, NULL, &error);
    ck_assert_msg(error == NULL, "%s", error != NULL ? error->message : "");
    GString *out = g_string_new(NULL);
    while (bl_cursor_next(cursor, &error)) {
        for (guint c = 0; c < bl_cursor_width(cursor); c++) {
            if (c > 0)
                g_string_append_c(out, ';');
            bl_text_append_csv(out, bl_cursor_text(cursor, c), ';');
        }
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

void bench_expect_rows(const Bench *bench, const char *sql, const char *expected) {
    g_autofree char *got = bench_rows(bench, sql);
    ck_assert_str_eq(got, expected);
}
