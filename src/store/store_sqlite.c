/* SQLite behind store.h. The only place that includes sqlite3.h. */
#include "store_backend.h"

#include <bilan/base/error.h>
#include <sqlite3.h>
#include <string.h>

typedef struct {
    BlStore base;
    sqlite3 *db;
} SqliteStore;

typedef struct {
    BlCursor base;
    SqliteStore *store;
    sqlite3_stmt *statement;
    char *origin;
    gint64 deadline; /* monotonic microseconds; 0: none */
} SqliteCursor;

typedef struct {
    BlLoader base;
    SqliteStore *store;
    sqlite3_stmt *statement;
} SqliteLoader;

/* What happens to people, in French and with what to do about it; SQLite's own words for the rest,
 * which is about SQL. */
static const char *explain(sqlite3 *db, int code) {
    switch (code & 0xFF) {
    case SQLITE_FULL:
        return "le disque est plein : libérez de la place puis relancez, rien n’a été chargé";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "un autre bilan écrit dans cette base : attendez qu’il finisse";
    case SQLITE_NOTADB:
        return "ce fichier n’est pas une base de bilan";
    case SQLITE_CORRUPT:
        return "la base est endommagée : reprenez une sauvegarde, ou réimportez dans une base "
               "neuve";
    case SQLITE_READONLY:
        return "écriture refusée : vérifiez les droits du fichier et de son dossier";
    case SQLITE_CANTOPEN:
        return "ouverture impossible : vérifiez le chemin et les droits du fichier et de son "
               "dossier";
    case SQLITE_IOERR:
        return "le disque ne répond pas comme il faut : la lecture ou l’écriture a échoué";
    case SQLITE_INTERRUPT:
        return "la requête a dépassé le temps accordé";
    default:
        return sqlite3_errmsg(db);
    }
}

/* Line of `position` in a text that starts at line 1. */
static guint line_of(const char *sql, const char *position) {
    guint line = 1;
    for (const char *p = sql; p < position && *p != '\0'; p++)
        line += *p == '\n';
    return line;
}

/* `sql` is the whole text and `statement` the place in it where the failed statement starts; NULL
 * when the failure has no place. */
static void store_error(SqliteStore *store, const char *origin, const char *sql,
                        const char *statement, GError **err) {
    int code = sqlite3_extended_errcode(store->db);
    int offset = sqlite3_error_offset(store->db);
    const char *where = origin != NULL             ? origin
                        : store->base.name != NULL ? store->base.name
                                                   : "base";
    if (sql != NULL && offset >= 0)
        g_set_error(err, BL_ERROR, BL_ERROR_STORE, "%s:%u : %s", where,
                    line_of(sql, statement + offset), explain(store->db, code));
    else
        g_set_error(err, BL_ERROR, BL_ERROR_STORE, "%s : %s", where, explain(store->db, code));
}

static gboolean bind_params(SqliteStore *store, sqlite3_stmt *statement, const BlParams *params,
                            const char *origin, const char *sql, GError **err) {
    int count = sqlite3_bind_parameter_count(statement);
    for (int i = 1; i <= count; i++) {
        const char *name = sqlite3_bind_parameter_name(statement, i);
        const BlValue *value =
            name != NULL && *name == ':' ? bl_params_get(params, name + 1) : NULL;
        if (value == NULL) {
            const char *at = name != NULL ? strstr(sql, name) : NULL;
            g_set_error(
                err, BL_ERROR, BL_ERROR_CONFIG,
                "%s:%u : paramètre « %s » sans valeur : il n’est pas déclaré, ou pas fourni",
                origin != NULL ? origin : store->base.name, at != NULL ? line_of(sql, at) : 1,
                name != NULL ? name : "?");
            return FALSE;
        }
        if (value->kind == BL_VALUE_INT)
            sqlite3_bind_int64(statement, i, value->integer);
        else if (value->kind == BL_VALUE_TEXT)
            sqlite3_bind_text(statement, i, value->text, -1, SQLITE_TRANSIENT);
        else
            sqlite3_bind_null(statement, i);
    }
    return TRUE;
}

static gboolean run_statement(SqliteStore *store, sqlite3_stmt *statement, const BlParams *params,
                              const char *origin, const char *sql, GError **err) {
    if (!bind_params(store, statement, params, origin, sql, err))
        return FALSE;
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
        ;
    if (code != SQLITE_DONE)
        store_error(store, origin, NULL, NULL, err);
    return code == SQLITE_DONE;
}

static gboolean sqlite_exec(BlStore *base, const char *sql, const BlParams *params,
                            const char *origin, gint64 *changes, GError **err) {
    SqliteStore *store = (SqliteStore *)base;
    const char *rest = sql;
    while (*rest != '\0') {
        sqlite3_stmt *statement = NULL;
        const char *start = rest;
        if (sqlite3_prepare_v2(store->db, start, -1, &statement, &rest) != SQLITE_OK) {
            store_error(store, origin, sql, start, err);
            return FALSE;
        }
        if (statement == NULL) /* only spaces or a comment were left */
            continue;
        gboolean done = run_statement(store, statement, params, origin, sql, err);
        sqlite3_finalize(statement);
        if (!done)
            return FALSE;
        if (changes != NULL)
            *changes = sqlite3_changes64(store->db);
    }
    return TRUE;
}

/*
 * A template may read and call functions, no more. mode=ro and query_only are no sandbox: ATTACH
 * and VACUUM INTO get through them; here every action that is not in the list is refused when the
 * statement is prepared.
 */
static int authorize(void *data, int action, const char *a, const char *b, const char *c,
                     const char *d) {
    (void)data, (void)a, (void)c, (void)d;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return g_ascii_strcasecmp(b, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    default:
        return SQLITE_DENY;
    }
}

static int check_deadline(void *data) {
    const SqliteCursor *cursor = data;
    return cursor->deadline != 0 && g_get_monotonic_time() > cursor->deadline;
}

/* One SELECT and nothing after it but spaces and comments. VACUUM INTO asks the authorizer only
 * when it runs, which is too late: what does not only read is refused here too. */
static gboolean prepare_single(SqliteStore *store, const char *sql, const char *origin,
                               sqlite3_stmt **statement, GError **err) {
    const char *rest = sql;
    if (sqlite3_prepare_v2(store->db, sql, -1, statement, &rest) != SQLITE_OK) {
        store_error(store, origin, sql, sql, err);
        return FALSE;
    }
    sqlite3_stmt *second = NULL;
    gboolean wrong =
        *statement == NULL || !sqlite3_stmt_readonly(*statement) ||
        sqlite3_stmt_isexplain(*statement) != 0 || sqlite3_column_count(*statement) == 0 ||
        sqlite3_prepare_v2(store->db, rest, -1, &second, NULL) != SQLITE_OK || second != NULL;
    sqlite3_finalize(second);
    if (wrong)
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG, "%s:%u : une seule requête SELECT est attendue",
                    origin != NULL ? origin : "requête", line_of(sql, rest));
    return !wrong;
}

static void sqlite_cursor_free(BlCursor *base) {
    SqliteCursor *cursor = (SqliteCursor *)base;
    sqlite3_finalize(cursor->statement);
    if (cursor->deadline != 0)
        sqlite3_progress_handler(cursor->store->db, 0, NULL, NULL);
    g_free(cursor->origin);
    g_free(cursor);
}

static BlCursor *sqlite_select(BlStore *base, const char *sql, const BlParams *params,
                               const char *origin, gboolean trusted, guint timeout_seconds,
                               GError **err) {
    SqliteStore *store = (SqliteStore *)base;
    g_autoptr(BlCursor) owned = NULL;
    SqliteCursor *cursor = g_new0(SqliteCursor, 1);
    owned = &cursor->base;
    cursor->base.ops = base->ops;
    cursor->store = store;
    cursor->origin = g_strdup(origin);
    if (!trusted)
        sqlite3_set_authorizer(store->db, authorize, NULL);
    gboolean ready = prepare_single(store, sql, origin, &cursor->statement, err);
    if (!trusted)
        sqlite3_set_authorizer(store->db, NULL, NULL);
    if (!ready || !bind_params(store, cursor->statement, params, origin, sql, err))
        return NULL;
    if (timeout_seconds > 0) {
        cursor->deadline = g_get_monotonic_time() + (gint64)timeout_seconds * G_USEC_PER_SEC;
        sqlite3_progress_handler(store->db, 100000, check_deadline, cursor);
    }
    return g_steal_pointer(&owned);
}

static gboolean sqlite_next(BlCursor *base, GError **err) {
    SqliteCursor *cursor = (SqliteCursor *)base;
    int code = sqlite3_step(cursor->statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        store_error(cursor->store, cursor->origin, NULL, NULL, err);
    return code == SQLITE_ROW;
}

static guint sqlite_width(const BlCursor *base) {
    return (guint)sqlite3_column_count(((const SqliteCursor *)base)->statement);
}

static const char *sqlite_name(const BlCursor *base, guint column) {
    return sqlite3_column_name(((const SqliteCursor *)base)->statement, (int)column);
}

static gboolean sqlite_is_null(const BlCursor *base, guint column) {
    return sqlite3_column_type(((const SqliteCursor *)base)->statement, (int)column) == SQLITE_NULL;
}

static gboolean sqlite_is_int(const BlCursor *base, guint column) {
    return sqlite3_column_type(((const SqliteCursor *)base)->statement, (int)column) ==
           SQLITE_INTEGER;
}

static gint64 sqlite_integer(const BlCursor *base, guint column) {
    return sqlite3_column_int64(((const SqliteCursor *)base)->statement, (int)column);
}

static const char *sqlite_text(const BlCursor *base, guint column) {
    const unsigned char *text =
        sqlite3_column_text(((const SqliteCursor *)base)->statement, (int)column);
    return text != NULL ? (const char *)text : "";
}

static BlLoader *sqlite_loader_new(BlStore *base, const char *table, const char *columns,
                                   guint width, GError **err) {
    SqliteStore *store = (SqliteStore *)base;
    g_autoptr(GString) sql = g_string_new(NULL);
    g_string_printf(sql, "INSERT INTO %s (%s) VALUES (?", table, columns);
    for (guint i = 1; i < width; i++)
        g_string_append(sql, ",?");
    g_string_append_c(sql, ')');
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v3(store->db, sql->str, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
        SQLITE_OK) {
        store_error(store, NULL, sql->str, sql->str, err);
        return NULL;
    }
    SqliteLoader *loader = g_new0(SqliteLoader, 1);
    loader->base.ops = base->ops;
    loader->store = store;
    loader->statement = statement;
    return &loader->base;
}

static void sqlite_set_text(BlLoader *base, guint column, const char *text, gsize length) {
    sqlite3_bind_text(((SqliteLoader *)base)->statement, (int)column + 1, text, (int)length,
                      SQLITE_STATIC);
}

static void sqlite_set_int(BlLoader *base, guint column, gint64 value) {
    sqlite3_bind_int64(((SqliteLoader *)base)->statement, (int)column + 1, value);
}

static void sqlite_set_null(BlLoader *base, guint column) {
    sqlite3_bind_null(((SqliteLoader *)base)->statement, (int)column + 1);
}

static gboolean sqlite_row(BlLoader *base, GError **err) {
    SqliteLoader *loader = (SqliteLoader *)base;
    int code = sqlite3_step(loader->statement);
    if (code != SQLITE_DONE)
        store_error(loader->store, NULL, NULL, NULL, err);
    sqlite3_reset(loader->statement);
    return code == SQLITE_DONE;
}

static gboolean sqlite_finish(BlLoader *base, GError **err) {
    (void)base, (void)err; /* each row is already in */
    return TRUE;
}

static void sqlite_loader_free(BlLoader *base) {
    SqliteLoader *loader = (SqliteLoader *)base;
    sqlite3_finalize(loader->statement);
    g_free(loader);
}

static void sqlite_close(BlStore *base) {
    SqliteStore *store = (SqliteStore *)base;
    g_free(base->name);
    sqlite3_close_v2(store->db);
    g_free(store);
}

static const BlStoreOps sqlite_ops = {
    .close = sqlite_close,
    .exec = sqlite_exec,
    .select = sqlite_select,
    .next = sqlite_next,
    .width = sqlite_width,
    .name = sqlite_name,
    .is_null = sqlite_is_null,
    .is_int = sqlite_is_int,
    .integer = sqlite_integer,
    .text = sqlite_text,
    .cursor_free = sqlite_cursor_free,
    .loader_new = sqlite_loader_new,
    .set_text = sqlite_set_text,
    .set_int = sqlite_set_int,
    .set_null = sqlite_set_null,
    .row = sqlite_row,
    .finish = sqlite_finish,
    .loader_free = sqlite_loader_free,
    .type_integer = "INTEGER",
    .type_text = "TEXT",
    .clustered = "WITHOUT ROWID, STRICT",
};

/*
 * Rollback journal with synchronous FULL: an import is whole or absent even when the machine dies.
 * No mmap (a WAL-reset bug up to 3.51.2, and a truncated file would be a SIGBUS). Double-quoted
 * strings off, defensive mode on, schema not trusted: templates are written by others.
 */
static gboolean configure(SqliteStore *store, BlStoreMode mode, GError **err) {
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_extended_result_codes(store->db, 1);
    sqlite3_busy_timeout(store->db, 10000);
    /* an import stages as many rows as the files hold: on disk; the state at an arrêté is small */
    g_autofree char *pragmas =
        g_strdup_printf("PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF; PRAGMA threads = 2;"
                        "PRAGMA cache_size = -131072; PRAGMA temp_store = %s",
                        mode == BL_STORE_READ ? "MEMORY" : "FILE");
    return sqlite_exec(&store->base, pragmas, NULL, NULL, NULL, err);
}

/* Counting memory takes a lock that connections on two threads would fight over. Only before the
 * first use. */
static gpointer configure_library(gpointer data) {
    (void)data;
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    return NULL;
}

BlStore *bl_store_sqlite_open(const char *path, BlStoreMode mode, GError **err) {
    static const int flags[] = {[BL_STORE_READ] = SQLITE_OPEN_READONLY,
                                [BL_STORE_WRITE] = SQLITE_OPEN_READWRITE,
                                [BL_STORE_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE};
    gboolean in_memory = strcmp(path, ":memory:") == 0;
    if (mode != BL_STORE_CREATE && !in_memory && !g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_set_error(err, BL_ERROR, BL_ERROR_NOT_FOUND,
                    "%s : cette base n’existe pas ; « bilan importer » la crée (--base ou "
                    "BILAN_BASE la désigne)",
                    path);
        return NULL;
    }
    static GOnce configured = G_ONCE_INIT;
    g_once(&configured, configure_library, NULL);
    SqliteStore *store = g_new0(SqliteStore, 1);
    store->base.ops = &sqlite_ops;
    store->base.name = g_strdup(path);
    int code = sqlite3_open_v2(
        path, &store->db, flags[in_memory ? BL_STORE_CREATE : mode] | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK) {
        g_set_error(err, BL_ERROR, BL_ERROR_STORE, "%s : %s", path, explain(store->db, code));
        sqlite_close(&store->base);
        return NULL;
    }
    if (!configure(store, mode, err)) {
        sqlite_close(&store->base);
        return NULL;
    }
    return &store->base;
}
