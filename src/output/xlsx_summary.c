/* First sheet, « Synthèse »: what this is, its key figures by name, where the rest is. */
#include "pdf_png.h"
#include "xlsx_private.h"

#include <bilan/base/error.h>

#define LOGO_HEIGHT 40.0 /* pixels */
#define LOGO_WIDTH 128.0
#define LOGO_GAP 16

static void write_fact(BlXlsxSheet *sheet, const char *label, const char *value) {
    if (value == NULL || *value == '\0')
        return;
    guint last = sheet->widths->len - 1;
    guint lines = bl_xlsx_lines(sheet, 1, last, value, BL_XLSX_TEXT);
    guint row = bl_xlsx_next_row(sheet, lines * 15.0 + 3);
    bl_xlsx_put_text(sheet, row, 0, label, sheet->book->formats.look[BL_XLSX_LABEL].cell);
    bl_xlsx_put_runs(sheet, row, 1, last, value, BL_XLSX_TEXT);
}

static const char *level_french(BlLevel level) {
    static const char *const names[] = {[BL_LEVEL_NATIONAL] = "National",
                                        [BL_LEVEL_REGIONAL] = "Régional",
                                        [BL_LEVEL_LOCAL] = "Local"};
    return names[level];
}

static void write_identity(BlXlsxSheet *sheet) {
    const BlDocument *document = sheet->book->document;
    g_autofree char *level =
        g_strdup_printf("%s (code %s)", level_french(document->level), document->code);
    g_autofree char *period = g_strdup_printf("Exercice %d", document->year);
    g_autofree char *cutoff = bl_day_french(document->cutoff);
    g_autofree char *edition = bl_day_french(document->edition);
    write_fact(sheet, "Territoire", document->place);
    write_fact(sheet, "Niveau", level);
    write_fact(sheet, "Période", period);
    write_fact(sheet, "Arrêté au", cutoff);
    write_fact(sheet, "Édité le", edition);
    write_fact(sheet, "Sources", document->sources);
    write_fact(sheet, "Diffusion", document->confidentiality);
    bl_xlsx_next_row(sheet, 10);
}

/* The partners' logos, side by side in a row of their own (art. 3.3). */
static void write_logos(BlXlsxSheet *sheet) {
    const GPtrArray *logos = sheet->book->document->logos;
    if (logos->len == 0)
        return;
    guint row = bl_xlsx_next_row(sheet, LOGO_HEIGHT * 0.75 + 8); /* a pixel is 3/4 point */
    double x = 2;
    for (guint i = 0; i < logos->len; i++) {
        const char *path = g_ptr_array_index(logos, i);
        double width, height;
        const char *wrong = pdf_png_check(path, &width, &height);
        if (wrong != NULL) {
            if (sheet->book->error == NULL)
                g_set_error(&sheet->book->error, BL_ERROR, BL_ERROR_CONFIG, "logo %s : %s", path,
                            wrong);
            return;
        }
        double scale = MIN(LOGO_HEIGHT / height, LOGO_WIDTH / width);
        lxw_image_options options = {.x_offset = (int32_t)x,
                                     .y_offset = 4,
                                     .x_scale = scale,
                                     .y_scale = scale,
                                     .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                     .description = "Logo d’un partenaire"};
        bl_xlsx_check(sheet->book,
                      worksheet_insert_image_opt(sheet->sheet, row, 0, path, &options));
        x += width * scale + LOGO_GAP;
    }
}

/* « OBJ.decomptes » → OBJ_decomptes, for formulas of the reader's own. */
static void define_name(BlXlsxSheet *sheet, const char *key, guint row) {
    g_autofree char *name = bl_xlsx_identifier(sheet->book->identifiers, "", key);
    g_autofree char *formula = g_strdup_printf("='%s'!$B$%u", sheet->name, row + 1);
    bl_xlsx_check(sheet->book, workbook_define_name(sheet->book->workbook, name, formula));
}

static void write_key_figure(BlXlsxSheet *sheet, const BlKeyFigure *figure) {
    const BlXlsxFormats *formats = &sheet->book->formats;
    guint last = sheet->widths->len - 1;
    guint lines = MAX(bl_xlsx_lines(sheet, 0, 0, figure->label, BL_XLSX_TEXT),
                      bl_xlsx_lines(sheet, 2, last, figure->detail, BL_XLSX_LABEL));
    guint row = bl_xlsx_next_row(sheet, MAX(22.0, lines * 14.0 + 4));
    bl_xlsx_put_text(sheet, row, 0, figure->label, formats->key_text[0]);
    bl_xlsx_put_cell(sheet, row, 1, &figure->value, formats->key[figure->tone], FALSE);
    bl_xlsx_check(sheet->book, worksheet_merge_range(sheet->sheet, row, 2, row, (lxw_col_t)last, "",
                                                     formats->key_text[1]));
    bl_xlsx_put_text(sheet, row, 2, figure->detail, formats->key_text[1]);
    if (figure->key != NULL && *figure->key != '\0')
        define_name(sheet, figure->key, row);
}

/* All the key figures of the document; one that several sections show appears once. */
static void write_key_figures(BlXlsxSheet *sheet) {
    const GPtrArray *sections = sheet->book->document->sections;
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    gboolean is_titled = FALSE;
    for (guint s = 0; s < sections->len; s++) {
        const GPtrArray *elements = ((BlSection *)g_ptr_array_index(sections, s))->elements;
        for (guint e = 0; e < elements->len; e++) {
            const GPtrArray *figures = ((BlElement *)g_ptr_array_index(elements, e))->key_figures;
            for (guint i = 0; figures != NULL && i < figures->len; i++) {
                BlKeyFigure *figure = g_ptr_array_index(figures, i);
                if (figure->key != NULL && !g_hash_table_add(known, figure->key))
                    continue;
                if (!is_titled)
                    bl_xlsx_paragraph(sheet, "Chiffres clés", BL_XLSX_HEADING);
                is_titled = TRUE;
                write_key_figure(sheet, figure);
            }
        }
    }
    if (is_titled)
        bl_xlsx_next_row(sheet, 10);
}

static void write_contents(BlXlsxSheet *sheet) {
    const GPtrArray *sheets = sheet->book->sheets;
    bl_xlsx_paragraph(sheet, "Feuilles du classeur", BL_XLSX_HEADING);
    for (guint i = 1; i < sheets->len; i++) {
        const BlXlsxSheet *other = g_ptr_array_index(sheets, i);
        gboolean is_data = i + 1 == sheets->len;
        guint row = bl_xlsx_next_row(sheet, 16);
        bl_xlsx_put_link(sheet, row, 0, other->name, other->name);
        const char *about =
            is_data ? "toutes les valeurs, une par ligne, pour vos propres calculs" : other->title;
        if (is_data || g_strcmp0(other->name, other->title) != 0)
            bl_xlsx_put_text(sheet, row, 1, about,
                             sheet->book->formats.look[BL_XLSX_CONTEXT].run[0]);
    }
    bl_xlsx_next_row(sheet, 10);
}

void bl_xlsx_write_summary(BlXlsxSheet *sheet) {
    const double widths[] = {36, 24, 16, 16, 16};
    g_array_append_vals(sheet->widths, widths, G_N_ELEMENTS(widths));
    worksheet_set_tab_color(sheet->sheet, bl_xlsx_color(sheet->book->theme->accent));
    g_autofree char *title = bl_xlsx_text_line(
        sheet->book->document->title != NULL ? sheet->book->document->title : "", 250);
    bl_xlsx_sheet_begin(sheet, title);
    write_logos(sheet);
    write_identity(sheet);
    write_key_figures(sheet);
    write_contents(sheet);
    bl_xlsx_paragraph(sheet,
                      "n.d." BL_NBSP ": donnée absente (ce n’est pas 0) · s" BL_NBSP
                      ": secret, valeur retenue · cellule vide" BL_NBSP ": sans objet · ▲" BL_NBSP
                      ": appelle une décision.",
                      BL_XLSX_NOTE);
    bl_xlsx_sheet_end(sheet);
}
