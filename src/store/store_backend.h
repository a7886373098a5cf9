/* What an engine provides; store.c forwards to it. A backend's object begins with BlStore. Private
 * to store. */
#ifndef BILAN_STORE_BACKEND_H
#define BILAN_STORE_BACKEND_H

#include <bilan/store/store.h>

typedef struct {
    void (*close)(BlStore *store);
    gboolean (*exec)(BlStore *store, const char *sql, const BlParams *params, const char *origin,
                     gint64 *changes, GError **err);
    BlCursor *(*select)(BlStore *store, const char *sql, const BlParams *params, const char *origin,
                        gboolean trusted, guint timeout_seconds, GError **err);
    gboolean (*next)(BlCursor *cursor, GError **err);
    guint (*width)(const BlCursor *cursor);
    const char *(*name)(const BlCursor *cursor, guint column);
    gboolean (*is_null)(const BlCursor *cursor, guint column);
    gboolean (*is_int)(const BlCursor *cursor, guint column);
    gint64 (*integer)(const BlCursor *cursor, guint column);
    const char *(*text)(const BlCursor *cursor, guint column);
    void (*cursor_free)(BlCursor *cursor);
    BlLoader *(*loader_new)(BlStore *store, const char *table, const char *columns, guint width,
                            GError **err);
    void (*set_text)(BlLoader *loader, guint column, const char *text, gsize length);
    void (*set_int)(BlLoader *loader, guint column, gint64 value);
    void (*set_null)(BlLoader *loader, guint column);
    gboolean (*row)(BlLoader *loader, GError **err);
    gboolean (*finish)(BlLoader *loader, GError **err);
    void (*loader_free)(BlLoader *loader);
    const char *type_integer;
    const char *type_text;
    const char *clustered;
} BlStoreOps;

struct BlStore {
    const BlStoreOps *ops;
    char *name;
    gboolean in_transaction;
};

struct BlCursor {
    const BlStoreOps *ops;
};

struct BlLoader {
    const BlStoreOps *ops;
};

typedef enum { BL_VALUE_NULL, BL_VALUE_INT, BL_VALUE_TEXT } BlValueKind;

typedef struct {
    BlValueKind kind;
    gint64 integer;
    char *text;
} BlValue;

/** Value of a parameter without its colon; NULL when none was given. */
const BlValue *bl_params_get(const BlParams *params, const char *name);

BlStore *bl_store_sqlite_open(const char *path, BlStoreMode mode, GError **err);

#endif
