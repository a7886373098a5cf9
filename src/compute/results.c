#include <bilan/compute/compute.h>

#include <string.h>

void bl_results_free(BlResults *results) {
    if (results == NULL)
        return;
    bl_figures_free(results->figures);
    g_clear_pointer(&results->known, g_hash_table_unref);
    g_clear_pointer(&results->structures, g_ptr_array_unref);
    g_clear_pointer(&results->absences, g_ptr_array_unref);
    g_clear_pointer(&results->incomplete, g_ptr_array_unref);
    g_free(results);
}

const BlStructure *bl_results_structure(const BlResults *results, BlLevel level, const char *code) {
    for (guint i = 0; i < results->structures->len; i++) {
        const BlStructure *structure = g_ptr_array_index(results->structures, i);
        if (structure->level == level && strcmp(structure->code, code) == 0)
            return structure;
    }
    return NULL;
}

gboolean bl_results_knows(const BlResults *results, const char *indicator) {
    return g_hash_table_contains(results->known, indicator);
}

const char *bl_results_absence(const BlResults *results, const char *indicator) {
    for (guint i = 0; i < results->absences->len; i++) {
        const BlAbsence *absence = g_ptr_array_index(results->absences, i);
        if (strcmp(absence->indicator->header->code, indicator) == 0)
            return absence->extract;
    }
    return NULL;
}

/* The extracts that an indicator is computed from, as one word. @return the caller's */
static char *sources_of(const BlIndicators *indicators, const char *code) {
    const BlIndicatorHeader *header = bl_indicators_find(indicators, code)->header;
    GString *word = g_string_new(NULL);
    for (guint i = 0; i < header->needed_count; i++)
        g_string_append_printf(word, "%s ", header->needed[i]);
    return g_string_free(word, FALSE);
}

void bl_results_forget_empty(BlResults *results, const BlIndicators *indicators) {
    g_autoptr(GHashTable) filled = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const GPtrArray *national = bl_figures_of_place(results->figures, "national", "FR");
    for (guint i = 0; national != NULL && i < national->len; i++) {
        const BlFigure *figure = g_ptr_array_index(national, i);
        if (figure->value != 0)
            g_hash_table_add(filled, sources_of(indicators, figure->indicateur));
    }
    GHashTableIter iter;
    gpointer code;
    g_hash_table_iter_init(&iter, results->known);
    while (g_hash_table_iter_next(&iter, &code, NULL)) {
        g_autofree char *sources = sources_of(indicators, code);
        if (!g_hash_table_contains(filled, sources))
            g_hash_table_iter_remove(&iter);
    }
    BlFigures *all = results->figures;
    results->figures = bl_figures_new();
    for (gsize i = 0; i < bl_figures_count(all); i++)
        if (bl_results_knows(results, bl_figures_at(all, i)->indicateur))
            bl_figures_add(results->figures, bl_figures_at(all, i));
    bl_figures_sort(results->figures);
    bl_figures_free(all);
}
