/* What a table needs: the size of its text and the widths of its columns. */
#include "pdf_table.h"

#include <math.h>
#include <string.h>

#define FIRST_COLUMN_MIN 13.0 /* em: below this, names would break after each word */
#define TEXT_COLUMN_MIN 8.0
#define PIECE_MAX 26.0  /* em: a longer word is cut */
#define HEADER_LINE 7.5 /* em: a longer column title takes two lines, or three */
#define GAUGE_MIN 4.5   /* em: the bar beside the figure */
#define GAUGE_NATURAL 7.0
#define GAUGE_GAP 0.8
#define WHOLE_WIDTH 300.0 /* points */
#define NARROWEST 230.0   /* points: shorter rows look lost on the page */
#define STRETCH 1.45      /* a table is not set wider than this times its natural width */

gboolean pdf_table_is_group(const BlTable *table, guint row) {
    guint columns = bl_table_width(table);
    if (columns < 2 || bl_table_row(table, row)->kind != BL_ROW_BODY ||
        bl_table_cell(table, row, 0)->kind != BL_CELL_TEXT)
        return FALSE;
    for (guint c = 1; c < columns; c++)
        if (bl_table_cell(table, row, c)->kind != BL_CELL_EMPTY)
            return FALSE;
    return TRUE;
}

static void cell_init(PdfCell *out, const BlCell *cell, gboolean shows_empty) {
    g_autofree char *display = bl_cell_display(cell);
    const char *shown = display != NULL ? display : "";
    if (cell->kind == BL_CELL_ABSENT)
        out->marks = BL_MARK_ABSENT;
    if (cell->kind == BL_CELL_SECRET)
        out->marks = BL_MARK_SECRET;
    if (cell->kind == BL_CELL_EMPTY && shows_empty) {
        out->marks = BL_MARK_EMPTY;
        shown = "–";
    }
    out->bytes = pdf_encode(shown);
}

static void measure_title(PdfTable *measured, const PdfMetrics *metrics, guint c) {
    PdfColumn *column = &measured->column[c];
    PdfCell *title = &measured->titles[c];
    title->bytes = pdf_encode(bl_table_column(measured->table, c)->title);
    title->width = pdf_text_width(metrics, title->bytes, strlen(title->bytes), BL_FONT_SEMIBOLD, 1);
    double piece = MIN(pdf_longest_piece(metrics, title->bytes, BL_FONT_SEMIBOLD), PIECE_MAX);
    double lines = ceil(title->width / HEADER_LINE);
    title->piece = piece;
    column->min = piece;
    /* words do not fill lines: a fifth more than an even share */
    column->natural = lines <= 1 ? title->width : MAX(piece, 1.2 * title->width / MIN(lines, 3));
}

static void measure_cell(PdfTable *measured, const PdfMetrics *metrics, guint row, guint c) {
    const BlCell *cell = bl_table_cell(measured->table, row, c);
    PdfColumn *column = &measured->column[c];
    PdfCell *out = &measured->cells[row * measured->columns + c];
    gboolean group = pdf_table_is_group(measured->table, row);
    cell_init(out, cell, !column->is_text && !group);
    /* bold for all: a total must not need more room than the column has */
    BlFont font =
        bl_table_row(measured->table, row)->kind == BL_ROW_BODY ? BL_FONT_REGULAR : BL_FONT_BOLD;
    out->width = pdf_text_width(metrics, out->bytes, strlen(out->bytes), font, 1);
    if (group)
        return; /* set across the whole table */
    double piece = MIN(pdf_longest_piece(metrics, out->bytes, font), PIECE_MAX);
    double comfortable = c == 0 ? FIRST_COLUMN_MIN : TEXT_COLUMN_MIN;
    if (cell->kind == BL_CELL_TEXT)
        piece = MAX(piece, MIN(out->width, comfortable));
    column->min = MAX(column->min, piece);
    column->natural = MAX(column->natural, out->width);
    column->figures = MAX(column->figures, MIN(out->width, PIECE_MAX));
    double plot = bl_cell_plot(cell);
    if (column->is_gauge && isfinite(plot))
        column->gauge_max = MAX(column->gauge_max, MIN(plot, 2.0));
}

void pdf_table_init(PdfTable *measured, const PdfMetrics *metrics, const BlTable *table) {
    *measured = (PdfTable){
        .table = table, .columns = bl_table_width(table), .rows = bl_table_height(table)};
    measured->column = g_new0(PdfColumn, measured->columns);
    measured->titles = g_new0(PdfCell, measured->columns);
    measured->cells = g_new0(PdfCell, (gsize)measured->rows * measured->columns);
    for (guint c = 0; c < measured->columns; c++) {
        PdfColumn *column = &measured->column[c];
        column->is_text = bl_table_column(table, c)->is_text;
        column->is_gauge = bl_table_column(table, c)->is_gauge;
        column->gauge_max = 1.1;
        measure_title(measured, metrics, c);
        for (guint r = 0; r < measured->rows; r++)
            measure_cell(measured, metrics, r, c);
        if (column->is_gauge) {
            column->min = MAX(column->min, column->figures + GAUGE_GAP + GAUGE_MIN);
            column->natural = MAX(column->natural, column->figures + GAUGE_GAP + GAUGE_NATURAL);
        }
        double padding =
            (c > 0 ? PDF_CELL_PADDING : 0) + (c + 1 < measured->columns ? PDF_CELL_PADDING : 0);
        /* a little more than measured, so that rounding never breaks a figure */
        column->min += padding + 0.02;
        column->natural = MAX(column->natural + padding + 0.02, column->min);
    }
}

void pdf_table_dispose(PdfTable *measured) {
    for (guint c = 0; c < measured->columns; c++)
        g_free(measured->titles[c].bytes);
    for (gsize i = 0; i < (gsize)measured->rows * measured->columns; i++)
        g_free(measured->cells[i].bytes);
    g_clear_pointer(&measured->column, g_free);
    g_clear_pointer(&measured->titles, g_free);
    g_clear_pointer(&measured->cells, g_free);
    measured->columns = measured->rows = 0;
}

static double sum_min(const PdfTable *measured) {
    double sum = 0;
    for (guint c = 0; c < measured->columns; c++)
        sum += measured->column[c].min;
    return sum;
}

double pdf_table_size(PdfFlow *flow, const BlTable *table, double width) {
    g_auto(PdfTable) measured = {0};
    pdf_table_init(&measured, flow->metrics, table);
    double needed = sum_min(&measured);
    return needed > 0 ? MIN(PDF_TABLE_SIZE, width / needed) : PDF_TABLE_SIZE;
}

/* Room beyond what every column needs goes first to those that would like more. */
static double grow_to_natural(PdfTable *measured, double room) {
    double wanted = 0;
    for (guint c = 0; c < measured->columns; c++)
        wanted += measured->column[c].natural - measured->column[c].min;
    double share = wanted > 0 ? MIN(1, room / wanted) : 0;
    for (guint c = 0; c < measured->columns; c++) {
        PdfColumn *column = &measured->column[c];
        column->width = column->min + share * (column->natural - column->min);
    }
    return room - share * wanted;
}

/* Columns of figures of like widths get the same width: the eye compares them better. */
static double even_out_figures(PdfTable *measured, double room) {
    double widest = 0, missing = 0;
    for (guint c = 1; c < measured->columns; c++)
        if (!measured->column[c].is_text && !measured->column[c].is_gauge)
            widest = MAX(widest, measured->column[c].width);
    for (guint c = 1; c < measured->columns; c++)
        if (!measured->column[c].is_text && !measured->column[c].is_gauge)
            missing += widest - measured->column[c].width;
    if (missing > room)
        return room;
    for (guint c = 1; c < measured->columns; c++)
        if (!measured->column[c].is_text && !measured->column[c].is_gauge)
            measured->column[c].width = widest;
    return room - missing;
}

void pdf_table_columns(PdfTable *measured, double left, double width) {
    double needed = sum_min(measured), natural = 0;
    if (measured->columns == 0)
        return;
    measured->size = MIN(PDF_TABLE_SIZE, width / needed);
    double room = grow_to_natural(measured, MAX(0, width / measured->size - needed));
    room = even_out_figures(measured, room);
    for (guint c = 0; c < measured->columns; c++)
        natural += measured->column[c].width;
    double wanted = MAX(STRETCH * natural, NARROWEST / measured->size);
    double spread = CLAMP(wanted - natural, 0, MAX(0, room));
    if (measured->columns > 4 || width < WHOLE_WIDTH)
        spread = room; /* from five columns on, or in half a page, the edges of the column */
    double share = spread / (measured->columns + 1);
    double x = left;
    for (guint c = 0; c < measured->columns; c++) {
        PdfColumn *column = &measured->column[c];
        double full = (column->width + (c == 0 ? 2 * share : share)) * measured->size;
        double before = c > 0 ? PDF_CELL_PADDING * measured->size : 0;
        double after = c + 1 < measured->columns ? PDF_CELL_PADDING * measured->size : 0;
        column->x = x + before;
        column->width = full - before - after;
        column->figures *= measured->size;
        x += full;
    }
    measured->width = x - left;
}
