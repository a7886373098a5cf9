#include <bilan/store/warehouse.h>

#include "warehouse_make.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <string.h>

/* Is it ours? An empty file is a new warehouse; any other SQLite file must have our tables. */
static gboolean has_table(BlStore *store, const char *name) {
    g_autoptr(BlParams) params = bl_params_new();
    bl_params_set_text(params, "nom", name);
    return bl_store_int(store,
                        "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = :nom",
                        params, 0, NULL) > 0;
}

static gboolean is_empty(BlStore *store) {
    return bl_store_int(store, "SELECT COUNT(*) FROM sqlite_master", NULL, -1, NULL) == 0;
}

static gboolean prepare(BlStore *store, BlStoreMode mode, const char *root,
                        const BlExtracts *extracts, GError **err) {
    if (mode == BL_STORE_CREATE && is_empty(store))
        return bl_warehouse_make(store, root, extracts, err);
    if (has_table(store, "extractions_chargees"))
        return mode == BL_STORE_READ || bl_warehouse_add_extracts(store, extracts, err);
    g_set_error(err, BL_ERROR, BL_ERROR_STORE,
                "%s : ce fichier n’est pas un entrepôt de bilan ; indiquez-en un autre à --base",
                bl_store_name(store));
    return FALSE;
}

BlStore *bl_warehouse_open(const char *base, BlStoreMode mode, const char *root,
                           const BlExtracts *extracts, GError **err) {
    g_autoptr(BlStore) store = bl_store_open(base, mode, err);
    if (store == NULL || !prepare(store, mode, root, extracts, err))
        return NULL;
    return g_steal_pointer(&store);
}

gboolean bl_warehouse_run_folder(BlStore *store, const char *root, const char *folder,
                                 const BlParams *params, GError **err) {
    g_autofree char *path = g_build_filename(root, "sql", folder, NULL);
    g_autoptr(GPtrArray) names = bl_folder_list(path, ".sql", err);
    if (names == NULL)
        return FALSE;
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *file = g_build_filename(path, g_ptr_array_index(names, i), NULL);
        g_autofree char *text = bl_file_read(file, NULL, err);
        if (text == NULL)
            return FALSE;
        g_autoptr(GString) sql = g_string_new(text);
        g_string_replace(sql, "{groupe}", bl_store_clustered(store), 0);
        if (!bl_store_exec(store, sql->str, params, file, NULL, err))
            return FALSE;
    }
    return TRUE;
}

gboolean bl_warehouse_begin_changes(BlStore *store, GError **err) {
    return bl_store_exec(store,
                         "DROP TABLE IF EXISTS personnes_modifiees;"
                         "CREATE TEMPORARY TABLE personnes_modifiees (id_jeune TEXT NOT NULL, "
                         "PRIMARY KEY (id_jeune))",
                         NULL, NULL, NULL, err);
}

gboolean bl_warehouse_derive(BlStore *store, const char *root, GError **err) {
    return bl_warehouse_run_folder(store, root, "derive", NULL, err);
}

gboolean bl_warehouse_has_extract(BlStore *store, const char *extract) {
    g_autoptr(BlParams) params = bl_params_new();
    bl_params_set_text(params, "nom", extract);
    return bl_store_int(store, "SELECT COUNT(*) FROM extractions_chargees WHERE extraction = :nom",
                        params, 0, NULL) > 0;
}
