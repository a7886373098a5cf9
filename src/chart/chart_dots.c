/* Dot plot: a place a row, its rate on a common axis, 100 % marked. */
#include "chart_private.h"

#define WHITE 0xFFFFFFu
#define WHOLE 1000000 /* 100 % */
#define LANE 17.0     /* over the rows: the axis */
#define FOOT 12.0     /* under them: the name of the objective */
#define NAME_GAP 10.0
#define RADIUS 3.1

typedef struct {
    BlPlot *plot;
    BlRows rows;
    BlAxis axis;
    double left, right, top, bottom;
    double label, radius;
} Dots;

static void init_rows(BlRows *rows, const BlPlot *plot, double width) {
    guint count = bl_plot_count(plot);
    double pitch = count <= 15 ? 15 : count <= 30 ? 13 : 10.8;
    bl_rows_init(rows, plot, width, 8, pitch - 8.2);
    if (!rows->is_above) /* one line of text is higher than a dot: the pitch holds for both */
        rows->gap = MAX(pitch - MAX(bl_label_height(rows->size, 1), 8), 2);
}

double bl_dots_height(const BlPlot *plot, double width) {
    BlRows rows;
    gint64 objective;
    init_rows(&rows, plot, width);
    double height = LANE + bl_rows_height(&rows) + (bl_plot_objective(plot, &objective) ? FOOT : 2);
    bl_rows_dispose(&rows);
    return height;
}

/* Figures of another unit, in a column at the right: « 1 391 / 1 430 ». @return the caller's */
static char *aside(const BlPlot *plot, guint row) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint s = 0; s < plot->series->len; s++) {
        const BlPlotSeries *series = bl_plot_series(plot, s);
        if (!series->is_foreign)
            continue;
        gint64 value;
        const char *gap = bl_plot_gap_text(bl_plot_cell(plot, row, s));
        g_autofree char *number =
            bl_plot_value(plot, row, s, &value) ? bl_plot_format(plot, value, series->unit) : NULL;
        g_string_append_printf(text, "%s%s", text->len > 0 ? " / " : "",
                               number != NULL ? number
                               : gap != NULL  ? gap
                                              : "–");
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static double aside_width(const BlPlot *plot, double size) {
    double widest = 0;
    for (guint r = 0; r < bl_plot_count(plot); r++) {
        g_autofree char *text = aside(plot, r);
        widest = MAX(widest, bl_text_width(plot, text, BL_FONT_REGULAR, size));
    }
    return widest;
}

static void make_axis(Dots *d, double width) {
    BlPlot *plot = d->plot;
    gboolean rate = plot->unit == BL_UNIT_RATE, any = FALSE;
    gint64 low = 0, high = 0, value;
    for (guint s = 0; s < plot->series->len; s++)
        for (guint r = 0; r < bl_plot_count(plot); r++)
            if (!bl_plot_series(plot, s)->is_foreign && bl_plot_value(plot, r, s, &value)) {
                low = any ? MIN(low, value) : value;
                high = any ? MAX(high, value) : value;
                any = TRUE;
            }
    if (bl_plot_objective(plot, &value)) {
        low = any ? MIN(low, value) : 0;
        high = any ? MAX(high, value) : value;
    }
    high = rate ? MAX(high, WHOLE) : MAX(high, 0);
    /* a dot is read by its place, not its length: the axis may begin where the places do */
    if (low > 0 && (!rate || low < 2 * WHOLE / 5))
        low = 0;
    bl_axis_init(&d->axis, low, high, plot->unit, (guint)CLAMP(width / 45, 2, 8));
}

static double x_at(const Dots *d, double value) {
    return d->left + CLAMP(bl_axis_part(&d->axis, value), 0, 1) * (d->right - d->left);
}

static double number_width(const Dots *d, gint64 value, gboolean alert) {
    g_autofree char *text = bl_plot_format(d->plot, value, d->plot->unit);
    return d->radius + 3.5 + (alert ? 1.2 * d->label : 0) +
           bl_text_width(d->plot, text, BL_FONT_SEMIBOLD, d->label);
}

/* With several dots in a row, the leftmost has its number at its left: away from the names. */
static double room_at_left(const Dots *d, double length) {
    const BlPlot *plot = d->plot;
    double room = 0;
    gint64 value;
    guint drawn = 0;
    for (guint s = 0; s < plot->series->len; s++)
        drawn += bl_plot_series(plot, s)->is_foreign ? 0 : 1;
    for (guint s = 0; drawn > 1 && s < plot->series->len; s++)
        for (guint r = 0; r < bl_plot_count(plot); r++)
            if (!bl_plot_series(plot, s)->is_foreign && bl_plot_value(plot, r, s, &value))
                room = MAX(room, number_width(d, value, FALSE) -
                                     0.8 * length * bl_axis_part(&d->axis, (double)value));
    return MIN(room, length / 4);
}

/* The axis is as long as lets every number stand at the right of its dot. */
static void measure(Dots *d, BlRect rect) {
    BlPlot *plot = d->plot;
    double beside = aside_width(plot, d->label);
    double limit = rect.x + rect.width - (beside > 0 ? beside + 10 : 0);
    gint64 value;
    d->left = rect.x + (d->rows.is_above ? 0 : d->rows.label_width + NAME_GAP) + d->radius;
    make_axis(d, limit - d->left);
    d->left += room_at_left(d, limit - d->left);
    double length = limit - d->left - 12;
    for (guint s = 0; s < plot->series->len; s++)
        for (guint r = 0; r < bl_plot_count(plot); r++) {
            if (bl_plot_series(plot, s)->is_foreign || !bl_plot_value(plot, r, s, &value))
                continue;
            double part = bl_axis_part(&d->axis, (double)value);
            double room = limit - d->left - number_width(d, value, bl_plot_is_alert(plot, r));
            if (part > 0)
                length = MIN(length, room / part);
        }
    d->right = d->left + MAX(length, 10);
}

static void draw_tick(Dots *d, gint64 tick, BlFont font, BlColor text_color, BlColor color,
                      double width) {
    double x = x_at(d, (double)tick);
    g_autofree char *text = bl_axis_label(&d->axis, tick);
    BlTextStyle style = bl_style_color(font, BL_SIZE_LABEL, BL_ANCHOR_MIDDLE, text_color);
    double half = bl_text_width(d->plot, text, font, BL_SIZE_LABEL) / 2;
    double right = d->plot->box.x + d->plot->box.width;
    double middle = MAX(MIN(x, right - half), d->plot->box.x + half);
    /* a tick without its number would be a riddle: both or none */
    if (bl_label_place(d->plot, (BlPoint){middle, d->top - 8.5}, text, style) != NULL)
        bl_mark_line(d->plot, (BlPoint){x, d->top - 4}, (BlPoint){x, d->bottom}, color, width, 0);
}

static void draw_axis(Dots *d) {
    BlPlot *plot = d->plot;
    const BlTheme *theme = plot->theme;
    gboolean whole = plot->unit == BL_UNIT_RATE;
    /* first the mark that must be named */
    if (whole)
        draw_tick(d, WHOLE, BL_FONT_SEMIBOLD, theme->ink, theme->ink, 1.3);
    for (gint64 tick = d->axis.first; tick <= d->axis.last; tick += d->axis.step)
        if (!whole || tick != WHOLE)
            draw_tick(d, tick, BL_FONT_REGULAR, theme->muted, theme->rule, 0.6);
}

static void draw_objective(Dots *d) {
    BlPlot *plot = d->plot;
    gint64 objective;
    if (!bl_plot_objective(plot, &objective))
        return;
    BlColor color = bl_color_readable(bl_color_series(plot->theme, 1));
    double x = x_at(d, (double)objective);
    bl_mark_line(plot, (BlPoint){x, d->top - 4}, (BlPoint){x, d->bottom + 1}, color, 1.1, 0);
    g_autofree char *text = bl_plot_objective_text(plot, TRUE);
    BlTextStyle style = bl_style_color(BL_FONT_SEMIBOLD, BL_SIZE_LABEL, BL_ANCHOR_MIDDLE, color);
    double half = bl_text_width(plot, text, style.font, style.size) / 2;
    double right = plot->box.x + plot->box.width;
    x = MAX(MIN(x, right - half), plot->box.x + half);
    bl_label_place(plot, (BlPoint){x, d->bottom + 3 + BL_ASCENT * BL_SIZE_LABEL}, text, style);
}

static void label_gap(Dots *d, guint row, guint series, double y) {
    const char *gap = bl_plot_gap_text(bl_plot_cell(d->plot, row, series));
    BlTextStyle style =
        bl_style_color(BL_FONT_REGULAR, d->label, BL_ANCHOR_START, d->plot->theme->muted);
    if (gap != NULL)
        bl_label_back(
            bl_label_place(d->plot, (BlPoint){d->left + 4, y + 0.36 * d->label}, gap, style),
            BL_BACKING_UNDER_MARKS, WHITE);
}

static void label_dot(Dots *d, guint row, guint series, double y, gboolean prefers_left) {
    BlPlot *plot = d->plot;
    gint64 value = 0;
    bl_plot_value(plot, row, series, &value);
    gboolean alert = bl_plot_is_alert(plot, row);
    BlColor color =
        bl_color_readable(alert ? plot->theme->alert : bl_plot_series(plot, series)->color);
    double away = d->radius + 3.5, x = x_at(d, (double)value);
    g_autofree char *text = bl_plot_format(plot, value, plot->unit);
    for (guint try = 0; try < 2; try++) {
        gboolean at_right = prefers_left == (try == 1);
        BlTextStyle style = bl_style_color(BL_FONT_SEMIBOLD, d->label,
                                           at_right ? BL_ANCHOR_START : BL_ANCHOR_END, color);
        BlPoint base = {x + (at_right ? away : -away), y + 0.36 * d->label};
        guint how = BL_PLACE_OFF_MARKS | (alert && at_right ? BL_PLACE_ALERT : 0);
        BlLabel *label = bl_label_place_so(plot, base, text, style, how);
        bl_label_back(label, BL_BACKING_UNDER_MARKS, WHITE);
        if (label != NULL)
            return;
    }
}

/* Of several dots in a row, the rightmost is named at its right and the leftmost at its left; the
 * others take the room that is left. */
static void label_row(Dots *d, guint row, double y) {
    const BlPlot *plot = d->plot;
    guint count = plot->series->len, most = count, least = count;
    gint64 value, high = 0, low = 0;
    for (guint s = 0; s < count; s++) {
        if (bl_plot_series(plot, s)->is_foreign)
            continue;
        label_gap(d, row, s, y);
        if (!bl_plot_value(plot, row, s, &value))
            continue;
        if (most == count || value > high) {
            most = s;
            high = value;
        }
        if (least == count || value <= low) {
            least = s;
            low = value;
        }
    }
    if (most < count)
        label_dot(d, row, most, y, FALSE);
    if (least < count && least != most)
        label_dot(d, row, least, y, TRUE);
    for (guint s = 0; s < count; s++)
        if (s != most && s != least && !bl_plot_series(plot, s)->is_foreign &&
            bl_plot_value(plot, row, s, &value))
            label_dot(d, row, s, y, TRUE);
}

static void register_dots(Dots *d, guint row, double y) {
    gint64 value;
    for (guint s = 0; s < d->plot->series->len; s++)
        if (!bl_plot_series(d->plot, s)->is_foreign && bl_plot_value(d->plot, row, s, &value)) {
            double x = x_at(d, (double)value), r = d->radius;
            BlRect rect = {x - r, y - r, 2 * r, 2 * r};
            g_array_append_val(d->plot->marks, rect);
        }
}

static void draw_dots(Dots *d, guint row, double y) {
    BlPlot *plot = d->plot;
    gint64 value;
    for (guint s = plot->series->len; s-- > 0;) {
        const BlPlotSeries *series = bl_plot_series(plot, s);
        if (series->is_foreign || !bl_plot_value(plot, row, s, &value))
            continue;
        bl_mark_about(plot, row, s);
        bl_mark_marker(plot, series->marker, (BlPoint){x_at(d, (double)value), y},
                       s == 0 ? d->radius : d->radius * 0.85,
                       bl_plot_is_alert(plot, row) ? plot->theme->alert : series->color);
    }
    bl_mark_about_end(plot);
}

static void draw_rows(Dots *d, BlRect rect) {
    BlPlot *plot = d->plot;
    double *middles = g_new0(double, bl_plot_count(plot) + 1), top = d->top;
    BlTextStyle style =
        bl_style_color(BL_FONT_REGULAR, d->label, BL_ANCHOR_END, plot->theme->muted);
    BlRect names = {rect.x, d->top, d->rows.label_width + 4, d->bottom - d->top};
    if (!d->rows.is_above)
        g_array_append_val(plot->marks, names); /* numbers keep away from them */
    for (guint r = 0; r < bl_plot_count(plot); r++) {
        middles[r] = bl_rows_next(&d->rows, plot, r, rect.x, &top) + d->rows.body / 2;
        register_dots(d, r, middles[r]);
        bl_mark_line(plot, (BlPoint){d->left, middles[r]}, (BlPoint){d->right, middles[r]},
                     plot->theme->rule, 0.6, 0);
        g_autofree char *text = aside(plot, r);
        if (*text != '\0')
            bl_label_place(plot, (BlPoint){rect.x + rect.width, middles[r] + 0.36 * d->label}, text,
                           style);
    }
    draw_axis(d);
    draw_objective(d);
    for (guint r = 0; r < bl_plot_count(plot); r++)
        label_row(d, r, middles[r]);
    bl_label_draw_backings(plot, BL_BACKING_UNDER_MARKS);
    for (guint r = 0; r < bl_plot_count(plot); r++)
        draw_dots(d, r, middles[r]);
    g_free(middles);
}

void bl_dots_draw(BlPlot *plot, BlRect rect) {
    Dots d = {.plot = plot};
    gint64 objective;
    double legend = bl_legend(plot, rect, TRUE);
    rect = (BlRect){rect.x, rect.y + legend, rect.width, rect.height - legend};
    double foot = bl_plot_objective(plot, &objective) ? FOOT : 2;
    d.top = rect.y + LANE;
    init_rows(&d.rows, plot, rect.width);
    bl_rows_fit(&d.rows, MAX(rect.height - LANE - foot, 1));
    double pitch = d.rows.body + d.rows.gap;
    d.label = MIN(BL_SIZE_LABEL, pitch * 0.75);
    d.radius = MIN(RADIUS, d.rows.body * 0.4);
    d.bottom = d.top + bl_rows_height(&d.rows) - d.rows.gap / 2;
    measure(&d, rect);
    draw_rows(&d, rect);
    bl_rows_dispose(&d.rows);
}
