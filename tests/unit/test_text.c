/* The document as plain text: every figure is there, columns are aligned. */
#include "suites.h"

#include <bilan/output/output.h>
#include <string.h>

static BlDocument *new_document(void) {
    BlDocument *document = bl_document_new("cotraitance", BL_LEVEL_REGIONAL, "82");
    document->title = g_strdup("Comité de pilotage");
    document->kicker = g_strdup("Co-traitance · Rhône-Alpes");
    document->place = g_strdup("Rhône-Alpes");
    document->cutoff = bl_day_from_ymd(2010, 9, 30);
    document->edition = bl_day_from_ymd(2010, 10, 1);
    document->sources = g_strdup("Source : Parcours 3");
    return document;
}

static BlTable *new_table(void) {
    BlTable *table = bl_table_new("t", "Décomptés par mission locale");
    bl_table_add_column(table, "Mission locale", TRUE);
    bl_table_add_column(table, "Décomptés", FALSE);
    bl_table_add_column(table, "Taux", FALSE);
    BlRow *row = bl_table_add_row(table, BL_ROW_ALERT);
    bl_cell_set_text(&row->cells[0], "Vienne");
    bl_cell_set_number(&row->cells[1], 12345, BL_UNIT_COUNT);
    bl_cell_set_number(&row->cells[2], 589000, BL_UNIT_RATE);
    row = bl_table_add_row(table, BL_ROW_BODY);
    bl_cell_set_text(&row->cells[0], "Saint-Étienne");
    bl_cell_set_kind(&row->cells[1], BL_CELL_SECRET);
    bl_cell_set_kind(&row->cells[2], BL_CELL_ABSENT);
    row = bl_table_add_row(table, BL_ROW_TOTAL);
    bl_cell_set_text(&row->cells[0], "Total");
    bl_cell_set_number(&row->cells[1], 20000, BL_UNIT_COUNT);
    return table;
}

static void assert_has(const char *text, const char *expected) {
    if (strstr(text, expected) == NULL)
        ck_abort_msg("« %s » manque dans :\n%s", expected, text);
}

START_TEST(head_says_what_where_and_when) {
    g_autoptr(BlDocument) document = new_document();
    g_autofree char *text = bl_output_text(document);
    assert_has(text, "Co-traitance · Rhône-Alpes\nComité de pilotage\n══════════════════\n");
    assert_has(text, "Rhône-Alpes · niveau regional · arrêté au 30 septembre 2010\n");
    assert_has(text, "Source : Parcours 3\nÉdité le 1er octobre 2010\n");
}
END_TEST

START_TEST(table_columns_are_aligned_and_signs_told_apart_from_zero) {
    g_autoptr(BlDocument) document = new_document();
    BlSection *section = bl_document_add_section(document, "Objectifs");
    bl_section_add_table(section, new_table());
    g_autofree char *text = bl_output_text(document);
    assert_has(text, "Objectifs\n─────────\n");
    assert_has(text, "  Mission locale  Décomptés    Taux\n"
                     "  ──────────────  ─────────  ──────\n"
                     "▲ Vienne             12\u202f345  58,9\u202f%\n"
                     "  Saint-Étienne           s    n.d.\n"
                     "  ──────────────  ─────────  ──────\n"
                     "  Total              20\u202f000       –\n");
}
END_TEST

START_TEST(hidden_table_is_shown_with_its_figures) {
    g_autoptr(BlDocument) document = new_document();
    BlSection *section = bl_document_add_section(document, "Objectifs");
    BlElement *element = bl_section_add_table(section, new_table());
    element->table->hidden = TRUE;
    BlChart *chart = bl_chart_new("decomptes", BL_CHART_BARS, element->table, 0);
    chart->title = g_strdup("Décomptés");
    bl_cell_set_number(&chart->objective, 11962, BL_UNIT_COUNT);
    bl_section_add_chart(section, chart);
    g_autofree char *text = bl_output_text(document);
    assert_has(text, "Décomptés par mission locale (données du graphique)\n");
    assert_has(text, "12\u202f345");
    assert_has(text, "[Graphique « decomptes »] Décomptés\n  objectif : 11\u202f962\n");
}
END_TEST

START_TEST(paragraphs_lose_their_marks_and_wrap_without_cutting_words) {
    g_autoptr(BlDocument) document = new_document();
    BlSection *section = bl_document_add_section(document, NULL);
    GString *words = g_string_new("**Vienne** reste sous 60\u202f%,");
    for (int i = 0; i < 40; i++)
        g_string_append(words, " encore");
    bl_section_add(section, BL_ELEMENT_LEAD, words->str);
    g_string_free(words, TRUE);
    bl_section_add(section, BL_ELEMENT_TEXT, "2 ** 3 s’écrit tel quel");
    g_autofree char *text = bl_output_text(document);
    assert_has(text, "\nVienne reste sous 60\u202f%, encore");
    assert_has(text, "2 ** 3 s’écrit tel quel\n");
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++)
        ck_assert_int_le(g_utf8_strlen(lines[i], -1), 96);
}
END_TEST

START_TEST(key_figures_lists_questions_and_signatures_are_there) {
    g_autoptr(BlDocument) document = new_document();
    BlSection *section = bl_document_add_section(document, "L’essentiel");
    BlElement *band = bl_section_add(section, BL_ELEMENT_KEY_FIGURES, NULL);
    BlKeyFigure *figure = bl_element_add_key_figure(band, "Objectif");
    bl_cell_set_number(&figure->value, 11962, BL_UNIT_COUNT);
    figure->detail = g_strdup("annexe 4");
    figure = bl_element_add_key_figure(band, "Taux");
    bl_cell_set_number(&figure->value, 761000, BL_UNIT_RATE);
    figure->tone = BL_TONE_ALERT;
    BlElement *list = bl_section_add(section, BL_ELEMENT_LIST, NULL);
    g_ptr_array_add(list->texts, g_strdup("réajuster"));
    bl_section_add(section, BL_ELEMENT_QUESTION, "L’objectif est-il atteint ?");
    BlElement *boxes = bl_section_add(section, BL_ELEMENT_SIGNATURES, NULL);
    g_ptr_array_add(boxes->texts, g_strdup("Pôle emploi"));
    g_autofree char *text = bl_output_text(document);
    assert_has(text, "  Objectif  11\u202f962  annexe 4\n▲ Taux      76,1\u202f%\n");
    assert_has(text, "• réajuster\n");
    assert_has(text, "? L’objectif est-il atteint ?\n  [à remplir]\n");
    assert_has(text, "[signature] Pôle emploi\n");
}
END_TEST

START_TEST(empty_table_says_so) {
    g_autoptr(BlDocument) document = new_document();
    BlSection *section = bl_document_add_section(document, "Objectifs");
    bl_section_add_table(section, bl_table_new("vide", NULL));
    g_autofree char *text = bl_output_text(document);
    assert_has(text, "Aucune donnée pour ce tableau.\n");
}
END_TEST

Suite *document_text_suite(void) {
    Suite *suite = suite_create("output_text");
    TCase *tests = tcase_create("text");
    tcase_add_test(tests, head_says_what_where_and_when);
    tcase_add_test(tests, table_columns_are_aligned_and_signs_told_apart_from_zero);
    tcase_add_test(tests, hidden_table_is_shown_with_its_figures);
    tcase_add_test(tests, paragraphs_lose_their_marks_and_wrap_without_cutting_words);
    tcase_add_test(tests, key_figures_lists_questions_and_signatures_are_there);
    tcase_add_test(tests, empty_table_says_so);
    suite_add_tcase(suite, tests);
    return suite;
}
