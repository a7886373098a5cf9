/* Horizontal bars in parts: of 100 %, or stacked on one scale when columns would be too many. */
#include "chart_private.h"

#include <string.h>

#define WHITE 0xFFFFFFu
#define NAME_GAP 8.0
#define MILLION 1000000
#define FEW 15

typedef struct {
    BlPlot *plot;
    BlRows rows;
    gboolean is_share;
    double left, right;
    gint64 low, high; /**< of the common scale, when not shares */
    double label;
} Shares;

typedef struct {
    gint64 up, down;
    const char *problem; /**< why the row has no shares, static */
    gboolean is_empty;
} Whole;

static Whole whole_of(const BlPlot *plot, guint row) {
    Whole whole = {.is_empty = bl_plot_row_is_empty(plot, row)};
    gint64 value;
    for (guint s = 0; s < plot->series->len; s++) {
        const char *gap = bl_plot_gap_text(bl_plot_cell(plot, row, s));
        if (bl_plot_series(plot, s)->is_foreign)
            continue;
        if (gap != NULL && (whole.problem == NULL || *gap == 's'))
            whole.problem = gap;
        if (!bl_plot_value(plot, row, s, &value))
            continue;
        if (value >= 0)
            whole.up = MIN(whole.up + value, G_GINT64_CONSTANT(2000000000000000000));
        else
            whole.down = MAX(whole.down + value, G_GINT64_CONSTANT(-2000000000000000000));
    }
    return whole;
}

/* Is a part too thin for its number? Then a lane under each bar holds it, when rows are few. */
static gboolean needs_lane(const BlPlot *plot, double width) {
    gint64 value;
    for (guint r = 0; r < bl_plot_count(plot) && bl_plot_count(plot) <= FEW; r++) {
        Whole whole = whole_of(plot, r);
        for (guint s = 0; s < plot->series->len; s++)
            if (!bl_plot_series(plot, s)->is_foreign && bl_plot_value(plot, r, s, &value) &&
                value > 0 && (double)value / (double)whole.up * width * 0.65 < 25)
                return TRUE;
    }
    return FALSE;
}

static void init_rows(BlRows *rows, const BlPlot *plot, double width) {
    gboolean few = bl_plot_count(plot) <= FEW;
    bl_rows_init(rows, plot, width, few ? 11 : 8.5, needs_lane(plot, width) ? 11.5 : few ? 7 : 3.5);
}

double bl_shares_height(const BlPlot *plot, double width) {
    BlRows rows;
    init_rows(&rows, plot, width);
    double height = bl_rows_height(&rows);
    bl_rows_dispose(&rows);
    return height;
}

/* Rates are shares already: a missing one leaves its gap, and the others keep their place. */
static gboolean is_rate(const Shares *h) {
    return h->plot->unit == BL_UNIT_RATE;
}

/* Of counts, with a part unknown or negative, no share can be told: a partial sum would mislead,
 * and could give away what is secret. */
static const char *refusal(const Shares *h, Whole whole) {
    if (!h->is_share)
        return NULL;
    if (whole.down < 0)
        return "parts non définies : valeur négative";
    if (whole.problem != NULL && !is_rate(h))
        return *whole.problem == 's' ? "s (une part est sous secret)" : "n.d. (une part manque)";
    return whole.up == 0 && whole.problem == NULL && !whole.is_empty ? "total nul" : NULL;
}

static double x_at(const Shares *h, Whole whole, double value) {
    double low = h->is_share ? 0 : (double)h->low;
    double high = h->is_share ? (double)whole.up : (double)h->high;
    if (h->is_share && is_rate(h) && whole.problem != NULL)
        high = MAX(high, MILLION);
    double part = high > low ? (value - low) / (high - low) : 0;
    return h->left + CLAMP(part, 0, 1) * (h->right - h->left);
}

static char *part_text(const Shares *h, Whole whole, gint64 value) {
    if (!h->is_share || (is_rate(h) && whole.problem != NULL))
        return bl_plot_format(h->plot, value, h->plot->unit);
    gint64 share = (gint64)(((__int128)value * MILLION + whole.up / 2) / whole.up);
    return bl_number_french_unit(share, BL_UNIT_RATE);
}

/* In the part, else over or under it. */
static void label_part(Shares *h, BlRect rect, BlColor fill, const char *text) {
    BlPlot *plot = h->plot;
    double size = h->label, x = rect.x + rect.width / 2;
    if (bl_text_width(plot, text, BL_FONT_SEMIBOLD, size) <= rect.width - 2) {
        BlTextStyle style = bl_style_color(BL_FONT_SEMIBOLD, size, BL_ANCHOR_MIDDLE,
                                           bl_color_over(plot->theme, fill));
        BlPoint base = {x, rect.y + rect.height / 2 + 0.36 * size};
        BlLabel *label = bl_label_place(plot, base, text, style);
        bl_label_back(label, BL_BACKING_OVER_MARKS, fill);
        if (label != NULL)
            return;
    }
    size = MIN(size, 6.5);
    BlTextStyle style =
        bl_style_color(BL_FONT_SEMIBOLD, size, BL_ANCHOR_MIDDLE, bl_color_readable(fill));
    double half = bl_text_width(plot, text, style.font, size) / 2;
    x = MIN(MAX(x, h->left + half), plot->box.x + plot->box.width - half);
    const double ys[] = {rect.y + rect.height + 1.2 + BL_ASCENT * size,
                         rect.y - 1.2 - BL_DESCENT * size};
    for (guint i = 0; i < 2; i++)
        if (bl_label_place_so(plot, (BlPoint){x, ys[i]}, text, style, BL_PLACE_OFF_MARKS) != NULL)
            return;
}

typedef void (*PartAction)(Shares *, BlRect rect, const BlPlotSeries *, const char *text);

static void for_parts(Shares *h, guint row, double top, PartAction act) {
    BlPlot *plot = h->plot;
    Whole whole = whole_of(plot, row);
    double up = 0, down = 0;
    gint64 value;
    if (refusal(h, whole) != NULL)
        return;
    for (guint s = 0; s < plot->series->len; s++) {
        const BlPlotSeries *series = bl_plot_series(plot, s);
        if (series->is_foreign || !bl_plot_value(plot, row, s, &value) || value == 0)
            continue;
        double *base = value > 0 ? &up : &down;
        double from = x_at(h, whole, *base);
        *base += (double)value;
        double to = x_at(h, whole, *base);
        BlRect rect = {MIN(from, to), top, ABS(to - from), h->rows.body};
        g_autofree char *text = part_text(h, whole, value);
        bl_mark_about(plot, row, s);
        act(h, rect, series, text);
    }
    bl_mark_about_end(plot);
}

static void register_part(Shares *h, BlRect rect, const BlPlotSeries *series, const char *text) {
    (void)series;
    (void)text;
    g_array_append_val(h->plot->marks, rect);
}

static void place_part(Shares *h, BlRect rect, const BlPlotSeries *series, const char *text) {
    label_part(h, rect, series->color, text);
}

static void draw_part(Shares *h, BlRect rect, const BlPlotSeries *series, const char *text) {
    (void)text;
    rect.width -= rect.width > 2 ? 0.7 : 0; /* a thin white rule between parts */
    bl_mark_rect(h->plot, rect, series->color, series->hatch);
}

/* At the end of the bar: the total on a common scale, or why something lacks. */
static void label_end(Shares *h, guint row, double top) {
    BlPlot *plot = h->plot;
    Whole whole = whole_of(plot, row);
    const char *why = refusal(h, whole);
    double middle = top + h->rows.body / 2, x = h->left;
    g_autofree char *total = NULL;
    if (!h->is_share && !whole.is_empty) {
        x = x_at(h, whole, (double)whole.up) + 3.5;
        total = whole.problem == NULL ? bl_plot_format(plot, whole.up + whole.down, plot->unit)
                                      : g_strdup(whole.problem);
    } else if (why == NULL && whole.problem != NULL) {
        x = x_at(h, whole, (double)whole.up) + 3.5;
        why = whole.problem;
    } else if (why != NULL) {
        bl_mark_rect(plot, (BlRect){h->left, middle - 4.5, h->right - h->left, 9},
                     plot->theme->wash, BL_HATCH_NONE);
        x += 4;
    }
    const char *text = total != NULL ? total : why;
    gboolean strong = total != NULL && whole.problem == NULL;
    if (text == NULL)
        return;
    BlTextStyle style =
        bl_style_color(strong ? BL_FONT_BOLD : BL_FONT_REGULAR, h->label, BL_ANCHOR_START,
                       strong ? plot->theme->ink : plot->theme->muted);
    double room = plot->box.x + plot->box.width - x;
    double wide = bl_text_width(plot, text, style.font, style.size);
    if (wide > room && strchr(text, '(') != NULL) /* the reason is dropped before the mark */
        text = whole.problem;
    bl_label_place(plot, (BlPoint){x, middle + 0.36 * h->label}, text, style);
}

static void measure(Shares *h, BlRect rect) {
    double after = 0;
    for (guint r = 0; r < bl_plot_count(h->plot) && !h->is_share; r++) {
        Whole whole = whole_of(h->plot, r);
        h->low = MIN(h->low, whole.down);
        h->high = MAX(h->high, whole.up);
        g_autofree char *text = bl_plot_format(h->plot, whole.up + whole.down, h->plot->unit);
        after = MAX(after, bl_text_width(h->plot, text, BL_FONT_BOLD, h->label) + 5);
    }
    if (h->high == h->low)
        h->high = h->low + 1;
    h->left = rect.x + (h->rows.is_above ? 0 : h->rows.label_width + NAME_GAP);
    h->right = MAX(rect.x + rect.width - after, h->left + 1);
}

static void alert_marker(BlPlot *plot, double right, double top, double body) {
    bl_mark_marker(plot, BL_MARKER_TRIANGLE, (BlPoint){right, top + body / 2}, 2.6,
                   plot->theme->alert);
}

void bl_shares_draw(BlPlot *plot, BlRect rect, gboolean is_share) {
    Shares h = {.plot = plot, .is_share = is_share};
    double legend = bl_legend(plot, rect, TRUE);
    rect = (BlRect){rect.x, rect.y + legend, rect.width, rect.height - legend};
    /* the triangles of alert rows have a margin of their own: the parts keep their colours */
    double margin = plot->has_alert ? 9 : 0;
    rect.width -= margin;
    init_rows(&h.rows, plot, rect.width);
    bl_rows_fit(&h.rows, rect.height);
    h.label = MIN(BL_SIZE_LABEL, h.rows.body * 0.75);
    measure(&h, rect);
    double *tops = g_new0(double, bl_plot_count(plot) + 1), top = rect.y;
    for (guint r = 0; r < bl_plot_count(plot); r++) {
        tops[r] = bl_rows_next(&h.rows, plot, r, rect.x, &top);
        for_parts(&h, r, tops[r], register_part);
        for_parts(&h, r, tops[r], draw_part);
        if (bl_plot_is_alert(plot, r))
            alert_marker(plot, rect.x + rect.width + margin - 3.5, tops[r], h.rows.body);
    }
    for (guint r = 0; r < bl_plot_count(plot); r++) {
        for_parts(&h, r, tops[r], place_part);
        label_end(&h, r, tops[r]);
    }
    g_free(tops);
    bl_rows_dispose(&h.rows);
}
