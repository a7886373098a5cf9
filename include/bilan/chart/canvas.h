/**
 * @file canvas.h
 * The small drawing surface that charts draw on: vectors in PDF and SVG, pixels in PNG.
 *
 * Units are points (1/72 inch), origin at the top left, y downwards.
 */
#ifndef BILAN_CHART_CANVAS_H
#define BILAN_CHART_CANVAS_H

#include <bilan/model/theme.h>
#include <glib.h>

typedef enum { BL_FONT_REGULAR, BL_FONT_SEMIBOLD, BL_FONT_BOLD } BlFont;
typedef enum { BL_ANCHOR_START, BL_ANCHOR_MIDDLE, BL_ANCHOR_END } BlAnchor;

typedef struct {
    double x, y;
} BlPoint;

typedef struct {
    double x, y, width, height;
} BlRect;

typedef struct {
    BlFont font;
    double size;
    BlColor color;
    BlAnchor anchor;
} BlTextStyle;

typedef struct {
    BlColor color;
    double width;
    double dash; /**< length of dashes and gaps; 0: a solid line */
} BlStroke;

typedef struct BlCanvas BlCanvas;

typedef struct {
    void (*fill_rect)(BlCanvas *canvas, BlRect rect, BlColor color);
    void (*fill_path)(BlCanvas *canvas, const BlPoint *points, gsize count, BlColor color);
    void (*stroke_path)(BlCanvas *canvas, const BlPoint *points, gsize count,
                        const BlStroke *stroke);
    void (*circle)(BlCanvas *canvas, BlPoint center, double radius, BlColor fill,
                   const BlStroke *stroke);
    void (*text)(BlCanvas *canvas, BlPoint baseline, const char *utf8, const BlTextStyle *style);
    double (*text_width)(BlCanvas *canvas, const char *utf8, BlFont font, double size);
    /** What the marks drawn from now on stand for (« Corse · Taux : 74,6 % »), until the next call;
     * NULL: nothing. A surface that cannot say it has no such operation. */
    void (*describe)(BlCanvas *canvas, const char *utf8);
} BlCanvasOps;

/** A backend's object begins with this. */
struct BlCanvas {
    const BlCanvasOps *ops;
};

#endif
