/* What must be known before the first cell is written: the names of sheets and tables, the columns
 * that charts add to tables, and the widths. */
#include "xlsx_private.h"

#define BAND_MIN 92.0  /* digits: the text is never narrower than this */
#define GAUGE_MIN 18.0 /* room for the bar */
#define COLUMN_MIN 9.0
#define TEXT_MAX 44.0 /* a longer text wraps */
#define FILLER 11.0   /* a column that only carries text across */
#define FILTER 3.0    /* the filter button of a header */
#define SIGNATURE_LABEL 17.0
#define KEY_WIDTH 22.0 /* value of a key figure, 14 points */

static void placed_free(gpointer data) {
    BlXlsxPlaced *placed = data;
    g_free(placed->name);
    g_ptr_array_unref(placed->headers);
    g_array_unref(placed->extras);
    g_free(placed);
}

static void sheet_free(gpointer data) {
    BlXlsxSheet *sheet = data;
    g_free(sheet->name);
    g_free(sheet->title);
    g_array_unref(sheet->widths);
    g_array_unref(sheet->breaks);
    g_ptr_array_unref(sheet->deferred);
    g_free(sheet);
}

static BlXlsxPlaced *place(BlXlsxBook *book, const BlTable *table) {
    BlXlsxPlaced *placed = g_hash_table_lookup(book->placed, table);
    if (placed != NULL)
        return placed;
    placed = g_new0(BlXlsxPlaced, 1);
    placed->table = table;
    /* « tab_ » keeps the name clear of cell references and of the names of key figures */
    placed->name =
        bl_xlsx_identifier(book->identifiers, "tab_", table->name != NULL ? table->name : "");
    placed->headers = g_ptr_array_new_with_free_func(g_free);
    placed->extras = g_array_new(FALSE, TRUE, sizeof(BlXlsxExtra));
    placed->body = bl_table_height(table);
    while (placed->body > 0 && bl_table_row(table, placed->body - 1)->kind == BL_ROW_TOTAL)
        placed->body--;
    g_autoptr(GHashTable) taken = bl_xlsx_names_new();
    for (guint c = 0; c < bl_table_width(table); c++) {
        const BlColumn *column = bl_table_column(table, c);
        g_autofree char *fallback = g_strdup_printf("Colonne %u", c + 1);
        g_ptr_array_add(placed->headers,
                        bl_xlsx_header(taken, column->title,
                                       c == 0 && column->is_text ? "Intitulé" : fallback));
    }
    g_hash_table_insert(book->placed, (gpointer)table, placed);
    return placed;
}

guint bl_xlsx_series_column(const BlXlsxPlaced *placed, guint column) {
    for (guint i = 0; i < placed->extras->len; i++)
        if (g_array_index(placed->extras, BlXlsxExtra, i).source == column)
            return bl_table_width(placed->table) + i;
    return column;
}

guint bl_xlsx_constant_column(const BlXlsxPlaced *placed, const BlCell *constant) {
    for (guint i = 0; i < placed->extras->len; i++) {
        const BlXlsxExtra *extra = &g_array_index(placed->extras, BlXlsxExtra, i);
        if (extra->source == G_MAXUINT && extra->constant.value == constant->value &&
            extra->constant.unit == constant->unit)
            return bl_table_width(placed->table) + i;
    }
    return G_MAXUINT;
}

static void add_extra(BlXlsxPlaced *placed, BlXlsxExtra extra, const char *title) {
    g_autoptr(GHashTable) taken = bl_xlsx_names_new();
    for (guint i = 0; i < placed->headers->len; i++)
        g_free(bl_xlsx_header(taken, g_ptr_array_index(placed->headers, i), ""));
    g_ptr_array_add(placed->headers, bl_xlsx_header(taken, title, "Repère"));
    g_array_append_val(placed->extras, extra);
}

/* Excel draws a text as 0: « n.d. » may not be in a column that a chart reads. An empty cell is a
 * gap, as it should be. */
static gboolean has_words(const BlXlsxPlaced *placed, guint column) {
    for (guint r = 0; r < placed->body; r++) {
        BlCellKind kind = bl_table_cell(placed->table, r, column)->kind;
        if (kind != BL_CELL_NUMBER && kind != BL_CELL_EMPTY && kind != BL_CELL_PENDING)
            return TRUE;
    }
    return FALSE;
}

static void plan_chart(BlXlsxBook *book, BlXlsxSheet *sheet, const BlChart *chart) {
    if (!g_hash_table_contains(book->placed, chart->table))
        g_ptr_array_add(sheet->deferred, (gpointer)chart->table);
    BlXlsxPlaced *placed = place(book, chart->table);
    for (guint i = 0; i < chart->series->len; i++) {
        guint column = g_array_index(chart->series, BlSeries, i).column;
        if (bl_xlsx_series_column(placed, column) != column || !has_words(placed, column))
            continue;
        g_autofree char *title =
            g_strdup_printf("%s (tracé)", (char *)g_ptr_array_index(placed->headers, column));
        add_extra(placed, (BlXlsxExtra){.source = column}, title);
    }
    if (chart->objective.kind == BL_CELL_NUMBER && chart->kind != BL_CHART_SHARES &&
        bl_xlsx_constant_column(placed, &chart->objective) == G_MAXUINT) {
        const char *label = chart->objective_label != NULL ? chart->objective_label : "Objectif";
        g_autofree char *title = g_strdup_printf("Repère : %s", label);
        BlXlsxExtra extra = {.source = G_MAXUINT,
                             .constant = {.kind = BL_CELL_NUMBER,
                                          .unit = chart->objective.unit,
                                          .value = chart->objective.value}};
        add_extra(placed, extra, title);
    }
}

static void widen(BlXlsxSheet *sheet, guint column, double width) {
    while (sheet->widths->len <= column) {
        double none = 0;
        g_array_append_val(sheet->widths, none);
    }
    double *known = &g_array_index(sheet->widths, double, column);
    *known = MAX(*known, width);
}

/* Digits, separators and unit of a number, without writing it out. */
static double number_width(const BlCell *cell) {
    static const double units[] = {0, 1.6, 4.6, 3.6};
    static const double one[] = {1, 1, 100, 10000};
    double value = (double)cell->value / one[cell->unit], digits = value < 0 ? 2 : 1;
    for (value = ABS(value); value >= 10; value /= 10)
        digits += 1.17; /* a digit and its share of a separator */
    return digits + units[cell->unit];
}

static double cell_width(const BlCell *cell) {
    if (cell->kind == BL_CELL_NUMBER)
        return number_width(cell);
    return cell->kind == BL_CELL_TEXT ? MIN(bl_xlsx_text_width(cell->text), TEXT_MAX) : 3.0;
}

/* A header wraps on two lines or so, and never within a word. */
static double header_width(const char *header) {
    double half = bl_xlsx_text_width(header) / 2 + 1;
    return MAX(bl_xlsx_text_longest_word(header), half) + FILTER;
}

static void plan_widths(BlXlsxSheet *sheet, const BlXlsxPlaced *placed) {
    const BlTable *table = placed->table;
    for (guint c = 0; c < placed->headers->len; c++) {
        double width = header_width(g_ptr_array_index(placed->headers, c));
        guint source = c < bl_table_width(table) ? c : G_MAXUINT;
        if (source == G_MAXUINT) {
            const BlXlsxExtra *extra =
                &g_array_index(placed->extras, BlXlsxExtra, c - bl_table_width(table));
            source = extra->source;
            if (source == G_MAXUINT)
                width = MAX(width, number_width(&extra->constant) + 2);
        }
        for (guint r = 0; source != G_MAXUINT && r < bl_table_height(table); r++) {
            gboolean is_bold = bl_table_row(table, r)->kind != BL_ROW_BODY;
            double content = cell_width(bl_table_cell(table, r, source));
            width = MAX(width, content * (is_bold ? 1.08 : 1.0) + (is_bold ? 3 : 2));
        }
        gboolean is_gauge = c < bl_table_width(table) && bl_table_column(table, c)->is_gauge;
        widen(sheet, c, MAX(width, is_gauge ? GAUGE_MIN : COLUMN_MIN));
    }
}

static void plan_key_figures(BlXlsxSheet *sheet, const BlElement *element) {
    for (guint i = 0; i < element->key_figures->len; i++) {
        const BlKeyFigure *figure = g_ptr_array_index(element->key_figures, i);
        double label = bl_xlsx_text_width(figure->label != NULL ? figure->label : "") + 2;
        widen(sheet, 0, MIN(label, TEXT_MAX));
        double value = figure->value.kind == BL_CELL_NUMBER ? number_width(&figure->value)
                                                            : cell_width(&figure->value);
        widen(sheet, 1, MAX(MIN(value * 14 / 11 * 1.1 + 4, TEXT_MAX), KEY_WIDTH - 6));
    }
}

static void finish_band(BlXlsxSheet *sheet) {
    double total = 0;
    for (guint i = 0; i < sheet->widths->len; i++)
        total += g_array_index(sheet->widths, double, i);
    for (; total < BAND_MIN || sheet->widths->len < 4; total += FILLER)
        widen(sheet, sheet->widths->len, FILLER);
}

static BlXlsxSheet *new_sheet(BlXlsxBook *book, GHashTable *names, const char *title) {
    BlXlsxSheet *sheet = g_new0(BlXlsxSheet, 1);
    sheet->book = book;
    sheet->index = book->sheets->len;
    sheet->title = bl_xlsx_text_line(title != NULL ? title : "", 250);
    sheet->name = bl_xlsx_sheet_name(names, title);
    sheet->widths = g_array_new(FALSE, TRUE, sizeof(double));
    sheet->breaks = g_array_new(TRUE, TRUE, sizeof(lxw_row_t));
    sheet->deferred = g_ptr_array_new();
    g_ptr_array_add(book->sheets, sheet);
    return sheet;
}

BlXlsxSheet *bl_xlsx_section_sheet(const BlXlsxBook *book, guint section) {
    return g_ptr_array_index(book->sheets, section + 1);
}

/* Tables first, all sections: a chart may read the table of another. */
static void plan_section(BlXlsxBook *book, guint index, gboolean charts) {
    const BlSection *section = g_ptr_array_index(book->document->sections, index);
    BlXlsxSheet *sheet = bl_xlsx_section_sheet(book, index);
    for (guint i = 0; i < section->elements->len; i++) {
        const BlElement *element = g_ptr_array_index(section->elements, i);
        if (!charts && element->table != NULL) {
            place(book, element->table);
            if (element->table->hidden)
                g_ptr_array_add(sheet->deferred, element->table);
        }
        if (!charts && element->kind == BL_ELEMENT_KEY_FIGURES)
            plan_key_figures(sheet, element);
        if (!charts && element->kind == BL_ELEMENT_SIGNATURES)
            widen(sheet, 0, SIGNATURE_LABEL);
        if (charts && element->chart != NULL)
            plan_chart(book, sheet, element->chart);
    }
}

static void plan_section_widths(BlXlsxBook *book, guint index) {
    const BlSection *section = g_ptr_array_index(book->document->sections, index);
    BlXlsxSheet *sheet = bl_xlsx_section_sheet(book, index);
    for (guint i = 0; i < section->elements->len; i++) {
        const BlElement *element = g_ptr_array_index(section->elements, i);
        if (element->table != NULL)
            plan_widths(sheet, g_hash_table_lookup(book->placed, element->table));
    }
    for (guint i = 0; i < sheet->deferred->len; i++)
        plan_widths(sheet,
                    g_hash_table_lookup(book->placed, g_ptr_array_index(sheet->deferred, i)));
    finish_band(sheet);
}

double bl_xlsx_band_pixels(const BlXlsxSheet *sheet, guint columns) {
    double pixels = 0;
    for (guint i = 0; i < columns && i < sheet->widths->len; i++)
        pixels += (double)(int)(g_array_index(sheet->widths, double, i) * 7 + 5);
    return pixels;
}

void bl_xlsx_plan(BlXlsxBook *book) {
    book->strings = g_string_chunk_new(1024);
    book->identifiers = bl_xlsx_names_new();
    book->placed = g_hash_table_new_full(NULL, NULL, NULL, placed_free);
    book->sheets = g_ptr_array_new_with_free_func(sheet_free);
    book->pending = g_array_new(FALSE, TRUE, sizeof(BlXlsxPending));

    g_autoptr(GHashTable) names = bl_xlsx_names_new();
    g_free(bl_xlsx_sheet_name(names, "Données")); /* kept for the last sheet */
    new_sheet(book, names, "Synthèse");
    const GPtrArray *sections = book->document->sections;
    for (guint i = 0; i < sections->len; i++)
        new_sheet(book, names, ((BlSection *)g_ptr_array_index(sections, i))->title);
    for (guint i = 0; i < sections->len; i++)
        plan_section(book, i, FALSE);
    for (guint i = 0; i < sections->len; i++)
        plan_section(book, i, TRUE);
    for (guint i = 0; i < sections->len; i++)
        plan_section_widths(book, i);
    g_hash_table_remove_all(names);
    new_sheet(book, names, "Données");
}

void bl_xlsx_plan_dispose(BlXlsxBook *book) {
    g_array_unref(book->pending);
    g_ptr_array_unref(book->sheets);
    g_hash_table_destroy(book->placed);
    g_hash_table_destroy(book->identifiers);
    g_string_chunk_free(book->strings);
}
