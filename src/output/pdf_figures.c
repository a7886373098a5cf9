/* Key figures, charts and signature boxes. */
#include "pdf_flow.h"

#include <bilan/chart/chart_draw.h>
#include <string.h>

#define BAND_PADDING 9.0
#define FIGURE_GAP 10.0
#define FIGURE_MIN_WIDTH 92.0
#define VALUE_MIN_SIZE 9.0
#define MARK_WIDTH 8.0
#define CHART_BEFORE 18.0

typedef struct {
    guint columns;
    double step;        /* from a figure to the next */
    double width;       /* of a figure's text */
    double label, size; /* height of the labels, size of the values: the same in the whole band */
} Band;

static const char *value_marks(const BlCell *cell, guint *marks, char **display) {
    *display = bl_cell_display(cell);
    *marks = cell->kind == BL_CELL_ABSENT ? BL_MARK_ABSENT : 0;
    if (cell->kind == BL_CELL_SECRET)
        *marks = BL_MARK_SECRET;
    if (cell->kind == BL_CELL_EMPTY) {
        *marks = BL_MARK_EMPTY;
        return "–";
    }
    return *display;
}

static Band band_measure(PdfFlow *flow, const GPtrArray *figures) {
    guint most = MAX(1, (guint)(flow->width / FIGURE_MIN_WIDTH));
    guint rows = (figures->len + most - 1) / most;
    Band band = {.columns = (figures->len + rows - 1) / rows};
    band.step = (flow->width + FIGURE_GAP) / band.columns;
    band.width = band.step - 2 * FIGURE_GAP;
    PdfStyle label = pdf_style(flow, PDF_LABEL), value = pdf_style(flow, PDF_VALUE);
    band.size = value.size;
    for (guint i = 0; i < figures->len; i++) {
        const BlKeyFigure *figure = g_ptr_array_index(figures, i);
        guint marks;
        g_autofree char *display = NULL;
        g_autofree char *bytes = pdf_encode(value_marks(&figure->value, &marks, &display));
        double width = pdf_text_width(flow->metrics, bytes, strlen(bytes), value.font, 1);
        if (width * band.size > band.width)
            band.size = MAX(VALUE_MIN_SIZE, band.width / width);
        double needed = pdf_text_height(flow, figure->label, &label, band.width);
        band.label = MAX(band.label, needed);
    }
    return band;
}

/* The detail, its tone told by a mark as well as by a colour. @return its height */
static double add_detail(PdfFlow *flow, const BlKeyFigure *figure, double x, double width,
                         double y) {
    PdfStyle style = pdf_style(flow, PDF_LABEL);
    if (figure->tone == BL_TONE_NEUTRAL)
        return pdf_add_utf8(flow, figure->detail, &style, x, width, y);
    gboolean alert = figure->tone == BL_TONE_ALERT;
    BlRect rect = {x, y + style.leading / 2 - 2.4, 5, alert ? 4.6 : 5};
    BlBox *mark = pdf_add_box(flow, alert ? BL_BOX_TRIANGLE : BL_BOX_DISC, rect,
                              alert ? flow->theme->alert : flow->theme->good);
    mark->marks = alert ? BL_MARK_ALERT : 0;
    style.color = style.bold_color = mark->style.color;
    style.font = BL_FONT_SEMIBOLD;
    if (figure->detail == NULL)
        return style.leading;
    return pdf_add_utf8(flow, figure->detail, &style, x + MARK_WIDTH, width - MARK_WIDTH, y);
}

static double add_key_figure(PdfFlow *flow, const Band *band, const BlKeyFigure *figure, double x) {
    PdfStyle label = pdf_style(flow, PDF_LABEL), value = pdf_style(flow, PDF_VALUE);
    value.leading *= band->size / value.size;
    value.size = band->size;
    guint marks, first = flow->target->len;
    g_autofree char *display = NULL;
    const char *shown = value_marks(&figure->value, &marks, &display);
    pdf_add_utf8(flow, figure->label, &label, x, band->width, BAND_PADDING);
    double y = BAND_PADDING + band->label;
    y += pdf_add_utf8(flow, shown, &value, x, band->width, y);
    if (first < flow->target->len)
        g_array_index(flow->target, BlBox, first).marks = marks;
    return y + add_detail(flow, figure, x, band->width, y) + BAND_PADDING;
}

void pdf_key_figures(PdfFlow *flow, const BlElement *element) {
    const GPtrArray *figures = element->key_figures;
    PdfStyle heading = pdf_style(flow, PDF_SUBHEADING);
    pdf_paragraph(flow, element->text, &heading, 14, TRUE);
    if (figures->len == 0)
        return;
    Band band = band_measure(flow, figures);
    for (guint start = 0; start < figures->len; start += band.columns) {
        guint end = MIN(start + band.columns, figures->len);
        double height = 0;
        pdf_fragment_begin(flow);
        for (guint i = start; i < end; i++) {
            double x = flow->left + (i - start) * band.step;
            double used = add_key_figure(flow, &band, g_ptr_array_index(figures, i), x);
            height = MAX(height, used);
        }
        for (guint i = start + 1; i < end; i++)
            pdf_add_box(
                flow, BL_BOX_FILL,
                (BlRect){flow->left + (i - start) * band.step - FIGURE_GAP - 0.3, 0, 0.6, height},
                flow->theme->rule);
        if (start == 0)
            pdf_add_box(flow, BL_BOX_FILL, (BlRect){flow->left, 0, flow->width, 0.6},
                        flow->theme->rule);
        pdf_add_box(flow, BL_BOX_FILL, (BlRect){flow->left, height, flow->width, 0.6},
                    flow->theme->rule);
        pdf_fragment_end(flow, start == 0 ? 12 : 0, height + 0.6);
    }
}

double pdf_chart_head(PdfFlow *flow, const BlChart *chart) {
    PdfStyle title = pdf_style(flow, PDF_SUBHEADING), subtitle = pdf_style(flow, PDF_SUBTITLE);
    return pdf_text_height(flow, pdf_own_title(flow, chart->title), &title, flow->width) +
           pdf_text_height(flow, chart->subtitle, &subtitle, flow->width) + 8;
}

static double source_height(PdfFlow *flow, const BlChart *chart) {
    PdfStyle note = pdf_style(flow, PDF_NOTE);
    return pdf_text_height(flow, chart->source, &note, flow->width) + 4;
}

/* The titles just before, which stay on the page of what they announce. */
static double announced_height(const PdfFlow *flow) {
    guint first = flow->fragments->len;
    while (first > 0 && g_array_index(flow->fragments, PdfFragment, first - 1).keeps_next)
        first--;
    double height = pdf_fragments_height(flow, first, flow->fragments->len);
    return height > 0 ? height + CHART_BEFORE : 0;
}

double pdf_chart_body(PdfFlow *flow, const BlChart *chart, double head) {
    double most =
        pdf_page_height(flow) - head - source_height(flow, chart) - announced_height(flow);
    double wanted = bl_chart_height(chart, flow->width, BL_FURNITURE_NONE);
    return wanted > 0 ? MIN(wanted, most) : 0;
}

void pdf_chart(PdfFlow *flow, const BlChart *chart, double head, double body) {
    PdfStyle title = pdf_style(flow, PDF_SUBHEADING), subtitle = pdf_style(flow, PDF_SUBTITLE);
    PdfStyle note = pdf_style(flow, PDF_NOTE);
    pdf_fragment_begin(flow);
    double y =
        pdf_add_utf8(flow, pdf_own_title(flow, chart->title), &title, flow->left, flow->width, 0);
    pdf_add_utf8(flow, chart->subtitle, &subtitle, flow->left, flow->width, y);
    BlRect rect = {flow->left, head, flow->width, body};
    BlBox *box = pdf_add_box(flow, BL_BOX_CHART, rect, flow->theme->ink);
    box->chart = chart;
    y = head + body + 4;
    y += pdf_add_utf8(flow, chart->source, &note, flow->left, flow->width, y);
    pdf_fragment_end(flow, CHART_BEFORE, y);
}

#define BOX_PADDING 8.0
#define BOX_LINE 17.0

/* Place, date, name and signature of one party. */
static void add_signature_box(PdfFlow *flow, const char *party, double x, double width,
                              double label, double height) {
    static const char *const fields[] = {"Nom et qualité :", "Fait à :", "Le :", "Signature :"};
    PdfStyle strong = pdf_style(flow, PDF_STRONG), small = pdf_style(flow, PDF_LABEL);
    double inner = width - 2 * BOX_PADDING, y = BOX_PADDING + label;
    pdf_add_box(flow, BL_BOX_FRAME, (BlRect){x, 0, width, height}, flow->theme->rule);
    pdf_add_utf8(flow, party, &strong, x + BOX_PADDING, inner, BOX_PADDING);
    for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
        double top = y + i * BOX_LINE + 4;
        pdf_add_utf8(flow, fields[i], &small, x + BOX_PADDING, inner, top);
        g_autofree char *bytes = pdf_encode(fields[i]);
        double used =
            pdf_text_width(flow->metrics, bytes, strlen(bytes), small.font, small.size) + 4;
        if (i + 1 < G_N_ELEMENTS(fields))
            pdf_add_box(flow, BL_BOX_FILL,
                        (BlRect){x + BOX_PADDING + used, top + 8.6, inner - used, 0.4},
                        flow->theme->rule);
    }
}

void pdf_signatures(PdfFlow *flow, const BlElement *element) {
    PdfStyle heading = pdf_style(flow, PDF_SUBHEADING), strong = pdf_style(flow, PDF_STRONG);
    const double gap = 14;
    guint columns = flow->width > 600 ? 3 : flow->width > 400 ? 2 : 1;
    columns = MAX(1, MIN(columns, element->texts->len));
    double width = (flow->width - gap * (columns - 1)) / columns;
    pdf_paragraph(flow, element->text, &heading, 16, TRUE);
    for (guint start = 0; start < element->texts->len; start += columns) {
        guint end = MIN(start + columns, element->texts->len);
        double label = 0;
        for (guint i = start; i < end; i++) {
            const char *party = g_ptr_array_index(element->texts, i);
            double needed = pdf_text_height(flow, party, &strong, width - 2 * BOX_PADDING);
            label = MAX(label, needed);
        }
        double height = 2 * BOX_PADDING + label + 4 * BOX_LINE + 36;
        pdf_fragment_begin(flow);
        for (guint i = start; i < end; i++)
            add_signature_box(flow, g_ptr_array_index(element->texts, i),
                              flow->left + (i - start) * (width + gap), width, label, height);
        pdf_fragment_end(flow, start == 0 ? 8 : gap, height);
    }
}
