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
    char *path;
    char *file;          /**< its name without folders */
    const BlExtract *extract; /**< NULL when none fits */
    gint64 read, accepted, rejected, unchanged; /**< read = accepted + rejected + unchanged */
    GPtrArray *notices;  /**< of char*, French: unknown columns, detected encoding… */
    GError *refusal;     /**< the file is refused and nothing of it is in; NULL otherwise */
} BlImportedFile;

/**
 * Called now and then, and once with done = TRUE a file.
 * @param bytes_read, bytes_total of this file
 */
typedef void (*BlImportProgress)(const BlImportedFile *file, gint64 rows, gint64 bytes_read,
                                 gint64 bytes_total, gboolean done, gpointer data);

typedef struct {
    BlStore *store;             /**< open for writing */
    const BlExtracts *extracts;
    const char *root;           /**< folder that holds sql/ */
    const char *extract_name;   /**< --extraction: what all files are; NULL: by file name */
    BlImportProgress progress;  /**< or NULL */
    gpointer progress_data;
} BlImport;

/**
 * Import files; folders stand for the *.csv files in them that are extracts.
 *
 * @param paths     in the order given: a later file's row replaces an earlier one's
 * @param[out] files of BlImportedFile*, one a file, the caller's, g_ptr_array_unref()
 * @return FALSE with *err when nothing at all was imported (the warehouse failed, no file found);
 *         a refused file is not a failure of the others: look at `refusal`
 */
gboolean bl_import_run(const BlImport *import, char **paths, GPtrArray **files, GError **err);

#endif
