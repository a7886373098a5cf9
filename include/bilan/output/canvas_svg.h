/**
 * @file canvas_svg.h
 * The drawing surface of pages: plain SVG elements, for an <svg> that stands in an HTML page.
 *
 * Texts stay texts: they can be selected, searched and scaled. Colours are custom properties of the
 * page (`var(--c29598f)`), so that the page may show the same picture on a dark ground.
 */
#ifndef BILAN_OUTPUT_CANVAS_SVG_H
#define BILAN_OUTPUT_CANVAS_SVG_H

#include <bilan/output/canvas_cairo.h>

/**
 * Begin a picture. Only what is inside <svg> is written: the caller opens and closes it.
 *
 * @param fonts  borrowed, must outlive the canvas; what texts are measured with
 * @param colors borrowed set (g_direct_hash) that every colour used is added to, as
 *               GUINT_TO_POINTER(color)
 * @param out    borrowed: the elements are appended to it
 * @return the caller's, bl_canvas_svg_free(), which also ends the elements still open
 */
BlCanvas *bl_canvas_svg_new(const BlCairoFonts *fonts, GHashTable *colors, GString *out);
void bl_canvas_svg_free(BlCanvas *canvas);

#endif
