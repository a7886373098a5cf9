/* Charts: the picture for the width of a desk, the one for the width of a hand, and the figures. */
#include "html_private.h"

#include <bilan/chart/chart_draw.h>
#include <bilan/output/canvas_svg.h>

/* Points that a picture is drawn on, so that its labels of 7 points are read at 12 pixels or so. */
#define WIDTH_WIDE 470.0
#define WIDTH_HALF 275.0
#define WIDTH_NARROW 215.0

static void add_picture(HtmlPage *page, const BlChart *chart, const char *class, double width) {
    GString *out = page->out;
    double height = MAX(bl_chart_height(chart, width, BL_FURNITURE_NONE), 1);
    const char *title = chart->title != NULL ? chart->title : chart->name;
    g_string_append_printf(out,
                           "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"%s\" "
                           "viewBox=\"0 0 %d %d\" role=\"img\" focusable=\"false\" "
                           "aria-labelledby=\"g%u-%s\" aria-describedby=\"g%u-%s-d\">"
                           "<title id=\"g%u-%s\">",
                           class, (int)width, (int)(height + 0.999), page->charts, class,
                           page->charts, class, page->charts, class);
    html_escape(out, title);
    g_string_append_printf(out, "</title><desc id=\"g%u-%s-d\">", page->charts, class);
    html_escape(out, chart->alt);
    g_string_append(out, "</desc>\n");
    BlCanvas *canvas = bl_canvas_svg_new(page->fonts, page->colors, out);
    bl_chart_draw(chart, canvas, page->theme, (BlRect){0, 0, width, height}, BL_FURNITURE_NONE);
    bl_canvas_svg_free(canvas);
    g_string_append(out, "</svg>\n");
}

/* Of a table that stands elsewhere on the page, only what is drawn; on paper, not again. */
static void add_figures(HtmlPage *page, const BlChart *chart) {
    GString *out = page->out;
    if (chart->table == NULL)
        return;
    g_autoptr(GArray) columns = NULL;
    if (!chart->table->hidden) {
        columns = g_array_new(FALSE, FALSE, sizeof(guint));
        g_array_append_val(columns, chart->category);
        for (guint i = 0; i < chart->series->len; i++)
            g_array_append_val(columns, g_array_index(chart->series, BlSeries, i).column);
    }
    g_string_append_printf(out, "<details class=\"donnees%s\"><summary>Chiffres du graphique",
                           chart->table->hidden ? "" : " reprises");
    g_string_append(out, "<span class=\"cache\"> « ");
    html_escape(out, chart->title);
    g_string_append(out, " »</span></summary>\n");
    html_table(page, chart->table, columns, HTML_TABLE_CHART);
    g_string_append(out, "</details>\n");
}

void html_chart(HtmlPage *page, const BlChart *chart, gboolean is_half) {
    GString *out = page->out;
    page->charts++;
    g_string_append_printf(out, "<figure class=\"graphique%s\"",
                           chart->kind == BL_CHART_DOTS ? " points" : "");
    html_attribute(out, "data-nom", chart->name);
    g_string_append(out, ">\n");
    if ((chart->title != NULL && *chart->title != '\0') || chart->subtitle != NULL) {
        g_string_append(out, "<figcaption>\n");
        html_element(out, "h3", NULL, chart->title);
        html_element(out, "p", "sous-titre", chart->subtitle);
        g_string_append(out, "</figcaption>\n");
    }
    g_string_append(out, "<div class=\"dessin\"");
    html_attribute(out, "data-titre", chart->title != NULL ? chart->title : chart->name);
    g_string_append(out, ">\n");
    add_picture(page, chart, is_half ? "demie" : "large", is_half ? WIDTH_HALF : WIDTH_WIDE);
    add_picture(page, chart, "etroite", WIDTH_NARROW);
    g_string_append(out, "</div>\n");
    html_element(out, "p", "source", chart->source);
    add_figures(page, chart);
    g_string_append(out, "</figure>\n");
}
