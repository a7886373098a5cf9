/* Streaming reader of `;`-separated files over a memory map (DEFINITIONS §4). Private to import. */
#ifndef BILAN_IMPORT_READER_CSV_H
#define BILAN_IMPORT_READER_CSV_H

#include <glib.h>

/** What a field holds besides plain ASCII; 0 is the common case, with nothing left to check. */
enum {
    BL_CSV_HIGH = 1 << 0,   /**< bytes above 0x7F */
    BL_CSV_INVALID = 1 << 1 /**< control characters, or bytes that are no text in the encoding */
};

/** A field in UTF-8 without its quotes; not NUL-terminated, valid until the next record. */
typedef struct {
    const char *text;
    gsize length;
    guint flags;
} BlCsvField;

typedef enum {
    BL_CSV_SOUND,
    BL_CSV_TEXT_AFTER_QUOTE, /**< « "abc"d » */
    BL_CSV_STRAY_QUOTE       /**< « ab"c »: RFC 4180 forbids it outside quotes */
} BlCsvFault;

/** Fields kept of a record; more are only counted, so that no line can take all the memory. */
#define BL_CSV_MAX_FIELDS 4096

typedef struct {
    guint64 line;             /**< physical line where the record starts, from 1 */
    guint64 count;            /**< fields in the record */
    const BlCsvField *fields; /**< the first MIN(count, BL_CSV_MAX_FIELDS) of them */
    BlCsvFault fault;
    guint64 fault_field; /**< where the fault is, when there is one */
} BlCsvRecord;

typedef enum {
    BL_CSV_UTF8,       /**< every byte of the file is */
    BL_CSV_UTF8_MIXED, /**< some bytes are not: their fields are BL_CSV_INVALID */
    BL_CSV_CP1252
} BlCsvEncoding;

typedef struct BlCsvReader BlCsvReader;

/**
 * Open a file and detect its encoding.
 * @return the caller's, bl_csv_reader_free(); NULL with BL_ERROR_INPUT when it cannot be a CSV
 *         (a folder, an empty file, a workbook, UTF-16…), the message saying what to do
 */
BlCsvReader *bl_csv_reader_open(const char *path, GError **err);

/** The same over bytes in memory; `name` is for messages. */
BlCsvReader *bl_csv_reader_from_bytes(GBytes *bytes, const char *name, GError **err);

void bl_csv_reader_free(BlCsvReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlCsvReader, bl_csv_reader_free)

/**
 * Read the next record, empty lines skipped; the first one is the header.
 * @return FALSE at the end, or with BL_ERROR_INPUT when a quote is never closed
 */
gboolean bl_csv_reader_next(BlCsvReader *reader, BlCsvRecord *record, GError **err);

BlCsvEncoding bl_csv_reader_encoding(const BlCsvReader *reader);
gsize bl_csv_reader_offset(const BlCsvReader *reader);
gsize bl_csv_reader_size(const BlCsvReader *reader);

#endif
