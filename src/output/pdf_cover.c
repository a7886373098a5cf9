/* The cover of a document: what it is, of whom, up to which day. Nothing else. */
#include "pdf_flow.h"

#define BAND_TOP 250.0 /* the title stands a little above the middle of the sheet */
#define TITLE_SIZE 30.0
#define TITLE_LEADING 37.0

static PdfStyle cover_title(const PdfFlow *flow) {
    PdfStyle style = pdf_style(flow, PDF_TITLE);
    style.size = TITLE_SIZE;
    style.leading = TITLE_LEADING;
    return style;
}

static double add_line(PdfFlow *flow, const char *text, PdfStyleName name, double y) {
    PdfStyle style = pdf_style(flow, name);
    return y + pdf_add_utf8(flow, text, &style, PDF_MARGIN, pdf_page_width(flow), y);
}

void pdf_cover(PdfFlow *flow) {
    const BlDocument *document = flow->document;
    PdfStyle title = cover_title(flow);
    g_autofree char *cutoff = bl_day_french(document->cutoff);
    g_autofree char *year = g_strdup_printf("Exercice %d, arrêté au %s", document->year, cutoff);
    g_autofree char *upper = g_utf8_strup(document->kicker != NULL ? document->kicker : "", -1);
    double y = add_line(flow, upper, PDF_KICKER, BAND_TOP) + 8;
    y += pdf_add_utf8(flow, document->title, &title, PDF_MARGIN, pdf_page_width(flow), y) + 18;
    pdf_add_box(flow, BL_BOX_FILL, (BlRect){PDF_MARGIN, y, 72, 2.4}, flow->theme->accent);
    y = add_line(flow, document->place, PDF_HEADING, y + 26) + 4;
    add_line(flow, year, PDF_LEAD, y);
}
