/* Placing texts: in the box, none over another. */
#include "chart_private.h"

#define TRIANGLE 0.8 /* width of the alert mark, in ems of its label */
#define TRIANGLE_GAP 0.35
#define SLACK 0.01
#define AIR 0.9 /* between two labels side by side, at the least */

BlTextStyle bl_style(const BlPlot *plot, BlFont font, double size, BlAnchor anchor) {
    return bl_style_color(font, size, anchor, plot->theme == NULL ? 0 : plot->theme->ink);
}

BlTextStyle bl_style_color(BlFont font, double size, BlAnchor anchor, BlColor color) {
    return (BlTextStyle){.font = font, .size = size, .color = color, .anchor = anchor};
}

double bl_label_height(double size, guint lines) {
    return lines == 0 ? 0 : size * (BL_ASCENT + BL_DESCENT + BL_LEADING * (lines - 1));
}

static gboolean rects_meet(BlRect a, BlRect b) {
    return a.x + a.width > b.x + SLACK && b.x + b.width > a.x + SLACK &&
           a.y + a.height > b.y + SLACK && b.y + b.height > a.y + SLACK;
}

static gboolean is_inside(BlRect box, BlRect r) {
    return r.x >= box.x - SLACK && r.y >= box.y - SLACK &&
           r.x + r.width <= box.x + box.width + SLACK &&
           r.y + r.height <= box.y + box.height + SLACK;
}

static gboolean is_free(const BlPlot *plot, BlRect rect) {
    BlRect wide = {rect.x - AIR, rect.y, rect.width + 2 * AIR, rect.height};
    if (!is_inside(plot->box, rect))
        return FALSE;
    for (guint i = 0; i < plot->labels->len; i++)
        if (rects_meet(((BlLabel *)g_ptr_array_index(plot->labels, i))->rect, wide))
            return FALSE;
    return TRUE;
}

/* Liang and Barsky: is some part of the segment in the rectangle? */
gboolean bl_segment_meets(BlRect r, BlPoint a, BlPoint b) {
    double from = 0, to = 1, dx = b.x - a.x, dy = b.y - a.y;
    double p[] = {-dx, dx, -dy, dy};
    double q[] = {a.x - r.x, r.x + r.width - a.x, a.y - r.y, r.y + r.height - a.y};
    for (guint i = 0; i < 4; i++) {
        if (p[i] > -1e-9 && p[i] < 1e-9) {
            if (q[i] < 0)
                return FALSE;
        } else if (p[i] < 0) {
            from = MAX(from, q[i] / p[i]);
        } else {
            to = MIN(to, q[i] / p[i]);
        }
    }
    return from <= to;
}

static gboolean is_off_lines(const BlPlot *plot, BlRect rect) {
    for (guint i = 0; i + 1 < plot->segments->len; i += 2)
        if (bl_segment_meets(rect, g_array_index(plot->segments, BlPoint, i),
                             g_array_index(plot->segments, BlPoint, i + 1)))
            return FALSE;
    return TRUE;
}

static gboolean is_off_marks(const BlPlot *plot, BlRect rect) {
    for (guint i = 0; i < plot->marks->len; i++)
        if (rects_meet(g_array_index(plot->marks, BlRect, i), rect))
            return FALSE;
    return TRUE;
}

BlLabel *bl_label_place_so(BlPlot *plot, BlPoint baseline, const char *text, BlTextStyle style,
                           guint how) {
    gboolean alert = (how & BL_PLACE_ALERT) != 0;
    double width = bl_text_width(plot, text, style.font, style.size) +
                   (alert ? (TRIANGLE + TRIANGLE_GAP) * style.size : 0);
    double left = baseline.x;
    if (style.anchor != BL_ANCHOR_START)
        left -= style.anchor == BL_ANCHOR_END ? width : width / 2;
    BlRect rect = {left, baseline.y - BL_ASCENT * style.size, width,
                   (BL_ASCENT + BL_DESCENT) * style.size};
    if (!is_free(plot, rect) || ((how & BL_PLACE_OFF_LINES) && !is_off_lines(plot, rect)) ||
        ((how & BL_PLACE_OFF_MARKS) && !is_off_marks(plot, rect)))
        return NULL;
    BlLabel *label = g_new0(BlLabel, 1);
    label->rect = rect;
    label->text = g_strdup(text);
    label->style = style;
    label->is_alert = alert;
    /* the triangle is part of what is anchored, and the text begins it */
    label->baseline = (BlPoint){left, baseline.y};
    label->style.anchor = BL_ANCHOR_START;
    g_ptr_array_add(plot->labels, label);
    return label;
}

BlLabel *bl_label_place(BlPlot *plot, BlPoint baseline, const char *text, BlTextStyle style) {
    return bl_label_place_so(plot, baseline, text, style, BL_PLACE_PLAIN);
}

void bl_label_back(BlLabel *label, BlBacking backing, BlColor color) {
    if (label == NULL)
        return;
    label->backing = backing;
    label->back = color;
}

void bl_label_forget(BlPlot *plot, guint count) {
    g_ptr_array_set_size(plot->labels, (gint)count);
}

gboolean bl_label_place_lines(BlPlot *plot, GPtrArray *lines, double x, double top,
                              BlTextStyle style, const BlColor *backing) {
    guint before = plot->labels->len;
    for (guint i = 0; i < lines->len; i++) {
        double y = top + style.size * (BL_ASCENT + BL_LEADING * i);
        BlLabel *label = bl_label_place(plot, (BlPoint){x, y}, g_ptr_array_index(lines, i), style);
        if (label == NULL) {
            bl_label_forget(plot, before);
            return FALSE;
        }
        if (backing != NULL)
            bl_label_back(label, BL_BACKING_UNDER_MARKS, *backing);
    }
    return TRUE;
}

void bl_label_draw_backings(BlPlot *plot, BlBacking backing) {
    for (guint i = 0; i < plot->labels->len; i++) {
        const BlLabel *label = g_ptr_array_index(plot->labels, i);
        BlRect r = label->rect;
        if (label->backing == backing)
            bl_mark_rect(plot, (BlRect){r.x - 1.5, r.y - 0.2, r.width + 3, r.height + 0.4},
                         label->back, BL_HATCH_NONE);
    }
}

static void draw_triangle(BlPlot *plot, const BlLabel *label) {
    double size = label->style.size, side = TRIANGLE * size;
    double right = label->rect.x + label->rect.width, bottom = label->baseline.y;
    BlPoint points[] = {
        {right - side, bottom}, {right, bottom}, {right - side / 2, bottom - 0.86 * side}};
    plot->canvas->ops->fill_path(plot->canvas, points, 3, label->style.color);
}

void bl_label_draw(BlPlot *plot) {
    bl_label_draw_backings(plot, BL_BACKING_OVER_MARKS);
    for (guint i = 0; i < plot->labels->len; i++) {
        const BlLabel *label = g_ptr_array_index(plot->labels, i);
        plot->canvas->ops->text(plot->canvas, label->baseline, label->text, &label->style);
        if (label->is_alert)
            draw_triangle(plot, label);
    }
}
