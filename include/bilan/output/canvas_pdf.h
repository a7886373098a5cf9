/**
 * @file canvas_pdf.h
 * The canvas of charts on a page of a PDF, as vectors.
 */
#ifndef BILAN_OUTPUT_CANVAS_PDF_H
#define BILAN_OUTPUT_CANVAS_PDF_H

#include <bilan/chart/canvas.h>

/** A page being drawn; see src/output/pdf_page.h. */
typedef struct PdfPage PdfPage;

typedef struct {
    BlCanvas base; /**< first: give `&canvas.base` to bl_chart_draw() */
    PdfPage *page;
} BlCanvasPdf;

/**
 * Begin to draw on a page. Nothing to dispose.
 *
 * Coordinates and widths are checked: one that is no number, or far off the page, makes the whole
 * document fail when it is saved.
 *
 * @param page borrowed; must outlive the canvas
 */
void bl_canvas_pdf_init(BlCanvasPdf *canvas, PdfPage *page);

#endif
