#include "builder.h"
#include "reference.h"

#include <bilan/base/error.h>
#include <string.h>

static const BlTable *find_table(const BlDocument *document, const char *name) {
    for (guint s = 0; s < document->sections->len; s++) {
        const BlSection *section = g_ptr_array_index(document->sections, s);
        for (guint e = 0; e < section->elements->len; e++) {
            const BlElement *element = g_ptr_array_index(section->elements, e);
            if (element->table != NULL && strcmp(element->table->name, name) == 0)
                return element->table;
        }
    }
    return NULL;
}

static gboolean is_line(const BlChartDefinition *definition, unsigned column) {
    for (unsigned i = 0; i < definition->lines_count; i++)
        if (definition->lines[i] == column)
            return TRUE;
    return FALSE;
}

static gboolean add_series(const BlChartDefinition *definition, BlChart *chart, GError **err) {
    for (unsigned i = 0; i < definition->columns_count; i++) {
        if (definition->columns[i] == 0 || definition->columns[i] >= bl_table_width(chart->table)) {
            g_set_error(err, BL_ERROR, BL_ERROR_CONFIG,
                        "graphique « %s » : le tableau n’a pas de colonne %u", definition->name,
                        definition->columns[i]);
            return FALSE;
        }
        bl_chart_add_series(chart, definition->columns[i],
                            is_line(definition, definition->columns[i]));
    }
    return TRUE;
}

static void add_texts(const BlChartDefinition *definition, const BlCampaignData *data,
                      const BlStructure *place, BlChart *chart) {
    g_autofree char *cutoff = bl_day_french(data->now->cutoff);
    guint rows = bl_table_height(chart->table);
    chart->title = g_strdup(definition->title);
    chart->subtitle = g_strdup(definition->subtitle);
    chart->objective_label = g_strdup(definition->objective_label);
    chart->source =
        g_strdup_printf("Source" BL_NBSP ": extractions importées · arrêté au %s", cutoff);
    chart->alt = g_strdup_printf(
        "%s, %s, au %s%s%s. %u ligne%s dans le tableau qui l’accompagne.", definition->title,
        place->label, cutoff, definition->subtitle != NULL ? BL_NBSP ": " : "",
        definition->subtitle != NULL ? definition->subtitle : "", rows, rows > 1 ? "s" : "");
}

/* A region's map shows its own departments; the nation's shows a region without figures too. */
static void add_map(const BlChartDefinition *definition, const BlCampaignData *data,
                    const BlStructure *place, BlChart *chart) {
    const char *name = bl_chart_definition_map(definition);
    if (name == NULL || data->maps == NULL)
        return;
    chart->map = g_hash_table_lookup(data->maps, name);
    chart->map_is_partial = place->level != BL_LEVEL_NATIONAL;
    if (chart->map == NULL || chart->map->credit == NULL)
        return;
    g_autofree char *source = chart->source;
    chart->source = g_strdup_printf("%s. %s", source, chart->map->credit);
}

gboolean bl_build_chart(const BlChartDefinition *definition, const BlCampaignData *data,
                        const BlStructure *place, const BlDocument *document, BlSection *section,
                        BlElement **element, GError **err) {
    *element = NULL;
    const BlTable *table = find_table(document, definition->table);
    if (table == NULL)
        return TRUE;
    BlChart *chart = bl_chart_new(definition->name, definition->kind, table, 0);
    *element = bl_section_add_chart(section, chart);
    add_texts(definition, data, place, chart);
    add_map(definition, data, place, chart);
    if (!add_series(definition, chart, err))
        return FALSE;
    BlScopeContext context = {.data = data, .place = place};
    return definition->objective == NULL ||
           bl_reference_cell(definition->objective, &context, &chart->objective, err);
}
