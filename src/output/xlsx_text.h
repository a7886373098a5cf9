/**
 * @file xlsx_text.h
 * What Excel accepts as text, as the name of a sheet, a table, a cell or a header, and how wide a
 * text is. Nothing here knows libxlsxwriter.
 */
#ifndef BILAN_OUTPUT_XLSX_TEXT_H
#define BILAN_OUTPUT_XLSX_TEXT_H

#include <glib.h>

/** Names already given in one scope, compared as Excel does: without case. */
GHashTable *bl_xlsx_names_new(void);

/**
 * TRUE when Excel takes the text as it is: valid UTF-8, no control character but tab and LF, no
 * `_xHHHH_` (read back as a character), at most 32,767 bytes.
 */
gboolean bl_xlsx_text_is_safe(const char *text);

/**
 * The nearest text Excel takes: CRLF as LF, forbidden characters as U+FFFD, `_xHHHH_` escaped, cut
 * with « … » at 32,767 UTF-16 units, never within a character.
 * @return the caller's, g_free()
 */
char *bl_xlsx_text_clean(const char *text);

/** One line: cleaned (but for `_xHHHH_`, which a cell has yet to escape), white space runs (but not
 * NBSP) as one space, trimmed, cut at `units`. */
char *bl_xlsx_text_line(const char *text, guint units);

/**
 * Cut a paragraph at its `**` marks.
 * @return strings, even indexes plain and odd ones bold, some maybe empty; a mark that is not
 * closed stays as text. g_strfreev()
 */
char **bl_xlsx_text_runs(const char *text);

/**
 * A sheet name from a title: at most 31 UTF-16 units, without `[ ] : * ? / \ ' #`, neither taken
 * nor reserved by Excel; remembered in `taken`.
 */
char *bl_xlsx_sheet_name(GHashTable *taken, const char *title);

/**
 * A table or defined name: letters without accent, digits, « _ »; not a cell reference (DE1, R1C1),
 * not taken; remembered in `taken`.
 */
char *bl_xlsx_identifier(GHashTable *taken, const char *prefix, const char *text);

/** The header of a table column, unique within the table: `title`, else `fallback`, then « (2) ».
 */
char *bl_xlsx_header(GHashTable *taken, const char *title, const char *fallback);

/** Text for a page header or footer: `&` doubled, cut at `units`. */
char *bl_xlsx_page_text(const char *text, guint units);

/** Width of a one-line text, in digits of the same font. */
double bl_xlsx_text_width(const char *text);

/** Lines that a text takes when wrapped at `width` digits; at least 1. */
guint bl_xlsx_text_lines(const char *text, double width);

/** Width of the longest word. */
double bl_xlsx_text_longest_word(const char *text);

#endif
