/**
 * @file import.h
 * Extracts into the warehouse: read, validate, merge, derive, in one transaction (DEFINITIONS §4).
 */
#ifndef BILAN_IMPORT_IMPORT_H
#define BILAN_IMPORT_IMPORT_H

#include <bilan/config/extraction.h>
#include <bilan/store/store.h>

/** What became of one file. */
typedef struct {
    char *path;                                 /**< as given, or folder/name */
    char *file;                                 /**< its name without folders */
    const BlExtract *extract;                   /**< borrowed; NULL when none fits */
    gint64 read, accepted, rejected, unchanged; /**< read = accepted + rejected + unchanged */
    GPtrArray *notices; /**< of char*, French: unknown columns, doubtful encoding */
    GError *refusal;    /**< the file is refused and nothing of it is in; NULL otherwise */
} BlImportedFile;

typedef enum {
    BL_IMPORT_READING, /**< `bytes_read` of `bytes_total` of the file */
    BL_IMPORT_MERGING, /**< its rows are being checked and merged; bytes are at their total */
    BL_IMPORT_DONE     /**< once a file: its counts are final */
} BlImportStage;

/**
 * Called about ten times a second while a file is read, and at every change of stage.
 * @param rows read so far in this file
 */
typedef void (*BlImportProgress)(const BlImportedFile *file, BlImportStage stage, gint64 rows,
                                 gint64 bytes_read, gint64 bytes_total, gpointer data);

typedef struct {
    BlStore *store; /**< a warehouse open for writing, in no transaction */
    const BlExtracts *extracts;
    const char *root;          /**< folder that holds sql/ */
    const char *extract_name;  /**< --extraction: what all files are; NULL: by file name */
    GPtrArray *notices;        /**< [out] of char*: appended, what concerns no file; or NULL */
    BlImportProgress progress; /**< or NULL */
    gpointer progress_data;
} BlImport;

/**
 * Import files; folders stand for the *.csv files in them that are extracts (all of them with
 * `extract_name`), sorted by name.
 *
 * Everything stands in one transaction: after a failure, or when the process is killed, nothing of
 * the call is in the warehouse. A refused file leaves nothing of its own; the others go in. Each
 * file is recorded in the table `imports`, rejected rows in `rejets`.
 *
 * @param paths      NULL-terminated, in the order in which a later file's row replaces an earlier
 *                   one's
 * @param[out] files of BlImportedFile*, one a file, the caller's, g_ptr_array_unref(); NULL on
 *                   failure
 * @return FALSE with *err when nothing at all was imported (the warehouse failed, no file found,
 *         no such extract); a refused file is not a failure of the others: look at `refusal`
 */
gboolean bl_import_run(const BlImport *import, char **paths, GPtrArray **files, GError **err);

#endif
