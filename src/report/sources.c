#include "builder.h"

#include <string.h>

static gboolean holds(char *const *names, unsigned count, const char *name) {
    for (unsigned i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return TRUE;
    return FALSE;
}

/* Does an indicator of the report read this extract? */
static gboolean is_read(const BlReport *report, const BlCampaignData *data, const char *extract) {
    for (unsigned i = 0; i < report->indicators_count; i++) {
        const BlIndicator *indicator = bl_indicators_find(data->indicators, report->indicators[i]);
        if (indicator != NULL &&
            (holds(indicator->header->needed, indicator->header->needed_count, extract) ||
             holds(indicator->header->useful, indicator->header->useful_count, extract)))
            return TRUE;
    }
    return FALSE;
}

static void add_imports(const BlReport *report, const BlCampaignData *data, BlSection *section) {
    BlTable *table = bl_table_new("extractions", "Extractions importées");
    bl_table_add_column(table, "Extraction", TRUE);
    bl_table_add_column(table, "Fichiers", FALSE);
    bl_table_add_column(table, "Lignes retenues", FALSE);
    bl_table_add_column(table, "Lignes rejetées", FALSE);
    for (guint i = 0; i < data->sources->len; i++) {
        const BlSourceLine *line = g_ptr_array_index(data->sources, i);
        if (!is_read(report, data, line->extract))
            continue;
        BlRow *row = bl_table_add_row(table, BL_ROW_BODY);
        bl_cell_set_text(&row->cells[0], line->extract);
        bl_cell_set_number(&row->cells[1], line->files, BL_UNIT_COUNT);
        bl_cell_set_number(&row->cells[2], line->accepted, BL_UNIT_COUNT);
        bl_cell_set_number(&row->cells[3], line->rejected, BL_UNIT_COUNT);
    }
    bl_section_add_table(section, table);
}

static void add_definition(const BlCampaignData *data, const BlIndicator *indicator,
                           BlSection *section) {
    const BlIndicatorHeader *h = indicator->header;
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "**%s · %s** (%s%s%s). %s ", h->code, h->label, h->article,
                           h->alias != NULL ? " ; imprimé " : "", h->alias != NULL ? h->alias : "",
                           h->definition);
    g_string_append_printf(text, "Règle retenue" BL_NBSP ": %s", h->ruling);
    const char *extract = bl_results_absence(data->now, h->code);
    if (extract != NULL)
        g_string_append_printf(text,
                               " **Source absente**" BL_NBSP ": l’extraction «" BL_NBSP "%s" BL_NBSP
                               "» n’a jamais été importée.",
                               extract);
    for (guint i = 0; i < data->now->incomplete->len; i++) {
        const BlAbsence *absence = g_ptr_array_index(data->now->incomplete, i);
        if (absence->indicator == indicator)
            g_string_append_printf(text,
                                   " Calculé sans «" BL_NBSP "%s" BL_NBSP "», jamais importée.",
                                   absence->extract);
    }
    bl_section_add(section, BL_ELEMENT_NOTE, text->str);
}

void bl_build_sources(const BlReport *report, const BlCampaignData *data, BlDocument *document) {
    BlSection *section = bl_document_add_section(document, "Sources et définitions");
    for (unsigned i = 0; i < report->indicators_count; i++) {
        const BlIndicator *indicator = bl_indicators_find(data->indicators, report->indicators[i]);
        if (indicator != NULL)
            add_definition(data, indicator, section);
    }
    if (data->sources->len > 0)
        add_imports(report, data, section);
}
