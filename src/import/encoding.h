/* What the bytes of an extract are: refused formats, encoding, validity. Private to import. */
#ifndef BILAN_IMPORT_ENCODING_H
#define BILAN_IMPORT_ENCODING_H

#include "reader_csv.h"

/** Refuse what is not a CSV in an encoding that we read. @return FALSE with BL_ERROR_INPUT */
gboolean bl_encoding_check(const char *bytes, gsize length, const char *name, GError **err);

/** What the bytes above 0x7F are, counted window by window; starts at zero. */
typedef struct {
    guint64 valid;   /**< multi-byte UTF-8 sequences */
    guint64 invalid; /**< bytes that belong to none */
    gsize offset;    /**< counted so far */
} BlCensus;

/** Count on to `upto`, or a little further to end a sequence. */
void bl_census_advance(BlCensus *census, const char *bytes, gsize length, gsize upto);

/**
 * BOM → UTF-8; all valid → UTF-8; more valid multi-byte sequences than invalid bytes → UTF-8 with
 * faults; else Windows-1252.
 */
BlCsvEncoding bl_census_encoding(const BlCensus *census, const char *bytes, gsize length);

/** TRUE when the text is UTF-8 that may be printed and written to XML. */
gboolean bl_encoding_is_text(const char *text, gsize length);

#endif
