/**
 * @file pdf_page.h
 * The one door to libharu: a document being written, its fonts and its pages. Private.
 *
 * The first failure of libharu is kept and reported when the document is saved; drawing after it
 * does nothing harmful. Coordinates are those of the canvas: points, origin at the top left.
 */
#ifndef BILAN_SRC_OUTPUT_PDF_PAGE_H
#define BILAN_SRC_OUTPUT_PDF_PAGE_H

#include "pdf_text.h"

#include <bilan/base/calendar.h>
#include <bilan/output/canvas_pdf.h>

typedef struct PdfFile PdfFile;

/**
 * Measure the three fonts of the theme.
 * @return FALSE with BL_ERROR_CONFIG for a font that cannot be used
 */
gboolean pdf_metrics_load(PdfMetrics *metrics, const BlTheme *theme, GError **err);

/**
 * Begin a document with the three fonts of the theme. Apart from the measure of the fonts: libharu
 * embeds every glyph that was ever measured in a document.
 *
 * @param metrics borrowed; must outlive the file
 * @return the caller's, pdf_file_close(); NULL with BL_ERROR_CONFIG for a font that cannot be used
 */
PdfFile *pdf_file_open(const BlTheme *theme, const PdfMetrics *metrics, GError **err);
void pdf_file_close(PdfFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfFile, pdf_file_close)

/** Title, author, subject (UTF-8, may be NULL) and date of the document; its language is French. */
void pdf_file_describe(PdfFile *file, const char *title, const char *subject, BlDay date);

/** Add a page. @return borrowed from the file */
PdfPage *pdf_file_add_page(PdfFile *file, double width, double height);

/** Add an entry to the outline. @param title encoded (pdf_encode()) @param y on the page */
void pdf_file_add_outline(PdfFile *file, PdfPage *page, const char *title, double y);

/** @return FALSE with BL_ERROR_CONFIG for a logo that libharu refuses */
gboolean pdf_page_image(PdfPage *page, const char *path, BlRect rect, GError **err);

/** Encoded text from a baseline on; always anchored at its start. */
void pdf_page_text(PdfPage *page, BlPoint baseline, const char *bytes, const BlTextStyle *style,
                   double tracking);

/** Paths: `count` points joined, then filled or stroked. */
void pdf_page_fill(PdfPage *page, const BlPoint *points, gsize count, BlColor color);
void pdf_page_stroke(PdfPage *page, const BlPoint *points, gsize count, const BlStroke *stroke);
void pdf_page_rectangle(PdfPage *page, BlRect rect, BlColor color);
void pdf_page_circle(PdfPage *page, BlPoint center, double radius, BlColor fill,
                     const BlStroke *stroke);
const PdfMetrics *pdf_page_metrics(const PdfPage *page);

/** The bytes of the whole document. @return FALSE with BL_ERROR_OUTPUT when anything went wrong */
gboolean pdf_file_bytes(PdfFile *file, GByteArray *bytes, GError **err);

#endif
