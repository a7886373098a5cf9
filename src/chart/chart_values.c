/* Lines, their numbers, and what stands where a number is missing. */
#include "chart_private.h"

#define RADIUS 2.3

BlLine bl_line_init(const BlPlot *plot, const BlFrame *frame, guint series) {
    BlLine line = {.series = series, .frame = frame, .axis = frame->axis};
    const BlPlotSeries *about = bl_plot_series(plot, series);
    if (!about->is_foreign)
        return line;
    gint64 low = 0, high = 0, value;
    for (guint r = 0; r < bl_plot_count(plot); r++)
        if (bl_plot_value(plot, r, series, &value)) {
            low = MIN(low, value);
            high = MAX(high, value);
        }
    bl_axis_init(&line.axis, low, high, about->unit, 4);
    return line;
}

static gboolean point_at(const BlPlot *plot, const BlLine *line, guint row, BlPoint *point) {
    gint64 value;
    if (!bl_plot_value(plot, row, line->series, &value))
        return FALSE;
    BlFrame frame = *line->frame;
    frame.axis = line->axis;
    *point = (BlPoint){bl_frame_x(&frame, row), bl_frame_y(&frame, (double)value)};
    return TRUE;
}

void bl_line_register(BlPlot *plot, const BlLine *line) {
    for (guint r = 0; r < bl_plot_count(plot); r++) {
        BlPoint pair[2];
        if (!point_at(plot, line, r, &pair[0]))
            continue;
        BlPoint marker[] = {{pair[0].x - RADIUS - 0.7, pair[0].y},
                            {pair[0].x + RADIUS + 0.7, pair[0].y}};
        g_array_append_vals(plot->segments, marker, 2);
        if (r + 1 < bl_plot_count(plot) && point_at(plot, line, r + 1, &pair[1]))
            g_array_append_vals(plot->segments, pair, 2);
    }
}

void bl_line_draw(BlPlot *plot, const BlLine *line) {
    const BlPlotSeries *series = bl_plot_series(plot, line->series);
    guint count = bl_plot_count(plot);
    double radius = count > 24 ? 1.5 : RADIUS;
    BlPoint from, to;
    for (guint r = 0; r + 1 < count; r++)
        if (point_at(plot, line, r, &from) && point_at(plot, line, r + 1, &to))
            bl_mark_line(plot, from, to, series->color, 1.5, series->dash);
    for (guint r = 0; r < count; r++)
        if (point_at(plot, line, r, &from)) {
            gboolean alert = bl_plot_is_alert(plot, r);
            bl_mark_about(plot, r, line->series);
            bl_mark_marker(plot, series->marker, from, radius,
                           alert ? plot->theme->alert : series->color);
        }
    bl_mark_about_end(plot);
}

gboolean bl_is_notable(const BlPlot *plot, guint row, guint series) {
    gint64 mine, value;
    gboolean is_last = TRUE, is_least = TRUE, is_most = TRUE;
    if (!bl_plot_value(plot, row, series, &mine))
        return FALSE;
    for (guint r = 0; r < bl_plot_count(plot); r++)
        if (r != row && bl_plot_value(plot, r, series, &value)) {
            is_last = is_last && r < row;
            /* of equal ones, the first */
            is_least = is_least && (mine < value || (mine == value && row < r));
            is_most = is_most && (mine > value || (mine == value && row < r));
        }
    return is_last || is_least || is_most;
}

/* Lower than its neighbours: its number is better under it. */
static gboolean is_trough(const BlPlot *plot, guint row, guint series) {
    gint64 mine, other;
    if (!bl_plot_value(plot, row, series, &mine) || row == 0 || row + 1 >= bl_plot_count(plot))
        return FALSE;
    return bl_plot_value(plot, row - 1, series, &other) && other > mine &&
           bl_plot_value(plot, row + 1, series, &other) && other > mine;
}

/* Over the point, then at its sides, then under it; away from lines and columns. */
static gboolean label_point(BlPlot *plot, const BlLine *line, guint row, double size) {
    BlPoint at;
    gint64 value;
    if (!point_at(plot, line, row, &at) || !bl_plot_value(plot, row, line->series, &value))
        return TRUE;
    const BlPlotSeries *series = bl_plot_series(plot, line->series);
    gboolean alert = bl_plot_is_alert(plot, row);
    BlColor color = bl_color_readable(alert ? plot->theme->alert : series->color);
    g_autofree char *text = bl_plot_format(plot, value, series->unit);
    double up = -5, down = 5 + BL_ASCENT * size, middle = 0.36 * size;
    const struct {
        double dx, dy;
        BlAnchor anchor;
    } places[] = {
        {0, up, BL_ANCHOR_MIDDLE},    {-2, up, BL_ANCHOR_END},     {2, up, BL_ANCHOR_START},
        {0, down, BL_ANCHOR_MIDDLE},  {2, down, BL_ANCHOR_START},  {-2, down, BL_ANCHOR_END},
        {5, middle, BL_ANCHOR_START}, {-5, middle, BL_ANCHOR_END},
    };
    guint under = is_trough(plot, row, line->series) ? 3 : 0;
    for (guint n = 0; n < G_N_ELEMENTS(places); n++) {
        guint i = n < 6 ? (under + n) % 6 : n;
        /* at its side, among many points, a number could be a neighbour's */
        if (places[i].dy > up && places[i].dy < down && bl_plot_count(plot) > 12)
            continue;
        BlTextStyle style = bl_style_color(BL_FONT_SEMIBOLD, size, places[i].anchor, color);
        BlPoint base = {at.x + places[i].dx, at.y + places[i].dy};
        BlLabel *label = bl_label_place_so(plot, base, text, style,
                                           BL_PLACE_OFF_LINES | BL_PLACE_OFF_MARKS |
                                               (alert ? BL_PLACE_ALERT : BL_PLACE_PLAIN));
        bl_label_back(label, BL_BACKING_UNDER_MARKS, 0xFFFFFF);
        if (label != NULL)
            return TRUE;
    }
    return FALSE;
}

static gboolean is_chart_of_lines(const BlPlot *plot) {
    return plot->chart->kind == BL_CHART_LINES;
}

void bl_line_labels(BlPlot *plot, const BlLine *line) {
    guint before = plot->labels->len, count = bl_plot_count(plot);
    /* two lines of many points would be drowned in their numbers */
    gboolean crowded =
        count > 24 || (plot->series->len > 1 && count > 8 && is_chart_of_lines(plot));
    for (double size = BL_SIZE_LABEL; size >= BL_SIZE_SMALL && !crowded; size -= 0.5) {
        gboolean all = TRUE;
        for (guint r = 0; r < count && all; r++)
            all = label_point(plot, line, r, size);
        if (all)
            return;
        bl_label_forget(plot, before);
    }
    for (guint r = count; r-- > 0;)
        if (bl_is_notable(plot, r, line->series) || count <= 8)
            label_point(plot, line, r, BL_SIZE_LABEL - 0.5);
}

/* One « à venir » for all the periods to come, in their middle; nothing for those after the first.
 */
static gboolean coming_place(const BlPlot *plot, const BlFrame *frame, guint row, double *x) {
    guint last = row;
    if (row > 0 && bl_plot_row_is_empty(plot, row - 1))
        return FALSE;
    while (last + 1 < bl_plot_count(plot) && bl_plot_row_is_empty(plot, last + 1))
        last++;
    *x = (bl_frame_x(frame, row) + bl_frame_x(frame, last)) / 2;
    return TRUE;
}

void bl_gap_label(BlPlot *plot, const BlFrame *frame, guint row, guint series, double x) {
    gboolean coming = series == 0 && bl_plot_row_is_empty(plot, row);
    const char *text = coming ? "à venir" : bl_plot_gap_text(bl_plot_cell(plot, row, series));
    if (text == NULL || (coming && !coming_place(plot, frame, row, &x)))
        return;
    double zero =
        frame->axis.first <= 0 ? bl_frame_y(frame, 0) : frame->area.y + frame->area.height;
    BlTextStyle style =
        bl_style_color(BL_FONT_REGULAR, BL_SIZE_SMALL, BL_ANCHOR_MIDDLE, plot->theme->muted);
    /* several series may lack a number at the same place: one over the other */
    for (guint i = 0; i < 4; i++) {
        BlPoint base = {x, zero - 3 - i * BL_SIZE_SMALL * BL_LEADING};
        BlLabel *label =
            bl_label_place_so(plot, base, text, style, BL_PLACE_OFF_LINES | BL_PLACE_OFF_MARKS);
        bl_label_back(label, BL_BACKING_UNDER_MARKS, 0xFFFFFF);
        if (label != NULL)
            return;
    }
    /* between narrow columns: a small tag over their feet, since a bare gap would read as zero */
    style.size = BL_SIZE_FLOOR;
    bl_label_back(bl_label_place(plot, (BlPoint){x, zero - 2}, text, style), BL_BACKING_OVER_MARKS,
                  0xFFFFFF);
}
