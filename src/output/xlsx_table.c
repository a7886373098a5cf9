/* A table of the document as an Excel table: filter, banding, true numbers. */
#include "xlsx_private.h"

#define ROW_POINTS 17.0
#define LINE_POINTS 15.0
#define ROWS_KEPT 5u /* with the headers, on the same printed page */

/* One row of headers; returns its height in points. */
static double header_points(const BlXlsxSheet *sheet, const BlXlsxPlaced *placed) {
    guint lines = 1;
    for (guint c = 0; c < placed->headers->len; c++) {
        /* 10 points, and the filter button hides the end of the last line */
        double width = (g_array_index(sheet->widths, double, c) - 2.5) * 1.1;
        lines = MAX(lines, bl_xlsx_text_lines(g_ptr_array_index(placed->headers, c), width));
    }
    return lines * 13.5 + 6;
}

static double row_points(const BlXlsxSheet *sheet, const BlTable *table, guint row) {
    guint lines = 1;
    for (guint c = 0; c < bl_table_width(table); c++) {
        const BlCell *cell = bl_table_cell(table, row, c);
        double width = g_array_index(sheet->widths, double, c) - 1;
        if (cell->kind == BL_CELL_TEXT)
            lines = MAX(lines, bl_xlsx_text_lines(cell->text, width));
    }
    return lines * LINE_POINTS + (ROW_POINTS - LINE_POINTS);
}

static lxw_format *header_format(const BlXlsxSheet *sheet, const BlXlsxPlaced *placed, guint c) {
    gboolean is_text =
        c < bl_table_width(placed->table) && bl_table_column(placed->table, c)->is_text;
    return sheet->book->formats.head[is_text ? 1 : 0];
}

/* The Excel table covers the headers and the body: the totals stay under it, so that sorting and
 * filtering leave them where they are. Excel wants at least one row of body. */
static void add_table(BlXlsxSheet *sheet, const BlXlsxPlaced *placed) {
    guint width = placed->headers->len;
    if (placed->body == 0) {
        for (guint c = 0; c < width; c++)
            bl_xlsx_put_text(sheet, placed->row, c, g_ptr_array_index(placed->headers, c),
                             header_format(sheet, placed, c));
        return;
    }
    g_autofree lxw_table_column *columns = g_new0(lxw_table_column, width);
    g_autofree lxw_table_column **list = g_new0(lxw_table_column *, width + 1);
    for (guint c = 0; c < width; c++) {
        columns[c].header = g_ptr_array_index(placed->headers, c);
        columns[c].header_format = header_format(sheet, placed, c);
        list[c] = &columns[c];
    }
    lxw_table_options options = {.name = placed->name,
                                 .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
                                 .style_type_number = 1,
                                 .columns = list};
    bl_xlsx_check(sheet->book,
                  worksheet_add_table(sheet->sheet, placed->row, 0, placed->row + placed->body,
                                      (lxw_col_t)(width - 1), &options));
}

static void write_extras(BlXlsxSheet *sheet, const BlXlsxPlaced *placed, guint r, guint row) {
    const BlRow *from = bl_table_row(placed->table, r);
    lxw_format *const *formats = sheet->book->formats.cell[from->kind];
    for (guint i = 0; i < placed->extras->len; i++) {
        const BlXlsxExtra *extra = &g_array_index(placed->extras, BlXlsxExtra, i);
        const BlCell *cell =
            extra->source == G_MAXUINT ? &extra->constant : &from->cells[extra->source];
        const BlCell empty = {.kind = BL_CELL_EMPTY};
        bl_xlsx_put_cell(sheet, row, bl_table_width(placed->table) + i,
                         cell->kind == BL_CELL_NUMBER ? cell : &empty, formats, FALSE);
    }
}

static void write_row(BlXlsxSheet *sheet, const BlXlsxPlaced *placed, guint r) {
    const BlTable *table = placed->table;
    const BlRow *from = bl_table_row(table, r);
    guint row = bl_xlsx_next_row(sheet, row_points(sheet, table, r));
    lxw_format *const *formats = sheet->book->formats.cell[from->kind];
    /* a mark for those who see no colour, in the format: the text itself stays what it is */
    gboolean is_marked = from->kind == BL_ROW_ALERT;
    for (guint c = 0; c < bl_table_width(table); c++) {
        const BlCell *cell = &from->cells[c];
        bl_xlsx_put_cell(sheet, row, c, cell, formats, is_marked);
        if (cell->kind == BL_CELL_TEXT)
            is_marked = FALSE;
    }
    if (r < placed->body)
        write_extras(sheet, placed, r, row);
}

/* A bar behind the rate, longest at 100 %, or at the highest rate above it. Excel draws these bars
 * from 10 to 90 % of the cell: with a ninth of the top as the shortest, the length is in proportion
 * to the rate. (Its bars of 2010 need an extension that openpyxl warns about.) */
static void add_gauges(BlXlsxSheet *sheet, const BlXlsxPlaced *placed) {
    const BlTable *table = placed->table;
    for (guint c = 0; c < bl_table_width(table) && placed->body > 0; c++) {
        if (!bl_table_column(table, c)->is_gauge)
            continue;
        double top = 1;
        for (guint r = 0; r < placed->body; r++) {
            const BlCell *cell = bl_table_cell(table, r, c);
            if (cell->kind == BL_CELL_NUMBER)
                top = MAX(top, bl_cell_plot(cell));
        }
        lxw_conditional_format bar = {
            .type = LXW_CONDITIONAL_DATA_BAR,
            .bar_color = bl_xlsx_color(bl_xlsx_tint(sheet->book->theme->accent, 0.7)),
            .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
            .min_value = top / 9,
            .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
            .max_value = top};
        bl_xlsx_check(sheet->book, worksheet_conditional_format_range(
                                       sheet->sheet, placed->row + 1, (lxw_col_t)c,
                                       placed->row + placed->body, (lxw_col_t)c, &bar));
    }
}

void bl_xlsx_write_table(BlXlsxSheet *sheet, const BlTable *table) {
    BlXlsxPlaced *placed = g_hash_table_lookup(sheet->book->placed, table);
    if (bl_table_width(table) == 0 || placed->sheet != NULL)
        return;
    guint height = bl_table_height(table);
    double points = header_points(sheet, placed);
    bl_xlsx_keep(sheet, (points + 24 + MIN(height, ROWS_KEPT) * ROW_POINTS) * 4 / 3);
    if (table->title != NULL && *table->title != '\0')
        bl_xlsx_paragraph(sheet, table->title, BL_XLSX_HEADING);

    placed->sheet = sheet;
    placed->row = bl_xlsx_next_row(sheet, points);
    add_table(sheet, placed);
    for (guint r = 0; r < height; r++)
        write_row(sheet, placed, r);
    add_gauges(sheet, placed);
    if (height == 0)
        bl_xlsx_paragraph(sheet, "Aucune ligne.", BL_XLSX_NOTE);
    if (table->notes->len > 0)
        bl_xlsx_next_row(sheet, 5);
    for (guint i = 0; i < table->notes->len; i++)
        bl_xlsx_paragraph(sheet, g_ptr_array_index(table->notes, i), BL_XLSX_NOTE);
    bl_xlsx_next_row(sheet, 15);
}
