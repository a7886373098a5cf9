#include <bilan/report/campaign.h>

#include "worker.h"

#include <bilan/base/file.h>
#include <bilan/base/json.h>
#include <string.h>

static GPtrArray *plan_tasks(const BlCampaign *campaign) {
    GPtrArray *tasks = g_ptr_array_new_with_free_func(g_free);
    for (guint r = 0; r < campaign->recipients->len; r++) {
        const BlStructure *place = g_ptr_array_index(campaign->recipients, r);
        for (guint i = 0; i < campaign->reports->len; i++) {
            const BlReport *report = g_ptr_array_index(campaign->reports, i);
            if (!bl_levels_hold(report->levels, report->levels_count, place->level))
                continue;
            BlTask *task = g_new(BlTask, 1);
            *task = (BlTask){.report = report, .place = place};
            g_ptr_array_add(tasks, task);
        }
    }
    return tasks;
}

static int compare_outcomes(gconstpointer a, gconstpointer b) {
    const BlOutcome *x = *(BlOutcome *const *)a, *y = *(BlOutcome *const *)b;
    int order = strcmp(x->level, y->level);
    if (order == 0)
        order = strcmp(x->code, y->code);
    if (order == 0)
        order = strcmp(x->report, y->report);
    return order != 0 ? order : g_strcmp0(x->file, y->file);
}

static void append_outcome(GString *json, const BlOutcome *outcome) {
    const struct {
        const char *name, *value;
    } fields[] = {{"niveau", outcome->level},  {"code", outcome->code},
                  {"nom", outcome->label},     {"rapport", outcome->report},
                  {"fichier", outcome->file},  {"sha256", outcome->sha256},
                  {"erreur", outcome->failure}};
    g_string_append(json, "    {");
    for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
        if (fields[i].value != NULL) {
            g_string_append_printf(json, "\"%s\": ", fields[i].name);
            bl_json_append_string(json, fields[i].value);
            g_string_append(json, ", ");
        }
    if (outcome->failure == NULL)
        g_string_append_printf(json, "\"octets\": %" G_GUINT64_FORMAT ", ", outcome->bytes);
    g_string_append_printf(json, "\"statut\": \"%s\"}",
                           outcome->failure == NULL ? "produit" : "echec");
}

static gboolean write_manifest(const BlCampaign *campaign, const GPtrArray *outcomes,
                               GError **err) {
    const BlResults *results = campaign->data->now;
    g_autofree char *cutoff = bl_day_iso(results->cutoff);
    g_autofree char *path = g_build_filename(campaign->output, "manifeste.json", NULL);
    g_autoptr(GString) json = g_string_new(NULL);
    g_string_append_printf(json, "{\n  \"annee\": %d,\n  \"arrete\": \"%s\",\n  \"fichiers\": [\n",
                           results->year, cutoff);
    for (guint i = 0; i < outcomes->len; i++) {
        append_outcome(json, g_ptr_array_index(outcomes, i));
        g_string_append(json, i + 1 < outcomes->len ? ",\n" : "\n");
    }
    g_string_append(json, "  ]\n}\n");
    return bl_file_write(path, json->str, json->len, err);
}

gboolean bl_campaign_run(const BlCampaign *campaign, GPtrArray **outcomes, GError **err) {
    g_autoptr(GPtrArray) tasks = plan_tasks(campaign);
    g_autoptr(GPtrArray) gathered = g_ptr_array_new_with_free_func(bl_outcome_free);
    if (!bl_folder_make(campaign->output, err) || !bl_workers_run(campaign, tasks, gathered, err))
        return FALSE;
    g_ptr_array_sort(gathered, compare_outcomes);
    if (!write_manifest(campaign, gathered, err))
        return FALSE;
    *outcomes = g_steal_pointer(&gathered);
    return TRUE;
}
