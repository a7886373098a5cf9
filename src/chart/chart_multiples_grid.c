/* The grid of small multiples: long names make fewer charts a line, then smaller names. */
#include "chart_multiples.h"

#define WANTED_WIDTH 88.0 /* of a small chart */
#define WIDEST 240.0
#define MOST 5 /* a line */
#define LOWEST 12.0
#define MANY_LINES 7 /* beyond, the series are named under the lowest charts only */

static void title_clear(gpointer data) {
    g_ptr_array_unref(((BlSmallTitle *)data)->lines);
}

static void collect(BlSmallGrid *m) {
    BlPlot *plot = m->plot;
    gint64 low = 0, high = 0, value;
    m->series = g_array_new(FALSE, FALSE, sizeof(guint));
    m->is_line = TRUE;
    for (guint s = 0; s < plot->series->len; s++) {
        if (bl_plot_series(plot, s)->is_foreign)
            continue;
        g_array_append_val(m->series, s);
        m->is_line = m->is_line && bl_plot_series(plot, s)->is_line;
        for (guint r = 0; r < bl_plot_count(plot); r++)
            if (bl_plot_value(plot, r, s, &value)) {
                low = MIN(low, value);
                high = MAX(high, value);
            }
    }
    bl_axis_init(&m->axis, low, high, plot->unit, 2);
    m->low = low;
    m->high = low < high ? high : m->axis.last;
}

static double ticks_width(const BlPlot *plot, const BlAxis *axis) {
    double widest = 0;
    for (gint64 tick = axis->first; tick <= axis->last; tick += axis->step) {
        g_autofree char *text = bl_axis_label(axis, tick);
        widest = MAX(widest, bl_text_width(plot, text, BL_FONT_REGULAR, BL_SMALL_AXIS));
    }
    return widest + BL_SMALL_TICK_GAP;
}

/* The triangle of an alert follows the last line of the name. */
static double title_width(const BlSmallGrid *m, const BlPlot *plot, guint row) {
    return MAX(m->cell - (bl_plot_is_alert(plot, row) ? 8.5 : 0), 4);
}

static void set_cell(BlSmallGrid *m, const BlPlot *plot, double width, guint per_line) {
    m->per_line = per_line;
    m->lines = (bl_plot_count(plot) + per_line - 1) / per_line;
    m->left = MIN(ticks_width(plot, &m->axis), width * 0.3);
    double room = width - m->left - BL_SMALL_BETWEEN * (per_line - 1);
    m->cell = CLAMP(room / per_line, 4, WIDEST);
}

static gboolean names_fit(const BlSmallGrid *m, const BlPlot *plot) {
    for (guint r = 0; r < bl_plot_count(plot); r++) {
        gboolean broken;
        g_autoptr(GPtrArray) lines = bl_text_wrap(plot, bl_plot_category(plot, r), BL_FONT_SEMIBOLD,
                                                  BL_SMALL_AXIS, title_width(m, plot, r), &broken);
        if (broken || lines->len > 2)
            return FALSE;
    }
    return TRUE;
}

/* As many a line as the names allow, the last line as full as can be. Decided on estimated widths
 * even with a canvas: the height and the drawing must agree. */
static void choose_grid(BlSmallGrid *m, double width) {
    BlPlot estimate = *m->plot;
    estimate.canvas = NULL;
    guint count = bl_plot_count(m->plot);
    guint most = (guint)CLAMP(width / WANTED_WIDTH, 1, MOST);
    for (;; most--) {
        guint lines = (count + most - 1) / most;
        set_cell(m, &estimate, width, (count + lines - 1) / lines);
        if (most <= 3 || names_fit(m, &estimate))
            return;
    }
}

static void wrap_titles(BlSmallGrid *m) {
    const BlPlot *plot = m->plot;
    guint count = bl_plot_count(plot);
    m->titles = g_array_new(FALSE, FALSE, sizeof(BlSmallTitle));
    g_array_set_clear_func(m->titles, title_clear);
    for (guint r = 0; r < count; r++) {
        BlSmallTitle title = {.size = count <= 15 ? 7.0 : 6.5};
        title.lines = bl_text_fit(plot, bl_plot_category(plot, r), BL_FONT_SEMIBOLD, &title.size,
                                  title_width(m, plot, r), 2);
        g_array_append_val(m->titles, title);
    }
}

void bl_small_grid_init(BlSmallGrid *m, BlPlot *plot, double width) {
    guint count = bl_plot_count(plot);
    *m = (BlSmallGrid){.plot = plot, .scale = 1};
    collect(m);
    choose_grid(m, width);
    set_cell(m, plot, width, m->per_line);
    wrap_titles(m);
    m->height = count <= 3 ? 70 : count <= 5 ? 60 : count <= 15 ? 46 : count <= 30 ? 38 : 24;
    m->gap = 10;
    m->names_last = m->lines > MANY_LINES;
}

void bl_small_grid_dispose(BlSmallGrid *m) {
    g_array_unref(m->series);
    g_array_unref(m->titles);
}

double bl_small_grid_titles(const BlSmallGrid *m, guint line) {
    double height = 0;
    for (guint r = line * m->per_line; r < MIN((line + 1) * m->per_line, m->titles->len); r++) {
        const BlSmallTitle *title = &g_array_index(m->titles, BlSmallTitle, r);
        height = MAX(height, bl_label_height(title->size, title->lines->len));
    }
    return height;
}

double bl_small_grid_line(const BlSmallGrid *m, guint line) {
    gboolean named = !m->names_last || line + 1 == m->lines;
    return bl_small_grid_titles(m, line) + BL_SMALL_HEAD + m->height + (named ? BL_SMALL_FOOT : 2);
}

double bl_small_grid_height(const BlSmallGrid *m) {
    double sum = m->gap * (m->lines - 1);
    for (guint line = 0; line < m->lines; line++)
        sum += bl_small_grid_line(m, line);
    return sum;
}

void bl_small_grid_fit(BlSmallGrid *m, double height) {
    double part = (height - bl_small_grid_height(m)) / m->lines;
    m->height = CLAMP(m->height + part, MIN(LOWEST, m->height), m->height * 1.3);
    m->scale = MIN(1, height / bl_small_grid_height(m));
}

double bl_small_grid_part(const BlSmallGrid *m, gint64 value) {
    return ((double)value - (double)m->low) / ((double)m->high - (double)m->low);
}
