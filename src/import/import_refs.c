/*
 * References of a large file, checked while it is read: the keys of the table referred to are held
 * in memory, some 40 bytes each, which costs a tenth of one look-up a row in SQL. A small file is
 * left to SQL (import_rules.c): reading a million keys for ten rows would be the slower way.
 */
#include "import_run.h"

#include <string.h>

/* Bytes of an extract's files from which keys are worth reading. */
#define WORTH_BYTES (4 << 20)

/* Keys held at most; beyond, references are left to SQL and memory stays where it is. */
#define MOST_KEYS 4000000

/* A longer key is in no table: its look-up says unknown. */
#define KEY_MAX 255

struct BlKeys {
    GStringChunk *text;
    GHashTable *set;
};

void bl_keys_free(gpointer data) {
    BlKeys *keys = data;
    g_hash_table_destroy(keys->set);
    g_string_chunk_free(keys->text);
    g_free(keys);
}

gboolean bl_keys_contain(const BlKeys *keys, const char *text, gsize length) {
    char key[KEY_MAX + 1];
    if (length > KEY_MAX)
        return FALSE;
    memcpy(key, text, length);
    key[length] = '\0';
    return g_hash_table_contains(keys->set, key);
}

static gboolean count_keys(BlRun *run, const BlExtract *target, gint64 *count, GError **err) {
    GError *cause = NULL;
    g_autofree char *sql = g_strdup_printf("SELECT COUNT(*) FROM %s", target->name);
    *count = bl_store_int(run->store, sql, NULL, 0, &cause);
    if (cause != NULL)
        g_propagate_error(err, cause);
    return cause == NULL;
}

static BlKeys *read_keys(BlRun *run, const BlExtract *target, GError **err) {
    GError *cause = NULL;
    g_autofree char *sql =
        g_strdup_printf("SELECT %s FROM %s", bl_sql_first_key(target), target->name);
    g_autoptr(BlCursor) cursor = bl_store_select(run->store, sql, NULL, "import", err);
    if (cursor == NULL)
        return NULL;
    BlKeys *keys = g_new0(BlKeys, 1);
    keys->text = g_string_chunk_new(1 << 16);
    keys->set = g_hash_table_new(g_str_hash, g_str_equal);
    while (bl_cursor_next(cursor, &cause))
        g_hash_table_add(keys->set, g_string_chunk_insert(keys->text, bl_cursor_text(cursor, 0)));
    if (cause == NULL)
        return keys;
    g_propagate_error(err, cause);
    bl_keys_free(keys);
    return NULL;
}

static gboolean load_target(BlRun *run, const BlExtract *target, GError **err) {
    gint64 count = 0;
    if (g_hash_table_contains(run->keys, target))
        return TRUE;
    if (!count_keys(run, target, &count, err))
        return FALSE;
    if (count > MOST_KEYS)
        return TRUE;
    BlKeys *keys = read_keys(run, target, err);
    if (keys != NULL)
        g_hash_table_insert(run->keys, (gpointer)target, keys);
    return keys != NULL;
}

static gint64 bytes_of(const BlRun *run, const BlExtract *extract) {
    gint64 bytes = 0;
    for (guint i = 0; i < run->files->len; i++) {
        const BlRunFile *file = g_ptr_array_index(run->files, i);
        if (file->result->extract == extract && file->result->refusal == NULL)
            bytes += (gint64)file->size;
    }
    return bytes;
}

gboolean bl_run_load_keys(BlRun *run, const BlExtract *extract, GError **err) {
    g_ptr_array_set_size(run->column_keys, 0);
    g_ptr_array_set_size(run->column_keys, (gint)extract->columns_count);
    if (bytes_of(run, extract) < WORTH_BYTES)
        return TRUE;
    for (guint c = 0; c < extract->columns_count; c++) {
        if (extract->columns[c].reference == NULL)
            continue;
        const BlExtract *target =
            bl_extracts_find(run->import->extracts, extract->columns[c].reference);
        if (!load_target(run, target, err))
            return FALSE;
        g_ptr_array_index(run->column_keys, c) = g_hash_table_lookup(run->keys, target);
    }
    return TRUE;
}
