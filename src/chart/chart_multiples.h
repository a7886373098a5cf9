/**
 * @file chart_multiples.h
 * The grid of small multiples: how many a line, how wide and how high, their names wrapped.
 */
#ifndef BILAN_CHART_CHART_MULTIPLES_H
#define BILAN_CHART_CHART_MULTIPLES_H

#include "chart_private.h"

#define BL_SMALL_BETWEEN 14.0 /* charts of a line */
#define BL_SMALL_HEAD 8.5     /* over a plot, for the number of the highest mark */
#define BL_SMALL_FOOT 9.0     /* under it, for the names of the series */
#define BL_SMALL_AXIS 5.5     /* size of the numbers of the scale */
#define BL_SMALL_TICK_GAP 4.0

typedef struct {
    double size;
    GPtrArray *lines; /**< of char* */
} BlSmallTitle;

typedef struct {
    BlPlot *plot;
    BlAxis axis;      /**< its marks */
    gint64 low, high; /**< the plots reach from here to there: they are too low to waste any */
    GArray *series;   /**< of guint: those in the unit of the axis */
    GArray *titles;   /**< of BlSmallTitle, one a row */
    guint per_line, lines;
    double left;         /**< room of the numbers of the scale */
    double cell;         /**< width of a small chart */
    double scale;        /**< of all heights: 1 unless the box is too low */
    double height, gap;  /**< of a plot, between lines */
    gboolean is_line;    /**< all series are */
    gboolean names_last; /**< series named under the lowest charts only */
} BlSmallGrid;

void bl_small_grid_init(BlSmallGrid *grid, BlPlot *plot, double width);
void bl_small_grid_dispose(BlSmallGrid *grid);
/** Higher or lower plots first; in a box too low for any, everything is smaller. */
void bl_small_grid_fit(BlSmallGrid *grid, double height);
/** Height of the names of a line of charts: those that wrap push all its plots down. */
double bl_small_grid_titles(const BlSmallGrid *grid, guint line);
double bl_small_grid_line(const BlSmallGrid *grid, guint line);
double bl_small_grid_height(const BlSmallGrid *grid);
/** Height of a value in a plot: 0 at its foot, 1 at its top. */
double bl_small_grid_part(const BlSmallGrid *grid, gint64 value);

#endif
