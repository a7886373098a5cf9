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

void bl_results_forget_empty(BlResults *results) {
    const GPtrArray *national = bl_figures_of_place(results->figures, "national", "FR");
    g_hash_table_remove_all(results->known);
    for (guint i = 0; national != NULL && i < national->len; i++) {
        const BlFigure *figure = g_ptr_array_index(national, i);
        if (figure->value != 0)
            g_hash_table_add(results->known, g_strdup(figure->indicateur));
    }
    BlFigures *all = results->figures;
    results->figures = bl_figures_new();
    for (gsize i = 0; i < bl_figures_count(all); i++)
        if (bl_results_knows(results, bl_figures_at(all, i)->indicateur))
            bl_figures_add(results->figures, bl_figures_at(all, i));
    bl_figures_sort(results->figures);
    bl_figures_free(all);
}
