/**
 * @file chart_map.h
 * What the chart_map*.c files share: a choropleth being made.
 *
 * Shapes are projected to kilometres, then moved onto the picture. Those far from metropolitan
 * France are insets, each at a scale of its own. The legend and the insets take the corners of the
 * rectangle, and the map is as large as clears them: no coast is ever under a word.
 */
#ifndef BILAN_CHART_CHART_MAP_H
#define BILAN_CHART_CHART_MAP_H

#include "chart_private.h"

#define BL_MAP_CLASSES 5
#define BL_MAP_KEYS (BL_MAP_CLASSES + 5)
#define BL_MAP_LINE 11.0 /* of the legend */
#define BL_MAP_SAMPLE 11.0

typedef enum {
    BL_FILL_CLASS,
    BL_FILL_ABSENT,  /**< « n.d. »: hatched */
    BL_FILL_SECRET,  /**< « s »: hatched the other way */
    BL_FILL_PENDING, /**< « à venir »: plain wash */
    BL_FILL_EMPTY    /**< nothing belongs there: plain wash */
} BlMapFill;

/** A place to draw. */
typedef struct {
    const BlMapPlace *place;
    gint row; /**< of the plot; -1: the table does not have it */
    BlMapFill fill;
    gint64 value;
    guint class;
    gboolean is_alert, is_inset;
    GPtrArray *rings; /**< of GArray of BlPoint, y downwards: kilometres, then points */
    BlRect bounds;
} BlMapShape;

/** Classes with round bounds: class i holds what is ≥ bounds[i - 1] and < bounds[i]. */
typedef struct {
    guint count; /**< 1 to BL_MAP_CLASSES; 0 without any number */
    gint64 bounds[BL_MAP_CLASSES - 1];
    gint64 low, high; /**< the extremes of the values */
    BlUnit unit;
} BlMapClasses;

/** An entry of the legend. */
typedef struct {
    char *text;
    BlMapFill fill;
    guint class;
    gboolean is_alert;
} BlMapKey;

typedef struct {
    BlPlot *plot;
    GPtrArray *shapes; /**< of BlMapShape*, the largest first: an enclave is drawn over */
    BlMapClasses classes;
    BlMapKey keys[BL_MAP_KEYS];
    guint key_count;
    char *strays;      /**< « Hors carte : … », rows that the map does not have; or NULL */
    gboolean outlined; /**< alerts are few enough for an outline to say something */
    guint insets;
    BlRect legend;      /**< a column, or a strip that wraps */
    gboolean is_column; /**< one entry a line */
    GArray *cells;      /**< of BlRect: one an inset */
    BlRect note;        /**< of the strays */
    double label;       /**< size of the texts of the insets and on the map */
    double side;        /**< of the square that holds an inset's shape */
} BlMapDrawing;

/* chart_map_shape.c */
/** The places of the map with their rows, in kilometres. */
GPtrArray *bl_map_shapes_new(const BlPlot *plot);
/** kilometres → points: x = origin + scale × kilometres. */
void bl_map_shape_move(BlMapShape *shape, double scale, BlPoint origin);
gboolean bl_map_shape_holds(const BlMapShape *shape, BlPoint point);
/** Does any part of the shape, moved so, meet the rectangle? */
gboolean bl_map_shape_meets(const BlMapShape *shape, double scale, BlPoint origin, BlRect rect);
/** Does the outline cross the rectangle? */
gboolean bl_map_shape_edges_meet(const BlMapShape *shape, BlRect rect);
/** Distance from a point to the outline, x and y divided by `unit` first. */
double bl_map_shape_distance(const BlMapShape *shape, BlPoint point, BlPoint unit);

/* chart_map_class.c */
/** @param values of gint64; order does not matter */
void bl_map_classes_init(BlMapClasses *classes, const GArray *values, BlUnit unit);
guint bl_map_class_of(const BlMapClasses *classes, gint64 value);
/** « 60 à 70 % ». @return the caller's, g_free() */
char *bl_map_class_name(const BlMapClasses *classes, guint class);

/* chart_map_layout.c */
double bl_map_layout_height(const BlMapDrawing *d, double width);
/** Place everything in the rectangle. Moves no shape: *scale and *origin are for the main ones. */
void bl_map_layout(BlMapDrawing *d, BlRect rect, double *scale, BlPoint *origin);

/* chart_map_key.c */
void bl_map_keys_init(BlMapDrawing *d);
double bl_map_keys_width(const BlMapDrawing *d);
/** Height of the strip for a width. */
double bl_map_keys_strip(const BlMapDrawing *d, double width);
void bl_map_keys_draw(BlMapDrawing *d);

/* chart_map_paint.c */
void bl_map_fill_ring(const BlMapDrawing *d, const GArray *ring, BlMapFill fill, guint class);
BlColor bl_map_fill_color(const BlMapDrawing *d, BlMapFill fill, guint class);
void bl_map_outline(const BlMapDrawing *d, const GArray *ring, BlColor color, double width);

/* chart_map_border.c */
/** Thin the rings to what can be seen, the same on both sides of a border, and draw the fills, then
 * each border once. */
void bl_map_paint(BlMapDrawing *d);

/* chart_map_label.c */
void bl_map_labels(BlMapDrawing *d, BlRect area);
void bl_map_inset_labels(BlMapDrawing *d);
/** What is written for a shape: « 76,1 % », « n.d. », « s »; the caller's, g_free() */
char *bl_map_value_text(const BlMapDrawing *d, const BlMapShape *shape);

#endif
