/**
 * @file store.h
 * The warehouse behind one interface; a backend is a const struct of functions (store_backend.h).
 *
 * SQL text is the same on every engine. Parameters are `:name`, always bound, never pasted.
 */
#ifndef BILAN_STORE_STORE_H
#define BILAN_STORE_STORE_H

#include <glib.h>

typedef struct BlStore BlStore;
typedef struct BlCursor BlCursor;
typedef struct BlLoader BlLoader;

typedef enum {
    BL_STORE_READ,  /**< must exist; nothing of it can be changed (temporary tables can be made) */
    BL_STORE_WRITE, /**< must exist */
    BL_STORE_CREATE /**< made when it does not exist */
} BlStoreMode;

/** Values for parameters, by name. */
typedef struct BlParams BlParams;
BlParams *bl_params_new(void);
void bl_params_free(BlParams *params);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlParams, bl_params_free)
void bl_params_set_int(BlParams *params, const char *name, gint64 value);
void bl_params_set_text(BlParams *params, const char *name, const char *value);
void bl_params_set_null(BlParams *params, const char *name);

/**
 * Open a warehouse.
 * @param base path of an SQLite file, or `:memory:`
 * @return the caller's, bl_store_close(); NULL with BL_ERROR_STORE
 */
BlStore *bl_store_open(const char *base, BlStoreMode mode, GError **err);
void bl_store_close(BlStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlStore, bl_store_close)

/** What the user named it by, for messages. Borrowed. */
const char *bl_store_name(const BlStore *store);

/** One transaction at a time. Closing the store, or dying, rolls back. */
gboolean bl_store_begin(BlStore *store, GError **err);
gboolean bl_store_commit(BlStore *store, GError **err);
void bl_store_rollback(BlStore *store);

/**
 * Run one or more statements of our own (schema, derivation), `;`-separated.
 * @param params values of the parameters used, or NULL; a parameter without a value is an error
 * @param origin file name for messages, or NULL
 * @param[out] changes rows changed by the last statement, or NULL
 */
gboolean bl_store_exec(BlStore *store, const char *sql, const BlParams *params, const char *origin,
                       gint64 *changes, GError **err);

/** Begin a SELECT of our own. @return the caller's, bl_cursor_free() */
BlCursor *bl_store_select(BlStore *store, const char *sql, const BlParams *params,
                          const char *origin, GError **err);

/**
 * Begin a SELECT written by somebody else (indicator templates): prepared under an authorizer that
 * lets it read, call functions and nothing else, with a time limit.
 * @param timeout_seconds 0: none
 */
BlCursor *bl_store_select_untrusted(BlStore *store, const char *sql, const BlParams *params,
                                    const char *origin, guint timeout_seconds, GError **err);

/** @return TRUE with a row, FALSE at the end or on failure (*err set) */
gboolean bl_cursor_next(BlCursor *cursor, GError **err);
guint bl_cursor_width(const BlCursor *cursor);
const char *bl_cursor_name(const BlCursor *cursor, guint column);
gboolean bl_cursor_is_null(const BlCursor *cursor, guint column);
/** FALSE when the value is not an integer (a REAL from a template's division, say). */
gboolean bl_cursor_is_int(const BlCursor *cursor, guint column);
gint64 bl_cursor_int(const BlCursor *cursor, guint column);
/** UTF-8, NUL-terminated, borrowed until the next call; "" for NULL. */
const char *bl_cursor_text(const BlCursor *cursor, guint column);
void bl_cursor_free(BlCursor *cursor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlCursor, bl_cursor_free)

/** First column of the first row, `missing` when there is no row or a NULL; *err set on failure. */
gint64 bl_store_int(BlStore *store, const char *sql, const BlParams *params, gint64 missing,
                    GError **err);

/**
 * Begin loading rows into a table, in the current transaction.
 * @param columns comma-separated
 */
BlLoader *bl_store_loader_new(BlStore *store, const char *table, const char *columns, guint width,
                              GError **err);
/** Set a value of the row in hand. Text need not be NUL-terminated and is used before
 * bl_loader_row() returns. */
void bl_loader_set_text(BlLoader *loader, guint column, const char *text, gsize length);
void bl_loader_set_int(BlLoader *loader, guint column, gint64 value);
void bl_loader_set_null(BlLoader *loader, guint column);
/** Store the row in hand. */
gboolean bl_loader_row(BlLoader *loader, GError **err);
/** Finish; loaded rows are visible to SQL after this. @return FALSE on failure */
gboolean bl_loader_finish(BlLoader *loader, GError **err);
void bl_loader_free(BlLoader *loader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlLoader, bl_loader_free)

/** SQL type names of this engine for generated DDL: a whole number, a text. */
const char *bl_store_type_integer(const BlStore *store);
const char *bl_store_type_text(const BlStore *store);
/** Text after the closing parenthesis of a table whose primary key should be its clustering order.
 */
const char *bl_store_clustered(const BlStore *store);

#endif
