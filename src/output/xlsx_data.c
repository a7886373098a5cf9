/* Last sheet, « Données »: the tidy rows, as bl_output_csv() writes them, with true numbers. */
#include "xlsx_private.h"

#define FIELDS 7u

static void field_values(const BlFigure *figure, const char *fields[FIELDS]) {
    const char *const from[FIELDS] = {figure->indicateur, figure->mesure,  figure->niveau,
                                      figure->code,       figure->periode, figure->axe,
                                      figure->modalite};
    for (guint i = 0; i < FIELDS; i++)
        fields[i] = from[i] != NULL ? from[i] : "";
}

static void write_figure(BlXlsxSheet *sheet, guint row, const BlFigure *figure,
                         const char *seen[FIELDS], double widths[FIELDS]) {
    const BlXlsxFormats *formats = &sheet->book->formats;
    const char *fields[FIELDS];
    field_values(figure, fields);
    for (guint i = 0; i < FIELDS; i++) {
        if (*fields[i] == '\0')
            continue;
        bl_xlsx_put_text(sheet, row, i, fields[i], formats->data_text);
        /* rows are sorted and their strings interned: the same again needs no measure */
        if (fields[i] != seen[i])
            widths[i] = MAX(widths[i], bl_xlsx_text_width(fields[i]));
        seen[i] = fields[i];
    }
    bl_xlsx_put_number(sheet, row, FIELDS, figure->value, figure->unit,
                       formats->data_value[figure->unit]);
}

void bl_xlsx_write_data(BlXlsxSheet *sheet) {
    static const char *const headers[] = {"indicateur", "mesure", "niveau",   "code",
                                          "periode",    "axe",    "modalite", "valeur"};
    const GPtrArray *data = sheet->book->document->data;
    double widths[FIELDS] = {0};
    const char *seen[FIELDS] = {0};
    for (guint i = 0; i < G_N_ELEMENTS(headers); i++)
        bl_xlsx_put_text(sheet, 0, i, headers[i],
                         i < FIELDS ? sheet->book->formats.data_head
                                    : sheet->book->formats.head[0]);
    for (guint r = 0; r < data->len; r++)
        write_figure(sheet, r + 1, g_ptr_array_index(data, r), seen, widths);

    for (guint i = 0; i < FIELDS; i++) {
        double header = bl_xlsx_text_width(headers[i]) + 4;
        double width = MIN(MAX(widths[i] + 2, header), 40);
        g_array_append_val(sheet->widths, width);
    }
    double value = 16;
    g_array_append_val(sheet->widths, value);
    bl_xlsx_page_setup(sheet);
    bl_xlsx_check(sheet->book, worksheet_autofilter(sheet->sheet, 0, 0, data->len, FIELDS));
    worksheet_freeze_panes(sheet->sheet, 1, 0);
    worksheet_repeat_rows(sheet->sheet, 0, 0);
    worksheet_set_tab_color(sheet->sheet, bl_xlsx_color(sheet->book->theme->muted));
}
