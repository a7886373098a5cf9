/* Shapes, cut at the box so that no rounding or surprising value ever leaves it. */
#include "chart_private.h"

#include <math.h>

#define WHITE 0xFFFFFFu

static BlRect cut(BlRect box, BlRect rect) {
    double left = MAX(box.x, rect.x), top = MAX(box.y, rect.y);
    double right = MIN(box.x + box.width, rect.x + rect.width);
    double bottom = MIN(box.y + box.height, rect.y + rect.height);
    return (BlRect){left, top, MAX(0, right - left), MAX(0, bottom - top)};
}

static void stroke(BlPlot *plot, BlPoint from, BlPoint to, BlColor color, double width,
                   double dash) {
    BlPoint points[] = {from, to};
    BlStroke style = {.color = color, .width = width, .dash = dash};
    plot->canvas->ops->stroke_path(plot->canvas, points, 2, &style);
}

/* Diagonals are x + y = c going up, y - x = c going down; each is cut at the rectangle. */
static void hatch_diagonal(BlPlot *plot, BlRect r, BlColor color, gboolean up) {
    const double step = 4.5, width = 0.55;
    double right = r.x + r.width, bottom = r.y + r.height;
    double first = up ? r.x + r.y : r.y - right;
    double last = up ? right + bottom : bottom - r.x;
    for (double c = first + step; c < last; c += step) {
        double x0 = up ? MAX(r.x, c - bottom) : MAX(r.x, r.y - c);
        double x1 = up ? MIN(right, c - r.y) : MIN(right, bottom - c);
        if (x1 - x0 > 0.5)
            stroke(plot, (BlPoint){x0, up ? c - x0 : c + x0}, (BlPoint){x1, up ? c - x1 : c + x1},
                   color, width, 0);
    }
}

static void hatch_straight(BlPlot *plot, BlRect r, BlColor color, gboolean level) {
    const double step = 3.2, width = 0.55;
    double right = r.x + r.width, bottom = r.y + r.height;
    for (double c = (level ? r.y : r.x) + step / 2; c < (level ? bottom : right); c += step)
        stroke(plot, level ? (BlPoint){r.x, c} : (BlPoint){c, r.y},
               level ? (BlPoint){right, c} : (BlPoint){c, bottom}, color, width, 0);
}

void bl_mark_rect(BlPlot *plot, BlRect rect, BlColor color, BlHatch hatch) {
    BlRect r = cut(plot->box, rect);
    if (r.width <= 0 || r.height <= 0)
        return;
    plot->canvas->ops->fill_rect(plot->canvas, r, color);
    if (hatch == BL_HATCH_NONE || r.width < 2 || r.height < 2)
        return;
    BlRect inner = {r.x + 0.3, r.y + 0.3, r.width - 0.6, r.height - 0.6};
    BlColor light = bl_color_mix(color, WHITE, 0.42);
    if (hatch == BL_HATCH_UP || hatch == BL_HATCH_DOWN)
        hatch_diagonal(plot, inner, light, hatch == BL_HATCH_UP);
    else
        hatch_straight(plot, inner, light, hatch == BL_HATCH_LEVEL);
}

static BlPoint held(BlRect box, BlPoint point, double margin) {
    return (BlPoint){CLAMP(point.x, box.x + margin, box.x + box.width - margin),
                     CLAMP(point.y, box.y + margin, box.y + box.height - margin)};
}

void bl_mark_line(BlPlot *plot, BlPoint from, BlPoint to, BlColor color, double width,
                  double dash) {
    stroke(plot, held(plot->box, from, width / 2), held(plot->box, to, width / 2), color, width,
           dash);
}

void bl_mark_marker(BlPlot *plot, BlMarker marker, BlPoint center, double radius, BlColor color) {
    BlPoint c = held(plot->box, center, radius + 0.7);
    BlStroke edge = {.color = color, .width = marker == BL_MARKER_RING ? 1.3 : 0.4};
    double r = radius;
    switch (marker) {
    case BL_MARKER_RING:
        plot->canvas->ops->circle(plot->canvas, c, r, WHITE, &edge);
        return;
    case BL_MARKER_DISC:
        plot->canvas->ops->circle(plot->canvas, c, r, color, &edge);
        return;
    case BL_MARKER_SQUARE:
        plot->canvas->ops->fill_rect(
            plot->canvas, (BlRect){c.x - r * 0.85, c.y - r * 0.85, r * 1.7, r * 1.7}, color);
        return;
    case BL_MARKER_DIAMOND: {
        BlPoint points[] = {{c.x, c.y - r}, {c.x + r, c.y}, {c.x, c.y + r}, {c.x - r, c.y}};
        plot->canvas->ops->fill_path(plot->canvas, points, 4, color);
        return;
    }
    case BL_MARKER_TRIANGLE: {
        BlPoint points[] = {{c.x, c.y - r}, {c.x + r, c.y + r * 0.75}, {c.x - r, c.y + r * 0.75}};
        plot->canvas->ops->fill_path(plot->canvas, points, 3, color);
        return;
    }
    }
}

void bl_mark_about(BlPlot *plot, guint row, guint series) {
    if (plot->canvas == NULL || plot->canvas->ops->describe == NULL)
        return;
    const char *title = bl_plot_series(plot, series)->title;
    g_autofree char *value = bl_cell_display(bl_plot_cell(plot, row, series));
    g_autofree char *text = g_strdup_printf(
        "%s · %s" BL_NBSP ": %s%s", bl_plot_category(plot, row), title != NULL ? title : "", value,
        bl_plot_is_alert(plot, row) ? " · appelle une décision" : "");
    plot->canvas->ops->describe(plot->canvas, text);
}

void bl_mark_about_end(BlPlot *plot) {
    if (plot->canvas != NULL && plot->canvas->ops->describe != NULL)
        plot->canvas->ops->describe(plot->canvas, NULL);
}
