#include "typography.h"

#include <bilan/base/text.h>

static void set(char **text) {
    char *before = *text;
    *text = bl_text_no_break(before);
    g_free(before);
}

static void set_all(GPtrArray *texts) {
    for (guint i = 0; texts != NULL && i < texts->len; i++)
        set((char **)&texts->pdata[i]);
}

static void set_table(BlTable *table) {
    set(&table->title);
    for (guint c = 0; c < bl_table_width(table); c++)
        set(&g_array_index(table->columns, BlColumn, c).title);
    for (guint r = 0; r < bl_table_height(table); r++) {
        BlRow *row = g_ptr_array_index(table->rows, r);
        for (guint c = 0; c < bl_table_width(table); c++)
            set(&row->cells[c].text);
    }
    set_all(table->notes);
}

static void set_chart(BlChart *chart) {
    set(&chart->title);
    set(&chart->subtitle);
    set(&chart->objective_label);
    set(&chart->source);
    set(&chart->alt);
}

static void set_element(BlElement *element) {
    set(&element->text);
    set(&element->answer);
    set_all(element->texts);
    for (guint i = 0; element->key_figures != NULL && i < element->key_figures->len; i++) {
        BlKeyFigure *figure = g_ptr_array_index(element->key_figures, i);
        set(&figure->label);
        set(&figure->detail);
    }
    if (element->table != NULL)
        set_table(element->table);
    if (element->chart != NULL)
        set_chart(element->chart);
}

void bl_typeset(BlDocument *document) {
    set(&document->title);
    set(&document->kicker);
    set(&document->sources);
    set(&document->confidentiality);
    for (guint s = 0; s < document->sections->len; s++) {
        BlSection *section = g_ptr_array_index(document->sections, s);
        set(&section->title);
        for (guint e = 0; e < section->elements->len; e++)
            set_element(g_ptr_array_index(section->elements, e));
    }
}
