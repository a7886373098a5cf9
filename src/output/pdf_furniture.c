/* Head and foot of the pages. */
#include "pdf_flow.h"
#include "pdf_png.h"

#include <bilan/base/error.h>

#define TOP 40.0
#define BOTTOM 28.0
#define LOGO_HEIGHT 30.0
#define LOGO_WIDTH 96.0
#define LOGO_GAP 12.0
#define PAGE_NUMBER_WIDTH 70.0
#define FOOT_GAP 18.0 /* between the body and the foot's rule */

gboolean pdf_logos_measure(PdfFlow *flow, GError **err) {
    for (guint i = 0; i < flow->document->logos->len; i++) {
        PdfLogo logo = {.path = g_ptr_array_index(flow->document->logos, i)};
        const char *wrong = pdf_png_check(logo.path, &logo.width, &logo.height);
        if (wrong != NULL) {
            g_set_error(err, BL_ERROR, BL_ERROR_CONFIG, "logo %s : %s", logo.path, wrong);
            return FALSE;
        }
        double scale = MIN(LOGO_HEIGHT / logo.height, LOGO_WIDTH / logo.width);
        logo.width *= scale;
        logo.height *= scale;
        g_array_append_val(flow->logos, logo);
    }
    return TRUE;
}

/* Logos stand at the right of the head; as many as leave half of the width to the title. */
static double add_logos(PdfFlow *flow) {
    double right = PDF_MARGIN + pdf_page_width(flow), used = 0;
    guint shown = 0;
    while (shown < flow->logos->len) {
        double next = used + g_array_index(flow->logos, PdfLogo, shown).width + LOGO_GAP;
        if (next > pdf_page_width(flow) / 2)
            break;
        used = next;
        shown++;
    }
    double x = right - used + (shown > 0 ? LOGO_GAP : 0);
    for (guint i = 0; i < shown; i++) {
        const PdfLogo *logo = &g_array_index(flow->logos, PdfLogo, i);
        BlRect rect = {x, TOP + 3 + (LOGO_HEIGHT - logo->height) / 2, logo->width, logo->height};
        BlBox *box = pdf_add_box(flow, BL_BOX_IMAGE, rect, 0);
        box->text = logo->path;
        x += logo->width + LOGO_GAP;
    }
    return used;
}

static void mark_furniture(GArray *boxes, guint first) {
    for (guint i = first; i < boxes->len; i++)
        g_array_index(boxes, BlBox, i).is_furniture = TRUE;
}

/* What a document is about when it brings no line of its own. */
static char *place_and_cutoff(const BlDocument *document) {
    g_autofree char *day = bl_day_french(document->cutoff);
    if (document->place == NULL || *document->place == '\0')
        return g_strdup_printf("arrêté au %s", day);
    return g_strdup_printf("%s · arrêté au %s", document->place, day);
}

static double add_first_head(PdfFlow *flow) {
    PdfStyle kicker = pdf_style(flow, PDF_KICKER), title = pdf_style(flow, PDF_TITLE);
    double logos = add_logos(flow);
    double width = pdf_page_width(flow) - logos, y = TOP;
    if (pdf_text_height(flow, flow->document->title, &title, width) > 2 * title.leading)
        title = pdf_style(flow, PDF_SECTION_TITLE);
    g_autofree char *made = place_and_cutoff(flow->document);
    const char *line = flow->document->kicker != NULL ? flow->document->kicker : made;
    g_autofree char *upper = g_utf8_strup(line, -1);
    y += pdf_add_utf8(flow, upper, &kicker, PDF_MARGIN, width, y);
    y += 2 + pdf_add_utf8(flow, flow->document->title, &title, PDF_MARGIN, width, y + 1);
    if (logos > 0)
        y = MAX(y, TOP + 3 + LOGO_HEIGHT);
    y += 7;
    pdf_add_box(flow, BL_BOX_FILL, (BlRect){PDF_MARGIN, y, pdf_page_width(flow), 1.4},
                flow->theme->accent);
    return y + 1.4 + 14;
}

static double add_running_head(PdfFlow *flow) {
    PdfStyle style = pdf_style(flow, PDF_RUNNING);
    g_autofree char *place = place_and_cutoff(flow->document);
    g_autofree char *line = g_strconcat(flow->document->title != NULL ? flow->document->title : "",
                                        flow->document->title != NULL ? " · " : "", place, NULL);
    double y = TOP - 8;
    y += pdf_add_utf8(flow, line, &style, PDF_MARGIN, pdf_page_width(flow), y) + 4;
    pdf_add_box(flow, BL_BOX_FILL, (BlRect){PDF_MARGIN, y, pdf_page_width(flow), 0.6},
                flow->theme->rule);
    return y + 0.6 + 16;
}

/* The cover has the logos of a first page, and no body. */
static double add_cover(PdfFlow *flow) {
    add_logos(flow);
    pdf_cover(flow);
    return flow->page->height - pdf_furniture_foot_height(flow);
}

void pdf_furniture_head(PdfFlow *flow, gboolean is_first) {
    GArray *before = flow->target;
    flow->target = flow->page->boxes;
    if (is_first && flow->document->has_cover)
        flow->y = add_cover(flow);
    else
        flow->y = is_first ? add_first_head(flow) : add_running_head(flow);
    mark_furniture(flow->page->boxes, 0);
    flow->target = before;
}

static char *foot_line(const PdfFlow *flow) {
    const BlDocument *document = flow->document;
    GString *out = g_string_new(NULL);
    if (document->confidentiality != NULL && *document->confidentiality != '\0')
        g_string_append_printf(out, "**%s** · ", document->confidentiality);
    if (document->sources != NULL && *document->sources != '\0')
        g_string_append_printf(out, "%s · ", document->sources);
    g_autofree char *day = bl_day_french(document->edition);
    g_string_append_printf(out, "édité le %s", day);
    return g_string_free(out, FALSE);
}

/* From the bottom of the body to the edge of the sheet. */
double pdf_furniture_foot_height(PdfFlow *flow) {
    PdfStyle style = pdf_style(flow, PDF_FOOT);
    g_autofree char *line = foot_line(flow);
    double lines =
        pdf_text_height(flow, line, &style, pdf_page_width(flow) - PAGE_NUMBER_WIDTH - 12);
    return FOOT_GAP + 6 + lines + (flow->has_marks ? style.leading : 0) + BOTTOM;
}

double pdf_page_height(const PdfFlow *flow) {
    /* the running head is one line, unless the place has a very long name */
    const BlLayoutPage *page = flow->page;
    if (flow->layout->pages->len > 1)
        return page->body.height;
    double foot = page->height - page->body.y - page->body.height;
    return page->height - foot - (TOP - 8 + 10 + 4 + 0.6 + 16);
}

static void add_legend_item(PdfFlow *flow, double *x, double y, const char *text) {
    PdfStyle style = pdf_style(flow, PDF_FOOT);
    g_auto(PdfRich) rich = {0};
    pdf_rich_init(&rich, text, TRUE);
    PdfLine line;
    pdf_wrap(flow->metrics, &rich, &style, 300, flow->lines);
    line = g_array_index(flow->lines, PdfLine, 0);
    pdf_add_text(flow, &rich, &style, *x, line.width + 0.01, y);
    *x += line.width + 12;
}

static void add_legend(PdfFlow *flow, guint marks, double y) {
    double x = PDF_MARGIN;
    if (marks & BL_MARK_ALERT) {
        pdf_add_box(flow, BL_BOX_TRIANGLE, (BlRect){x, y + 2.2, 5, 4.6}, flow->theme->alert);
        x += 7;
        add_legend_item(flow, &x, y, "appelle une décision");
    }
    if (marks & BL_MARK_ABSENT)
        add_legend_item(flow, &x, y, "**n.d.** : donnée absente");
    if (marks & BL_MARK_SECRET)
        add_legend_item(flow, &x, y, "**s** : secret statistique");
    if (marks & BL_MARK_EMPTY)
        add_legend_item(flow, &x, y, "**–** : sans objet");
}

static void add_foot(PdfFlow *flow, guint number) {
    PdfStyle style = pdf_style(flow, PDF_FOOT);
    double width = pdf_page_width(flow), right = PDF_MARGIN + width;
    double y = flow->page->body.y + flow->page->body.height + FOOT_GAP - 0.6;
    pdf_add_box(flow, BL_BOX_FILL, (BlRect){PDF_MARGIN, y, width, 0.6}, flow->theme->rule);
    y += 6;
    g_autofree char *line = foot_line(flow);
    double used = pdf_add_utf8(flow, line, &style, PDF_MARGIN, width - PAGE_NUMBER_WIDTH - 12, y);
    g_autofree char *page =
        g_strdup_printf("page\u00a0%u\u00a0/\u00a0%u", number, flow->layout->pages->len);
    style.align = BL_ANCHOR_END;
    pdf_add_utf8(flow, page, &style, right - PAGE_NUMBER_WIDTH, PAGE_NUMBER_WIDTH, y);
    add_legend(flow, flow->page->marks, y + used);
}

/* Feet come last: only then is the number of pages known. */
void pdf_furniture_feet(PdfFlow *flow) {
    for (guint i = 0; i < flow->layout->pages->len; i++) {
        flow->page = g_ptr_array_index(flow->layout->pages, i);
        flow->is_landscape = flow->page->width > flow->page->height;
        flow->target = flow->page->boxes;
        guint first = flow->page->boxes->len;
        add_foot(flow, i + 1);
        mark_furniture(flow->page->boxes, first);
    }
}
