/* The public face: which drawing, how high, with its title and source. */
#include "chart_private.h"

#define WHITE 0xFFFFFFu
#define EMPTY_HEIGHT 64.0
#define TITLE_GAP 3.0
#define BEFORE_PLOT 8.0
#define BEFORE_SOURCE 7.0
#define SIZE_SOURCE 6.5
#define TOO_SMALL 24.0 /* points: no box below this holds a chart */
#define TOO_LOW 8.0    /* nor any plot left by the furniture */

/* Columns whose names have no room under them are turned to rows. */
typedef enum {
    FORM_EMPTY,
    FORM_UPRIGHT,
    FORM_BARS,
    FORM_SHARES,
    FORM_STACKED_ROWS,
    FORM_DOTS,
    FORM_MULTIPLES,
    FORM_MAP
} Form;

static Form form_of(const BlPlot *plot, double width) {
    gboolean map = plot->chart->kind == BL_CHART_MAP && bl_map_suits(plot);
    if (bl_plot_count(plot) == 0 || plot->series->len == 0 || (!map && !bl_plot_has_data(plot)))
        return FORM_EMPTY; /* a map without data still shows where there is none */
    switch (plot->chart->kind) {
    case BL_CHART_COLUMNS:
        return bl_frame_suits(plot, width) ? FORM_UPRIGHT : FORM_BARS;
    case BL_CHART_STACKED:
        return bl_frame_suits(plot, width) ? FORM_UPRIGHT : FORM_STACKED_ROWS;
    case BL_CHART_LINES:
        return FORM_UPRIGHT;
    case BL_CHART_BARS:
        return FORM_BARS;
    case BL_CHART_SHARES:
        return FORM_SHARES;
    case BL_CHART_DOTS:
        return FORM_DOTS;
    case BL_CHART_MULTIPLES:
        return FORM_MULTIPLES;
    case BL_CHART_MAP:
        return bl_map_suits(plot) ? FORM_MAP : FORM_BARS;
    }
    g_assert_not_reached();
}

static double form_height(const BlPlot *plot, Form form, double width) {
    switch (form) {
    case FORM_EMPTY:
        return EMPTY_HEIGHT;
    case FORM_UPRIGHT:
        return bl_frame_height(plot, width);
    case FORM_BARS:
        return bl_bars_height(plot, width);
    case FORM_SHARES:
    case FORM_STACKED_ROWS:
        return bl_shares_height(plot, width);
    case FORM_DOTS:
        return bl_dots_height(plot, width);
    case FORM_MULTIPLES:
        return bl_multiples_height(plot, width);
    case FORM_MAP:
        return bl_map_height(plot, width);
    }
    g_assert_not_reached();
}

static void draw_empty(BlPlot *plot, BlRect rect) {
    BlTextStyle style = bl_style_color(BL_FONT_REGULAR, 8, BL_ANCHOR_MIDDLE, plot->theme->muted);
    BlPoint middle = {rect.x + rect.width / 2, rect.y + rect.height / 2 + 3};
    bl_label_place(plot, middle, "Aucune donnée", style);
}

static void draw_form(BlPlot *plot, Form form, BlRect rect) {
    switch (form) {
    case FORM_EMPTY:
        draw_empty(plot, rect);
        return;
    case FORM_UPRIGHT:
        if (plot->chart->kind == BL_CHART_COLUMNS)
            bl_columns_draw(plot, rect);
        else if (plot->chart->kind == BL_CHART_STACKED)
            bl_stacked_draw(plot, rect);
        else
            bl_lines_draw(plot, rect);
        return;
    case FORM_BARS:
        bl_bars_draw(plot, rect);
        return;
    case FORM_SHARES:
    case FORM_STACKED_ROWS:
        bl_shares_draw(plot, rect, form == FORM_SHARES);
        return;
    case FORM_DOTS:
        bl_dots_draw(plot, rect);
        return;
    case FORM_MULTIPLES:
        bl_multiples_draw(plot, rect);
        return;
    case FORM_MAP:
        bl_map_draw(plot, rect);
        return;
    }
}

typedef struct {
    const char *text;
    BlFont font;
    double size;
    BlColor color;
} Paragraph;

/* One paragraph of furniture at the top of `box`; nothing for NULL or "". @return its height */
static double write_paragraph(BlPlot *plot, Paragraph about, BlRect box, gboolean place) {
    if (about.text == NULL || *about.text == '\0')
        return 0;
    g_autoptr(GPtrArray) lines =
        bl_text_fit(plot, about.text, about.font, &about.size, box.width, 3);
    if (place)
        bl_label_place_lines(plot, lines, box.x, box.y,
                             bl_style_color(about.font, about.size, BL_ANCHOR_START, about.color),
                             NULL);
    return bl_label_height(about.size, lines->len);
}

/* Title and subtitle at the top of `box`, source at its foot. @return what is left between */
static BlRect furnish(BlPlot *plot, BlRect box) {
    const BlTheme *theme = plot->theme;
    const BlChart *chart = plot->chart;
    BlColor ink = theme == NULL ? 0 : theme->ink, muted = theme == NULL ? 0 : theme->muted;
    gboolean place = plot->canvas != NULL;
    BlRect left = box;
    Paragraph title = {chart->title, BL_FONT_BOLD, BL_SIZE_TITLE, ink};
    double head = write_paragraph(plot, title, left, place);
    head += head > 0 ? TITLE_GAP : 0;
    left.y += head;
    Paragraph subtitle = {chart->subtitle, BL_FONT_REGULAR, BL_SIZE_SUBTITLE, muted};
    head += write_paragraph(plot, subtitle, left, place);
    head += head > 0 ? BEFORE_PLOT : 0;

    /* the source stands on the foot: measured, then placed */
    Paragraph source = {chart->source, BL_FONT_REGULAR, SIZE_SOURCE, muted};
    double foot = write_paragraph(plot, source, box, FALSE);
    BlRect under = {box.x, box.y + box.height - foot, box.width, foot};
    write_paragraph(plot, source, under, place);
    foot += foot > 0 ? BEFORE_SOURCE : 0;
    return (BlRect){box.x, box.y + head, box.width, MAX(box.height - head - foot, 0)};
}

static double legend_height(BlPlot *plot, double width, Form form) {
    if (form == FORM_EMPTY || form == FORM_MAP) /* a map has a legend of its own */
        return 0;
    return bl_legend(plot, (BlRect){0, 0, width, 1000}, TRUE);
}

double bl_chart_height(const BlChart *chart, double width, BlFurniture furniture) {
    BlPlot plot;
    bl_plot_init(&plot, chart, NULL, NULL, (BlRect){0, 0, width, 1e6});
    Form form = form_of(&plot, width);
    double height = form_height(&plot, form, width) + legend_height(&plot, width, form);
    if (furniture == BL_FURNITURE_FULL) {
        BlRect all = {0, 0, width, 1e6};
        height += all.height - furnish(&plot, all).height;
    }
    bl_plot_dispose(&plot);
    return MAX(height, TOO_SMALL); /* a single bar is lower, and must be drawn */
}

void bl_chart_draw(const BlChart *chart, BlCanvas *canvas, const BlTheme *theme, BlRect box,
                   BlFurniture furniture) {
    if (box.width < TOO_SMALL || box.height < TOO_SMALL)
        return;
    BlPlot plot;
    bl_plot_init(&plot, chart, canvas, theme, box);
    BlRect rect = furniture == BL_FURNITURE_FULL ? furnish(&plot, box) : box;
    if (rect.height >= TOO_LOW)
        draw_form(&plot, form_of(&plot, box.width), rect);
    bl_label_draw(&plot);
    bl_plot_dispose(&plot);
}
