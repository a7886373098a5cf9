#include "report_bench.h"

#include <bilan/simulate/simulate.h>

#include "../../src/report/sentence.h"

#include <string.h>

static void structure_free(gpointer data) {
    BlStructure *structure = data;
    g_free(structure->code);
    g_free(structure->label);
    g_free(structure->region);
    g_free(structure);
}

static void absence_free(gpointer data) {
    g_free(((BlAbsence *)data)->extract);
    g_free(data);
}

static void results_open(BlResults *results, int year) {
    static const BlStructure places[] = {
        [FRANCE] = {BL_LEVEL_NATIONAL, "FR", "France", NULL, FALSE},
        [ILE_DE_FRANCE] = {BL_LEVEL_REGIONAL, "11", "Île-de-France", NULL, TRUE},
        [RHONE_ALPES] = {BL_LEVEL_REGIONAL, "82", "Rhône-Alpes", NULL, TRUE},
        [BUGEY] = {BL_LEVEL_LOCAL, "01004S00", "Bugey", "82", FALSE},
        [LYON] = {BL_LEVEL_LOCAL, "69123S00", "Lyon", "82", FALSE},
        [PARIS] = {BL_LEVEL_LOCAL, "75056S00", "Paris", "11", FALSE}};
    *results = (BlResults){.year = year, .cutoff = bl_day_from_ymd(year, 9, 30)};
    results->figures = bl_figures_new();
    results->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    results->structures = g_ptr_array_new_with_free_func(structure_free);
    results->absences = g_ptr_array_new_with_free_func(absence_free);
    results->incomplete = g_ptr_array_new_with_free_func(absence_free);
    for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
        BlStructure *copy = g_new(BlStructure, 1);
        *copy = places[i];
        copy->code = g_strdup(places[i].code);
        copy->label = g_strdup(places[i].label);
        copy->region = g_strdup(places[i].region);
        g_ptr_array_add(results->structures, copy);
    }
}

static void results_close(BlResults *results) {
    bl_figures_free(results->figures);
    g_hash_table_unref(results->known);
    g_ptr_array_unref(results->structures);
    g_ptr_array_unref(results->absences);
    g_ptr_array_unref(results->incomplete);
}

static void load_words(ReportBench *bench, const char *wordings) {
    char *folder = support_folder();
    g_autofree char *text = g_strconcat("textes:\n", wordings, NULL);
    g_autoptr(GError) error = NULL;
    if (wordings != NULL)
        g_free(support_put(folder, "textes.yaml", text));
    bench->wordings = bl_wordings_load(folder, &error);
    ck_assert_msg(bench->wordings != NULL, "%s", error != NULL ? error->message : "");
    support_remove(folder);
}

void report_bench_open(ReportBench *bench, const char *wordings) {
    g_autofree char *indicators = support_path("sql/indicateurs");
    g_autofree char *questions = support_path("templates/questions.yaml");
    *bench = (ReportBench){.settings = {50, 900, 0}};
    bench->indicators = bl_indicators_load(indicators, NULL);
    bench->questions = bl_questions_load(questions, NULL);
    bench->sources = g_ptr_array_new();
    bench->stakes = g_ptr_array_new();
    bench->root = support_folder();
    results_open(&bench->now, 2010);
    results_open(&bench->before, 2009);
    for (guint i = 0; i < bl_indicators_count(bench->indicators); i++)
        g_hash_table_add(bench->now.known,
                         g_strdup(bl_indicators_at(bench->indicators, i)->header->code));
    load_words(bench, wordings);
    bench->data = (BlCampaignData){.now = &bench->now,
                                   .before = &bench->before,
                                   .indicators = bench->indicators,
                                   .wordings = bench->wordings,
                                   .questions = bench->questions,
                                   .settings = &bench->settings,
                                   .sources = bench->sources,
                                   .stakes = bench->stakes,
                                   .root = bench->root,
                                   .edition = bench->now.cutoff};
}

void report_bench_close(ReportBench *bench) {
    results_close(&bench->now);
    results_close(&bench->before);
    bl_wordings_free(bench->wordings);
    bl_questions_free(bench->questions);
    bl_indicators_free(bench->indicators);
    g_ptr_array_unref(bench->sources);
    g_ptr_array_unref(bench->stakes);
    support_remove(bench->root);
}

void report_bench_set(ReportBench *bench, const char *measure, guint place, const char *period,
                      const char *modality, gint64 value) {
    g_auto(GStrv) name = g_strsplit(measure, ".", 2);
    g_auto(GStrv) axis = g_strsplit(modality, "=", 2);
    BlResults *results = g_str_has_prefix(period, "2009") ? &bench->before : &bench->now;
    const BlStructure *structure = g_ptr_array_index(results->structures, place);
    const BlIndicator *indicator = bl_indicators_find(bench->indicators, name[0]);
    ck_assert_ptr_nonnull(indicator);
    const BlMeasure *declared = bl_indicator_measure(indicator, name[1]);
    ck_assert_msg(declared != NULL, "%s", measure);
    BlFigure figure = {.indicateur = name[0],
                       .mesure = name[1],
                       .niveau = bl_level_name(structure->level),
                       .code = structure->code,
                       .periode = period,
                       .axe = axis[0] != NULL ? axis[0] : "",
                       .modalite = axis[0] != NULL ? axis[1] : "",
                       .unit = declared->unit,
                       .value = value};
    bl_figures_add(results->figures, &figure);
    g_hash_table_add(results->known, g_strdup(name[0]));
}

void report_bench_ready(ReportBench *bench) {
    bl_figures_sort(bench->now.figures);
    bl_figures_sort(bench->before.figures);
}

const BlStructure *report_bench_place(const ReportBench *bench, guint place) {
    return g_ptr_array_index(bench->now.structures, place);
}

char *report_bench_sentence(const ReportBench *bench, guint place, const char *name) {
    g_autoptr(GError) error = NULL;
    char *text = bl_sentence(&bench->data, report_bench_place(bench, place), name, &error);
    ck_assert_msg(text != NULL, "%s", error != NULL ? error->message : "");
    return text;
}

/* ---- the real reports over a fixture ---- */

/* What an edition needs once its warehouse holds data. */
static void load_edition(Edition *edition) {
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = support_path("reports");
    g_autofree char *theme = support_path("templates/themes/defaut.yaml");
    g_autofree char *fonts = support_path("templates/fonts");
    g_unsetenv("SOURCE_DATE_EPOCH");
    edition->reports = bl_reports_load(folder, &error);
    ck_assert_msg(edition->reports != NULL, "%s", error != NULL ? error->message : "");
    edition->theme = bl_theme_load(theme, fonts, &error);
    ck_assert_msg(edition->theme != NULL, "%s", error != NULL ? error->message : "");
    edition->sources = bl_campaign_sources_load(
        edition->c.bench.store, edition->c.indicators, edition->c.bench.root, 2010,
        bl_day_from_ymd(2010, 9, 30), edition->reports, &error);
    ck_assert_msg(edition->sources != NULL, "%s", error != NULL ? error->message : "");
    edition->data = bl_campaign_sources_data(edition->sources);
}

void edition_open(Edition *edition) {
    case_open(&edition->c, "golden");
    load_edition(edition);
}

void edition_open_simulated(Edition *edition, gint64 youths) {
    g_autoptr(GError) error = NULL;
    char *folder = support_folder();
    case_open(&edition->c, NULL);
    BlSimulation settings = {.seed = 2010,
                             .year = 2010,
                             .youths = youths,
                             .data_folder = edition->c.bench.root,
                             .output_folder = folder};
    ck_assert_msg(bl_simulate(&settings, NULL, &error), "%s", error != NULL ? error->message : "");
    case_import(&edition->c, folder);
    support_remove(folder);
    load_edition(edition);
}

void edition_close(Edition *edition) {
    bl_campaign_sources_free(edition->sources);
    bl_theme_free(edition->theme);
    g_ptr_array_unref(edition->reports);
    case_close(&edition->c);
}

const BlReport *edition_report(const Edition *edition, const char *code) {
    for (guint i = 0; i < edition->reports->len; i++)
        if (strcmp(((BlReport *)edition->reports->pdata[i])->code, code) == 0)
            return edition->reports->pdata[i];
    ck_abort_msg("no report « %s »", code);
}

const BlStructure *edition_place(const Edition *edition, const char *place) {
    g_auto(GStrv) parts = g_strsplit(place, "/", 2);
    BlLevel level;
    ck_assert(bl_level_from_name(parts[0], &level));
    const BlStructure *found = bl_results_structure(edition->data->now, level, parts[1]);
    ck_assert_msg(found != NULL, "%s", place);
    return found;
}

BlDocument *edition_document(const Edition *edition, const char *report, const char *place) {
    g_autoptr(GError) error = NULL;
    BlDocument *document = bl_report_build(edition_report(edition, report), edition->data,
                                           edition_place(edition, place), &error);
    ck_assert_msg(document != NULL, "%s", error != NULL ? error->message : "");
    return document;
}
