/* One field of an extract to one value of the warehouse, validated. Private to import. */
#ifndef BILAN_IMPORT_VALUE_H
#define BILAN_IMPORT_VALUE_H

#include "reader_csv.h"

#include <bilan/config/extraction.h>

/** Why a row is rejected; 0 is none. */
typedef enum {
    BL_REJECT_NONE,
    BL_REJECT_FIELD_COUNT, /**< detail = fields found */
    BL_REJECT_TEXT_AFTER_QUOTE,
    BL_REJECT_STRAY_QUOTE,
    BL_REJECT_CHARACTERS,
    BL_REJECT_TOO_LONG,
    BL_REJECT_MISSING,
    BL_REJECT_DATE,
    BL_REJECT_CODE,
    BL_REJECT_INTEGER,
    BL_REJECT_NEGATIVE_INTEGER,
    BL_REJECT_YEAR,
    BL_REJECT_AMOUNT,
    BL_REJECT_NEGATIVE_AMOUNT,
    BL_REJECT_FLAG,
    BL_REJECT_LIST,
    BL_REJECT_REFERENCE
} BlReject;

typedef enum { BL_IMPORT_NULL, BL_IMPORT_INT, BL_IMPORT_TEXT } BlImportKind;

typedef struct {
    BlImportKind kind;
    gint64 integer;
    const char *text; /**< slice of the field or of the column's `values` */
    gsize length;
} BlImportValue;

/** @param field NULL when the file lacks the column. @return BL_REJECT_NONE with *value filled */
BlReject bl_value_read(const BlExtractColumn *column, const BlCsvField *field,
                       BlImportValue *value);

/**
 * What the user reads; never a value of the row.
 * @param column   NULL when the fault is of the whole row
 * @param expected fields of the header
 * @return the caller's, g_free()
 */
char *bl_reject_reason(BlReject reject, const BlExtractColumn *column, guint64 detail,
                       guint expected);

#endif
