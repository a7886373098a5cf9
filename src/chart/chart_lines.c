/* Lines, one a series, named at their end. */
#include "chart_private.h"

/* The axis holds zero, unless the numbers are close together far above it. */
static void range(const BlPlot *plot, gint64 *low, gint64 *high) {
    gint64 value;
    gboolean any = FALSE;
    *low = *high = 0;
    for (guint s = 0; s < plot->series->len; s++)
        for (guint r = 0; r < bl_plot_count(plot); r++)
            if (!bl_plot_series(plot, s)->is_foreign && bl_plot_value(plot, r, s, &value)) {
                *low = any ? MIN(*low, value) : value;
                *high = any ? MAX(*high, value) : value;
                any = TRUE;
            }
    if (bl_plot_objective(plot, &value)) {
        *low = any ? MIN(*low, value) : 0;
        *high = any ? MAX(*high, value) : value;
    }
    if (*low > 0 && (*low == *high || *high - *low > *high / 3))
        *low = 0;
    if (*low < 0)
        *high = MAX(*high, 0);
}

/* Height of the last point of a line. */
static double end_of(const BlPlot *plot, const BlLine *line) {
    BlFrame frame = *line->frame;
    frame.axis = line->axis;
    gint64 value;
    for (guint r = bl_plot_count(plot); r-- > 0;)
        if (bl_plot_value(plot, r, line->series, &value))
            return bl_frame_y(&frame, (double)value);
    return frame.area.y + frame.area.height;
}

static guint add_names(BlPlot *plot, GArray *names) {
    gint64 objective;
    guint series = plot->series->len >= 2 ? plot->series->len : 0;
    for (guint s = 0; s < series; s++) {
        const BlPlotSeries *about = bl_plot_series(plot, s);
        bl_side_add(names, 0, about->color, about->title != NULL ? about->title : "");
    }
    if (bl_plot_objective(plot, &objective)) {
        g_autofree char *text = bl_plot_objective_text(plot, TRUE);
        bl_side_add(names, 0, plot->theme->ink, text);
    }
    return series;
}

static void draw_lines(BlPlot *plot, GArray *lines, const BlFrame *frame) {
    for (guint s = 0; s < lines->len; s++)
        bl_line_labels(plot, &g_array_index(lines, BlLine, s));
    for (guint s = 0; s < lines->len; s++)
        for (guint r = 0; r < bl_plot_count(plot); r++)
            bl_gap_label(plot, frame, r, s, bl_frame_x(frame, r));
    bl_label_draw_backings(plot, BL_BACKING_UNDER_MARKS);
    bl_frame_objective_line(plot, frame);
    for (guint s = lines->len; s-- > 0;)
        bl_line_draw(plot, &g_array_index(lines, BlLine, s));
}

void bl_lines_draw(BlPlot *plot, BlRect rect) {
    GArray *names = bl_side_new();
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(BlLine));
    BlFrame frame;
    gint64 low, high;
    range(plot, &low, &high);
    guint named = add_names(plot, names);
    double margin = bl_side_layout(plot, names, rect.width * 0.24, rect.height * 0.7);
    double legend = bl_legend(plot, rect, margin <= 0);
    rect = (BlRect){rect.x, rect.y + legend, rect.width, rect.height - legend};
    bl_frame_draw(plot, &frame, rect, low, high, margin > 0 ? margin + 6 : 0);
    for (guint s = 0; s < plot->series->len; s++) {
        BlLine line = bl_line_init(plot, &frame, s);
        g_array_append_val(lines, line);
        bl_line_register(plot, &line);
        if (margin > 0 && s < named)
            g_array_index(names, BlSideName, s).y = end_of(plot, &line);
    }
    bl_frame_objective(plot, &frame,
                       margin > 0 && names->len > named ? &g_array_index(names, BlSideName, named)
                                                        : NULL);
    if (margin > 0)
        bl_side_place(plot, names, frame.area.x + frame.area.width + 6, rect.y,
                      frame.area.y + frame.area.height);
    draw_lines(plot, lines, &frame);
    g_array_unref(lines);
    g_array_unref(names);
}
