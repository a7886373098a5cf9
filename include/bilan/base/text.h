/**
 * @file text.h
 * UTF-8, Windows-1252, header names and what may be printed of untrusted text.
 */
#ifndef BILAN_BASE_TEXT_H
#define BILAN_BASE_TEXT_H

#include <glib.h>

/**
 * The form under which two header names are the same: accents and case dropped, surrounding spaces
 * removed, inner spaces and hyphens as « _ ».
 * @return the caller's, g_free()
 */
char *bl_text_fold_name(const char *utf8);

/** Control characters replaced by U+FFFD, cut at 80 characters. For messages. @return the caller's
 */
char *bl_text_printable(const char *utf8);

/** TRUE when a code may name a file or folder: [A-Za-z0-9._-]+, no leading « - » or « . ». */
gboolean bl_text_is_safe_name(const char *text);

/** TRUE when the text holds no control character but tab, CR and LF. */
gboolean bl_text_is_clean(const char *utf8, gsize length);

/**
 * Windows-1252 to UTF-8; the five undefined bytes and controls are left to bl_text_is_clean().
 * @return the caller's, g_free(); never NULL
 */
char *bl_text_from_cp1252(const char *bytes, gsize length, gsize *out_length);

/**
 * UTF-8 to Windows-1252 for PDF text: U+202F becomes U+00A0, what has no equivalent its nearest
 * letter or « ? ».
 * @return the caller's, g_free()
 */
char *bl_text_to_cp1252(const char *utf8);

/**
 * The plain spaces of French punctuation made no-break, so that no line begins with it: U+202F
 * before « ; », « ! », « ? » and « % », U+00A0 before « : » and inside guillemets.
 * @return the caller's, g_free(); NULL for NULL
 */
char *bl_text_no_break(const char *utf8);

/** Append a field to a CSV line: RFC 4180 quotes when needed, `'` before a leading = + - @ or tab.
 */
void bl_text_append_csv(GString *line, const char *field, char separator);

#endif
