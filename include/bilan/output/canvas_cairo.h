/**
 * @file canvas_cairo.h
 * The drawing surface of images: SVG vectors, or PNG pixels. The only user of cairo.
 *
 * Fonts are the theme's TrueType files, read directly: no picture depends on what is installed.
 */
#ifndef BILAN_OUTPUT_CANVAS_CAIRO_H
#define BILAN_OUTPUT_CANVAS_CAIRO_H

#include <bilan/chart/canvas.h>

typedef enum { BL_IMAGE_SVG, BL_IMAGE_PNG } BlImageFormat;

/** The three faces of a theme, loaded once for any number of images. Not to be shared by threads.
 */
typedef struct BlCairoFonts BlCairoFonts;

/**
 * Load the fonts of a theme.
 *
 * @param theme    borrowed, only during the call
 * @param[out] err BL_ERROR_CONFIG: a font cannot be read
 * @return the caller's, bl_cairo_fonts_free(), after every canvas made with it; NULL on failure
 */
BlCairoFonts *bl_cairo_fonts_new(const BlTheme *theme, GError **err);
void bl_cairo_fonts_free(BlCairoFonts *fonts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlCairoFonts, bl_cairo_fonts_free)

/**
 * Begin an image on a white ground.
 *
 * @param fonts         borrowed, must outlive the canvas
 * @param width, height in points
 * @param dpi           pixels per inch of a PNG; a SVG ignores it
 * @return the caller's, bl_canvas_cairo_finish() or bl_canvas_cairo_free()
 */
BlCanvas *bl_canvas_cairo_new(const BlCairoFonts *fonts, double width, double height,
                              BlImageFormat format, double dpi);
void bl_canvas_cairo_free(BlCanvas *canvas);

/**
 * End the image and free the canvas, whatever the outcome.
 *
 * @param canvas   made by bl_canvas_cairo_new(); taken
 * @param alt      alternative text, put in the SVG as its <title>; may be NULL
 * @param[out] err BL_ERROR_OUTPUT: cairo failed
 * @return the bytes of the file, the same for the same drawing; the caller's; NULL on failure
 */
GByteArray *bl_canvas_cairo_finish(BlCanvas *canvas, const char *alt, GError **err);

#endif
