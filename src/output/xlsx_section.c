/* The sheet of a section: its elements from top to bottom, charts across, nothing over another. */
#include "xlsx_private.h"

#define ROW_PIXELS 20.0 /* of a row whose height is not set */
#define CHART_WIDTH_MAX 880.0
#define GAP 16.0
#define ANSWER_POINTS 75.0
#define TALL_TABLE 25u /* rows: its headers are then repeated on paper */

static void write_key_figures(BlXlsxSheet *sheet, const BlElement *element) {
    guint last = sheet->widths->len - 1;
    for (guint i = 0; i < element->key_figures->len; i++) {
        const BlKeyFigure *figure = g_ptr_array_index(element->key_figures, i);
        guint lines = bl_xlsx_lines(sheet, 0, 0, figure->label, BL_XLSX_LABEL);
        guint more = bl_xlsx_lines(sheet, 2, last, figure->detail, BL_XLSX_LABEL);
        guint row = bl_xlsx_next_row(sheet, MAX(22.0, MAX(lines, more) * 14.0 + 4));
        BlXlsxBook *book = sheet->book;
        bl_xlsx_put_text(sheet, row, 0, figure->label, book->formats.key_text[0]);
        bl_xlsx_put_cell(sheet, row, 1, &figure->value, book->formats.key[figure->tone], FALSE);
        if (figure->detail != NULL) {
            worksheet_merge_range(sheet->sheet, row, 2, row, (lxw_col_t)last, "",
                                  book->formats.key_text[1]);
            bl_xlsx_put_text(sheet, row, 2, figure->detail, book->formats.key_text[1]);
        }
    }
    bl_xlsx_next_row(sheet, 12);
}

static void write_list(BlXlsxSheet *sheet, const BlElement *element) {
    if (element->text != NULL)
        bl_xlsx_paragraph(sheet, element->text, BL_XLSX_HEADING);
    for (guint i = 0; i < element->texts->len; i++) {
        g_autofree char *item =
            g_strconcat("• ", (char *)g_ptr_array_index(element->texts, i), NULL);
        bl_xlsx_paragraph(sheet, item, BL_XLSX_LIST);
    }
    bl_xlsx_next_row(sheet, 8);
}

static void write_question(BlXlsxSheet *sheet, const BlElement *element) {
    guint last = sheet->widths->len - 1;
    const char *answer = element->answer != NULL ? element->answer : "";
    double points = bl_xlsx_lines(sheet, 0, last, answer, BL_XLSX_ANSWER) * 15.5 + 6;
    points = MAX(points, ANSWER_POINTS);
    bl_xlsx_keep(sheet, (points + 20) * 4 / 3);
    bl_xlsx_paragraph(sheet, element->text, BL_XLSX_QUESTION);
    guint row = bl_xlsx_next_row(sheet, points);
    bl_xlsx_put_runs(sheet, row, 0, last, answer, BL_XLSX_ANSWER);
    bl_xlsx_next_row(sheet, 10);
}

static void write_box(BlXlsxSheet *sheet, const char *label, double points) {
    guint row = bl_xlsx_next_row(sheet, points), last = sheet->widths->len - 1;
    bl_xlsx_put_text(sheet, row, 0, label, sheet->book->formats.look[BL_XLSX_LABEL].cell);
    bl_xlsx_check(sheet->book, worksheet_merge_range(sheet->sheet, row, 1, row, (lxw_col_t)last, "",
                                                     sheet->book->formats.box));
}

static void write_signatures(BlXlsxSheet *sheet, const BlElement *element) {
    if (element->text != NULL)
        bl_xlsx_paragraph(sheet, element->text, BL_XLSX_TEXT);
    for (guint i = 0; i < element->texts->len; i++) {
        bl_xlsx_keep(sheet, 190);
        bl_xlsx_paragraph(sheet, g_ptr_array_index(element->texts, i), BL_XLSX_QUESTION);
        write_box(sheet, "Lieu et date", 22);
        write_box(sheet, "Nom et qualité", 22);
        write_box(sheet, "Signature", 66);
        bl_xlsx_next_row(sheet, 12);
    }
}

/* « sous-titre · source » */
static void write_caption(BlXlsxSheet *sheet, const BlChart *chart, const char *lead) {
    GString *line = g_string_new(lead);
    if (chart->subtitle != NULL)
        g_string_append(line, chart->subtitle);
    if (chart->source != NULL)
        g_string_append_printf(line, "%s%s", line->len > 0 ? " · " : "", chart->source);
    if (line->len > 0)
        bl_xlsx_paragraph(sheet, line->str, BL_XLSX_NOTE);
    g_string_free(line, TRUE);
}

static void reserve_chart(BlXlsxSheet *sheet, const BlChart *chart, double left, double width,
                          double height) {
    BlXlsxPending pending = {.chart = chart,
                             .sheet = sheet,
                             .row = sheet->row,
                             .left = left,
                             .width = width,
                             .height = height};
    g_array_append_val(sheet->book->pending, pending);
}

/* One chart, or two half ones side by side; the rows under them stay empty. */
static void write_charts(BlXlsxSheet *sheet, const BlChart *first, const BlChart *second) {
    double band = bl_xlsx_band_pixels(sheet, sheet->widths->len);
    double width = second != NULL ? (MIN(band, 1100) - GAP) / 2 : MIN(band, CHART_WIDTH_MAX);
    double height = bl_xlsx_chart_height(first);
    if (second != NULL)
        height = MAX(height, bl_xlsx_chart_height(second));
    guint rows = (guint)(height / ROW_PIXELS) + 2;
    bl_xlsx_keep(sheet, rows * ROW_PIXELS + 30);
    reserve_chart(sheet, first, 0, width, height);
    if (second != NULL)
        reserve_chart(sheet, second, width + GAP, width, height);
    sheet->row += rows;
    sheet->used += rows * ROW_PIXELS;
    write_caption(sheet, first, second != NULL ? "À gauche : " : NULL);
    if (second != NULL)
        write_caption(sheet, second, "À droite : ");
    bl_xlsx_next_row(sheet, 12);
}

/* The half chart that comes next, past the hidden tables, which are written elsewhere. */
static const BlElement *next_half_chart(const BlXlsxSheet *sheet, const BlSection *section,
                                        guint *i) {
    for (; *i < section->elements->len; ++*i) {
        const BlElement *element = g_ptr_array_index(section->elements, *i);
        if (element->table != NULL && element->table->hidden)
            continue;
        gboolean fits = element->chart != NULL && element->is_half &&
                        bl_xlsx_chart_is_drawable(sheet->book, element->chart);
        return fits ? element : NULL;
    }
    return NULL;
}

/* @return the index of the next element to write: two half charts go together */
static guint write_chart_at(BlXlsxSheet *sheet, const BlSection *section, guint i) {
    const BlElement *element = g_ptr_array_index(section->elements, i);
    if (!bl_xlsx_chart_is_drawable(sheet->book, element->chart)) {
        g_autofree char *missing =
            g_strdup_printf("%s : aucune donnée à tracer.",
                            element->chart->title != NULL ? element->chart->title : "Graphique");
        bl_xlsx_paragraph(sheet, missing, BL_XLSX_NOTE);
        return i + 1;
    }
    guint after = i + 1;
    const BlElement *next = element->is_half ? next_half_chart(sheet, section, &after) : NULL;
    write_charts(sheet, element->chart, next != NULL ? next->chart : NULL);
    return next != NULL ? after + 1 : i + 1;
}

static void write_element(BlXlsxSheet *sheet, const BlElement *element) {
    const char *text = element->text != NULL ? element->text : "";
    switch (element->kind) {
    case BL_ELEMENT_LEAD:
        bl_xlsx_paragraph(sheet, text, BL_XLSX_LEAD);
        bl_xlsx_next_row(sheet, 8);
        return;
    case BL_ELEMENT_TEXT:
        bl_xlsx_paragraph(sheet, text, BL_XLSX_TEXT);
        bl_xlsx_next_row(sheet, 6);
        return;
    case BL_ELEMENT_NOTE:
        bl_xlsx_paragraph(sheet, text, BL_XLSX_NOTE);
        return;
    case BL_ELEMENT_LIST:
        write_list(sheet, element);
        return;
    case BL_ELEMENT_KEY_FIGURES:
        write_key_figures(sheet, element);
        return;
    case BL_ELEMENT_TABLE:
        if (!element->table->hidden)
            bl_xlsx_write_table(sheet, element->table);
        return;
    case BL_ELEMENT_QUESTION:
        write_question(sheet, element);
        return;
    case BL_ELEMENT_SIGNATURES:
        write_signatures(sheet, element);
        return;
    case BL_ELEMENT_CHART:
        return; /* write_chart_at() */
    }
}

/* A sheet with one table, and a tall one: its headers come back on every page. */
static void repeat_headers(BlXlsxSheet *sheet, const BlSection *section) {
    const BlXlsxPlaced *only = NULL;
    guint tables = sheet->deferred->len;
    for (guint i = 0; i < section->elements->len; i++) {
        const BlElement *element = g_ptr_array_index(section->elements, i);
        if (element->table == NULL || element->table->hidden)
            continue;
        tables++;
        only = g_hash_table_lookup(sheet->book->placed, element->table);
    }
    if (tables == 1 && only != NULL && only->sheet == sheet && only->body > TALL_TABLE)
        worksheet_repeat_rows(sheet->sheet, only->row, only->row);
}

void bl_xlsx_write_section(BlXlsxSheet *sheet, const BlSection *section) {
    bl_xlsx_sheet_begin(sheet, sheet->title);
    bl_xlsx_next_row(sheet, 8);
    for (guint i = 0; i < section->elements->len;) {
        const BlElement *element = g_ptr_array_index(section->elements, i);
        if (element->kind == BL_ELEMENT_CHART && element->chart != NULL) {
            i = write_chart_at(sheet, section, i);
            continue;
        }
        write_element(sheet, element);
        i++;
    }
    if (sheet->deferred->len > 0) {
        bl_xlsx_keep(sheet, 260);
        bl_xlsx_paragraph(sheet, "Données des graphiques", BL_XLSX_HEADING);
    }
    for (guint i = 0; i < sheet->deferred->len; i++)
        bl_xlsx_write_table(sheet, g_ptr_array_index(sheet->deferred, i));
    repeat_headers(sheet, section);
    bl_xlsx_sheet_end(sheet);
}
