/* Whole documents: what a reader may hold and sees. */
#include "report_bench.h"
#include "suites.h"

#include <bilan/output/output.h>
#include <string.h>

static int compare_texts(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The places whose figures the document holds: « local/01004S00 national/FR ». */
static char *places_held(const BlDocument *document) {
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < document->data->len; i++) {
        const BlFigure *figure = document->data->pdata[i];
        g_autofree char *place = g_strconcat(figure->niveau, "/", figure->code, NULL);
        if (!g_ptr_array_find_with_equal_func(found, place, g_str_equal, NULL))
            g_ptr_array_add(found, g_steal_pointer(&place));
    }
    g_ptr_array_sort(found, compare_texts);
    g_ptr_array_add(found, NULL);
    return g_strjoinv(" ", (char **)found->pdata);
}

START_TEST(a_reader_holds_his_place_those_above_and_those_directly_below) {
    static const char *const cases[][2] = {
        {"local/01004S00", "local/01004S00 national/FR regional/82"},
        {"regional/82", "local/01004S00 local/69123S00 national/FR regional/82"},
        {"regional/11", "local/75056S00 national/FR regional/11"},
        {"national/FR", "national/FR regional/11 regional/82"}};
    Edition edition;
    edition_open(&edition);
    for (guint r = 0; r < edition.reports->len; r++)
        for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
            const BlReport *report = edition.reports->pdata[r];
            g_autoptr(BlDocument) document = edition_document(&edition, report->code, cases[i][0]);
            g_autofree char *held = places_held(document);
            ck_assert_str_eq(held, cases[i][1]);
        }
    edition_close(&edition);
}
END_TEST

START_TEST(a_neighbour_is_not_named_in_a_readers_document) {
    static const char *const cases[][3] = {{"local/01004S00", "de Lyon", "de Paris"},
                                           {"regional/82", "de Paris", "Île-de-France"},
                                           {"regional/11", "de Lyon", "Rhône-Alpes"}};
    Edition edition;
    edition_open(&edition);
    for (guint r = 0; r < edition.reports->len; r++)
        for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
            const BlReport *report = edition.reports->pdata[r];
            g_autoptr(BlDocument) document = edition_document(&edition, report->code, cases[i][0]);
            g_autofree char *text = bl_output_text(document);
            support_assert_lacks(text, cases[i][1]);
            support_assert_lacks(text, cases[i][2]);
        }
    edition_close(&edition);
}
END_TEST

/* The golden width is a good place to look: a line broken at a plain space would show here. */
START_TEST(no_line_of_a_document_begins_with_punctuation) {
    Edition edition;
    edition_open(&edition);
    for (guint r = 0; r < edition.reports->len; r++) {
        const BlReport *report = edition.reports->pdata[r];
        g_autoptr(BlDocument) document = edition_document(&edition, report->code, "regional/82");
        g_autofree char *text = bl_output_text(document);
        ck_assert(!g_regex_match_simple("^ *[;:!%»]|«$|[a-zé] [;:!?]", text, G_REGEX_MULTILINE, 0));
    }
    edition_close(&edition);
}
END_TEST

START_TEST(the_data_of_a_document_are_sorted_and_of_its_indicators) {
    Edition edition;
    edition_open(&edition);
    g_autoptr(BlDocument) document = edition_document(&edition, "compte-rendu", "regional/82");
    ck_assert_uint_gt(document->data->len, 20);
    for (guint i = 0; i < document->data->len; i++) {
        const BlFigure *figure = document->data->pdata[i];
        ck_assert(bl_figure_is_written(figure));
        ck_assert_msg(strstr("CRE SUBV OBJ", figure->indicateur) != NULL, "%s", figure->indicateur);
        ck_assert(i == 0 ||
                  bl_figure_compare(&document->data->pdata[i - 1], &document->data->pdata[i]) < 0);
    }
    edition_close(&edition);
}
END_TEST

START_TEST(sources_and_rulings_close_the_document) {
    Edition edition;
    edition_open(&edition);
    g_autoptr(BlDocument) document = edition_document(&edition, "bilan", "local/01004S00");
    const BlSection *last = document->sections->pdata[document->sections->len - 1];
    ck_assert_str_eq(last->title, "Sources et définitions");
    g_autofree char *text = bl_output_text(document);
    support_assert_has(text, "Règle retenue");
    support_assert_has(text, "Source absente");
    support_assert_has(text, "«\u00a0suivis_pe\u00a0»");
    support_assert_has(text, "Calculé sans «\u00a0evaluations_pfv\u00a0»");
    support_assert_has(text, "imprimé EM3"); /* the annex's misprint of PA3 */
    support_assert_has(text, "Extractions importées");
    edition_close(&edition);
}
END_TEST

static BlReport *load_report(const char *sections, GPtrArray **reports) {
    char *folder = support_folder();
    g_autofree char *yaml = g_strconcat("code: essai\ntitre: T\nsurtitre: S\ndescription: d\n"
                                        "sections:\n",
                                        sections, NULL);
    g_autoptr(GError) error = NULL;
    g_free(support_put(folder, "essai.yaml", yaml));
    *reports = bl_reports_load(folder, &error);
    ck_assert_msg(*reports != NULL, "%s", error != NULL ? error->message : "");
    support_remove(folder);
    return (*reports)->pdata[0];
}

START_TEST(sections_and_elements_stand_at_their_levels_and_empty_ones_are_left_out) {
    g_autoptr(GPtrArray) reports = NULL;
    BlReport *report = load_report("  - titre: Région\n    niveaux: [regional]\n    elements:\n"
                                   "      - texte: un\n"
                                   "  - titre: Tous\n    elements:\n      - texte: un\n"
                                   "      - texte: un\n        niveaux: [national]\n"
                                   "  - titre: Vide\n    elements:\n      - phrase: rien\n"
                                   "      - liste: [rien, rien]\n      - note: rien\n",
                                   &reports);
    ReportBench bench;
    report_bench_open(&bench, "  - {nom: un, variantes: [{texte: Un}]}\n"
                              "  - {nom: rien, variantes: [{texte: \"\"}]}\n");
    report_bench_ready(&bench);
    static const guint sections[] = {[FRANCE] = 2, [RHONE_ALPES] = 3, [LYON] = 2};
    static const guint elements[] = {[FRANCE] = 2, [RHONE_ALPES] = 1, [LYON] = 1};
    static const guint places[] = {FRANCE, RHONE_ALPES, LYON};
    for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autoptr(BlDocument) document =
            bl_report_build(report, &bench.data, report_bench_place(&bench, places[i]), NULL);
        ck_assert_uint_eq(document->sections->len, sections[places[i]]);
        const BlSection *all = document->sections->pdata[places[i] == RHONE_ALPES ? 1 : 0];
        ck_assert_str_eq(all->title, "Tous");
        ck_assert_uint_eq(all->elements->len, elements[places[i]]);
    }
    report_bench_close(&bench);
}
END_TEST

START_TEST(the_answers_of_a_committee_stand_under_their_questions) {
    g_autoptr(GPtrArray) reports = NULL;
    BlReport *report =
        load_report("  - titre: Q\n    elements:\n      - questions: QPA\n", &reports);
    ReportBench bench;
    report_bench_open(&bench, NULL);
    report_bench_ready(&bench);
    g_free(support_put(bench.root, "templates/local/69123S00/reponses-2010.yaml",
                       "reponses:\n  - {question: QPA2, texte: Pas encore.}\n"));
    g_autoptr(BlDocument) lyon =
        bl_report_build(report, &bench.data, report_bench_place(&bench, LYON), NULL);
    g_autoptr(BlDocument) paris =
        bl_report_build(report, &bench.data, report_bench_place(&bench, PARIS), NULL);
    g_autofree char *answered = bl_output_text(lyon);
    g_autofree char *empty = bl_output_text(paris);
    support_assert_has(answered, "? QPA1 ");
    support_assert_has(answered, "\n  Pas encore.\n");
    support_assert_lacks(empty, "Pas encore.");
    support_assert_has(empty, "[à remplir]");
    g_free(
        support_put(bench.root, "templates/local/69123S00/reponses-2010.yaml", "reponse: non\n"));
    g_autoptr(GError) error = NULL;
    ck_assert_ptr_null(
        bl_report_build(report, &bench.data, report_bench_place(&bench, LYON), &error));
    support_assert_error(&error, BL_ERROR_CONFIG, "reponses-2010.yaml", NULL);
    report_bench_close(&bench);
}
END_TEST

START_TEST(a_place_has_its_own_words_and_logos_and_its_neighbour_those_of_the_house) {
    g_autoptr(GPtrArray) reports = NULL;
    BlReport *report = load_report("  - titre: S\n    elements:\n      - phrase: mot\n", &reports);
    ReportBench bench;
    report_bench_open(&bench,
                      "  - nom: mot\n    variantes:\n      - texte: Le mot de la maison.\n");
    report_bench_ready(&bench);
    g_free(support_put(
        bench.root, "templates/regional/82/textes/mots.yaml",
        "textes:\n  - nom: mot\n    variantes:\n      - texte: Le mot de la région.\n"));
    g_free(support_put(bench.root, "templates/regional/82/logos/region.png", ""));
    g_free(support_put(bench.root, "templates/logos/maison.png", ""));
    g_autoptr(BlDocument) region =
        bl_report_build(report, &bench.data, report_bench_place(&bench, RHONE_ALPES), NULL);
    g_autoptr(BlDocument) neighbour =
        bl_report_build(report, &bench.data, report_bench_place(&bench, ILE_DE_FRANCE), NULL);
    g_autofree char *own = bl_output_text(region), *house = bl_output_text(neighbour);
    support_assert_has(own, "Le mot de la région.");
    support_assert_lacks(own, "Le mot de la maison.");
    support_assert_has(house, "Le mot de la maison.");
    ck_assert_uint_eq(region->logos->len, 1);
    ck_assert(g_str_has_suffix(region->logos->pdata[0], "/region.png"));
    ck_assert(g_str_has_suffix(neighbour->logos->pdata[0], "/maison.png"));
    report_bench_close(&bench);
}
END_TEST

Suite *report_suite(void) {
    Suite *suite = suite_create("report");
    TCase *tests = tcase_create("documents");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_reader_holds_his_place_those_above_and_those_directly_below);
    tcase_add_test(tests, a_neighbour_is_not_named_in_a_readers_document);
    tcase_add_test(tests, no_line_of_a_document_begins_with_punctuation);
    tcase_add_test(tests, the_data_of_a_document_are_sorted_and_of_its_indicators);
    tcase_add_test(tests, sources_and_rulings_close_the_document);
    tcase_add_test(tests, sections_and_elements_stand_at_their_levels_and_empty_ones_are_left_out);
    tcase_add_test(tests, the_answers_of_a_committee_stand_under_their_questions);
    tcase_add_test(tests, a_place_has_its_own_words_and_logos_and_its_neighbour_those_of_the_house);
    suite_add_tcase(suite, tests);
    return suite;
}
