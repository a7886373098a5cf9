#include "recorder.h"

#include "../../src/chart/chart_private.h"

#include <check.h>
#include <math.h>
#include <string.h>

static void expect_inside(Recorder *r, double x0, double y0, double x1, double y1,
                          const char *what) {
    const double slack = 0.05;
    gboolean finite = isfinite(x0) && isfinite(y0) && isfinite(x1) && isfinite(y1);
    r->shapes++;
    if (r->complaint == NULL &&
        (!finite || x0 < r->box.x - slack || y0 < r->box.y - slack ||
         x1 > r->box.x + r->box.width + slack || y1 > r->box.y + r->box.height + slack))
        r->complaint = g_strdup_printf("%s at %g %g %g %g", what, x0, y0, x1, y1);
}

static void record_rect(BlCanvas *canvas, BlRect rect, BlColor color) {
    (void)color;
    expect_inside((Recorder *)canvas, rect.x, rect.y, rect.x + rect.width, rect.y + rect.height,
                  "rectangle");
}

static void record_fill(BlCanvas *canvas, const BlPoint *points, gsize count, BlColor color) {
    (void)color;
    for (gsize i = 0; i < count; i++)
        expect_inside((Recorder *)canvas, points[i].x, points[i].y, points[i].x, points[i].y,
                      "path");
}

static void record_stroke(BlCanvas *canvas, const BlPoint *points, gsize count,
                          const BlStroke *stroke) {
    (void)stroke;
    record_fill(canvas, points, count, 0);
}

static void record_circle(BlCanvas *canvas, BlPoint c, double radius, BlColor fill,
                          const BlStroke *stroke) {
    (void)fill;
    (void)stroke;
    expect_inside((Recorder *)canvas, c.x - radius, c.y - radius, c.x + radius, c.y + radius,
                  "circle");
}

static double record_width(BlCanvas *canvas, const char *utf8, BlFont font, double size) {
    return (double)g_utf8_strlen(utf8, -1) * ((Recorder *)canvas)->em * size *
           (font == BL_FONT_REGULAR ? 1 : 1.05);
}

static void record_text(BlCanvas *canvas, BlPoint base, const char *utf8,
                        const BlTextStyle *style) {
    Recorder *r = (Recorder *)canvas;
    double width = record_width(canvas, utf8, style->font, style->size), x = base.x;
    if (style->anchor != BL_ANCHOR_START)
        x -= style->anchor == BL_ANCHOR_END ? width : width / 2;
    Written w = {{x, base.y - 0.76 * style->size, width, 0.98 * style->size}, g_strdup(utf8)};
    expect_inside(r, x, w.rect.y, x + width, w.rect.y + w.rect.height, utf8);
    if (bl_color_contrast(style->color, 0xFFFFFF) < 4.5 && style->color != 0xFFFFFF)
        r->complaint = r->complaint != NULL ? r->complaint : g_strdup_printf("pale: %s", utf8);
    g_array_append_val(r->written, w);
}

static const BlCanvasOps recording = {.fill_rect = record_rect,
                                      .fill_path = record_fill,
                                      .stroke_path = record_stroke,
                                      .circle = record_circle,
                                      .text = record_text,
                                      .text_width = record_width};

static void written_clear(gpointer data) {
    g_free(((Written *)data)->text);
}

Recorder recorder_init(BlRect box, double em) {
    Recorder r = {.canvas = {&recording}, .box = box, .em = em};
    r.written = g_array_new(FALSE, FALSE, sizeof(Written));
    g_array_set_clear_func(r.written, written_clear);
    return r;
}

void recorder_dispose(Recorder *r) {
    g_array_unref(r->written);
    g_free(r->complaint);
}

gboolean recorder_has(const Recorder *r, const char *text) {
    for (guint i = 0; i < r->written->len; i++)
        if (strcmp(g_array_index(r->written, Written, i).text, text) == 0)
            return TRUE;
    return FALSE;
}

void recorder_expect_apart(const Recorder *r, const char *about) {
    for (guint i = 0; i < r->written->len; i++)
        for (guint j = i + 1; j < r->written->len; j++) {
            const Written *a = &g_array_index(r->written, Written, i);
            const Written *b = &g_array_index(r->written, Written, j);
            gboolean meet = a->rect.x + a->rect.width > b->rect.x + 0.05 &&
                            b->rect.x + b->rect.width > a->rect.x + 0.05 &&
                            a->rect.y + a->rect.height > b->rect.y + 0.05 &&
                            b->rect.y + b->rect.height > a->rect.y + 0.05;
            ck_assert_msg(!meet, "%s: « %s » over « %s »", about, a->text, b->text);
        }
}
