/* Vertical stacked columns, with the total over each when every part is known. */
#include "chart_private.h"

#include <string.h>

#define WHITE 0xFFFFFFu
#define WIDEST 34.0

typedef struct {
    BlPlot *plot;
    BlFrame frame;
    double width;
} Stacks;

typedef struct {
    gint64 up, down; /**< sums of the parts over and under zero */
    gboolean is_known;
} Stack;

static Stack stack_of(const BlPlot *plot, guint row) {
    Stack stack = {.is_known = TRUE};
    gint64 value;
    for (guint s = 0; s < plot->series->len; s++) {
        if (bl_plot_series(plot, s)->is_foreign)
            continue;
        if (!bl_plot_value(plot, row, s, &value))
            stack.is_known = stack.is_known && bl_plot_gap_text(bl_plot_cell(plot, row, s)) == NULL;
        else if (value >= 0)
            stack.up = MIN(stack.up + value, G_GINT64_CONSTANT(2000000000000000000));
        else
            stack.down = MAX(stack.down + value, G_GINT64_CONSTANT(-2000000000000000000));
    }
    return stack;
}

static void range(const BlPlot *plot, gint64 *low, gint64 *high) {
    gint64 value;
    *low = *high = 0;
    for (guint r = 0; r < bl_plot_count(plot); r++) {
        Stack stack = stack_of(plot, r);
        *low = MIN(*low, stack.down);
        *high = MAX(*high, stack.up);
    }
    if (bl_plot_objective(plot, &value)) {
        *low = MIN(*low, value);
        *high = MAX(*high, value);
    }
}

/* The number of a part: in it, else beside it when the gap between two stacks allows. */
static void label_part(Stacks *k, BlRect rect, BlColor fill, const char *text) {
    const double size = BL_SIZE_LABEL - 0.5;
    BlPoint middle = {rect.x + rect.width / 2, rect.y + rect.height / 2 + 0.36 * size};
    if (rect.height >= size * 1.25 &&
        bl_text_width(k->plot, text, BL_FONT_SEMIBOLD, size) <= rect.width - 1) {
        BlTextStyle style = bl_style_color(BL_FONT_SEMIBOLD, size, BL_ANCHOR_MIDDLE,
                                           bl_color_over(k->plot->theme, fill));
        BlLabel *label = bl_label_place_so(k->plot, middle, text, style, BL_PLACE_OFF_LINES);
        bl_label_back(label, BL_BACKING_OVER_MARKS, fill);
        if (label != NULL)
            return;
    }
    if (bl_text_width(k->plot, text, BL_FONT_SEMIBOLD, size) + 5 > k->frame.slot - k->width)
        return;
    BlTextStyle beside =
        bl_style_color(BL_FONT_SEMIBOLD, size, BL_ANCHOR_START, bl_color_readable(fill));
    BlLabel *label = bl_label_place_so(k->plot, (BlPoint){rect.x + rect.width + 2.5, middle.y},
                                       text, beside, BL_PLACE_OFF_LINES | BL_PLACE_OFF_MARKS);
    bl_label_back(label, BL_BACKING_UNDER_MARKS, WHITE);
}

typedef void (*PartAction)(Stacks *, BlRect rect, const BlPlotSeries *series, const char *text);

static void for_parts(Stacks *k, PartAction act) {
    BlPlot *plot = k->plot;
    gint64 value;
    for (guint r = 0; r < bl_plot_count(plot); r++) {
        double up = 0, down = 0;
        for (guint s = 0; s < plot->series->len; s++) {
            const BlPlotSeries *series = bl_plot_series(plot, s);
            if (series->is_foreign || !bl_plot_value(plot, r, s, &value) || value == 0)
                continue;
            double *base = value > 0 ? &up : &down;
            double from = bl_frame_y(&k->frame, *base);
            *base += (double)value;
            double to = bl_frame_y(&k->frame, *base);
            BlRect rect = {bl_frame_x(&k->frame, r) - k->width / 2, MIN(from, to), k->width,
                           ABS(to - from)};
            g_autofree char *text = bl_plot_format(plot, value, series->unit);
            bl_mark_about(plot, r, s);
            act(k, rect, series, text);
        }
    }
    bl_mark_about_end(plot);
}

static void register_part(Stacks *k, BlRect rect, const BlPlotSeries *series, const char *text) {
    (void)series;
    (void)text;
    g_array_append_val(k->plot->marks, rect);
}

static void place_part(Stacks *k, BlRect rect, const BlPlotSeries *series, const char *text) {
    label_part(k, rect, series->color, text);
}

static void draw_part(Stacks *k, BlRect rect, const BlPlotSeries *series, const char *text) {
    (void)text;
    /* a thin white rule between parts */
    double air = rect.height > 2 ? 0.6 : 0;
    rect.height -= air;
    bl_mark_rect(k->plot, rect, series->color, series->hatch);
}

static gboolean label_total(Stacks *k, guint row, double size) {
    BlPlot *plot = k->plot;
    Stack stack = stack_of(plot, row);
    if (!stack.is_known || bl_plot_row_is_empty(plot, row))
        return TRUE;
    gboolean alert = bl_plot_is_alert(plot, row);
    double top = bl_frame_y(&k->frame, (double)stack.up);
    g_autofree char *text = bl_plot_format(plot, stack.up + stack.down, plot->unit);
    BlTextStyle style = bl_style_color(BL_FONT_BOLD, size, BL_ANCHOR_MIDDLE,
                                       alert ? plot->theme->alert : plot->theme->ink);
    BlLabel *label =
        bl_label_place_so(plot, (BlPoint){bl_frame_x(&k->frame, row), top - 2.5}, text, style,
                          BL_PLACE_OFF_LINES | BL_PLACE_OFF_MARKS | (alert ? BL_PLACE_ALERT : 0));
    bl_label_back(label, BL_BACKING_UNDER_MARKS, WHITE);
    return label != NULL;
}

/* All the totals, or the last and the extremes of the first series when there is no room. */
static void label_totals(Stacks *k) {
    BlPlot *plot = k->plot;
    guint before = plot->labels->len, count = bl_plot_count(plot);
    for (double size = BL_SIZE_LABEL; size > BL_SIZE_FLOOR; size -= 0.5) {
        gboolean all = TRUE;
        for (guint r = 0; r < count && all; r++)
            all = label_total(k, r, size);
        if (all)
            return;
        bl_label_forget(plot, before);
    }
    for (guint r = count; r-- > 0;)
        if (bl_is_notable(plot, r, 0))
            label_total(k, r, BL_SIZE_LABEL - 0.5);
}

/* A part held back or missing is named over the stack, which is then no total. */
static void label_gaps(Stacks *k, guint row) {
    BlPlot *plot = k->plot;
    if (bl_plot_row_is_empty(plot, row)) {
        bl_gap_label(plot, &k->frame, row, 0, bl_frame_x(&k->frame, row));
        return;
    }
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint s = 0; s < plot->series->len; s++) {
        const char *gap = bl_plot_gap_text(bl_plot_cell(plot, row, s));
        if (gap != NULL && strstr(text->str, gap) == NULL)
            g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", gap);
    }
    double top = bl_frame_y(&k->frame, (double)stack_of(plot, row).up);
    BlTextStyle style =
        bl_style_color(BL_FONT_REGULAR, BL_SIZE_SMALL, BL_ANCHOR_MIDDLE, plot->theme->muted);
    if (text->len > 0)
        bl_label_place(plot, (BlPoint){bl_frame_x(&k->frame, row), top - 2.5}, text->str, style);
}

static void layout(Stacks *k, BlRect rect) {
    BlPlot *plot = k->plot;
    GArray *names = bl_side_new();
    gint64 low, high, objective;
    range(plot, &low, &high);
    if (bl_plot_objective(plot, &objective)) {
        g_autofree char *text = bl_plot_objective_text(plot, TRUE);
        bl_side_add(names, 0, plot->theme->ink, text);
    }
    double margin = bl_side_layout(plot, names, rect.width * 0.2, rect.height - 20);
    bl_frame_draw(plot, &k->frame, rect, low, high, margin > 0 ? margin + 5 : 0);
    k->width = MIN(k->frame.slot * 0.6, WIDEST);
    bl_frame_objective(plot, &k->frame, margin > 0 ? &g_array_index(names, BlSideName, 0) : NULL);
    if (margin > 0)
        bl_side_place(plot, names, k->frame.area.x + k->frame.area.width + 5, rect.y,
                      k->frame.area.y + k->frame.area.height);
    g_array_unref(names);
}

void bl_stacked_draw(BlPlot *plot, BlRect rect) {
    Stacks k = {.plot = plot};
    double legend = bl_legend(plot, rect, TRUE);
    layout(&k, (BlRect){rect.x, rect.y + legend, rect.width, rect.height - legend});
    for_parts(&k, register_part);
    for (guint r = 0; r < bl_plot_count(plot); r++)
        label_gaps(&k, r);
    label_totals(&k);
    if (plot->series->len > 1) /* of one part, the total is the number */
        for_parts(&k, place_part);
    bl_label_draw_backings(plot, BL_BACKING_UNDER_MARKS);
    for_parts(&k, draw_part);
    bl_frame_objective_line(plot, &k.frame);
}
