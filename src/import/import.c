#include "import_run.h"

#include <bilan/base/error.h>
#include <bilan/store/warehouse.h>

/* Small tables of the call; the stages of the extracts are made when their first file comes. */
static const char begin_sql[] =
    "CREATE TEMPORARY TABLE rejets_lot (rang_import %s PRIMARY KEY, regle %s);"
    "CREATE TEMPORARY TABLE regles_lot (regle %s PRIMARY KEY, colonne %s, motif %s);"
    "CREATE TEMPORARY TABLE doublons_lot (rang_import %s PRIMARY KEY, premier %s, different %s)";

static const char end_sql[] = "DROP TABLE rejets_lot; DROP TABLE regles_lot; "
                              "DROP TABLE doublons_lot";

static gboolean begin(BlRun *run, GError **err) {
    const char *integer = bl_store_type_integer(run->store);
    const char *text = bl_store_type_text(run->store);
    GError *cause = NULL;
    /* A statement that writes nothing takes the write lock before anything is read: a second
     * import waits here, instead of failing at the end of its reading. */
    if (!bl_store_exec(run->store, "DELETE FROM imports WHERE no_import < 0", NULL, "import", NULL,
                       err))
        return FALSE;
    run->number =
        bl_store_int(run->store, "SELECT MAX(no_import) + 1 FROM imports", NULL, 1, &cause);
    if (cause != NULL) {
        g_propagate_error(err, cause);
        return FALSE;
    }
    return bl_warehouse_begin_changes(run->store, err) &&
           bl_sql_run(run->store,
                      g_strdup_printf(begin_sql, integer, integer, integer, text, text, integer,
                                      integer, integer),
                      NULL, NULL, err);
}

static gboolean is_wanted(const BlRun *run, guint index, const BlExtract *extract) {
    const BlRunFile *file = g_ptr_array_index(run->files, index);
    return file->result->extract == extract && file->result->refusal == NULL;
}

static gboolean stage_extract(BlRun *run, const BlExtract *extract, GError **err) {
    if (!bl_run_load_keys(run, extract, err) || !bl_run_make_stage(run, extract, err))
        return FALSE;
    for (guint i = 0; i < run->files->len; i++) {
        BlRunFile *file = g_ptr_array_index(run->files, i);
        if (!is_wanted(run, i, extract))
            continue;
        if (!bl_run_stage_file(run, file, err))
            return FALSE;
        bl_run_progress(run, file,
                        file->result->refusal == NULL ? BL_IMPORT_MERGING : BL_IMPORT_DONE,
                        file->size);
    }
    return TRUE;
}

static gboolean merge_extract(BlRun *run, const BlExtract *extract, GError **err) {
    if (!stage_extract(run, extract, err) || !bl_run_apply_rules(run, extract, err))
        return FALSE;
    for (guint i = 0; i < run->files->len; i++) {
        BlRunFile *file = g_ptr_array_index(run->files, i);
        if (!is_wanted(run, i, extract))
            continue;
        if (!bl_run_merge_file(run, file, err))
            return FALSE;
        bl_run_progress(run, file, BL_IMPORT_DONE, file->size);
    }
    return bl_sql_run(run->store, g_strdup_printf("DROP TABLE tampon_%s", extract->name), NULL,
                      NULL, err);
}

/* Extract after extract, whatever the order of the files: what an extract refers to is merged
 * before its own files are read. */
static gboolean import_all(BlRun *run, GError **err) {
    const BlExtracts *extracts = run->import->extracts;
    for (guint e = 0; e < bl_extracts_count(extracts); e++) {
        const BlExtract *extract = bl_extracts_at(extracts, e);
        gboolean wanted = FALSE;
        for (guint i = 0; i < run->files->len && !wanted; i++)
            wanted = is_wanted(run, i, extract);
        if (wanted && !merge_extract(run, extract, err))
            return FALSE;
    }
    return TRUE;
}

static gboolean derive(BlRun *run, GError **err) {
    GError *cause = NULL;
    gint64 any =
        bl_store_int(run->store, "SELECT 1 FROM personnes_modifiees LIMIT 1", NULL, 0, &cause);
    if (cause != NULL) {
        g_propagate_error(err, cause);
        return FALSE;
    }
    return any == 0 || bl_warehouse_derive(run->store, run->import->root, err);
}

static gboolean record_file(const BlRun *run, const BlRunFile *file, GError **err) {
    const BlImportedFile *result = file->result;
    g_autoptr(BlParams) params = bl_params_new();
    bl_params_set_int(params, "no_import", run->number);
    bl_params_set_text(params, "fichier", result->file);
    bl_params_set_text(params, "chemin", file->full_path);
    bl_params_set_text(params, "extraction", result->extract != NULL ? result->extract->name : "");
    bl_params_set_text(params, "sha256", file->sha256 != NULL ? file->sha256 : "");
    bl_params_set_int(params, "octets", (gint64)file->size);
    bl_params_set_int(params, "lues", result->read);
    bl_params_set_int(params, "acceptees", result->accepted);
    bl_params_set_int(params, "rejetees", result->rejected);
    bl_params_set_int(params, "inchangees", result->unchanged);
    bl_params_set_int(params, "annule", result->refusal != NULL ? 1 : 0);
    /* the second mention of a file, refused, must not hide the first */
    return bl_store_exec(run->store,
                         "INSERT INTO imports (no_import, fichier, chemin, extraction, sha256, "
                         "octets, lues, acceptees, rejetees, inchangees, annule) VALUES "
                         "(:no_import, :fichier, :chemin, :extraction, :sha256, :octets, :lues, "
                         ":acceptees, :rejetees, :inchangees, :annule) ON CONFLICT DO NOTHING",
                         params, "import", NULL, err) &&
           (result->refusal != NULL ||
            bl_store_exec(run->store,
                          "INSERT INTO extractions_chargees (extraction) VALUES (:extraction) "
                          "ON CONFLICT DO NOTHING",
                          params, "import", NULL, err));
}

static gboolean record_all(const BlRun *run, GError **err) {
    for (guint i = 0; i < run->files->len; i++)
        if (!record_file(run, g_ptr_array_index(run->files, i), err))
            return FALSE;
    return TRUE;
}

static gboolean run_all(BlRun *run, GError **err) {
    return begin(run, err) && import_all(run, err) && derive(run, err) && record_all(run, err) &&
           bl_store_exec(run->store, end_sql, NULL, "import", NULL, err);
}

gboolean bl_import_run(const BlImport *import, char **paths, GPtrArray **files, GError **err) {
    g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func(bl_imported_file_free);
    g_autoptr(GPtrArray) run_files = g_ptr_array_new_with_free_func(bl_run_file_free);
    g_autoptr(GHashTable) keys = g_hash_table_new_full(NULL, NULL, NULL, bl_keys_free);
    g_autoptr(GPtrArray) column_keys = g_ptr_array_new();
    BlRun run = {.import = import,
                 .store = import->store,
                 .results = results,
                 .files = run_files,
                 .keys = keys,
                 .column_keys = column_keys};
    *files = NULL;
    if (!bl_run_list_files(&run, paths, err) || !bl_store_begin(run.store, err))
        return FALSE;
    if (!run_all(&run, err)) {
        bl_store_rollback(run.store);
        return FALSE;
    }
    if (!bl_store_commit(run.store, err))
        return FALSE;
    *files = g_steal_pointer(&results);
    return TRUE;
}
