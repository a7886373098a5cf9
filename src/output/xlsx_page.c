/* Columns, panes and the printed page of a sheet. */
#include "xlsx_private.h"

#define PAPER_A4 9
#define WIDTH_PORTRAIT 679.0 /* pixels at 96 dpi within the margins */
#define WIDTH_LANDSCAPE 1007.0
#define HEIGHT_PORTRAIT 973.0
#define HEIGHT_LANDSCAPE 645.0
#define BAND_LANDSCAPE 950.0 /* a wider sheet is printed on its side */
#define BAND_SCREEN 1400.0   /* a wider one keeps its first column in view */
#define SAFETY 0.94          /* of a page: Excel's rows are a little higher on paper */
#define HEAD_ROWS 3u

static char *context_line(const BlDocument *document) {
    g_autofree char *cutoff = bl_day_french(document->cutoff);
    GString *line = g_string_new(document->place);
    if (line->len > 0)
        g_string_append(line, " · ");
    g_string_append_printf(line, "exercice %d · arrêté au %s", document->year, cutoff);
    if (document->confidentiality != NULL)
        g_string_append_printf(line, " · %s", document->confidentiality);
    return g_string_free(line, FALSE);
}

static void set_header_footer(BlXlsxSheet *sheet) {
    const BlDocument *document = sheet->book->document;
    g_autofree char *title = bl_xlsx_page_text(document->title != NULL ? document->title : "", 80);
    g_autofree char *mark =
        bl_xlsx_page_text(document->confidentiality != NULL ? document->confidentiality : "", 50);
    g_autofree char *place = bl_xlsx_page_text(document->place != NULL ? document->place : "", 60);
    g_autofree char *cutoff = bl_day_french(document->cutoff);
    g_autofree char *header = g_strdup_printf("&L%s&R%s", title, mark);
    g_autofree char *footer = g_strdup_printf("&L%s · arrêté au %s&RPage &P / &N", place, cutoff);
    /* only a title made of « & » passes Excel's limit; the page then goes without */
    if (g_utf8_strlen(header, -1) <= LXW_HEADER_FOOTER_MAX)
        bl_xlsx_check(sheet->book, worksheet_set_header(sheet->sheet, header));
    if (g_utf8_strlen(footer, -1) <= LXW_HEADER_FOOTER_MAX)
        bl_xlsx_check(sheet->book, worksheet_set_footer(sheet->sheet, footer));
}

void bl_xlsx_page_setup(BlXlsxSheet *sheet) {
    double band = bl_xlsx_band_pixels(sheet, sheet->widths->len);
    gboolean is_wide = band > BAND_LANDSCAPE;
    for (guint c = 0; c < sheet->widths->len; c++)
        bl_xlsx_check(sheet->book,
                      worksheet_set_column(sheet->sheet, (lxw_col_t)c, (lxw_col_t)c,
                                           g_array_index(sheet->widths, double, c), NULL));
    worksheet_set_paper(sheet->sheet, PAPER_A4);
    worksheet_set_margins(sheet->sheet, 0.6, 0.6, 0.8, 0.75);
    worksheet_fit_to_pages(sheet->sheet, 1, 0);
    if (is_wide)
        worksheet_set_landscape(sheet->sheet);
    /* codes such as « 01 » are text on purpose: no green corner */
    bl_xlsx_check(
        sheet->book,
        worksheet_ignore_errors(sheet->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"));
    set_header_footer(sheet);

    double width = is_wide ? WIDTH_LANDSCAPE : WIDTH_PORTRAIT;
    double height = is_wide ? HEIGHT_LANDSCAPE : HEIGHT_PORTRAIT;
    sheet->page = height * SAFETY * MAX(band / width, 1.0);
}

void bl_xlsx_sheet_begin(BlXlsxSheet *sheet, const char *title) {
    bl_xlsx_page_setup(sheet);
    worksheet_gridlines(sheet->sheet, LXW_HIDE_ALL_GRIDLINES);
    guint last = sheet->widths->len - 1;
    guint lines = bl_xlsx_lines(sheet, 0, last, title, BL_XLSX_TITLE);
    guint row = bl_xlsx_next_row(sheet, 26.0 * lines);
    bl_xlsx_put_runs(sheet, row, 0, last, title, BL_XLSX_TITLE);

    const BlDocument *document = sheet->book->document;
    g_autofree char *context = context_line(document);
    gboolean is_summary = sheet->index == 0;
    bl_xlsx_paragraph(sheet, is_summary && document->kicker != NULL ? document->kicker : context,
                      BL_XLSX_CONTEXT);
    row = bl_xlsx_next_row(sheet, 16);
    if (!is_summary) {
        const BlXlsxSheet *summary = g_ptr_array_index(sheet->book->sheets, 0);
        bl_xlsx_put_link(sheet, row, 0, summary->name, "← Synthèse");
    }
    gboolean is_wide = bl_xlsx_band_pixels(sheet, sheet->widths->len) > BAND_SCREEN;
    worksheet_freeze_panes(sheet->sheet, HEAD_ROWS, is_wide ? 1 : 0);
    worksheet_repeat_rows(sheet->sheet, 0, 1);
}

void bl_xlsx_sheet_end(BlXlsxSheet *sheet) {
    /* the array ends with a 0; Excel takes 1,023 breaks */
    if (sheet->breaks->len > 0 && sheet->breaks->len < 1000)
        bl_xlsx_check(sheet->book,
                      worksheet_set_h_pagebreaks(sheet->sheet, (lxw_row_t *)sheet->breaks->data));
}
