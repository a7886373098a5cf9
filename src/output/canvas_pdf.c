#include "pdf_page.h"

#include <string.h>

static PdfPage *page_of(BlCanvas *canvas) {
    return ((BlCanvasPdf *)canvas)->page;
}

static void fill_rect(BlCanvas *canvas, BlRect rect, BlColor color) {
    pdf_page_rectangle(page_of(canvas), rect, color);
}

static void fill_path(BlCanvas *canvas, const BlPoint *points, gsize count, BlColor color) {
    pdf_page_fill(page_of(canvas), points, count, color);
}

static void stroke_path(BlCanvas *canvas, const BlPoint *points, gsize count,
                        const BlStroke *stroke) {
    pdf_page_stroke(page_of(canvas), points, count, stroke);
}

static void circle(BlCanvas *canvas, BlPoint center, double radius, BlColor fill,
                   const BlStroke *stroke) {
    pdf_page_circle(page_of(canvas), center, radius, fill, stroke);
}

static double text_width(BlCanvas *canvas, const char *utf8, BlFont font, double size) {
    g_autofree char *bytes = pdf_encode(utf8);
    return pdf_text_width(pdf_page_metrics(page_of(canvas)), bytes, strlen(bytes), font, size);
}

static void text(BlCanvas *canvas, BlPoint baseline, const char *utf8, const BlTextStyle *style) {
    PdfPage *page = page_of(canvas);
    g_autofree char *bytes = pdf_encode(utf8);
    double width =
        pdf_text_width(pdf_page_metrics(page), bytes, strlen(bytes), style->font, style->size);
    if (style->anchor == BL_ANCHOR_MIDDLE)
        baseline.x -= width / 2;
    if (style->anchor == BL_ANCHOR_END)
        baseline.x -= width;
    pdf_page_text(page, baseline, bytes, style, 0);
}

static const BlCanvasOps ops = {.fill_rect = fill_rect,
                                .fill_path = fill_path,
                                .stroke_path = stroke_path,
                                .circle = circle,
                                .text = text,
                                .text_width = text_width};

void bl_canvas_pdf_init(BlCanvasPdf *canvas, PdfPage *page) {
    *canvas = (BlCanvasPdf){.base.ops = &ops, .page = page};
}
