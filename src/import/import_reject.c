#include "import_run.h"

#include <string.h>

#define COLUMNS "no_import, fichier, chemin, ligne, colonne, motif"

/* Held between two writes; 24 bytes each. */
#define CAPACITY 65536

typedef struct {
    guint64 line;
    guint64 detail;
    int column;
    BlReject reject;
} Entry;

struct BlRejects {
    BlRun *run;
    const BlRunFile *file;
    guint header_fields;
    GArray *entries;
};

BlRejects *bl_rejects_new(BlRun *run, const BlRunFile *file, guint header_fields) {
    BlRejects *rejects = g_new0(BlRejects, 1);
    rejects->run = run;
    rejects->file = file;
    rejects->header_fields = header_fields;
    rejects->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    return rejects;
}

void bl_rejects_free(BlRejects *rejects) {
    if (rejects == NULL)
        return;
    g_array_unref(rejects->entries);
    g_free(rejects);
}

void bl_rejects_add(BlRejects *rejects, guint64 line, BlReject reject, int column, guint64 detail) {
    Entry entry = {.line = line, .detail = detail, .column = column, .reject = reject};
    g_array_append_val(rejects->entries, entry);
}

gboolean bl_rejects_is_full(const BlRejects *rejects) {
    return rejects->entries->len >= CAPACITY;
}

static gboolean write_entry(BlRejects *rejects, BlLoader *loader, const Entry *entry,
                            GError **err) {
    const BlImportedFile *result = rejects->file->result;
    const BlExtractColumn *column =
        entry->column >= 0 ? &result->extract->columns[entry->column] : NULL;
    const char *name = column != NULL ? column->name : "";
    g_autofree char *reason =
        bl_reject_reason(entry->reject, column, entry->detail, rejects->header_fields);
    bl_loader_set_int(loader, 0, rejects->run->number);
    bl_loader_set_text(loader, 1, result->file, strlen(result->file));
    bl_loader_set_text(loader, 2, rejects->file->full_path, strlen(rejects->file->full_path));
    bl_loader_set_int(loader, 3, (gint64)entry->line);
    bl_loader_set_text(loader, 4, name, strlen(name));
    bl_loader_set_text(loader, 5, reason, strlen(reason));
    return bl_loader_row(loader, err);
}

gboolean bl_rejects_flush(BlRejects *rejects, GError **err) {
    if (rejects->entries->len == 0)
        return TRUE;
    g_autoptr(BlLoader) loader =
        bl_store_loader_new(rejects->run->store, "rejets", COLUMNS, 6, err);
    if (loader == NULL)
        return FALSE;
    for (guint i = 0; i < rejects->entries->len; i++)
        if (!write_entry(rejects, loader, &g_array_index(rejects->entries, Entry, i), err))
            return FALSE;
    g_array_set_size(rejects->entries, 0);
    return bl_loader_finish(loader, err);
}

gboolean bl_rejects_from_select(BlRun *run, const BlRunFile *file, const char *select,
                                gint64 *count, GError **err) {
    g_autoptr(BlParams) params = bl_sql_rank_params(file);
    bl_params_set_int(params, "no_import", run->number);
    bl_params_set_text(params, "fichier", file->result->file);
    bl_params_set_text(params, "chemin", file->full_path);
    char *sql = g_strdup_printf(
        "INSERT INTO rejets (" COLUMNS ") "
        "SELECT :no_import, :fichier, :chemin, r.rang_import - :premier, r.colonne, r.motif "
        "FROM (%s) r",
        select);
    return bl_sql_run(run->store, sql, params, count, err);
}
