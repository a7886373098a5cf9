/* A report read whole without any figure: every reference and wording that it names must exist. */
#include "reference.h"
#include "sentence.h"

#include <bilan/base/error.h>
#include <string.h>

typedef struct {
    const BlReport *report;
    const BlIndicators *indicators;
    const BlWordings *wordings;
} Check;

static gboolean declares(const BlReport *report, const char *code) {
    for (unsigned i = 0; i < report->indicators_count; i++)
        if (strcmp(report->indicators[i], code) == 0)
            return TRUE;
    return FALSE;
}

static gboolean check_reference(const Check *c, const char *text, GError **err) {
    BlReference reference;
    if (text == NULL)
        return TRUE;
    if (!bl_reference_parse(text, c->indicators, &reference, err))
        return FALSE;
    gboolean declared = declares(c->report, reference.code);
    if (!declared)
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG,
                    "« %s » : l’indicateur %s manque à la liste « indicateurs » du rapport", text,
                    reference.code);
    bl_reference_clear(&reference);
    return declared;
}

/* Its variants are tried on a nation without any figure: only names and shapes matter here. */
static gboolean check_variants(const Check *c, const BlWording *wording, GError **err) {
    const BlSettings settings = {.overrun_per_mille = 50, .underrun_per_mille = 900};
    const BlStructure nation = {
        .level = BL_LEVEL_NATIONAL, .code = (char *)"FR", .label = (char *)"France"};
    g_autoptr(BlFigures) figures = bl_figures_new();
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    const BlResults results = {.year = 2010,
                               .cutoff = bl_day_from_ymd(2010, 12, 31),
                               .figures = figures,
                               .structures = none,
                               .absences = none,
                               .incomplete = none,
                               .known = known};
    const BlCampaignData data = {.now = &results,
                                 .indicators = c->indicators,
                                 .wordings = c->wordings,
                                 .settings = &settings};
    return bl_sentence_check(&data, &nation, wording, err);
}

static gboolean check_wording(const Check *c, const char *name, GError **err) {
    const BlWording *wording = name != NULL ? bl_wordings_find(c->wordings, name) : NULL;
    if (wording != NULL)
        return check_variants(c, wording, err);
    if (name != NULL)
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG,
                    "texte « %s » introuvable dans templates/textes/", name);
    return name == NULL;
}

static gboolean check_wordings(const Check *c, char *const *names, unsigned count, GError **err) {
    for (unsigned i = 0; i < count; i++)
        if (!check_wording(c, names[i], err))
            return FALSE;
    return TRUE;
}

static gboolean check_table(const Check *c, const BlTableDefinition *table, GError **err) {
    if (!check_reference(c, table->reference, err) ||
        !check_wordings(c, table->notes, table->notes_count, err))
        return FALSE;
    for (unsigned i = 0; i < table->columns_count; i++)
        if (!check_reference(c, table->columns[i].reference, err))
            return FALSE;
    for (unsigned i = 0; i < table->list_count; i++)
        if (!check_reference(c, table->list[i].reference, err))
            return FALSE;
    return TRUE;
}

static gboolean check_element(const Check *c, const BlElementDefinition *e, GError **err) {
    for (unsigned i = 0; i < e->key_figures_count; i++)
        if (!check_reference(c, e->key_figures[i].reference, err) ||
            !check_wording(c, e->key_figures[i].detail, err))
            return FALSE;
    return check_wording(c, e->lead, err) && check_wording(c, e->text, err) &&
           check_wording(c, e->note, err) && check_wordings(c, e->list, e->list_count, err) &&
           (e->table == NULL || check_table(c, e->table, err)) &&
           (e->chart == NULL || check_reference(c, e->chart->objective, err));
}

gboolean bl_report_check(const BlReport *report, const BlIndicators *indicators,
                         const BlWordings *wordings, GError **err) {
    Check check = {.report = report, .indicators = indicators, .wordings = wordings};
    for (unsigned s = 0; s < report->sections_count; s++)
        for (unsigned e = 0; e < report->sections[s].elements_count; e++)
            if (!check_element(&check, &report->sections[s].elements[e], err)) {
                bl_error_context(err, "rapport « %s », section « %s »", report->code,
                                 report->sections[s].title);
                return FALSE;
            }
    return TRUE;
}
