/* The documents that the tests of the workbook write. */
#include "xlsx_book.h"

const BlTheme book_theme = {.accent = 0x29598F,
                            .alert = 0xC9141B,
                            .good = 0x1F7A38,
                            .ink = 0x1B2430,
                            .muted = 0x5B6675,
                            .rule = 0xD9DEE4,
                            .wash = 0xF1F4F8,
                            .series = {0x29598F, 0x5C68E5, 0xB478F1, 0x298641, 0xE91719, 0x00005F}};

BlDocument *book_document(void) {
    BlDocument *document = bl_document_new("cotraitance", BL_LEVEL_REGIONAL, "82");
    document->title = g_strdup("Comité de pilotage");
    document->kicker = g_strdup("Co-traitance · Rhône-Alpes");
    document->place = g_strdup("Rhône-Alpes");
    document->year = 2010;
    document->cutoff = bl_day_from_ymd(2010, 9, 30);
    document->edition = bl_day_from_ymd(2010, 10, 5);
    document->sources = g_strdup("Parcours 3");
    document->confidentiality = g_strdup("Diffusion R&Gionale & interne");
    return document;
}

BlTable *book_table(const char *name, guint rows) {
    BlTable *table = bl_table_new(name, "Atteinte de l’objectif");
    bl_table_add_column(table, "Mission locale", TRUE);
    bl_table_add_column(table, "Code", TRUE);
    bl_table_add_column(table, "Décomptés", FALSE);
    bl_table_add_column(table, "Taux", FALSE);
    bl_table_add_column(table, "Dû", FALSE);
    bl_table_add_column(table, "Délai", FALSE);
    g_array_index(table->columns, BlColumn, 3).is_gauge = TRUE;
    for (guint r = 0; r < rows; r++) {
        BlRow *row = bl_table_add_row(table, r % 7 == 3 ? BL_ROW_ALERT : BL_ROW_BODY);
        g_autofree char *code = g_strdup_printf("0%u", r + 1);
        bl_cell_set_text(&row->cells[0], r == 1 ? "=HYPERLINK(\"http://exemple.fr\")" : "Vienne");
        bl_cell_set_text(&row->cells[1], code);
        bl_cell_set_number(&row->cells[2], 1000 * r + 1, BL_UNIT_COUNT);
        bl_cell_set_number(&row->cells[3], 333333 * r, BL_UNIT_RATE);
        bl_cell_set_number(&row->cells[4], 100001 * (gint64)r - 7, BL_UNIT_EURO);
        bl_cell_set_kind(&row->cells[5], r % 2 == 0 ? BL_CELL_ABSENT : BL_CELL_SECRET);
    }
    BlRow *total = bl_table_add_row(table, BL_ROW_TOTAL);
    bl_cell_set_text(&total->cells[0], "Rhône-Alpes");
    bl_cell_set_number(&total->cells[2], 424242, BL_UNIT_COUNT);
    return table;
}
