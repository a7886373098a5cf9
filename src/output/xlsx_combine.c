/*
 * Columns and lines in one native chart.
 *
 * libxlsxwriter 1.1.4 writes charts of one type only. Its chart object is public, though, with the
 * function that writes the type: this one takes its place and calls two of the library's own, the
 * columns' and the lines', on the same axes, each with its share of the series. (What chart_combine
 * does in other editions of the library.)
 */
#include "xlsx_private.h"

typedef struct lxw_chart_series_list SeriesList;

/* Move the series with a marker from `all` to `lines`, both keeping their order. */
static void split(SeriesList *all, SeriesList *columns, SeriesList *lines) {
    STAILQ_INIT(columns);
    STAILQ_INIT(lines);
    lxw_chart_series *series;
    while ((series = STAILQ_FIRST(all)) != NULL) {
        STAILQ_REMOVE_HEAD(all, list_pointers);
        if (series->marker != NULL)
            STAILQ_INSERT_TAIL(lines, series, list_pointers);
        else
            STAILQ_INSERT_TAIL(columns, series, list_pointers);
    }
}

/* Have `writer`, a chart of another type, write these series as a part of `chart`. */
static void write_part(lxw_chart *chart, lxw_chart *writer, SeriesList *series) {
    if (STAILQ_EMPTY(series))
        return;
    SeriesList *own = writer->series_list;
    writer->file = chart->file;
    writer->series_list = series;
    writer->series_index = chart->series_index;
    writer->id = chart->id;
    writer->gap_y1 = chart->gap_y1;
    writer->axis_id_1 = chart->axis_id_1;
    writer->axis_id_2 = chart->axis_id_2;
    writer->write_chart_type(writer);
    chart->series_index = writer->series_index;
    chart->axis_id_1 = writer->axis_id_1;
    chart->axis_id_2 = writer->axis_id_2;
    writer->series_list = own;
}

static void write_columns_and_lines(lxw_chart *chart) {
    lxw_chart *columns = lxw_chart_new(chart->type);
    lxw_chart *lines = lxw_chart_new(LXW_CHART_LINE);
    if (columns != NULL && lines != NULL) {
        SeriesList of_columns, of_lines;
        split(chart->series_list, &of_columns, &of_lines);
        write_part(chart, columns, &of_columns);
        write_part(chart, lines, &of_lines);
        /* given back, for libxlsxwriter to free */
        STAILQ_CONCAT(chart->series_list, &of_columns);
        STAILQ_CONCAT(chart->series_list, &of_lines);
    }
    lxw_chart_free(columns);
    lxw_chart_free(lines);
}

void bl_xlsx_chart_combine(lxw_chart *chart) {
    chart->write_chart_type = write_columns_and_lines;
}
