/* The frame of vertical charts: axis at the left, thin rules, names of categories underneath. */
#include "chart_private.h"

#include <math.h>

#define HEADROOM 11.0 /* over the plot, for the numbers of the highest marks */
#define TICK_GAP 5.0
#define NAME_GAP 5.0
#define SHORT_NAME 11 /* characters: months and weeks, of which some may be skipped */

static double names_height(guint lines, double size) {
    return NAME_GAP + bl_label_height(size, MAX(lines, 1));
}

/* When some are skipped, those that remain stand well apart. */
static double name_width(double slot, guint every) {
    return MAX(slot * every - (every > 1 ? 8 : 3), 4);
}

/* Do the names of every `every`-th category fit on three lines? @return lines, 0 when not */
static guint names_fit(const BlPlot *plot, double slot, guint every, double size) {
    guint lines = 1;
    double width = name_width(slot, every);
    for (guint r = 0; r < bl_plot_count(plot); r += every) {
        gboolean broken;
        g_autoptr(GPtrArray) wrapped =
            bl_text_wrap(plot, bl_plot_category(plot, r), BL_FONT_REGULAR, size, width, &broken);
        if (broken || wrapped->len > 3)
            return 0;
        lines = MAX(lines, wrapped->len);
    }
    return lines;
}

typedef struct {
    guint every, lines;
    double size;
} Names;

static Names choose_names(const BlPlot *plot, double slot) {
    guint count = bl_plot_count(plot);
    Names names = {.every = 1};
    for (; names.every <= MAX(count, 1); names.every++)
        for (names.size = BL_SIZE_LABEL; names.size >= BL_SIZE_SMALL; names.size -= 0.5)
            if ((names.lines = names_fit(plot, slot, names.every, names.size)) > 0)
                return names;
    return (Names){.every = MAX(count, 1), .lines = 3, .size = BL_SIZE_SMALL};
}

gboolean bl_frame_suits(const BlPlot *plot, double width) {
    guint count = bl_plot_count(plot);
    double slot = (width - 40) / MAX(count, 1);
    /* widths are estimated here even when there is a canvas: the height and the drawing must agree
     */
    BlPlot estimate = *plot;
    estimate.canvas = NULL;
    if (names_fit(&estimate, slot, 1, BL_SIZE_SMALL) > 0)
        return TRUE;
    for (guint r = 0; r < count; r++)
        if (g_utf8_strlen(bl_plot_category(plot, r), -1) > SHORT_NAME)
            return FALSE;
    return TRUE;
}

static gboolean is_all_zero(const BlPlot *plot) {
    gint64 value;
    for (guint s = 0; s < plot->series->len; s++)
        for (guint r = 0; r < bl_plot_count(plot); r++)
            if (bl_plot_value(plot, r, s, &value) && value != 0)
                return FALSE;
    return !bl_plot_objective(plot, &value);
}

/* Zeros only need their line: a year that begins would be a large blank. */
double bl_frame_height(const BlPlot *plot, double width) {
    Names names = choose_names(plot, (width - 40) / MAX(bl_plot_count(plot), 1));
    double plain = is_all_zero(plot) ? 48 : CLAMP(0.22 * width + 68, 105, 200);
    return plain + HEADROOM + names_height(names.lines, names.size);
}

double bl_frame_y(const BlFrame *frame, double value) {
    double part = CLAMP(bl_axis_part(&frame->axis, value), 0, 1);
    return frame->area.y + frame->area.height * (1 - part);
}

double bl_frame_x(const BlFrame *frame, guint row) {
    return frame->area.x + frame->slot * (row + 0.5);
}

static double ticks_width(const BlPlot *plot, const BlAxis *axis) {
    double widest = 0;
    for (gint64 tick = axis->first; tick <= axis->last; tick += axis->step) {
        g_autofree char *text = bl_axis_label(axis, tick);
        widest = MAX(widest, bl_text_width(plot, text, BL_FONT_REGULAR, BL_SIZE_LABEL));
    }
    return widest;
}

static void draw_grid(BlPlot *plot, const BlFrame *frame) {
    BlRect area = frame->area;
    BlTextStyle style =
        bl_style_color(BL_FONT_REGULAR, BL_SIZE_LABEL, BL_ANCHOR_END, plot->theme->muted);
    for (gint64 tick = frame->axis.first; tick <= frame->axis.last; tick += frame->axis.step) {
        double y = bl_frame_y(frame, (double)tick);
        bl_mark_line(plot, (BlPoint){area.x, y}, (BlPoint){area.x + area.width, y},
                     plot->theme->rule, 0.6, 0);
        g_autofree char *text = bl_axis_label(&frame->axis, tick);
        bl_label_place(plot, (BlPoint){area.x - TICK_GAP, y + 0.36 * BL_SIZE_LABEL}, text, style);
    }
}

static void place_names(BlPlot *plot, const BlFrame *frame, Names names) {
    double width = name_width(frame->slot, names.every);
    double left = plot->box.x, right = plot->box.x + plot->box.width;
    BlTextStyle style =
        bl_style_color(BL_FONT_REGULAR, names.size, BL_ANCHOR_MIDDLE, plot->theme->muted);
    for (guint r = 0; r < bl_plot_count(plot); r += names.every) {
        g_autoptr(GPtrArray) lines =
            bl_text_wrap(plot, bl_plot_category(plot, r), BL_FONT_REGULAR, names.size, width, NULL);
        double half = bl_text_widest(plot, lines, BL_FONT_REGULAR, names.size) / 2;
        double x = MIN(MAX(bl_frame_x(frame, r), left + half), right - half);
        bl_label_place_lines(plot, lines, x, frame->area.y + frame->area.height + NAME_GAP, style,
                             NULL);
    }
}

void bl_frame_draw(BlPlot *plot, BlFrame *frame, BlRect rect, gint64 low, gint64 high,
                   double right_margin) {
    guint wanted = (guint)CLAMP(rect.height / 28, 1, 6);
    bl_axis_init(&frame->axis, low, high, plot->unit, wanted);
    double left = ticks_width(plot, &frame->axis) + TICK_GAP;
    double width = MAX(rect.width - left - right_margin, 10);
    Names names = choose_names(plot, width / MAX(bl_plot_count(plot), 1));
    double under = names_height(names.lines, names.size) + (low < 0 ? HEADROOM : 0);
    frame->area =
        (BlRect){rect.x + left, rect.y + HEADROOM, width, MAX(rect.height - under - HEADROOM, 1)};
    frame->slot = width / MAX(bl_plot_count(plot), 1);
    draw_grid(plot, frame);

    BlFrame shifted = *frame;
    shifted.area.height += low < 0 ? HEADROOM : 0;
    place_names(plot, &shifted, names);
    if (frame->axis.first <= 0) {
        double zero = bl_frame_y(frame, 0);
        bl_mark_line(plot, (BlPoint){frame->area.x, zero}, (BlPoint){frame->area.x + width, zero},
                     bl_color_mix(plot->theme->muted, 0xFFFFFF, 0.35), 0.7, 0);
    }
}

/* Its name is put at the right with the others when there is room, else on the line. */
void bl_frame_objective(BlPlot *plot, const BlFrame *frame, BlSideName *name) {
    gint64 objective;
    if (!bl_plot_objective(plot, &objective))
        return;
    double y = bl_frame_y(frame, (double)objective), right = frame->area.x + frame->area.width;
    BlPoint ends[] = {{frame->area.x, y}, {right, y}};
    g_array_append_vals(plot->segments, ends, 2);
    if (name != NULL) {
        name->y = y;
        return;
    }
    g_autofree char *text = bl_plot_objective_text(plot, TRUE);
    BlTextStyle style = bl_style(plot, BL_FONT_SEMIBOLD, BL_SIZE_LABEL, BL_ANCHOR_END);
    bl_label_back(bl_label_place(plot, (BlPoint){right, y - 3}, text, style),
                  BL_BACKING_UNDER_MARKS, 0xFFFFFF);
}

void bl_frame_objective_line(BlPlot *plot, const BlFrame *frame) {
    gint64 objective;
    if (!bl_plot_objective(plot, &objective))
        return;
    double y = bl_frame_y(frame, (double)objective);
    bl_mark_line(plot, (BlPoint){frame->area.x, y}, (BlPoint){frame->area.x + frame->area.width, y},
                 plot->theme->ink, 1.3, 0);
}
