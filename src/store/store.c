#include "store_backend.h"

#include <bilan/base/error.h>

struct BlParams {
    GHashTable *values; /* name → BlValue* */
};

static void value_free(gpointer data) {
    g_free(((BlValue *)data)->text);
    g_free(data);
}

BlParams *bl_params_new(void) {
    BlParams *params = g_new(BlParams, 1);
    params->values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, value_free);
    return params;
}

void bl_params_free(BlParams *params) {
    if (params == NULL)
        return;
    g_hash_table_destroy(params->values);
    g_free(params);
}

static void set_value(BlParams *params, const char *name, BlValue value) {
    BlValue *copy = g_new(BlValue, 1);
    *copy = value;
    g_hash_table_replace(params->values, g_strdup(name), copy);
}

void bl_params_set_int(BlParams *params, const char *name, gint64 value) {
    set_value(params, name, (BlValue){.kind = BL_VALUE_INT, .integer = value});
}

void bl_params_set_text(BlParams *params, const char *name, const char *value) {
    set_value(params, name, (BlValue){.kind = BL_VALUE_TEXT, .text = g_strdup(value)});
}

void bl_params_set_null(BlParams *params, const char *name) {
    set_value(params, name, (BlValue){.kind = BL_VALUE_NULL});
}

const BlValue *bl_params_get(const BlParams *params, const char *name) {
    return params != NULL ? g_hash_table_lookup(params->values, name) : NULL;
}

BlStore *bl_store_open(const char *base, BlStoreMode mode, GError **err) {
    if (g_str_has_prefix(base, "postgresql:") || g_str_has_prefix(base, "postgres:")) {
        g_set_error(
            err, BL_ERROR, BL_ERROR_STORE,
            "cet exécutable est construit sans PostgreSQL : indiquez un fichier SQLite à --base");
        return NULL;
    }
    return bl_store_sqlite_open(base, mode, err);
}

void bl_store_close(BlStore *store) {
    if (store == NULL)
        return;
    if (store->in_transaction)
        bl_store_rollback(store);
    store->ops->close(store);
}

const char *bl_store_name(const BlStore *store) {
    return store->name;
}

gboolean bl_store_begin(BlStore *store, GError **err) {
    g_assert(!store->in_transaction);
    store->in_transaction = store->ops->exec(store, "BEGIN", NULL, NULL, NULL, err);
    return store->in_transaction;
}

gboolean bl_store_commit(BlStore *store, GError **err) {
    g_assert(store->in_transaction);
    if (!store->ops->exec(store, "COMMIT", NULL, NULL, NULL, err)) {
        bl_store_rollback(store);
        return FALSE;
    }
    store->in_transaction = FALSE;
    return TRUE;
}

void bl_store_rollback(BlStore *store) {
    store->ops->exec(store, "ROLLBACK", NULL, NULL, NULL, NULL);
    store->in_transaction = FALSE;
}

gboolean bl_store_exec(BlStore *store, const char *sql, const BlParams *params, const char *origin,
                       gint64 *changes, GError **err) {
    return store->ops->exec(store, sql, params, origin, changes, err);
}

BlCursor *bl_store_select(BlStore *store, const char *sql, const BlParams *params,
                          const char *origin, GError **err) {
    return store->ops->select(store, sql, params, origin, TRUE, 0, err);
}

BlCursor *bl_store_select_untrusted(BlStore *store, const char *sql, const BlParams *params,
                                    const char *origin, guint timeout_seconds, GError **err) {
    return store->ops->select(store, sql, params, origin, FALSE, timeout_seconds, err);
}

gboolean bl_cursor_next(BlCursor *cursor, GError **err) {
    return cursor->ops->next(cursor, err);
}

guint bl_cursor_width(const BlCursor *cursor) {
    return cursor->ops->width(cursor);
}

const char *bl_cursor_name(const BlCursor *cursor, guint column) {
    return cursor->ops->name(cursor, column);
}

gboolean bl_cursor_is_null(const BlCursor *cursor, guint column) {
    return cursor->ops->is_null(cursor, column);
}

gboolean bl_cursor_is_int(const BlCursor *cursor, guint column) {
    return cursor->ops->is_int(cursor, column);
}

gint64 bl_cursor_int(const BlCursor *cursor, guint column) {
    return cursor->ops->integer(cursor, column);
}

const char *bl_cursor_text(const BlCursor *cursor, guint column) {
    return cursor->ops->text(cursor, column);
}

void bl_cursor_free(BlCursor *cursor) {
    if (cursor != NULL)
        cursor->ops->cursor_free(cursor);
}

gint64 bl_store_int(BlStore *store, const char *sql, const BlParams *params, gint64 missing,
                    GError **err) {
    g_autoptr(BlCursor) cursor = bl_store_select(store, sql, params, NULL, err);
    if (cursor == NULL || !bl_cursor_next(cursor, err) || bl_cursor_is_null(cursor, 0))
        return missing;
    return bl_cursor_int(cursor, 0);
}

BlLoader *bl_store_loader_new(BlStore *store, const char *table, const char *columns, guint width,
                              GError **err) {
    return store->ops->loader_new(store, table, columns, width, err);
}

void bl_loader_set_text(BlLoader *loader, guint column, const char *text, gsize length) {
    loader->ops->set_text(loader, column, text, length);
}

void bl_loader_set_int(BlLoader *loader, guint column, gint64 value) {
    loader->ops->set_int(loader, column, value);
}

void bl_loader_set_null(BlLoader *loader, guint column) {
    loader->ops->set_null(loader, column);
}

gboolean bl_loader_row(BlLoader *loader, GError **err) {
    return loader->ops->row(loader, err);
}

gboolean bl_loader_finish(BlLoader *loader, GError **err) {
    return loader->ops->finish(loader, err);
}

void bl_loader_free(BlLoader *loader) {
    if (loader != NULL)
        loader->ops->loader_free(loader);
}

const char *bl_store_type_integer(const BlStore *store) {
    return store->ops->type_integer;
}

const char *bl_store_type_text(const BlStore *store) {
    return store->ops->type_text;
}

const char *bl_store_clustered(const BlStore *store) {
    return store->ops->clustered;
}
