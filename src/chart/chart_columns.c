/* Vertical columns, grouped by category, with lines over them. */
#include "chart_private.h"

#define WHITE 0xFFFFFFu
#define WIDEST 28.0

typedef struct {
    BlPlot *plot;
    BlFrame frame;
    guint columns; /**< series drawn as columns */
    double width;  /**< of a column */
    GArray *lines; /**< of BlLine */
} Columns;

static void range(const BlPlot *plot, gint64 *low, gint64 *high) {
    gint64 value;
    *low = *high = 0;
    if (bl_plot_objective(plot, &value)) {
        *low = MIN(*low, value);
        *high = MAX(*high, value);
    }
    for (guint s = 0; s < plot->series->len; s++)
        for (guint r = 0; r < bl_plot_count(plot); r++)
            if (!bl_plot_series(plot, s)->is_foreign && bl_plot_value(plot, r, s, &value)) {
                *low = MIN(*low, value);
                *high = MAX(*high, value);
            }
}

/* Place of a series among the columns of its group. */
static guint rank(const BlPlot *plot, guint series) {
    guint before = 0;
    for (guint s = 0; s < series; s++)
        before += !bl_plot_series(plot, s)->is_line;
    return before;
}

static double column_left(const Columns *c, guint row, guint series) {
    double group = c->columns * c->width;
    return bl_frame_x(&c->frame, row) - group / 2 + rank(c->plot, series) * c->width;
}

static BlRect column_rect(const Columns *c, guint row, guint series, gint64 value) {
    double zero = bl_frame_y(&c->frame, 0), end = bl_frame_y(&c->frame, (double)value);
    double gap = c->columns > 1 && c->width > 3 ? 0.8 : 0;
    double height = value == 0 ? 0 : MAX(ABS(zero - end), 0.6); /* a small number is not nothing */
    return (BlRect){column_left(c, row, series) + gap / 2, value < 0 ? zero : zero - height,
                    c->width - gap, height};
}

static BlColor column_color(const BlPlot *plot, guint row, guint series) {
    if (!bl_plot_is_alert(plot, row))
        return bl_plot_series(plot, series)->color;
    return bl_color_mix(plot->theme->alert, WHITE, MIN(0.25 * rank(plot, series), 0.5));
}

static void for_columns(Columns *c, void (*act)(Columns *, guint row, guint series, BlRect rect)) {
    gint64 value;
    for (guint s = 0; s < c->plot->series->len; s++)
        for (guint r = 0; r < bl_plot_count(c->plot); r++)
            if (!bl_plot_series(c->plot, s)->is_line && bl_plot_value(c->plot, r, s, &value))
                act(c, r, s, column_rect(c, r, s, value));
}

static void register_column(Columns *c, guint row, guint series, BlRect rect) {
    (void)row;
    (void)series;
    g_array_append_val(c->plot->marks, rect);
}

static void draw_column(Columns *c, guint row, guint series, BlRect rect) {
    BlHatch hatch = c->columns > 1 ? (BlHatch)(rank(c->plot, series) % 5) : BL_HATCH_NONE;
    bl_mark_about(c->plot, row, series);
    bl_mark_rect(c->plot, rect, column_color(c->plot, row, series), hatch);
    bl_mark_about_end(c->plot);
}

static gboolean label_inside(Columns *c, guint row, guint series, BlRect rect, const char *text,
                             double size) {
    if (rect.height < size * 1.7 ||
        bl_text_width(c->plot, text, BL_FONT_SEMIBOLD, size) > rect.width - 1)
        return FALSE;
    BlColor fill = column_color(c->plot, row, series);
    BlTextStyle style = bl_style_color(BL_FONT_SEMIBOLD, size, BL_ANCHOR_MIDDLE,
                                       bl_color_over(c->plot->theme, fill));
    for (double down = 2.5; down + size < rect.height && down < 16; down += 3) {
        BlPoint base = {rect.x + rect.width / 2, rect.y + down + BL_ASCENT * size};
        BlLabel *label = bl_label_place_so(c->plot, base, text, style, BL_PLACE_OFF_LINES);
        bl_label_back(label, c->columns > 1 ? BL_BACKING_OVER_MARKS : BL_BACKING_NONE, fill);
        if (label != NULL)
            return TRUE;
    }
    return FALSE;
}

static gboolean label_beyond(Columns *c, guint row, guint series, BlRect rect, const char *text,
                             double size) {
    gint64 value = 0;
    bl_plot_value(c->plot, row, series, &value);
    gboolean alert = bl_plot_is_alert(c->plot, row);
    BlColor color = alert ? c->plot->theme->alert : c->plot->theme->ink;
    BlTextStyle style = bl_style_color(BL_FONT_SEMIBOLD, size, BL_ANCHOR_MIDDLE, color);
    double y = value < 0 ? rect.y + rect.height + 2 + BL_ASCENT * size : rect.y - 2.5;
    gboolean mark = alert && rank(c->plot, series) == 0;
    BlLabel *label =
        bl_label_place_so(c->plot, (BlPoint){rect.x + rect.width / 2, y}, text, style,
                          BL_PLACE_OFF_LINES | BL_PLACE_OFF_MARKS | (mark ? BL_PLACE_ALERT : 0));
    bl_label_back(label, BL_BACKING_UNDER_MARKS, WHITE);
    return label != NULL;
}

/* Under a line, numbers go in the columns: the space over them is the line's. */
static gboolean label_column(Columns *c, guint row, guint series, double size) {
    gint64 value;
    if (bl_plot_series(c->plot, series)->is_line || !bl_plot_value(c->plot, row, series, &value))
        return TRUE;
    g_autofree char *text = bl_plot_format(c->plot, value, c->plot->unit);
    BlRect rect = column_rect(c, row, series, value);
    if (c->lines->len > 0 && label_inside(c, row, series, rect, text, size))
        return TRUE;
    return label_beyond(c, row, series, rect, text, size) ||
           (c->lines->len == 0 && label_inside(c, row, series, rect, text, size));
}

/* All the numbers, or only those worth it: some at random would look like an accident. */
static void label_columns(Columns *c) {
    BlPlot *plot = c->plot;
    guint before = plot->labels->len, count = bl_plot_count(plot);
    for (double size = BL_SIZE_LABEL; size > BL_SIZE_FLOOR; size -= 0.5) {
        gboolean all = TRUE;
        for (guint r = 0; r < count && all; r++)
            for (guint s = 0; s < plot->series->len && all; s++)
                all = label_column(c, r, s, size);
        if (all)
            return;
        bl_label_forget(plot, before);
    }
    for (guint r = count; r-- > 0;)
        for (guint s = 0; s < plot->series->len; s++)
            if (bl_is_notable(plot, r, s))
                label_column(c, r, s, BL_SIZE_LABEL - 0.5);
}

static void layout(Columns *c, BlRect rect, GArray *names) {
    BlPlot *plot = c->plot;
    gint64 low, high, objective;
    range(plot, &low, &high);
    if (bl_plot_objective(plot, &objective)) {
        g_autofree char *text = bl_plot_objective_text(plot, TRUE);
        bl_side_add(names, 0, plot->theme->ink, text);
    }
    double margin = bl_side_layout(plot, names, rect.width * 0.2, rect.height - 20);
    bl_frame_draw(plot, &c->frame, rect, low, high, margin > 0 ? margin + 5 : 0);
    for (guint s = 0; s < plot->series->len; s++)
        c->columns += !bl_plot_series(plot, s)->is_line;
    double part = c->columns > 1 ? 0.78 : 0.6;
    c->width = MIN(c->frame.slot * part / MAX(c->columns, 1), WIDEST);
    bl_frame_objective(plot, &c->frame, margin > 0 ? &g_array_index(names, BlSideName, 0) : NULL);
    if (margin > 0)
        bl_side_place(plot, names, c->frame.area.x + c->frame.area.width + 5, rect.y,
                      c->frame.area.y + c->frame.area.height);
}

static void place_texts(Columns *c) {
    BlPlot *plot = c->plot;
    for_columns(c, register_column);
    for (guint s = 0; s < plot->series->len; s++)
        if (bl_plot_series(plot, s)->is_line) {
            BlLine line = bl_line_init(plot, &c->frame, s);
            g_array_append_val(c->lines, line);
            bl_line_register(plot, &line);
        }
    for (guint i = 0; i < c->lines->len; i++)
        bl_line_labels(plot, &g_array_index(c->lines, BlLine, i));
    label_columns(c);
    for (guint r = 0; r < bl_plot_count(plot); r++)
        for (guint s = 0; s < plot->series->len; s++) {
            gboolean line = bl_plot_series(plot, s)->is_line;
            bl_gap_label(plot, &c->frame, r, s,
                         line ? bl_frame_x(&c->frame, r) : column_left(c, r, s) + c->width / 2);
        }
}

void bl_columns_draw(BlPlot *plot, BlRect rect) {
    Columns c = {.plot = plot, .lines = g_array_new(FALSE, FALSE, sizeof(BlLine))};
    GArray *names = bl_side_new();
    double legend = bl_legend(plot, rect, TRUE);
    rect = (BlRect){rect.x, rect.y + legend, rect.width, rect.height - legend};
    layout(&c, rect, names);
    place_texts(&c);
    bl_label_draw_backings(plot, BL_BACKING_UNDER_MARKS);
    for_columns(&c, draw_column);
    bl_frame_objective_line(plot, &c.frame);
    for (guint i = 0; i < c.lines->len; i++)
        bl_line_draw(plot, &g_array_index(c.lines, BlLine, i));
    g_array_unref(c.lines);
    g_array_unref(names);
}
