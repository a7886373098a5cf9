/**
 * @file chart_draw.h
 * Draw a chart on any canvas.
 */
#ifndef BILAN_CHART_CHART_DRAW_H
#define BILAN_CHART_CHART_DRAW_H

#include <bilan/chart/canvas.h>
#include <bilan/model/chart.h>

/** Title, subtitle and source are drawn by the chart itself, or left to the page around it. */
typedef enum { BL_FURNITURE_NONE, BL_FURNITURE_FULL } BlFurniture;

/** Height in points that the chart wants for a width: bars and dots grow with their rows. */
double bl_chart_height(const BlChart *chart, double width, BlFurniture furniture);

/** Draw within `box`; never outside of it, no label over another, a sensible picture for any data.
 */
void bl_chart_draw(const BlChart *chart, BlCanvas *canvas, const BlTheme *theme, BlRect box,
                   BlFurniture furniture);

#endif
