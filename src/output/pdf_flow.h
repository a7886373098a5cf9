/**
 * @file pdf_flow.h
 * The layout pass: elements become fragments, which nothing breaks; fragments are put on pages.
 * Private.
 */
#ifndef BILAN_SRC_OUTPUT_PDF_FLOW_H
#define BILAN_SRC_OUTPUT_PDF_FLOW_H

#include "pdf_text.h"

#include <bilan/output/pdf_layout.h>

#define PDF_A4_SHORT 595.276
#define PDF_A4_LONG 841.89
#define PDF_MARGIN 45.0
#define PDF_COLUMN_GAP 24.0 /* between half-width elements */

typedef enum {
    PDF_KICKER,
    PDF_TITLE,
    PDF_SECTION_TITLE, /* of a section that starts its page */
    PDF_HEADING,       /* of a section among others */
    PDF_SUBHEADING,    /* of a table or chart */
    PDF_SUBTITLE,
    PDF_LEAD,
    PDF_BODY,
    PDF_STRONG,
    PDF_NOTE,
    PDF_LABEL,
    PDF_VALUE,
    PDF_RUNNING,
    PDF_FOOT,
    PDF_STYLES
} PdfStyleName;

typedef struct {
    char *title; /* encoded */
    guint page;
    double y;
} PdfOutline;

typedef struct {
    const char *path; /* borrowed from the document */
    double width, height;
} PdfLogo;

struct BlLayout {
    GPtrArray *pages;      /* of BlLayoutPage* */
    GArray *outline;       /* of PdfOutline */
    GStringChunk *strings; /* the texts of the boxes */
};

/** What stands together on one page: a line of a paragraph, a row, a chart with its title. */
typedef struct {
    guint first, count;  /* boxes, at heights counted from the top of the fragment */
    double height;       /* points */
    double before;       /* space above, dropped at the top of a page */
    gboolean keeps_next; /* never last on its page */
    gboolean is_spare;   /* a table header: placed only where the table goes on */
    int header;          /* the spare fragment to repeat when a page starts here; -1: none */
    const char *section; /* title for the outline, when a section starts here */
} PdfFragment;

typedef struct {
    BlLayout *layout;
    const BlDocument *document;
    const BlTheme *theme;
    const PdfMetrics *metrics;
    GArray *target;      /* where boxes go: the section's `boxes`, or those of a page */
    GArray *boxes;       /* of BlBox: those of the section's fragments */
    GArray *fragments;   /* of PdfFragment: the section's */
    GArray *lines;       /* of PdfLine: scratch */
    GArray *logos;       /* of PdfLogo */
    guint first_box;     /* of the fragment being built */
    const char *heading; /* of the section: an element of that title does not say it again */
    double left, width;  /* the current column */
    gboolean is_landscape;
    gboolean has_marks; /* some foot needs a line for the legend */
    BlLayoutPage *page; /* the current one; NULL before the first */
    double y;           /* on the page */
    gboolean is_page_top;
} PdfFlow;

PdfStyle pdf_style(const PdfFlow *flow, PdfStyleName name);

/** Boxes, added to `flow->target`. @return borrowed, until the next one */
BlBox *pdf_add_box(PdfFlow *flow, BlBoxKind kind, BlRect rect, BlColor color);

/** Lines of text from height `y` on, in a column. @return their height */
double pdf_add_text(PdfFlow *flow, const PdfRich *rich, const PdfStyle *style, double x,
                    double width, double y);

/** The same from UTF-8; NULL or "" takes no room. `**bold**` is a mark. */
double pdf_add_utf8(PdfFlow *flow, const char *utf8, const PdfStyle *style, double x, double width,
                    double y);

/** The title of an element; NULL when the section's title already says it. */
const char *pdf_own_title(const PdfFlow *flow, const char *title);

/** Height that pdf_add_utf8() would take. */
double pdf_text_height(PdfFlow *flow, const char *utf8, const PdfStyle *style, double width);

void pdf_fragment_begin(PdfFlow *flow);
/** @return borrowed, until the next one */
PdfFragment *pdf_fragment_end(PdfFlow *flow, double before, double height);

/** Join the fragments of two columns, which end the list from `left` and `right` on. */
void pdf_fragments_join(PdfFlow *flow, guint left, guint right);
double pdf_fragments_height(const PdfFlow *flow, guint first, guint end);

/** A page of the current orientation, with its header. */
void pdf_page_start(PdfFlow *flow);
double pdf_page_width(const PdfFlow *flow);  /* of the body */
double pdf_page_height(const PdfFlow *flow); /* of the body of a following page */

/** Put the section's fragments on pages, and forget them. */
void pdf_flow_pages(PdfFlow *flow);

/* pdf_furniture.c */
gboolean pdf_logos_measure(PdfFlow *flow, GError **err);
void pdf_furniture_head(PdfFlow *flow, gboolean is_first);
double pdf_furniture_foot_height(PdfFlow *flow);
void pdf_furniture_feet(PdfFlow *flow);

/* pdf_cover.c */
void pdf_cover(PdfFlow *flow);

/* pdf_blocks.c, pdf_figures.c, pdf_table.c, pdf_rows.c */
void pdf_paragraph(PdfFlow *flow, const char *utf8, const PdfStyle *style, double before,
                   gboolean keeps_next);
void pdf_element(PdfFlow *flow, const BlElement *element);
void pdf_pair(PdfFlow *flow, const BlElement *left, const BlElement *right);
void pdf_key_figures(PdfFlow *flow, const BlElement *element);
void pdf_signatures(PdfFlow *flow, const BlElement *element);
void pdf_chart(PdfFlow *flow, const BlChart *chart, double head, double body);
double pdf_chart_head(PdfFlow *flow, const BlChart *chart);
double pdf_chart_body(PdfFlow *flow, const BlChart *chart, double head);
void pdf_table(PdfFlow *flow, const BlTable *table);

/** The size at which a table would be set in a width, in points; 8 when there is room. */
double pdf_table_size(PdfFlow *flow, const BlTable *table, double width);

/* pdf_layout.c */
/** As bl_layout_new(), with the metrics of fonts already open. */
BlLayout *pdf_layout_make(const BlDocument *document, const BlTheme *theme,
                          const PdfMetrics *metrics, GError **err);

#endif
