/**
 * @file chart.h
 * A chart: which columns of which table, drawn how. It holds no number of its own.
 */
#ifndef BILAN_MODEL_CHART_H
#define BILAN_MODEL_CHART_H

#include <bilan/model/map.h>
#include <bilan/model/table.h>

typedef enum {
    BL_CHART_COLUMNS, /**< vertical, one group a row; `line` columns are drawn as lines over them */
    BL_CHART_STACKED, /**< vertical, stacked */
    BL_CHART_BARS,    /**< horizontal, one a row, for categories with long names */
    BL_CHART_SHARES,  /**< horizontal 100 % bars */
    BL_CHART_LINES,   /**< one line a series */
    BL_CHART_DOTS, /**< dot plot of a rate, one row a place, sorted as the table is; 100 % marked */
    BL_CHART_MULTIPLES, /**< a small chart a row, the series its columns or, all `is_line`, its
                          line; one scale for all; the objective is not drawn */
    BL_CHART_MAP /**< places filled by the class of the first series; a row is a place by its code
                  */
} BlChartKind;

gboolean bl_chart_kind_from_name(const char *name, BlChartKind *kind);

typedef struct {
    guint column;     /**< of the table */
    gboolean is_line; /**< in BL_CHART_COLUMNS: a line over the columns; in BL_CHART_BARS: what the
                         row was to reach, a mark across its bar */
} BlSeries;

typedef struct BlChart {
    char *name; /**< file name part, [a-z0-9-]+ */
    char *title;
    char *subtitle; /**< unit and what is drawn; may be NULL */
    BlChartKind kind;
    const BlTable *table;    /**< borrowed: the document owns it */
    const BlMap *map;        /**< of BL_CHART_MAP, borrowed; NULL: bars are drawn instead */
    gboolean map_is_partial; /**< only the places of the table; else one missing is « n.d. » */
    guint category;          /**< text column of the table: the labels */
    GArray *series;          /**< of BlSeries */
    BlCell objective;        /**< a horizontal or vertical mark, when its kind is BL_CELL_NUMBER */
    char *objective_label;   /**< « objectif »; may be NULL */
    char *source;            /**< « Source : … · arrêté au … », under the picture */
    char *alt;               /**< alternative text, one sentence */
} BlChart;

BlChart *bl_chart_new(const char *name, BlChartKind kind, const BlTable *table, guint category);
void bl_chart_free(BlChart *chart);
void bl_chart_add_series(BlChart *chart, guint column, gboolean is_line);

#endif
