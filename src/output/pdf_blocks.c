/* Paragraphs, lists, questions, and the choice of what draws each element. */
#include "pdf_flow.h"

#define BULLET_INDENT 11.0
#define ANSWER_LINES 3
#define ANSWER_LINE_HEIGHT 19.0

/* A last line of one short word looks like a mistake: narrower lines are tried, as long as they are
 * not more numerous, until it is `wanted` wide. */
static void wrap_evenly(PdfFlow *flow, const PdfRich *rich, const PdfStyle *style, double width,
                        double wanted, GArray *lines) {
    pdf_wrap(flow->metrics, rich, style, width, lines);
    guint count = lines->len;
    double best = width, longest = 0;
    for (double part = 1; count > 1 && count < 6 && longest < wanted && part > 0.8; part -= 0.03) {
        pdf_wrap(flow->metrics, rich, style, part * width, lines);
        double last = g_array_index(lines, PdfLine, lines->len - 1).width;
        if (lines->len != count)
            break;
        if (last > longest) {
            longest = last;
            best = part * width;
        }
    }
    pdf_wrap(flow->metrics, rich, style, best, lines);
}

/* One fragment a line. The first two lines stay together, and the last two; `joined`: all. */
static void add_paragraph(PdfFlow *flow, const PdfRich *rich, const PdfStyle *style, double indent,
                          double before, gboolean joined, gboolean keeps_next) {
    double x = flow->left + indent, width = flow->width - indent;
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(PdfLine));
    wrap_evenly(flow, rich, style, width, (joined ? 0.3 : 0.1) * width, lines);
    for (guint i = 0; i < lines->len; i++) {
        const PdfLine *line = &g_array_index(lines, PdfLine, i);
        gsize length = line->end - line->start;
        PdfRich part = {rich->bytes + line->start, rich->bold + line->start, length};
        if (i > 0 || indent == 0)
            pdf_fragment_begin(flow);
        pdf_add_text(flow, &part, style, x, width, 0);
        PdfFragment *fragment = pdf_fragment_end(flow, i == 0 ? before : 0, style->leading);
        gboolean is_last = i + 1 == lines->len;
        fragment->keeps_next = is_last ? keeps_next : joined || i == 0 || i + 2 == lines->len;
    }
}

void pdf_paragraph(PdfFlow *flow, const char *utf8, const PdfStyle *style, double before,
                   gboolean keeps_next) {
    if (utf8 == NULL || *utf8 == '\0')
        return;
    g_auto(PdfRich) rich = {0};
    pdf_rich_init(&rich, utf8, TRUE);
    /* what announces something else (heading, lead sentence) is never cut in two */
    add_paragraph(flow, &rich, style, 0, before, keeps_next, keeps_next);
}

static void add_list(PdfFlow *flow, const BlElement *element) {
    PdfStyle style = pdf_style(flow, PDF_BODY), strong = pdf_style(flow, PDF_STRONG);
    pdf_paragraph(flow, element->text, &strong, 8, TRUE);
    for (guint i = 0; i < element->texts->len; i++) {
        g_auto(PdfRich) rich = {0};
        pdf_rich_init(&rich, g_ptr_array_index(element->texts, i), TRUE);
        pdf_fragment_begin(flow);
        pdf_add_utf8(flow, "•", &style, flow->left + 1, BULLET_INDENT - 2, 0);
        add_paragraph(flow, &rich, &style, BULLET_INDENT, i == 0 ? 8 : 4, FALSE, FALSE);
    }
}

static void add_ruled_space(PdfFlow *flow) {
    pdf_fragment_begin(flow);
    for (guint i = 1; i <= ANSWER_LINES; i++)
        pdf_add_box(flow, BL_BOX_FILL,
                    (BlRect){flow->left, i * ANSWER_LINE_HEIGHT, flow->width, 0.5},
                    flow->theme->rule);
    pdf_fragment_end(flow, 0, ANSWER_LINES * ANSWER_LINE_HEIGHT + 2);
}

static void add_question(PdfFlow *flow, const BlElement *element) {
    PdfStyle question = pdf_style(flow, PDF_STRONG), answer = pdf_style(flow, PDF_BODY);
    pdf_paragraph(flow, element->text, &question, 12, TRUE);
    if (element->answer != NULL && *element->answer != '\0')
        pdf_paragraph(flow, element->answer, &answer, 3, FALSE);
    else
        add_ruled_space(flow);
}

void pdf_element(PdfFlow *flow, const BlElement *element) {
    PdfStyle lead = pdf_style(flow, PDF_LEAD), body = pdf_style(flow, PDF_BODY);
    PdfStyle note = pdf_style(flow, PDF_NOTE);
    switch (element->kind) {
    case BL_ELEMENT_TEXT:
        pdf_paragraph(flow, element->text, &body, 8, FALSE);
        break;
    case BL_ELEMENT_LEAD:
        pdf_paragraph(flow, element->text, &lead, 8, TRUE);
        break;
    case BL_ELEMENT_NOTE:
        pdf_paragraph(flow, element->text, &note, 8, FALSE);
        break;
    case BL_ELEMENT_LIST:
        add_list(flow, element);
        break;
    case BL_ELEMENT_KEY_FIGURES:
        pdf_key_figures(flow, element);
        break;
    case BL_ELEMENT_TABLE:
        pdf_table(flow, element->table);
        break;
    case BL_ELEMENT_CHART: {
        double head = pdf_chart_head(flow, element->chart);
        pdf_chart(flow, element->chart, head, pdf_chart_body(flow, element->chart, head));
        break;
    }
    case BL_ELEMENT_QUESTION:
        add_question(flow, element);
        break;
    case BL_ELEMENT_SIGNATURES:
        pdf_signatures(flow, element);
        break;
    }
}

/* Two charts side by side: the pictures start and end at the same heights. */
static void add_chart_pair(PdfFlow *flow, const BlChart *left, const BlChart *right, double step,
                           guint *middle) {
    double head = MAX(pdf_chart_head(flow, left), pdf_chart_head(flow, right));
    double body = MAX(pdf_chart_body(flow, left, head), pdf_chart_body(flow, right, head));
    pdf_chart(flow, left, head, body);
    *middle = flow->fragments->len;
    flow->left += step;
    pdf_chart(flow, right, head, body);
}

/* When the two columns do not fit on a page, the elements follow each other in full width. */
void pdf_pair(PdfFlow *flow, const BlElement *left, const BlElement *right) {
    double x = flow->left, width = flow->width;
    guint first = flow->fragments->len, first_box = flow->boxes->len, middle;
    flow->width = (width - PDF_COLUMN_GAP) / 2;
    double step = flow->width + PDF_COLUMN_GAP;
    if (left->kind == BL_ELEMENT_CHART && right->kind == BL_ELEMENT_CHART) {
        add_chart_pair(flow, left->chart, right->chart, step, &middle);
    } else {
        pdf_element(flow, left);
        middle = flow->fragments->len;
        flow->left += step;
        pdf_element(flow, right);
    }
    flow->left = x;
    flow->width = width;
    guint end = flow->fragments->len;
    double height =
        MAX(pdf_fragments_height(flow, first, middle), pdf_fragments_height(flow, middle, end));
    if (height <= pdf_page_height(flow)) {
        pdf_fragments_join(flow, first, middle);
        return;
    }
    g_array_set_size(flow->fragments, first);
    g_array_set_size(flow->boxes, first_box);
    pdf_element(flow, left);
    pdf_element(flow, right);
}
