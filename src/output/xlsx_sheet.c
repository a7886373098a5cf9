/* The smallest things written on a sheet: a cell, a paragraph, a printed page's worth of rows. */
#include "xlsx_private.h"

#include <string.h>

#define ROW_POINTS_MAX 409.0 /* Excel's limit */
#define REPEATED_PIXELS 60.0 /* title and context, on every page */
#define RUNS_MAX 200u        /* libxlsxwriter counts the runs on 8 bits */
#define RICH_BYTES_MAX 6000u /* it refuses a rich text whose XML is over 32,767 characters */
#define EXACT_MAX G_GINT64_CONSTANT(999999999999999) /* Excel keeps 15 digits */

const char *bl_xlsx_safe(BlXlsxBook *book, const char *text) {
    if (text == NULL)
        return "";
    if (bl_xlsx_text_is_safe(text))
        return text;
    g_autofree char *clean = bl_xlsx_text_clean(text);
    return g_string_chunk_insert(book->strings, clean);
}

void bl_xlsx_check(BlXlsxBook *book, lxw_error status) {
    if (status == LXW_NO_ERROR || book->error != NULL)
        return;
    if (status <= LXW_ERROR_ZIP_CLOSE)
        g_set_error(&book->error, BL_ERROR, BL_ERROR_OUTPUT,
                    "écriture incomplète ; vérifiez l’espace libre et les droits du dossier "
                    "(libxlsxwriter, code %d)",
                    (int)status);
    else
        g_set_error(&book->error, BL_ERROR, BL_ERROR_OUTPUT,
                    "contenu refusé par libxlsxwriter (code %d)", (int)status);
}

void bl_xlsx_put_text(BlXlsxSheet *sheet, guint row, guint column, const char *text,
                      lxw_format *format) {
    bl_xlsx_check(sheet->book, worksheet_write_string(sheet->sheet, row, (lxw_col_t)column,
                                                      bl_xlsx_safe(sheet->book, text), format));
}

void bl_xlsx_put_number(BlXlsxSheet *sheet, guint row, guint column, gint64 value, BlUnit unit,
                        lxw_format *format) {
    static const double one[] = {1, 1, 100, 1000000};
    if (value > EXACT_MAX || value < -EXACT_MAX) {
        if (sheet->book->error == NULL)
            g_set_error(&sheet->book->error, BL_ERROR, BL_ERROR_OUTPUT,
                        "feuille « %s », ligne %u : un nombre a plus de 15 chiffres, un classeur "
                        "l’arrondirait",
                        sheet->name, row + 1);
        return;
    }
    /* both terms are exact, so the quotient is the double nearest to the decimal */
    double number = (double)value / one[unit];
    sheet->book->sum += bl_xlsx_number_sum(sheet->index, row, column, number);
    bl_xlsx_check(sheet->book,
                  worksheet_write_number(sheet->sheet, row, (lxw_col_t)column, number, format));
}

void bl_xlsx_put_link(BlXlsxSheet *sheet, guint row, guint column, const char *target,
                      const char *text) {
    BlXlsxBook *book = sheet->book;
    g_autofree char *url = g_strdup_printf("internal:'%s'!A1", target);
    bl_xlsx_check(book, worksheet_write_url_opt(sheet->sheet, row, (lxw_col_t)column, url,
                                                book->formats.look[BL_XLSX_LINK].cell,
                                                bl_xlsx_safe(book, text), NULL));
}

void bl_xlsx_put_cell(BlXlsxSheet *sheet, guint row, guint column, const BlCell *cell,
                      lxw_format *const *formats, gboolean is_marked) {
    switch (cell->kind) {
    case BL_CELL_NUMBER:
        bl_xlsx_put_number(sheet, row, column, cell->value, cell->unit, formats[cell->unit]);
        return;
    case BL_CELL_TEXT:
        bl_xlsx_put_text(sheet, row, column, cell->text,
                         formats[is_marked ? BL_XLSX_MARKED : BL_XLSX_WORDS]);
        return;
    case BL_CELL_ABSENT:
    case BL_CELL_SECRET:
        bl_xlsx_put_text(sheet, row, column, cell->kind == BL_CELL_SECRET ? "s" : "n.d.",
                         formats[BL_XLSX_ABSENT]);
        return;
    case BL_CELL_EMPTY:
    case BL_CELL_PENDING: /* words in a column of figures would break its sums and charts */
        bl_xlsx_put_text(sheet, row, column, "", formats[BL_XLSX_WORDS]);
        return;
    }
}

/* The text without its marks, in one format. It is safe already: twice escaped, it would show. */
static void put_plain(BlXlsxSheet *sheet, guint row, guint column, char **runs,
                      lxw_format *format) {
    g_autofree char *plain = g_strjoinv("", runs);
    bl_xlsx_check(sheet->book,
                  worksheet_write_string(sheet->sheet, row, (lxw_col_t)column, plain, format));
}

void bl_xlsx_put_runs(BlXlsxSheet *sheet, guint row, guint first, guint last, const char *text,
                      BlXlsxStyle style) {
    const BlXlsxLook *look = &sheet->book->formats.look[style];
    if (last > first)
        bl_xlsx_check(sheet->book, worksheet_merge_range(sheet->sheet, row, (lxw_col_t)first, row,
                                                         (lxw_col_t)last, "", look->cell));
    const char *safe = bl_xlsx_safe(sheet->book, text);
    g_auto(GStrv) runs = bl_xlsx_text_runs(safe);
    lxw_rich_string_tuple tuples[RUNS_MAX];
    lxw_rich_string_tuple *list[RUNS_MAX + 1];
    guint count = 0, bold = 0;
    for (guint i = 0; runs[i] != NULL && count < RUNS_MAX; i++)
        if (*runs[i] != '\0') {
            bold = i % 2;
            tuples[count] = (lxw_rich_string_tuple){.format = look->run[bold], .string = runs[i]};
            list[count] = &tuples[count];
            count++;
        }
    list[count] = NULL;
    if (count < 2 || count == RUNS_MAX || strlen(safe) > RICH_BYTES_MAX)
        put_plain(sheet, row, first, runs, count == 1 && bold == 1 ? look->cell_bold : look->cell);
    else
        bl_xlsx_check(sheet->book, worksheet_write_rich_string(sheet->sheet, row, (lxw_col_t)first,
                                                               list, look->cell));
}

guint bl_xlsx_lines(const BlXlsxSheet *sheet, guint first, guint last, const char *text,
                    BlXlsxStyle style) {
    double width = style == BL_XLSX_LIST ? -3 : -1;
    for (guint i = first; i <= last && i < sheet->widths->len; i++)
        width += g_array_index(sheet->widths, double, i);
    double size = sheet->book->formats.look[style].size;
    return bl_xlsx_text_lines(text != NULL ? text : "", width * 11 / size);
}

guint bl_xlsx_next_row(BlXlsxSheet *sheet, double points) {
    points = MIN(points, ROW_POINTS_MAX);
    bl_xlsx_check(sheet->book, worksheet_set_row(sheet->sheet, sheet->row, points, NULL));
    bl_xlsx_keep(sheet, points * 4 / 3);
    sheet->used += points * 4 / 3;
    return sheet->row++;
}

void bl_xlsx_paragraph(BlXlsxSheet *sheet, const char *text, BlXlsxStyle style) {
    guint last = sheet->widths->len - 1;
    double size = sheet->book->formats.look[style].size;
    double points = bl_xlsx_lines(sheet, 0, last, text, style) * size * 1.36 + 3;
    bl_xlsx_keep(sheet, points * 4 / 3);
    guint row = bl_xlsx_next_row(sheet, points);
    bl_xlsx_put_runs(sheet, row, 0, last, text, style);
}

void bl_xlsx_keep(BlXlsxSheet *sheet, double pixels) {
    if (sheet->used <= REPEATED_PIXELS || sheet->used + pixels <= sheet->page)
        return;
    lxw_row_t row = sheet->row;
    g_array_append_val(sheet->breaks, row);
    sheet->used = REPEATED_PIXELS;
}
