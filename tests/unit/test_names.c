/* Every reference and wording that the project's reports name exists, at every level. */
#include "report_bench.h"
#include "suites.h"

#include "../../src/report/reference.h"

#include <bilan/base/file.h>
#include <string.h>

/* What a walk through one report needs. */
typedef struct {
    const Edition *edition;
    const BlReport *report;
    ReportBench probe;  /* to evaluate a variant that no figure of the fixture would choose */
    BlVariant *variant; /* of the probe's only wording */
    guint references, wordings;
} Walk;

static void check_reference(Walk *w, const char *text) {
    g_autoptr(GError) error = NULL;
    BlReference reference;
    if (text == NULL)
        return;
    gboolean parsed = bl_reference_parse(text, w->edition->c.indicators, &reference, &error);
    ck_assert_msg(parsed, "%s: %s", w->report->code, error != NULL ? error->message : "");
    gboolean declared = FALSE;
    for (unsigned i = 0; i < w->report->indicators_count; i++)
        declared = declared || strcmp(w->report->indicators[i], reference.code) == 0;
    ck_assert_msg(declared, "%s: %s is not in « indicateurs »", w->report->code, text);
    w->references++;
    bl_reference_clear(&reference);
}

/* References in a sentence are its words with a point after a code in capitals. */
static void check_words(Walk *w, const char *text) {
    g_autoptr(GRegex) shape =
        g_regex_new("(?:[a-z]+:)*[A-Z][A-Z0-9]+\\.[a-z0-9_]+[^ {}|,;]*", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    for (g_regex_match(shape, text, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL)) {
        g_autofree char *word = g_match_info_fetch(match, 0);
        check_reference(w, g_str_has_prefix(word, "abs:") ? word + strlen("abs:") : word);
    }
}

/* Every variant is evaluated, its condition and its text apart, not only the one that holds. */
static void check_wording(Walk *w, const char *name) {
    if (name == NULL)
        return;
    const BlWording *wording = bl_wordings_find(w->edition->data->wordings, name);
    ck_assert_msg(wording != NULL, "%s: no wording « %s »", w->report->code, name);
    BlVariant kept = *w->variant;
    for (unsigned i = 0; i < wording->variants_count; i++) {
        const BlVariant *variant = &wording->variants[i];
        check_words(w, variant->text);
        *w->variant = (BlVariant){.text = variant->text};
        g_free(report_bench_sentence(&w->probe, RHONE_ALPES, "seul"));
        if (variant->condition == NULL)
            continue;
        check_words(w, variant->condition);
        *w->variant = (BlVariant){.condition = variant->condition, .text = kept.text};
        g_free(report_bench_sentence(&w->probe, RHONE_ALPES, "seul"));
    }
    *w->variant = kept;
    w->wordings++;
}

static void check_wordings(Walk *w, char *const *names, unsigned count) {
    for (unsigned i = 0; i < count; i++)
        check_wording(w, names[i]);
}

static void check_table(Walk *w, const BlTableDefinition *table) {
    check_reference(w, table->reference);
    check_wordings(w, table->notes, table->notes_count);
    for (unsigned i = 0; i < table->columns_count; i++)
        check_reference(w, table->columns[i].reference);
    for (unsigned i = 0; i < table->list_count; i++)
        check_reference(w, table->list[i].reference);
}

static void check_element(Walk *w, const BlElementDefinition *element) {
    check_wording(w, element->lead);
    check_wording(w, element->text);
    check_wording(w, element->note);
    check_wordings(w, element->list, element->list_count);
    for (unsigned i = 0; i < element->key_figures_count; i++) {
        check_reference(w, element->key_figures[i].reference);
        check_wording(w, element->key_figures[i].detail);
    }
    if (element->table != NULL)
        check_table(w, element->table);
    if (element->chart != NULL)
        check_reference(w, element->chart->objective);
}

START_TEST(every_name_of_every_report_resolves_and_its_indicator_is_declared) {
    Edition edition;
    edition_open(&edition);
    Walk w = {.edition = &edition};
    report_bench_open(&w.probe, "  - {nom: seul, variantes: [{texte: x}]}\n");
    w.variant = bl_wordings_find(w.probe.wordings, "seul")->variants;
    for (guint r = 0; r < edition.reports->len; r++) {
        w.report = edition.reports->pdata[r];
        for (unsigned s = 0; s < w.report->sections_count; s++)
            for (unsigned e = 0; e < w.report->sections[s].elements_count; e++)
                check_element(&w, &w.report->sections[s].elements[e]);
        for (unsigned i = 0; i < w.report->indicators_count; i++)
            ck_assert_ptr_nonnull(
                bl_indicators_find(edition.c.indicators, w.report->indicators[i]));
    }
    ck_assert_uint_ge(w.references, 200);
    ck_assert_uint_ge(w.wordings, 40);
    report_bench_close(&w.probe);
    edition_close(&edition);
}
END_TEST

static guint count_charts(const BlDocument *document) {
    guint count = 0;
    for (guint s = 0; s < document->sections->len; s++) {
        const BlSection *section = document->sections->pdata[s];
        for (guint e = 0; e < section->elements->len; e++)
            count += ((BlElement *)section->elements->pdata[e])->chart != NULL;
    }
    return count;
}

/* A chart whose table is misnamed is silently left out: count them. */
START_TEST(every_chart_of_every_report_finds_its_table) {
    static const char *const places[] = {"national/FR", "regional/82", "local/01004S00"};
    Edition edition;
    edition_open(&edition);
    for (guint r = 0; r < edition.reports->len; r++) {
        const BlReport *report = edition.reports->pdata[r];
        for (guint p = 0; p < G_N_ELEMENTS(places); p++) {
            const BlStructure *place = edition_place(&edition, places[p]);
            guint wanted = 0;
            for (unsigned s = 0; s < report->sections_count; s++) {
                const BlSectionDefinition *section = &report->sections[s];
                for (unsigned e = 0; e < section->elements_count; e++) {
                    const BlElementDefinition *element = &section->elements[e];
                    wanted +=
                        element->chart != NULL &&
                        bl_levels_hold(section->levels, section->levels_count, place->level) &&
                        bl_levels_hold(element->levels, element->levels_count, place->level);
                }
            }
            g_autoptr(BlDocument) document = edition_document(&edition, report->code, places[p]);
            ck_assert_msg(count_charts(document) == wanted, "%s %s: %u charts of %u", report->code,
                          places[p], count_charts(document), wanted);
        }
    }
    edition_close(&edition);
}
END_TEST

START_TEST(every_wording_is_used_by_a_report) {
    Edition edition;
    edition_open(&edition);
    g_autofree char *folder = support_path("reports");
    g_autofree char *texts = support_path("templates/textes");
    g_autoptr(GString) all = g_string_new(NULL);
    g_autoptr(GPtrArray) names = bl_folder_list(folder, ".yaml", NULL);
    g_autoptr(GPtrArray) files = bl_folder_list(texts, ".yaml", NULL);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, names->pdata[i], NULL);
        g_autofree char *text = support_read(path);
        g_string_append(all, text);
    }
    g_autoptr(GRegex) shape = g_regex_new("- nom: ([a-z0-9_]+)", 0, 0, NULL);
    for (guint i = 0; i < files->len; i++) {
        g_autofree char *path = g_build_filename(texts, files->pdata[i], NULL);
        g_autofree char *text = support_read(path);
        g_autoptr(GMatchInfo) match = NULL;
        for (g_regex_match(shape, text, 0, &match); g_match_info_matches(match);
             g_match_info_next(match, NULL)) {
            g_autofree char *name = g_match_info_fetch(match, 1);
            g_autofree char *word = g_strdup_printf("\\b%s\\b", name);
            ck_assert_msg(g_regex_match_simple(word, all->str, 0, 0), "%s is not used", name);
        }
    }
    edition_close(&edition);
}
END_TEST

Suite *names_suite(void) {
    Suite *suite = suite_create("names");
    TCase *tests = tcase_create("names of the reports");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, every_name_of_every_report_resolves_and_its_indicator_is_declared);
    tcase_add_test(tests, every_chart_of_every_report_finds_its_table);
    tcase_add_test(tests, every_wording_is_used_by_a_report);
    suite_add_tcase(suite, tests);
    return suite;
}
