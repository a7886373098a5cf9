/* Horizontal bars: a row a category, the number at the end of the bar, no axis to read. */
#include "chart_private.h"

#define WHITE 0xFFFFFFu
#define LANE 13.0 /* over the rows, for the name of the objective */
#define NAME_GAP 8.0

typedef struct {
    BlPlot *plot;
    BlRows rows;
    guint drawn; /**< series drawn as bars; the others are marks, or numbers of another unit */
    double left, right, top, bottom;
    gint64 low, high;
    double bar; /**< thickness */
    double label;
} Bars;

static gboolean is_bar(const BlPlot *plot, guint series) {
    const BlPlotSeries *about = bl_plot_series(plot, series);
    return !about->is_foreign && !about->is_mark;
}

static guint count_drawn(const BlPlot *plot) {
    guint drawn = 0;
    for (guint s = 0; s < plot->series->len; s++)
        drawn += is_bar(plot, s) ? 1 : 0;
    return MAX(drawn, 1);
}

static double thickness(guint rows, guint drawn) {
    if (drawn > 1)
        return rows <= 15 ? 7.2 : 6.4;
    return rows <= 12 ? 9 : rows <= 30 ? 7.5 : 6;
}

static void init_rows(BlRows *rows, const BlPlot *plot, double width) {
    guint count = bl_plot_count(plot), drawn = count_drawn(plot);
    double gap = count <= 12 ? 7.5 : count <= 30 ? 5.5 : 4;
    bl_rows_init(rows, plot, width, drawn * thickness(count, drawn), gap);
}

double bl_bars_height(const BlPlot *plot, double width) {
    BlRows rows;
    gint64 objective;
    init_rows(&rows, plot, width);
    double height = bl_rows_height(&rows) + (bl_plot_objective(plot, &objective) ? LANE : 0);
    bl_rows_dispose(&rows);
    return height;
}

/* What was to be reached and numbers of another unit follow the first bar: « 5 821 / 8 900 · 65 %
 * ».
 * @return the caller's, or NULL */
static char *aside(const BlPlot *plot, guint row) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint s = 0; s < plot->series->len; s++) {
        const BlPlotSeries *series = bl_plot_series(plot, s);
        if (is_bar(plot, s))
            continue;
        gint64 value;
        const char *gap = bl_plot_gap_text(bl_plot_cell(plot, row, s));
        g_autofree char *number =
            bl_plot_value(plot, row, s, &value) ? bl_plot_format(plot, value, series->unit) : NULL;
        if (number != NULL || gap != NULL)
            g_string_append_printf(text, "%s" BL_NBSP "%s ", series->is_mark ? "/" : "·",
                                   number != NULL ? number : gap);
    }
    g_string_truncate(text, text->len > 0 ? text->len - 1 : 0);
    return text->len > 0 ? g_string_free(g_steal_pointer(&text), FALSE) : NULL;
}

static char *number_at(const BlPlot *plot, guint row, guint series) {
    gint64 value;
    if (bl_plot_value(plot, row, series, &value))
        return bl_plot_format(plot, value, plot->unit);
    return g_strdup(bl_plot_gap_text(bl_plot_cell(plot, row, series)));
}

static double x_at(const Bars *b, double value) {
    double part = (value - (double)b->low) / ((double)b->high - (double)b->low);
    return b->left + CLAMP(part, 0, 1) * (b->right - b->left);
}

/* Range of the values, and the room that numbers take at the ends of the bars. */
static void measure(Bars *b, BlRect rect) {
    BlPlot *plot = b->plot;
    double after = 0, before = 0;
    gint64 value;
    if (bl_plot_objective(plot, &value)) {
        b->low = MIN(0, value);
        b->high = MAX(0, value);
    }
    for (guint r = 0; r < bl_plot_count(plot); r++) {
        g_autofree char *beside = aside(plot, r);
        for (guint s = 0; s < plot->series->len; s++) {
            if (bl_plot_series(plot, s)->is_foreign)
                continue;
            g_autofree char *number = is_bar(plot, s) ? number_at(plot, r, s) : NULL;
            double width =
                number == NULL ? 0 : bl_text_width(plot, number, BL_FONT_SEMIBOLD, b->label);
            if (beside != NULL)
                width += 3 + bl_text_width(plot, beside, BL_FONT_REGULAR, b->label);
            if (bl_plot_is_alert(plot, r))
                width += 1.2 * b->label;
            gboolean is_negative = bl_plot_value(plot, r, s, &value) && value < 0;
            after = is_negative ? after : MAX(after, width);
            before = is_negative ? MAX(before, width) : before;
            if (bl_plot_value(plot, r, s, &value)) {
                b->low = MIN(b->low, value);
                b->high = MAX(b->high, value);
            }
        }
    }
    if (b->high == b->low)
        b->high = b->low + 1;
    b->left = rect.x + (b->rows.is_above ? 0 : b->rows.label_width + NAME_GAP);
    b->left += before > 0 ? before + 4 : 0;
    b->right = MAX(rect.x + rect.width - after - 5, b->left + 1);
}

static BlRect bar_rect(const Bars *b, double top, guint rank, gint64 value) {
    double zero = x_at(b, 0), end = x_at(b, (double)value);
    double width = value == 0 ? 0 : MAX(ABS(end - zero), 0.6);
    double air = b->drawn > 1 ? 0.8 : 0;
    return (BlRect){value < 0 ? zero - width : zero, top + rank * b->bar + air / 2, width,
                    b->bar - air};
}

/* The end of a row's bars and marks, where its numbers are out of their way. */
static double row_end(const Bars *b, guint row, double end) {
    gint64 value;
    for (guint s = 0; s < b->plot->series->len; s++)
        if (bl_plot_series(b->plot, s)->is_mark && bl_plot_value(b->plot, row, s, &value))
            end = MAX(end, x_at(b, (double)value));
    return end;
}

static void label_bar(Bars *b, guint row, guint series, guint rank, double top) {
    BlPlot *plot = b->plot;
    gint64 value = 0;
    g_autofree char *number = number_at(plot, row, series);
    g_autofree char *beside = rank == 0 ? aside(plot, row) : NULL;
    if (number == NULL) /* not begun, but what it is to reach is known */
        number = g_steal_pointer(&beside);
    if (number == NULL)
        return;
    gboolean known = bl_plot_value(plot, row, series, &value);
    gboolean alert = known && bl_plot_is_alert(plot, row);
    BlColor color = alert ? plot->theme->alert : known ? plot->theme->ink : plot->theme->muted;
    BlTextStyle style = bl_style_color(known ? BL_FONT_SEMIBOLD : BL_FONT_REGULAR, b->label,
                                       value < 0 ? BL_ANCHOR_END : BL_ANCHOR_START, color);
    BlRect rect = bar_rect(b, top, rank, value);
    double y = rect.y + rect.height / 2 + 0.36 * b->label;
    double x = value < 0 ? rect.x - 3.5 : row_end(b, row, rect.x + rect.width) + (known ? 3.5 : 2);
    BlLabel *label = bl_label_place_so(plot, (BlPoint){x, y}, number, style,
                                       alert && rank == 0 ? BL_PLACE_ALERT : BL_PLACE_PLAIN);
    bl_label_back(label, BL_BACKING_UNDER_MARKS, WHITE);
    if (label == NULL || beside == NULL)
        return;
    double after =
        value < 0 ? row_end(b, row, x_at(b, 0)) + 3 : label->rect.x + label->rect.width + 2.2;
    style = bl_style_color(BL_FONT_REGULAR, b->label, BL_ANCHOR_START, plot->theme->muted);
    bl_label_back(bl_label_place(plot, (BlPoint){after, y}, beside, style), BL_BACKING_UNDER_MARKS,
                  WHITE);
}

static void draw_row(Bars *b, guint row, double top) {
    BlPlot *plot = b->plot;
    gint64 value;
    guint rank = 0;
    for (guint s = 0; s < plot->series->len; s++) {
        const BlPlotSeries *series = bl_plot_series(plot, s);
        if (!is_bar(plot, s))
            continue;
        if (bl_plot_value(plot, row, s, &value)) {
            BlColor color = !bl_plot_is_alert(plot, row)
                                ? series->color
                                : bl_color_mix(plot->theme->alert, WHITE, MIN(0.25 * rank, 0.5));
            bl_mark_about(plot, row, s);
            bl_mark_rect(plot, bar_rect(b, top, rank, value), color,
                         b->drawn > 1 ? series->hatch : BL_HATCH_NONE);
        }
        rank++;
    }
    bl_mark_about_end(plot);
}

/* Over the bars that pass it a mark is edged with white, to be seen. */
static void mark_over_bars(Bars *b, guint row, double top, double x) {
    BlPlot *plot = b->plot;
    gint64 value;
    guint rank = 0;
    for (guint s = 0; s < plot->series->len; s++) {
        if (!is_bar(plot, s))
            continue;
        BlRect rect = bl_plot_value(plot, row, s, &value) ? bar_rect(b, top, rank, value)
                                                          : (BlRect){0, 0, 0, 0};
        rank++;
        if (x <= rect.x || x >= rect.x + rect.width)
            continue;
        BlPoint from = {x, rect.y}, to = {x, rect.y + rect.height};
        bl_mark_line(plot, from, to, WHITE, 2.8, 0);
        bl_mark_line(plot, from, to, plot->theme->ink, 1.2, 0);
    }
}

/* The way to the mark, behind the bar: which mark is whose is seen even far from its bar. */
static void draw_way(Bars *b, guint row, double top) {
    double zero = x_at(b, 0), end = row_end(b, row, zero), air = b->rows.body * 0.28;
    BlRect way = {zero, top + air, end - zero, b->rows.body - 2 * air};
    bl_mark_rect(b->plot, way, bl_color_mix(b->plot->theme->rule, WHITE, 0.4), BL_HATCH_NONE);
}

/* What the row was to reach: a tick across its bars, higher than they are. */
static void draw_marks(Bars *b, guint row, double top) {
    BlPlot *plot = b->plot;
    gint64 value;
    double over = MIN(2, 0.24 * b->bar);
    for (guint s = 0; s < plot->series->len; s++) {
        const BlPlotSeries *series = bl_plot_series(plot, s);
        if (!series->is_mark || !bl_plot_value(plot, row, s, &value))
            continue;
        double x = x_at(b, (double)value);
        bl_mark_about(plot, row, s);
        mark_over_bars(b, row, top, x);
        bl_mark_line(plot, (BlPoint){x, top - over}, (BlPoint){x, top + b->rows.body + over},
                     series->color, 1.4, 0);
    }
    bl_mark_about_end(plot);
}

/* One line through the rows; where names stand over the bars, a tick a row instead. */
static void draw_objective(Bars *b, const double *tops) {
    BlPlot *plot = b->plot;
    gint64 objective;
    if (!bl_plot_objective(plot, &objective))
        return;
    double x = x_at(b, (double)objective);
    for (guint r = 0; b->rows.is_above && r < bl_plot_count(plot); r++)
        bl_mark_line(plot, (BlPoint){x, tops[r] - 1.5}, (BlPoint){x, tops[r] + b->rows.body + 1.5},
                     plot->theme->ink, 1.2, 0);
    if (!b->rows.is_above)
        bl_mark_line(plot, (BlPoint){x, b->top - 3}, (BlPoint){x, b->bottom}, plot->theme->ink, 1.2,
                     0);
}

static void mark_objective_over_bars(Bars *b, const double *tops) {
    gint64 objective;
    if (!bl_plot_objective(b->plot, &objective))
        return;
    for (guint r = 0; r < bl_plot_count(b->plot); r++)
        mark_over_bars(b, r, tops[r], x_at(b, (double)objective));
}

static void name_objective(Bars *b, BlRect rect) {
    gint64 objective;
    if (!bl_plot_objective(b->plot, &objective))
        return;
    g_autofree char *text = bl_plot_objective_text(b->plot, TRUE);
    BlTextStyle style = bl_style(b->plot, BL_FONT_SEMIBOLD, BL_SIZE_LABEL, BL_ANCHOR_MIDDLE);
    double x = x_at(b, (double)objective);
    double half = bl_text_width(b->plot, text, style.font, style.size) / 2;
    double middle = MAX(MIN(x, rect.x + rect.width - half), rect.x + half);
    bl_label_place(b->plot, (BlPoint){middle, rect.y + BL_ASCENT * BL_SIZE_LABEL}, text, style);
}

/* A bar alone at the side of its name may have a number higher than itself. */
static double label_size(const Bars *b) {
    double pitch = bl_rows_height(&b->rows) / MAX(bl_plot_count(b->plot), 1);
    double room = b->drawn == 1 && !b->rows.is_above ? 0.62 * pitch : 0;
    return MIN(BL_SIZE_LABEL, MAX(room, b->bar * 0.95));
}

void bl_bars_draw(BlPlot *plot, BlRect rect) {
    Bars b = {.plot = plot, .drawn = count_drawn(plot)};
    gint64 objective;
    double legend = bl_legend(plot, rect, TRUE);
    rect = (BlRect){rect.x, rect.y + legend, rect.width, rect.height - legend};
    b.top = rect.y + (bl_plot_objective(plot, &objective) ? LANE : 0);
    init_rows(&b.rows, plot, rect.width);
    bl_rows_fit(&b.rows, rect.y + rect.height - b.top);
    b.bar = b.rows.body / b.drawn;
    b.label = label_size(&b);
    measure(&b, rect);

    double *tops = g_new0(double, bl_plot_count(plot) + 1), top = b.top;
    for (guint r = 0; r < bl_plot_count(plot); r++) {
        tops[r] = bl_rows_next(&b.rows, plot, r, rect.x, &top);
        guint rank = 0;
        for (guint s = 0; s < plot->series->len; s++)
            if (is_bar(plot, s))
                label_bar(&b, r, s, rank++, tops[r]);
    }
    b.bottom = top - b.rows.gap / 2;
    name_objective(&b, rect);
    draw_objective(&b, tops);
    bl_label_draw_backings(plot, BL_BACKING_UNDER_MARKS);
    for (guint r = 0; r < bl_plot_count(plot); r++) {
        draw_way(&b, r, tops[r]);
        draw_row(&b, r, tops[r]);
    }
    mark_objective_over_bars(&b, tops);
    for (guint r = 0; r < bl_plot_count(plot); r++)
        draw_marks(&b, r, tops[r]);
    double zero = x_at(&b, 0);
    if (!b.rows.is_above)
        bl_mark_line(plot, (BlPoint){zero, b.top - 1}, (BlPoint){zero, b.bottom},
                     bl_color_mix(plot->theme->muted, WHITE, 0.35), 0.7, 0);
    g_free(tops);
    bl_rows_dispose(&b.rows);
}
