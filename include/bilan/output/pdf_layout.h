/**
 * @file pdf_layout.h
 * The pages of a PDF as placed boxes, before anything is drawn: what bl_output_pdf() draws and what
 * the layout tests look at.
 *
 * Units are points, origin at the top left of the page, y downwards.
 */
#ifndef BILAN_OUTPUT_PDF_LAYOUT_H
#define BILAN_OUTPUT_PDF_LAYOUT_H

#include <bilan/chart/canvas.h>
#include <bilan/model/document.h>

typedef enum {
    BL_BOX_TEXT,     /**< one line, or a part of it in one font; `rect` is as high as its line */
    BL_BOX_FILL,     /**< a filled rectangle: rules, gauges */
    BL_BOX_FRAME,    /**< a thin frame: signature boxes */
    BL_BOX_DISC,     /**< the mark of what goes well */
    BL_BOX_TRIANGLE, /**< the mark of what needs a decision */
    BL_BOX_CHART,
    BL_BOX_IMAGE /**< a logo */
} BlBoxKind;

/** Signs that the foot of the page explains when they occur on it. */
typedef enum {
    BL_MARK_ABSENT = 1, /**< « n.d. » */
    BL_MARK_SECRET = 2, /**< « s » */
    BL_MARK_EMPTY = 4,  /**< « – » */
    BL_MARK_ALERT = 8   /**< the triangle */
} BlMarks;

typedef struct {
    BlBoxKind kind;
    BlRect rect;
    BlRect column;        /**< the cell or column that the box must not leave, as high as the box */
    double baseline;      /**< of a text: below the top of `rect` */
    BlTextStyle style;    /**< of a text; its color is that of every other kind too */
    double tracking;      /**< of a text: added after each letter */
    const char *text;     /**< of a text: single-byte, see bl_box_text(); of an image: its path */
    const BlChart *chart; /**< of a chart, borrowed from the document */
    guint marks;          /**< of BlMarks */
    gboolean is_furniture; /**< header and foot of the page, which stand in its margins */
} BlBox;

typedef struct {
    double width, height;
    BlRect body;   /**< where the sections stand, between header and foot */
    GArray *boxes; /**< of BlBox, in reading order */
    guint marks;   /**< of BlMarks: all that occur on the page */
} BlLayoutPage;

typedef struct BlLayout BlLayout;

/**
 * Place a document on pages.
 *
 * @param document borrowed; must outlive the layout (its charts are not copied)
 * @param theme    borrowed, for the call only
 * @param[out] err BL_ERROR_CONFIG: a font or a logo cannot be read
 * @return the caller's, bl_layout_free(); NULL on failure
 */
BlLayout *bl_layout_new(const BlDocument *document, const BlTheme *theme, GError **err);
void bl_layout_free(BlLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlLayout, bl_layout_free)

guint bl_layout_page_count(const BlLayout *layout);
const BlLayoutPage *bl_layout_page(const BlLayout *layout, guint page);

/** The text of a text box in UTF-8. @return the caller's, g_free() */
char *bl_box_text(const BlBox *box);

#endif
