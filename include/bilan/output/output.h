/**
 * @file output.h
 * The renderers: each turns a document into the bytes of one format. None knows SQL or another's
 * format.
 *
 * All of them: @param document, @param theme borrowed; @return FALSE with BL_ERROR_OUTPUT (or
 * BL_ERROR_CONFIG for a font or logo that cannot be read), and then nothing is left at `path`. Same
 * document and theme, same bytes, whatever the locale, time zone and machine.
 */
#ifndef BILAN_OUTPUT_OUTPUT_H
#define BILAN_OUTPUT_OUTPUT_H

#include <bilan/model/document.h>
#include <bilan/model/theme.h>

/** A4 PDF with embedded fonts, vector charts, outline, « page x / y ». */
gboolean bl_output_pdf(const BlDocument *document, const BlTheme *theme, const char *path,
                       GError **err);

/** Workbook: a sheet a section, native charts, sheet « Données ». */
gboolean bl_output_xlsx(const BlDocument *document, const BlTheme *theme, const char *path,
                        GError **err);

/** One page for a browser, with nothing outside it: inline charts, tables to sort and filter. It
 * asks nothing of any network, and everything in it can be read without its script. */
gboolean bl_output_html(const BlDocument *document, const BlTheme *theme, const char *path,
                        GError **err);

/** The tidy rows of `document->data` (DEFINITIONS §5). */
gboolean bl_output_csv(const BlDocument *document, const char *path, GError **err);

/** The tree as plain text, for golden tests and terminals. @return the caller's, g_free() */
char *bl_output_text(const BlDocument *document);

/** One chart with its title and source. `format` is "svg" or "png". */
gboolean bl_output_image(const BlChart *chart, const BlTheme *theme, const char *format,
                         const char *path, GError **err);

/** Append the header line, or one figure, in the form of DEFINITIONS §5. */
void bl_output_csv_header(GString *out);
void bl_output_csv_figure(GString *out, const BlFigure *figure);

#endif
