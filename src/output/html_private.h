/* What the html_*.c files share: the page being written. */
#ifndef BILAN_OUTPUT_HTML_PRIVATE_H
#define BILAN_OUTPUT_HTML_PRIVATE_H

#include "html_text.h"

#include <bilan/model/document.h>
#include <bilan/model/theme.h>
#include <bilan/output/canvas_cairo.h>

typedef struct {
    const BlDocument *document;
    const BlTheme *theme;
    const BlCairoFonts *fonts;
    GString *out;             /* the body */
    GHashTable *colors;       /* set of the colours of its pictures, see canvas_svg.h */
    GHashTable *pictured;     /* set of const BlTable*: those that a chart shows */
    const BlSection *section; /* being written */
    guint tables, charts;     /* written so far: the identifiers of their parts */
} HtmlPage;

/* html_table.c */
typedef enum {
    HTML_TABLE_PLAIN, /* stands in the section, under its title */
    HTML_TABLE_CHART  /* the figures of a chart, in its <details>, which names them */
} HtmlTableUse;
/** @param columns of guint: those shown, in order; NULL: all */
void html_table(HtmlPage *page, const BlTable *table, const GArray *columns, HtmlTableUse use);
/** Sign of a cell: « – » in a column of numbers for what does not belong there. Appended escaped,
 * with what it means. */
void html_cell(GString *out, const BlCell *cell, gboolean is_text);

/* html_chart.c */
void html_chart(HtmlPage *page, const BlChart *chart, gboolean is_half);

/* html_section.c */
void html_sections(HtmlPage *page);

/* html_head.c: what stands before and around the sections */
/** @param[out] err BL_ERROR_CONFIG: style, script or font cannot be read. @return FALSE then */
gboolean html_head(const HtmlPage *page, GString *out, char **script, GError **err);
gboolean html_masthead(const HtmlPage *page, GString *out, GError **err);
void html_contents(const HtmlPage *page, GString *out);
void html_foot(const HtmlPage *page, GString *out);

/* html_palette.c */
/** The custom properties of the theme and of the pictures' colours, light, then dark. */
void html_palette(const HtmlPage *page, GString *css);
/** The colour of the same hue that stands out from a dark ground as `color` does from white. */
BlColor html_dark_color(BlColor color);

#endif
