/**
 * @file pdf_table.h
 * A table measured for the page, before its rows are placed. Private to pdf_table.c and pdf_rows.c.
 */
#ifndef BILAN_SRC_OUTPUT_PDF_TABLE_H
#define BILAN_SRC_OUTPUT_PDF_TABLE_H

#include "pdf_flow.h"

#define PDF_TABLE_SIZE 8.0   /* points, when there is room */
#define PDF_CELL_PADDING 0.6 /* em, on both sides of a column but at the edges of the table */

typedef struct {
    char *bytes;  /* as shown, encoded */
    double width; /* em, on one line */
    double piece; /* em: its longest word; of titles only */
    guint marks;
} PdfCell;

/* All lengths in em until pdf_table_columns() knows the size, then in points. */
typedef struct {
    gboolean is_text, is_gauge;
    double min, natural; /* contents and padding */
    double figures;      /* of a gauge column: its widest figure */
    double gauge_max;    /* of a gauge column: the rate at the end of the bar; at least 1.1 */
    double x, width;     /* of the contents */
} PdfColumn;

typedef struct {
    const BlTable *table;
    guint columns, rows;
    PdfColumn *column;
    PdfCell *titles;
    PdfCell *cells; /* row by row */
    double size;    /* points */
    double width;   /* points */
} PdfTable;

void pdf_table_init(PdfTable *measured, const PdfMetrics *metrics, const BlTable *table);
void pdf_table_dispose(PdfTable *measured);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PdfTable, pdf_table_dispose)

/** Choose size and column widths for the room there is. */
void pdf_table_columns(PdfTable *measured, double left, double width);

/** TRUE for a row that only holds a label: it heads the rows that follow. */
gboolean pdf_table_is_group(const BlTable *table, guint row);

#endif
