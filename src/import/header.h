/* Which field of a file is which column of its extract. Private to import. */
#ifndef BILAN_IMPORT_HEADER_H
#define BILAN_IMPORT_HEADER_H

#include "reader_csv.h"

#include <bilan/config/extraction.h>

typedef struct {
    guint fields;   /**< of the header, and so of every row */
    int *field_of;  /**< by column of the extract: its field, -1 when the file lacks it */
    int *column_of; /**< by field: its column of the extract, -1 when unknown */
} BlHeader;

/**
 * Read the header of a file.
 * @param[out] notice the caller's: the unknown columns, ignored; NULL when there is none
 * @return the caller's, bl_header_free(); NULL with BL_ERROR_INPUT when a mandatory column is
 *         missing or a column stands there twice
 */
BlHeader *bl_header_read(const BlExtract *extract, const BlCsvRecord *record, const char *path,
                         char **notice, GError **err);
void bl_header_free(BlHeader *header);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlHeader, bl_header_free)

#endif
