/* Draw the placed boxes and write the file. */
#include "pdf_flow.h"
#include "pdf_page.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <bilan/chart/chart_draw.h>
#include <bilan/output/output.h>

static void draw_triangle(PdfPage *page, const BlBox *box) {
    const BlRect *rect = &box->rect;
    BlPoint points[] = {{rect->x, rect->y + rect->height},
                        {rect->x + rect->width / 2, rect->y},
                        {rect->x + rect->width, rect->y + rect->height}};
    pdf_page_fill(page, points, G_N_ELEMENTS(points), box->style.color);
}

static void draw_frame(PdfPage *page, const BlBox *box) {
    const BlRect *rect = &box->rect;
    BlPoint points[] = {{rect->x, rect->y},
                        {rect->x + rect->width, rect->y},
                        {rect->x + rect->width, rect->y + rect->height},
                        {rect->x, rect->y + rect->height},
                        {rect->x, rect->y}};
    BlStroke stroke = {.color = box->style.color, .width = 0.7};
    pdf_page_stroke(page, points, G_N_ELEMENTS(points), &stroke);
}

static void draw_chart(PdfPage *page, const BlBox *box, const BlTheme *theme) {
    BlCanvasPdf canvas;
    if (box->rect.height <= 0)
        return;
    bl_canvas_pdf_init(&canvas, page);
    bl_chart_draw(box->chart, &canvas.base, theme, box->rect, BL_FURNITURE_NONE);
}

static gboolean draw_box(PdfPage *page, const BlBox *box, const BlTheme *theme, GError **err) {
    const BlRect *rect = &box->rect;
    BlPoint baseline = {rect->x, rect->y + box->baseline};
    BlPoint center = {rect->x + rect->width / 2, rect->y + rect->height / 2};
    switch (box->kind) {
    case BL_BOX_TEXT:
        pdf_page_text(page, baseline, box->text, &box->style, box->tracking);
        return TRUE;
    case BL_BOX_FILL:
        pdf_page_rectangle(page, *rect, box->style.color);
        return TRUE;
    case BL_BOX_FRAME:
        draw_frame(page, box);
        return TRUE;
    case BL_BOX_DISC:
        pdf_page_circle(page, center, rect->width / 2, box->style.color, NULL);
        return TRUE;
    case BL_BOX_TRIANGLE:
        draw_triangle(page, box);
        return TRUE;
    case BL_BOX_CHART:
        draw_chart(page, box, theme);
        return TRUE;
    case BL_BOX_IMAGE:
        return pdf_page_image(page, box->text, *rect, err);
    }
    g_assert_not_reached();
}

static gboolean draw_pages(PdfFile *file, const BlLayout *layout, const BlTheme *theme,
                           GError **err) {
    guint next = 0;
    for (guint p = 0; p < layout->pages->len; p++) {
        const BlLayoutPage *placed = bl_layout_page(layout, p);
        PdfPage *page = pdf_file_add_page(file, placed->width, placed->height);
        for (guint b = 0; b < placed->boxes->len; b++)
            if (!draw_box(page, &g_array_index(placed->boxes, BlBox, b), theme, err))
                return FALSE;
        for (; next < layout->outline->len; next++) {
            const PdfOutline *entry = &g_array_index(layout->outline, PdfOutline, next);
            if (entry->page != p)
                break;
            pdf_file_add_outline(file, page, entry->title, entry->y);
        }
    }
    return TRUE;
}

static void describe(PdfFile *file, const BlDocument *document) {
    const char *place = document->place != NULL ? document->place : "";
    const char *title = document->title != NULL ? document->title : document->report;
    g_autofree char *day = bl_day_french(document->cutoff);
    g_autofree char *full = g_strdup_printf("%s%s%s, arrêté au %s", title != NULL ? title : "",
                                            *place != '\0' ? " – " : "", place, day);
    pdf_file_describe(file, full, document->sources, document->edition);
}

static gboolean make_bytes(const BlDocument *document, const BlTheme *theme, GByteArray *bytes,
                           GError **err) {
    PdfMetrics metrics;
    if (!pdf_metrics_load(&metrics, theme, err))
        return FALSE;
    g_autoptr(BlLayout) layout = pdf_layout_make(document, theme, &metrics, err);
    if (layout == NULL)
        return FALSE;
    g_autoptr(PdfFile) file = pdf_file_open(theme, &metrics, err);
    if (file == NULL)
        return FALSE;
    describe(file, document);
    return draw_pages(file, layout, theme, err) && pdf_file_bytes(file, bytes, err);
}

gboolean bl_output_pdf(const BlDocument *document, const BlTheme *theme, const char *path,
                       GError **err) {
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    gboolean done = make_bytes(document, theme, bytes, err) &&
                    bl_file_write(path, bytes->data, bytes->len, err);
    if (!done)
        bl_error_context(err, "PDF « %s »",
                         document->title != NULL ? document->title : document->report);
    return done;
}
