#include <bilan/model/document.h>

static void key_figure_free(gpointer data) {
    BlKeyFigure *figure = data;
    g_free(figure->label);
    g_free(figure->value.text);
    g_free(figure->detail);
    g_free(figure->key);
    g_free(figure);
}

static void element_free(gpointer data) {
    BlElement *element = data;
    g_free(element->text);
    g_free(element->answer);
    g_clear_pointer(&element->texts, g_ptr_array_unref);
    g_clear_pointer(&element->key_figures, g_ptr_array_unref);
    bl_chart_free(element->chart);
    bl_table_free(element->table);
    g_free(element);
}

static void section_free(gpointer data) {
    BlSection *section = data;
    g_free(section->title);
    g_ptr_array_unref(section->elements);
    g_free(section);
}

BlDocument *bl_document_new(const char *report, BlLevel level, const char *code) {
    BlDocument *document = g_new0(BlDocument, 1);
    document->report = g_strdup(report);
    document->level = level;
    document->code = g_strdup(code);
    document->logos = g_ptr_array_new_with_free_func(g_free);
    document->sections = g_ptr_array_new_with_free_func(section_free);
    document->data = g_ptr_array_new();
    return document;
}

void bl_document_free(BlDocument *document) {
    if (document == NULL)
        return;
    g_ptr_array_unref(document->sections);
    g_ptr_array_unref(document->data);
    g_ptr_array_unref(document->logos);
    g_free(document->report);
    g_free(document->title);
    g_free(document->kicker);
    g_free(document->place);
    g_free(document->code);
    g_free(document->sources);
    g_free(document->confidentiality);
    g_free(document);
}

BlSection *bl_document_add_section(BlDocument *document, const char *title) {
    BlSection *section = g_new0(BlSection, 1);
    section->title = g_strdup(title);
    section->elements = g_ptr_array_new_with_free_func(element_free);
    g_ptr_array_add(document->sections, section);
    return section;
}

BlElement *bl_section_add(BlSection *section, BlElementKind kind, const char *text) {
    BlElement *element = g_new0(BlElement, 1);
    element->kind = kind;
    element->text = g_strdup(text);
    if (kind == BL_ELEMENT_LIST || kind == BL_ELEMENT_SIGNATURES)
        element->texts = g_ptr_array_new_with_free_func(g_free);
    if (kind == BL_ELEMENT_KEY_FIGURES)
        element->key_figures = g_ptr_array_new_with_free_func(key_figure_free);
    g_ptr_array_add(section->elements, element);
    return element;
}

BlElement *bl_section_add_table(BlSection *section, BlTable *table) {
    BlElement *element = bl_section_add(section, BL_ELEMENT_TABLE, NULL);
    element->table = table;
    return element;
}

BlElement *bl_section_add_chart(BlSection *section, BlChart *chart) {
    BlElement *element = bl_section_add(section, BL_ELEMENT_CHART, NULL);
    element->chart = chart;
    return element;
}

BlKeyFigure *bl_element_add_key_figure(BlElement *element, const char *label) {
    BlKeyFigure *figure = g_new0(BlKeyFigure, 1);
    figure->label = g_strdup(label);
    g_ptr_array_add(element->key_figures, figure);
    return figure;
}
