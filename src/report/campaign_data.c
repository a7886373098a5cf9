#include <bilan/report/campaign_data.h>

#include <bilan/base/error.h>
#include <bilan/base/text.h>
#include <bilan/config/map.h>
#include <string.h>

struct BlCampaignSources {
    BlCampaignData data;
    BlResults *now, *before;
    BlWordings *wordings;
    BlQuestions *questions;
    BlSettings settings;
    GPtrArray *lines, *stakes;
    GHashTable *maps;
    char *root;
};

static void line_free(gpointer data) {
    g_free(((BlSourceLine *)data)->extract);
    g_free(data);
}

static void stake_free(gpointer data) {
    BlStake *stake = data;
    g_free(stake->code);
    g_free(stake->audience);
    g_free(stake->label);
    g_free(stake);
}

void bl_campaign_sources_free(BlCampaignSources *s) {
    if (s == NULL)
        return;
    bl_results_free(s->now);
    bl_results_free(s->before);
    bl_wordings_free(s->wordings);
    bl_questions_free(s->questions);
    g_clear_pointer(&s->lines, g_ptr_array_unref);
    g_clear_pointer(&s->stakes, g_ptr_array_unref);
    g_clear_pointer(&s->maps, g_hash_table_unref);
    g_free(s->root);
    g_free(s);
}

const BlCampaignData *bl_campaign_sources_data(const BlCampaignSources *sources) {
    return &sources->data;
}

static gboolean load_lines(BlStore *store, GPtrArray *lines, GError **err) {
    g_autoptr(BlCursor) cursor = bl_store_select(
        store,
        "SELECT extraction, COUNT(DISTINCT chemin), SUM(acceptees), SUM(rejetees) FROM imports "
        "WHERE annule = 0 GROUP BY extraction ORDER BY extraction",
        NULL, NULL, err);
    GError *failure = NULL;
    while (cursor != NULL && bl_cursor_next(cursor, &failure)) {
        BlSourceLine *line = g_new(BlSourceLine, 1);
        *line = (BlSourceLine){.extract = g_strdup(bl_cursor_text(cursor, 0)),
                               .files = bl_cursor_int(cursor, 1),
                               .accepted = bl_cursor_int(cursor, 2),
                               .rejected = bl_cursor_int(cursor, 3)};
        g_ptr_array_add(lines, line);
    }
    if (failure != NULL)
        g_propagate_error(err, failure);
    return cursor != NULL && failure == NULL;
}

static gboolean load_stakes(BlStore *store, GPtrArray *stakes, GError **err) {
    g_autoptr(BlCursor) cursor = bl_store_select(
        store,
        "SELECT enjeu, public, libelle FROM enjeux ORDER BY CAST(SUBSTR(enjeu, 2) AS INTEGER)",
        NULL, NULL, err);
    GError *failure = NULL;
    while (cursor != NULL && bl_cursor_next(cursor, &failure)) {
        BlStake *stake = g_new(BlStake, 1);
        *stake = (BlStake){.code = g_strdup(bl_cursor_text(cursor, 0)),
                           .audience = g_strdup(bl_cursor_text(cursor, 1)),
                           .label = g_strdup(bl_cursor_text(cursor, 2))};
        g_ptr_array_add(stakes, stake);
    }
    if (failure != NULL)
        g_propagate_error(err, failure);
    return cursor != NULL && failure == NULL;
}

static gboolean load_templates(BlCampaignSources *s, GError **err) {
    g_autofree char *texts = g_build_filename(s->root, "templates", "textes", NULL);
    g_autofree char *questions = g_build_filename(s->root, "templates", "questions.yaml", NULL);
    g_autofree char *settings = g_build_filename(s->root, "templates", "reglages.yaml", NULL);
    s->wordings = bl_wordings_load(texts, err);
    if (s->wordings == NULL)
        return FALSE;
    s->questions = bl_questions_load(questions, err);
    return s->questions != NULL && bl_settings_load(settings, &s->settings, err);
}

static void map_free(gpointer map) {
    bl_map_free(map);
}

static gboolean load_map(BlCampaignSources *s, const BlChartDefinition *chart, GError **err) {
    const char *name = bl_chart_definition_map(chart);
    if (name == NULL || g_hash_table_contains(s->maps, name))
        return TRUE;
    if (!bl_text_is_safe_name(name)) {
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG,
                    "graphique « %s » : « fond » nomme un fichier de templates/cartes",
                    chart->name);
        return FALSE;
    }
    g_autofree char *file = g_strconcat(name, ".geojson", NULL);
    g_autofree char *path = g_build_filename(s->root, "templates", "cartes", file, NULL);
    BlMap *map = bl_map_load(path, err);
    if (map == NULL) {
        bl_error_context(err, "graphique « %s »", chart->name);
        return FALSE;
    }
    g_hash_table_insert(s->maps, g_strdup(name), map);
    return TRUE;
}

static gboolean load_maps(BlCampaignSources *s, const GPtrArray *reports, GError **err) {
    s->maps = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, map_free);
    for (guint i = 0; i < reports->len; i++) {
        const BlReport *report = g_ptr_array_index(reports, i);
        for (unsigned k = 0; k < report->sections_count; k++)
            for (unsigned e = 0; e < report->sections[k].elements_count; e++) {
                const BlChartDefinition *chart = report->sections[k].elements[e].chart;
                if (chart != NULL && !load_map(s, chart, err))
                    return FALSE;
            }
    }
    return TRUE;
}

static void add_code(GPtrArray *codes, const char *reference) {
    g_autofree char *code = g_strndup(reference, strcspn(reference, "."));
    if (!g_ptr_array_find_with_equal_func(codes, code, g_str_equal, NULL))
        g_ptr_array_add(codes, g_steal_pointer(&code));
}

static void add_trend_codes(GPtrArray *codes, const BlTableDefinition *table) {
    for (unsigned c = 0; c < table->columns_count; c++) {
        if (table->columns[c].calculation != BL_CALC_TREND)
            continue;
        if (table->columns[c].reference != NULL)
            add_code(codes, table->columns[c].reference);
        for (unsigned r = 0; r < table->list_count; r++)
            if (table->list[r].reference != NULL)
                add_code(codes, table->list[r].reference);
    }
}

/* The indicators of the year before that a report reads: its trends, and the objective for the
 * notes on annexe 4. */
static GPtrArray *codes_before(const GPtrArray *reports) {
    GPtrArray *codes = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(codes, g_strdup("OBJ"));
    for (guint i = 0; i < reports->len; i++) {
        const BlReport *report = g_ptr_array_index(reports, i);
        for (unsigned s = 0; s < report->sections_count; s++)
            for (unsigned e = 0; e < report->sections[s].elements_count; e++)
                if (report->sections[s].elements[e].table != NULL)
                    add_trend_codes(codes, report->sections[s].elements[e].table);
    }
    g_ptr_array_add(codes, NULL);
    return codes;
}

static BlDay same_day_before(BlDay cutoff) {
    return bl_day_add_months(cutoff, -12);
}

static gboolean compute(BlCampaignSources *s, BlStore *store, const BlIndicators *indicators,
                        int year, BlDay cutoff, const GPtrArray *reports, GError **err) {
    BlComputation computation = {.store = store,
                                 .indicators = indicators,
                                 .root = s->root,
                                 .year = year,
                                 .cutoff = cutoff,
                                 .jobs = g_get_num_processors(),
                                 .timeout_seconds = s->settings.timeout_seconds};
    s->now = bl_compute(&computation, err);
    if (s->now == NULL)
        return FALSE;
    g_autoptr(GPtrArray) codes = codes_before(reports);
    computation.year = year - 1;
    computation.cutoff = same_day_before(cutoff);
    computation.codes = (char **)codes->pdata;
    s->before = bl_compute(&computation, err);
    if (s->before != NULL)
        bl_results_forget_empty(s->before, indicators);
    return s->before != NULL;
}

/* SOURCE_DATE_EPOCH for builds that want one, else the arrêté: the same campaign gives the same
 * bytes. */
static BlDay edition_date(BlDay cutoff) {
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    return epoch != NULL && *epoch != '\0' ? (BlDay)(g_ascii_strtoll(epoch, NULL, 10) / 86400)
                                           : cutoff;
}

BlCampaignSources *bl_campaign_sources_load(BlStore *store, const BlIndicators *indicators,
                                            const char *root, int year, BlDay cutoff,
                                            const GPtrArray *reports, GError **err) {
    g_autoptr(BlCampaignSources) s = g_new0(BlCampaignSources, 1);
    s->root = g_strdup(root);
    s->lines = g_ptr_array_new_with_free_func(line_free);
    s->stakes = g_ptr_array_new_with_free_func(stake_free);
    if (!load_templates(s, err) || !load_maps(s, reports, err) ||
        !compute(s, store, indicators, year, cutoff, reports, err) ||
        !load_lines(store, s->lines, err) || !load_stakes(store, s->stakes, err))
        return NULL;
    s->data = (BlCampaignData){.now = s->now,
                               .before = s->before,
                               .indicators = indicators,
                               .wordings = s->wordings,
                               .questions = s->questions,
                               .settings = &s->settings,
                               .sources = s->lines,
                               .stakes = s->stakes,
                               .maps = s->maps,
                               .root = s->root,
                               .edition = edition_date(cutoff)};
    return g_steal_pointer(&s);
}
