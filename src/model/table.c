#include <bilan/model/table.h>

#include <math.h>

static void column_clear(gpointer data) {
    g_free(((BlColumn *)data)->title);
}

static void row_free(gpointer data) {
    g_free(((BlRow *)data)->code);
    g_free(((BlRow *)data)->cells);
    g_free(data);
}

BlTable *bl_table_new(const char *name, const char *title) {
    BlTable *table = g_new0(BlTable, 1);
    table->name = g_strdup(name);
    table->title = g_strdup(title);
    table->columns = g_array_new(FALSE, TRUE, sizeof(BlColumn));
    g_array_set_clear_func(table->columns, column_clear);
    table->rows = g_ptr_array_new_with_free_func(row_free);
    table->notes = g_ptr_array_new_with_free_func(g_free);
    return table;
}

void bl_table_free(BlTable *table) {
    if (table == NULL)
        return;
    for (guint r = 0; r < table->rows->len; r++)
        for (guint c = 0; c < table->columns->len; c++)
            g_free(((BlRow *)g_ptr_array_index(table->rows, r))->cells[c].text);
    g_ptr_array_unref(table->rows);
    g_array_unref(table->columns);
    g_ptr_array_unref(table->notes);
    g_free(table->name);
    g_free(table->title);
    g_free(table);
}

guint bl_table_add_column(BlTable *table, const char *title, gboolean is_text) {
    g_assert(table->rows->len == 0);
    BlColumn column = {.title = g_strdup(title), .is_text = is_text};
    g_array_append_val(table->columns, column);
    return table->columns->len - 1;
}

BlRow *bl_table_add_row(BlTable *table, BlRowKind kind) {
    BlRow *row = g_new0(BlRow, 1);
    row->kind = kind;
    row->cells = g_new0(BlCell, table->columns->len);
    g_ptr_array_add(table->rows, row);
    return row;
}

void bl_table_add_note(BlTable *table, const char *note) {
    g_ptr_array_add(table->notes, g_strdup(note));
}

guint bl_table_width(const BlTable *table) {
    return table->columns->len;
}

guint bl_table_height(const BlTable *table) {
    return table->rows->len;
}

const BlColumn *bl_table_column(const BlTable *table, guint column) {
    return &g_array_index(table->columns, BlColumn, column);
}

const BlRow *bl_table_row(const BlTable *table, guint row) {
    return g_ptr_array_index(table->rows, row);
}

const BlCell *bl_table_cell(const BlTable *table, guint row, guint column) {
    return &bl_table_row(table, row)->cells[column];
}

void bl_cell_set_text(BlCell *cell, const char *text) {
    g_free(cell->text);
    *cell = (BlCell){.kind = BL_CELL_TEXT, .text = g_strdup(text)};
}

void bl_cell_set_number(BlCell *cell, gint64 value, BlUnit unit) {
    g_free(cell->text);
    *cell = (BlCell){.kind = BL_CELL_NUMBER, .unit = unit, .value = value};
}

void bl_cell_set_kind(BlCell *cell, BlCellKind kind) {
    g_free(cell->text);
    *cell = (BlCell){.kind = kind};
}

char *bl_cell_display(const BlCell *cell) {
    switch (cell->kind) {
    case BL_CELL_EMPTY:
        return g_strdup("");
    case BL_CELL_PENDING:
        return g_strdup("à venir");
    case BL_CELL_ABSENT:
        return g_strdup("n.d.");
    case BL_CELL_SECRET:
        return g_strdup("s");
    case BL_CELL_TEXT:
        return g_strdup(cell->text);
    case BL_CELL_NUMBER:
        return bl_number_french_unit(cell->value, cell->unit);
    }
    g_assert_not_reached();
}

double bl_cell_plot(const BlCell *cell) {
    if (cell->kind != BL_CELL_NUMBER)
        return NAN;
    double scale = pow(10.0, bl_unit_scale(cell->unit));
    return (double)cell->value / scale;
}
