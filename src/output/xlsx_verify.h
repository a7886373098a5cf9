/**
 * @file xlsx_verify.h
 * Reading a finished workbook back: libxlsxwriter reports success on truncated files.
 */
#ifndef BILAN_OUTPUT_XLSX_VERIFY_H
#define BILAN_OUTPUT_XLSX_VERIFY_H

#include <glib.h>

typedef struct BlZip BlZip;

/**
 * Open a ZIP file written by libxlsxwriter (no ZIP64, no encryption, stored or deflated).
 * @return the caller's, bl_zip_free(); NULL with BL_ERROR_OUTPUT
 */
BlZip *bl_zip_open(const char *path, GError **err);
void bl_zip_free(BlZip *zip);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlZip, bl_zip_free)

guint bl_zip_count(const BlZip *zip);
const char *bl_zip_name(const BlZip *zip, guint index);

/**
 * One member, its local header, size and CRC-32 checked.
 * @return the caller's, NUL-terminated, g_free(); NULL with BL_ERROR_OUTPUT
 */
char *bl_zip_read(const BlZip *zip, guint index, gsize *length, GError **err);

/** TRUE for UTF-8 XML whose every tag is closed in order, with one root element. */
gboolean bl_xml_is_whole(const char *xml, gsize length);

/**
 * What one number in one cell adds to the sum of a workbook: the same wherever it is in the order
 * of writing, and another in another cell.
 * @param sheet, row, column from 0
 */
guint64 bl_xlsx_number_sum(guint sheet, guint row, guint column, double number);

/**
 * Check a finished workbook: every member is whole, every XML well formed, and the numbers read
 * back from the sheets are those that were written.
 * @param sum the numbers given to libxlsxwriter, summed by bl_xlsx_number_sum()
 * @return FALSE with BL_ERROR_OUTPUT
 */
gboolean bl_xlsx_verify(const char *path, guint64 sum, GError **err);

#endif
