#include "import_run.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <bilan/base/text.h>
#include <glib/gstdio.h>

void bl_imported_file_free(gpointer data) {
    BlImportedFile *file = data;
    g_free(file->path);
    g_free(file->file);
    g_ptr_array_unref(file->notices);
    g_clear_error(&file->refusal);
    g_free(file);
}

void bl_run_file_free(gpointer data) {
    BlRunFile *file = data;
    g_free(file->full_path);
    g_free(file->sha256);
    g_free(file);
}

void bl_run_refuse(BlRunFile *file, GError *cause) {
    BlImportedFile *result = file->result;
    g_clear_error(&result->refusal);
    result->refusal = cause;
    result->read = result->accepted = result->rejected = result->unchanged = 0;
}

void bl_run_progress(const BlRun *run, const BlRunFile *file, BlImportStage stage, gsize offset) {
    if (run->import->progress != NULL)
        run->import->progress(file->result, stage, file->result->read, (gint64)offset,
                              (gint64)file->size, run->import->progress_data);
}

static const BlExtract *extract_of(const BlImport *import, const char *path) {
    return import->extract_name != NULL ? bl_extracts_find(import->extracts, import->extract_name)
                                        : bl_extracts_match_file(import->extracts, path);
}

static char *known_names(const BlExtracts *extracts) {
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < bl_extracts_count(extracts); i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", bl_extracts_at(extracts, i)->name);
    return g_string_free(names, FALSE);
}

static GError *refusal_of(const BlRun *run, const BlRunFile *file, GHashTable *seen) {
    const BlImportedFile *result = file->result;
    g_autofree char *shown = bl_text_printable(result->path);
    if (g_hash_table_contains(seen, file->full_path))
        return g_error_new(BL_ERROR, BL_ERROR_INPUT,
                           "%s : ce fichier est donné deux fois ; il n’est lu qu’une fois", shown);
    if (!g_file_test(result->path, G_FILE_TEST_EXISTS))
        return g_error_new(BL_ERROR, BL_ERROR_INPUT, "%s : fichier introuvable", shown);
    if (result->extract == NULL) {
        g_autofree char *names = known_names(run->import->extracts);
        return g_error_new(
            BL_ERROR, BL_ERROR_INPUT,
            "%s : ce nom n’est celui d’aucune extraction ; préciser --extraction, ou "
            "nommer le fichier d’après l’une d’elles : %s",
            shown, names);
    }
    return NULL;
}

static void add_file(BlRun *run, const char *path, GHashTable *seen) {
    BlRunFile *file = g_new0(BlRunFile, 1);
    BlImportedFile *result = g_new0(BlImportedFile, 1);
    g_ptr_array_add(run->results, result);
    g_ptr_array_add(run->files, file);
    file->result = result;
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    file->full_path = g_filename_display_name(absolute);
    file->first_rank = (gint64)run->files->len * BL_RANK_FILE;
    file->last_rank = file->first_rank + BL_RANK_FILE - 1;
    result->path = g_strdup(path);
    result->file = g_filename_display_basename(path);
    result->notices = g_ptr_array_new_with_free_func(g_free);
    result->extract = extract_of(run->import, path);
    result->refusal = refusal_of(run, file, seen);
    GStatBuf info;
    if (g_stat(path, &info) == 0 && S_ISREG(info.st_mode))
        file->size = (guint64)info.st_size;
    g_hash_table_add(seen, g_strdup(file->full_path));
}

static gboolean is_csv(const char *name) {
    g_autofree char *lower = g_ascii_strdown(name, -1);
    return g_str_has_suffix(lower, ".csv");
}

static gboolean add_folder(BlRun *run, const char *folder, GHashTable *seen, GError **err) {
    g_autoptr(GPtrArray) names = bl_folder_list(folder, NULL, err);
    if (names == NULL)
        return FALSE;
    g_autoptr(GString) ignored = g_string_new(NULL);
    guint before = run->files->len;
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (!is_csv(name) || g_file_test(path, G_FILE_TEST_IS_DIR))
            continue;
        if (extract_of(run->import, path) != NULL) {
            add_file(run, path, seen);
            continue;
        }
        g_autofree char *shown = bl_text_printable(name);
        g_string_append_printf(ignored, "%s%s", ignored->len > 0 ? ", " : "", shown);
    }
    if (ignored->len > 0 && run->import->notices != NULL)
        g_ptr_array_add(run->import->notices,
                        g_strdup_printf("%s : fichiers ignorés, leur nom n’est celui d’aucune "
                                        "extraction : %s",
                                        folder, ignored->str));
    if (run->files->len == before) {
        g_autofree char *known = known_names(run->import->extracts);
        g_set_error(err, BL_ERROR, BL_ERROR_INPUT,
                    "%s : aucun fichier à importer dans ce dossier ; noms attendus (.csv) : %s",
                    folder, known);
    }
    return run->files->len > before;
}

gboolean bl_run_list_files(BlRun *run, char **paths, GError **err) {
    const BlImport *import = run->import;
    if (import->extract_name != NULL &&
        bl_extracts_find(import->extracts, import->extract_name) == NULL) {
        g_autofree char *names = known_names(import->extracts);
        g_autofree char *shown = bl_text_printable(import->extract_name);
        g_set_error(err, BL_ERROR, BL_ERROR_USAGE,
                    "extraction « %s » inconnue ; extractions connues : %s", shown, names);
        return FALSE;
    }
    if (paths == NULL || paths[0] == NULL) {
        g_set_error(err, BL_ERROR, BL_ERROR_USAGE, "aucun fichier à importer");
        return FALSE;
    }
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; paths[i] != NULL; i++) {
        if (!g_file_test(paths[i], G_FILE_TEST_IS_DIR))
            add_file(run, paths[i], seen);
        else if (!add_folder(run, paths[i], seen, err))
            return FALSE;
    }
    return TRUE;
}
