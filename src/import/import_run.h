/* One call of bl_import_run(), shared by its stages. Private to import. */
#ifndef BILAN_IMPORT_IMPORT_RUN_H
#define BILAN_IMPORT_IMPORT_RUN_H

#include "value.h"

#include <bilan/import/import.h>

/*
 * A staged row is known by its rank: the number of its file and its line. It is the primary key of
 * the stage, so that « the rows of a file » is a range and « this row » a single look-up.
 */
#define BL_RANK_FILE (G_GINT64_CONSTANT(1) << 40)

typedef struct {
    BlImportedFile *result; /* borrowed from `files` of the run */
    char *full_path; /* absolute: what « the same file » means from one import to the next */
    char *sha256;    /* NULL when the file could not be read */
    guint64 size;
    gint64 first_rank, last_rank; /* of its rows, inclusive */
} BlRunFile;

/* The keys of a table, in memory. */
typedef struct BlKeys BlKeys;

typedef struct {
    const BlImport *import;
    BlStore *store;
    GPtrArray *results;     /* of BlImportedFile*, handed to the caller */
    GPtrArray *files;       /* of BlRunFile*, in the same order */
    GHashTable *keys;       /* const BlExtract* → BlKeys*, read once */
    GPtrArray *column_keys; /* by column of the extract in hand: its reference's BlKeys*, or NULL */
    gint64 number;          /* no_import */
    const BlExtract *everyone; /* extract whose persons are all in personnes_modifiees, or NULL */
} BlRun;

/* import_files.c */

/** Fill `results` and `files` from the paths given; problems of one file become its refusal. */
gboolean bl_run_list_files(BlRun *run, char **paths, GError **err);
void bl_run_refuse(BlRunFile *file, GError *cause);
void bl_run_file_free(gpointer file);
void bl_imported_file_free(gpointer file);
void bl_run_progress(const BlRun *run, const BlRunFile *file, BlImportStage stage, gsize offset);

/* import_refs.c */

/** Fill `column_keys` for an extract whose files are about to be read. */
gboolean bl_run_load_keys(BlRun *run, const BlExtract *extract, GError **err);
gboolean bl_keys_contain(const BlKeys *keys, const char *text, gsize length);
void bl_keys_free(gpointer keys);

/* import_stage.c */

/** The temporary table tampon_<extract>. */
gboolean bl_run_make_stage(BlRun *run, const BlExtract *extract, GError **err);

/** Parse a file into its extract's stage. A refusal is kept in the file. @return FALSE: warehouse
 */
gboolean bl_run_stage_file(BlRun *run, BlRunFile *file, GError **err);

/* import_rules.c */

/** Reject the staged rows of an extract that name unknown things or break a rule. */
gboolean bl_run_apply_rules(BlRun *run, const BlExtract *extract, GError **err);

/* import_merge.c */

/** Move the staged rows of a file into the warehouse and count them. */
gboolean bl_run_merge_file(BlRun *run, BlRunFile *file, GError **err);

/* import_reject.c */

/** Rejected rows of the file in hand, written to `rejets` by the thousand. */
typedef struct BlRejects BlRejects;
BlRejects *bl_rejects_new(BlRun *run, const BlRunFile *file, guint header_fields);
void bl_rejects_free(BlRejects *rejects);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlRejects, bl_rejects_free)
/** @param column index in the extract, -1: the whole row */
void bl_rejects_add(BlRejects *rejects, guint64 line, BlReject reject, int column, guint64 detail);
gboolean bl_rejects_is_full(const BlRejects *rejects);
/** Write and empty. No other loader may be open: on some engines a load owns the connection. */
gboolean bl_rejects_flush(BlRejects *rejects, GError **err);

/**
 * Write to `rejets` the staged rows of a file listed by a SELECT.
 * @param select yields rang_import, colonne, motif; bound by `params`, and :premier and :dernier
 */
gboolean bl_rejects_from_select(BlRun *run, const BlRunFile *file, const char *select,
                                gint64 *count, GError **err);

/* import_sql.c: pieces of SQL; names come from sql/extractions, where they were checked */

/** « t.a, t.b »; prefix may be "". @param which NULL: all, else keys (BL_YES) or the others */
char *bl_sql_columns(const BlExtract *extract, const char *prefix, const BlYesNo *which);
/** The first column of the key. */
const char *bl_sql_first_key(const BlExtract *extract);
/** « t.k = c.k AND … » over the key columns. */
char *bl_sql_same_key(const BlExtract *extract, const char *left, const char *right);
/** « (t.a IS DISTINCT FROM c.a OR …) » over the columns out of the key; « 1 = 0 » without any. */
char *bl_sql_differs(const BlExtract *extract, const char *left, const char *right);
/** Run a statement made by g_strdup_printf(), freed here. */
gboolean bl_sql_run(BlStore *store, char *sql, const BlParams *params, gint64 *changes,
                    GError **err);
/** Bind :premier and :dernier to the ranks of a file. @return the caller's */
BlParams *bl_sql_rank_params(const BlRunFile *file);

#endif
