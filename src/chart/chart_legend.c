/* The legend line: a sample of each mark with its name, and what the triangle means. */
#include "chart_private.h"

#define SAMPLE 11.0
#define GAP 3.5
#define BETWEEN 14.0
#define LEADING 10.5

typedef struct {
    BlPlot *plot;
    BlRect rect;
    double x, y;
} Pen;

static void draw_sample(Pen *pen, const BlPlotSeries *series, double middle) {
    BlPlot *plot = pen->plot;
    gboolean line = series->is_line || plot->chart->kind == BL_CHART_LINES;
    if (series->is_mark) {
        bl_mark_rect(plot, (BlRect){pen->x + 1, middle - 2, SAMPLE - 2, 4}, plot->theme->rule,
                     BL_HATCH_NONE);
        bl_mark_line(plot, (BlPoint){pen->x + SAMPLE - 3, middle - 4},
                     (BlPoint){pen->x + SAMPLE - 3, middle + 4}, series->color, 1.4, 0);
    } else if (plot->chart->kind == BL_CHART_DOTS) {
        bl_mark_marker(plot, series->marker, (BlPoint){pen->x + SAMPLE / 2, middle}, 2.8,
                       series->color);
    } else if (line) {
        bl_mark_line(plot, (BlPoint){pen->x, middle}, (BlPoint){pen->x + SAMPLE, middle},
                     series->color, 1.4, series->dash);
        bl_mark_marker(plot, series->marker, (BlPoint){pen->x + SAMPLE / 2, middle}, 2.1,
                       series->color);
    } else {
        bl_mark_rect(plot, (BlRect){pen->x + 1, middle - 3, SAMPLE - 2, 6}, series->color,
                     series->hatch);
    }
}

static void new_line(Pen *pen) {
    pen->x = pen->rect.x;
    pen->y += LEADING;
}

/* A name takes the rest of the line, or whole lines of its own when it is long.
 * @return where the middle of its sample goes; its left is pen->x */
static double write_entry(Pen *pen, const char *name, BlColor color) {
    double size = BL_SIZE_LABEL, room = pen->rect.width - SAMPLE - GAP;
    double width = bl_text_width(pen->plot, name, BL_FONT_REGULAR, size);
    if (pen->x > pen->rect.x && pen->x + SAMPLE + GAP + width > pen->rect.x + pen->rect.width)
        new_line(pen);
    double first = pen->y;
    g_autoptr(GPtrArray) lines = bl_text_wrap(pen->plot, name, BL_FONT_REGULAR, size, room, NULL);
    if (pen->plot->canvas != NULL)
        for (guint i = 0; i < lines->len; i++)
            bl_label_place(pen->plot,
                           (BlPoint){pen->x + SAMPLE + GAP, first + LEADING * i + size * BL_ASCENT},
                           g_ptr_array_index(lines, i),
                           bl_style_color(BL_FONT_REGULAR, size, BL_ANCHOR_START, color));
    if (lines->len > 1)
        pen->y += LEADING * (lines->len - 1);
    return first + size * 0.42;
}

static void step(Pen *pen, double width) {
    pen->x += SAMPLE + GAP + width + BETWEEN;
    if (pen->x > pen->rect.x + pen->rect.width - 40)
        new_line(pen);
}

static void write_series(Pen *pen, guint index) {
    BlPlot *plot = pen->plot;
    const BlPlotSeries *series = bl_plot_series(plot, index);
    const char *name = series->title != NULL ? series->title : "";
    double middle = write_entry(pen, name, plot->theme == NULL ? 0 : plot->theme->ink);
    if (plot->canvas != NULL)
        draw_sample(pen, series, middle);
    step(pen, bl_text_width(plot, name, BL_FONT_REGULAR, BL_SIZE_LABEL));
}

static void write_alert(Pen *pen) {
    BlPlot *plot = pen->plot;
    BlColor color = plot->theme == NULL ? 0 : plot->theme->alert;
    double middle = write_entry(pen, "appelle une décision", color);
    if (plot->canvas != NULL)
        bl_mark_marker(plot, BL_MARKER_TRIANGLE, (BlPoint){pen->x + SAMPLE / 2, middle}, 3, color);
}

static gboolean is_listed(const BlPlot *plot, guint index) {
    /* beside bars and dots, a series of another unit is a number, not a mark: it says what it is */
    BlChartKind kind = plot->chart->kind;
    if (kind == BL_CHART_MULTIPLES) /* each is named where it is drawn */
        return FALSE;
    return !(bl_plot_series(plot, index)->is_foreign &&
             (kind == BL_CHART_BARS || kind == BL_CHART_DOTS || kind == BL_CHART_SHARES));
}

double bl_legend(BlPlot *plot, BlRect rect, gboolean with_series) {
    guint listed = 0;
    for (guint i = 0; i < plot->series->len; i++)
        listed += is_listed(plot, i) ? 1 : 0;
    gboolean series = with_series && (listed >= 2 || plot->chart->kind == BL_CHART_SHARES);
    if (!series && !plot->has_alert)
        return 0;
    Pen pen = {.plot = plot, .rect = rect, .x = rect.x, .y = rect.y};
    for (guint i = 0; series && i < plot->series->len; i++)
        if (is_listed(plot, i))
            write_series(&pen, i);
    if (plot->has_alert)
        write_alert(&pen);
    else if (pen.x <= rect.x)
        pen.y -= LEADING;
    return pen.y - rect.y + LEADING + 5;
}
