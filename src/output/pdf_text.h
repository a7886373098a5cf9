/**
 * @file pdf_text.h
 * Text of the PDF: its single-byte encoding, its width, and how it breaks into lines. Private.
 */
#ifndef BILAN_SRC_OUTPUT_PDF_TEXT_H
#define BILAN_SRC_OUTPUT_PDF_TEXT_H

#include <bilan/chart/canvas.h>
#include <glib.h>

/* Windows-1252 leaves five bytes undefined; figures need four characters that it lacks. */
#define PDF_BYTE_GREATER_EQUAL 0x81
#define PDF_BYTE_LESS_EQUAL 0x8D
#define PDF_BYTE_MINUS 0x8F /* as wide as a digit, unlike the dash that stands for it otherwise */
#define PDF_BYTE_SUM 0x9D
/* Espace fine insécable: shown as a no-break space set closer, so that it is copied as a space. */
#define PDF_BYTE_THIN 0x90
#define PDF_BYTE_NBSP 0xA0

/** Width of a thin space, in em. */
#define PDF_THIN_EM 0.19

/** Advance widths in em, for each BlFont and byte. */
typedef struct {
    double advance[3][256];
} PdfMetrics;

/** Text with its bold parts; `bold` has one flag a byte. */
typedef struct {
    char *bytes;
    guint8 *bold;
    gsize length;
} PdfRich;

typedef struct {
    gsize start, end; /**< bytes; spaces at the break are left out */
    double width;
} PdfLine;

/** How a paragraph is set. */
typedef struct {
    BlFont font, bold;
    double size, leading; /**< points */
    double tracking;
    BlColor color, bold_color;
    BlAnchor align;
} PdfStyle;

/**
 * UTF-8 to the bytes of the fonts. Spaces that French typography wants unbreakable become so.
 * @return the caller's, g_free()
 */
char *pdf_encode(const char *utf8);

/** The reverse. @return the caller's, g_free() */
char *pdf_decode(const char *bytes);

double pdf_text_width(const PdfMetrics *metrics, const char *bytes, gsize length, BlFont font,
                      double size);

/** Encode a text and take the `**bold**` marks out of it (when `marked`). */
void pdf_rich_init(PdfRich *rich, const char *utf8, gboolean marked);
void pdf_rich_dispose(PdfRich *rich);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PdfRich, pdf_rich_dispose)

/** Break into lines no wider than `width`: at spaces, else after hyphens, else anywhere.
 * @param[out] lines of PdfLine, emptied first; at least one line */
void pdf_wrap(const PdfMetrics *metrics, const PdfRich *rich, const PdfStyle *style, double width,
              GArray *lines);

/** Width of the widest piece that pdf_wrap() would not break, in em. */
double pdf_longest_piece(const PdfMetrics *metrics, const char *bytes, BlFont font);

#endif
