/* The pages of the PDF: nothing crosses anything, on the worst that a document can hold. */
#include "layout_sound.h"
#include "suites.h"

#include <bilan/base/error.h>
#include <bilan/output/output.h>
#include <bilan/output/pdf_layout.h>
#include <glib/gstdio.h>
#include <string.h>

#define LONG_NAME                                                                                    \
    "Mission locale de l’arrondissement de Saint-Étienne, de la vallée du Gier et des communes " \
    "du "                                                                                            \
    "Pilat"

static const BlTheme theme = {.font_regular = (char *)"templates/fonts/OpenSans-Regular.ttf",
                              .font_semibold = (char *)"templates/fonts/OpenSans-Semibold.ttf",
                              .font_bold = (char *)"templates/fonts/OpenSans-Bold.ttf",
                              .accent = 0x29598F,
                              .alert = 0xC9141B,
                              .ink = 0x1B2430,
                              .muted = 0x5B6675};

static BlDocument *new_document(void) {
    BlDocument *document = bl_document_new("essai", BL_LEVEL_REGIONAL, "82");
    document->title = g_strdup("Comité de pilotage");
    document->place = g_strdup("Rhône-Alpes");
    document->cutoff = bl_day_from_ymd(2010, 9, 30);
    document->edition = bl_day_from_ymd(2010, 10, 5);
    document->sources = g_strdup("Source : Parcours 3");
    return document;
}

/* A table of `columns` with `rows` body rows of long names and figures of eight digits. */
static BlTable *wide_table(guint columns, guint rows) {
    BlTable *table = bl_table_new("large", "Décomptés par mission locale");
    bl_table_add_column(table, "Mission locale", TRUE);
    for (guint c = 1; c < columns; c++)
        bl_table_add_column(table, c % 3 == 0 ? "Projection au 31 décembre" : "septembre", FALSE);
    for (guint r = 0; r < rows; r++) {
        BlRow *row = bl_table_add_row(table, r % 9 == 4 ? BL_ROW_ALERT : BL_ROW_BODY);
        bl_cell_set_text(&row->cells[0], r % 3 == 0 ? LONG_NAME : "Vienne");
        for (guint c = 1; c < columns; c++)
            bl_cell_set_number(&row->cells[c], 12345678 + r, BL_UNIT_COUNT);
    }
    BlRow *total = bl_table_add_row(table, BL_ROW_TOTAL);
    bl_cell_set_text(&total->cells[0], "Rhône-Alpes");
    for (guint c = 1; c < columns; c++)
        bl_cell_set_number(&total->cells[c], 88888888, BL_UNIT_COUNT);
    return table;
}

static BlChart *new_chart(const BlTable *table) {
    BlChart *chart = bl_chart_new("graphique", BL_CHART_COLUMNS, table, 0);
    chart->title = g_strdup("Jeunes décomptés par trimestre");
    chart->subtitle = g_strdup("Colonnes : trimestre");
    chart->source = g_strdup("Source : Parcours 3");
    bl_chart_add_series(chart, 1, FALSE);
    return chart;
}

static const BlBox *box_at(const BlLayoutPage *page, guint index) {
    return &g_array_index(page->boxes, BlBox, index);
}

/* Lay out, check every page. @return the caller's */
static BlLayout *sound_layout(const BlDocument *document) {
    GError *err = NULL;
    BlLayout *layout = bl_layout_new(document, &theme, &err);
    ck_assert_msg(layout != NULL, "%s", err != NULL ? err->message : "");
    layout_expect_sound(layout);
    return layout;
}

/* Index of the first box of the page that has the text; G_MAXUINT: none. */
static guint find_text(const BlLayoutPage *page, const char *text) {
    for (guint i = 0; i < page->boxes->len; i++) {
        g_autofree char *found = bl_box_text(box_at(page, i));
        if (box_at(page, i)->kind == BL_BOX_TEXT && strcmp(found, text) == 0)
            return i;
    }
    return G_MAXUINT;
}

static gboolean has_text(const BlLayoutPage *page, const char *text) {
    return find_text(page, text) != G_MAXUINT;
}

START_TEST(long_table_repeats_its_header_on_each_page) {
    g_autoptr(BlDocument) document = new_document();
    BlSection *section = bl_document_add_section(document, "Détail");
    BlTable *table = wide_table(5, 60);
    g_array_index(table->columns, BlColumn, 3).is_gauge = TRUE;
    bl_section_add_table(section, table);
    g_autoptr(BlLayout) layout = sound_layout(document);
    guint pages = bl_layout_page_count(layout);
    ck_assert_uint_ge(pages, 2);
    for (guint p = 0; p < pages; p++) {
        const BlLayoutPage *page = bl_layout_page(layout, p);
        ck_assert(has_text(page, "Mission locale"));
        g_autofree char *number = g_strdup_printf("page\u00a0%u\u00a0/\u00a0%u", p + 1, pages);
        ck_assert_msg(has_text(page, number), "%s", number);
    }
    const BlLayoutPage *last = bl_layout_page(layout, pages - 1);
    ck_assert(has_text(last, "Décomptés par mission locale (suite)"));
    /* the total is not alone under the repeated header */
    ck_assert(has_text(last, "Rhône-Alpes"));
    ck_assert(has_text(last, "12\u202f345\u202f737"));
}
END_TEST

START_TEST(fourteen_columns_turn_the_page) {
    g_autoptr(BlDocument) document = new_document();
    bl_section_add(bl_document_add_section(document, "Texte"), BL_ELEMENT_TEXT, "Un mot.");
    bl_section_add_table(bl_document_add_section(document, "Détail"), wide_table(14, 20));
    g_autoptr(BlLayout) layout = sound_layout(document);
    const BlLayoutPage *first = bl_layout_page(layout, 0), *second = bl_layout_page(layout, 1);
    ck_assert(first->height > first->width);
    ck_assert(second->width > second->height);
}
END_TEST

START_TEST(any_number_of_columns_stays_within_the_margins) {
    g_autoptr(BlDocument) document = new_document();
    for (guint columns = 1; columns < 40; columns += 3)
        bl_section_add_table(bl_document_add_section(document, "Détail"), wide_table(columns, 4));
    g_autoptr(BlLayout) layout = sound_layout(document);
    ck_assert_uint_ge(bl_layout_page_count(layout), 2);
}
END_TEST

START_TEST(cell_longer_than_a_page_is_broken_between_lines) {
    g_autoptr(BlDocument) document = new_document();
    BlTable *table = wide_table(4, 3);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < 900; i++)
        g_string_append(text, "observation ");
    bl_cell_set_text(&bl_table_row(table, 1)->cells[0], text->str);
    bl_cell_set_text(&bl_table_row(table, 2)->cells[1], text->str);
    g_string_free(text, TRUE);
    bl_section_add_table(bl_document_add_section(document, "Détail"), table);
    g_autoptr(BlLayout) layout = sound_layout(document);
    ck_assert_uint_ge(bl_layout_page_count(layout), 2);
}
END_TEST

START_TEST(empty_tables_say_so) {
    g_autoptr(BlDocument) document = new_document();
    BlSection *section = bl_document_add_section(document, "Détail");
    bl_section_add_table(section, bl_table_new("sans-colonne", NULL));
    BlTable *table = bl_table_new("sans-ligne", "Sans ligne");
    bl_table_add_column(table, "Mission locale", TRUE);
    bl_section_add_table(section, table);
    g_autoptr(BlLayout) layout = sound_layout(document);
    ck_assert(has_text(bl_layout_page(layout, 0), "Aucune donnée pour ce tableau."));
}
END_TEST

START_TEST(long_texts_flow_over_pages) {
    g_autoptr(BlDocument) document = new_document();
    BlSection *section = bl_document_add_section(document, LONG_NAME " " LONG_NAME);
    GString *text = g_string_new("« **Attention** ; ");
    for (guint i = 0; i < 1500; i++)
        g_string_append(text, i % 50 == 0 ? "**très** long " : "assez long ");
    bl_section_add(section, BL_ELEMENT_LEAD, text->str);
    bl_section_add(section, BL_ELEMENT_TEXT, text->str);
    bl_section_add(section, BL_ELEMENT_NOTE, text->str);
    bl_section_add(section, BL_ELEMENT_QUESTION, text->str);
    g_string_assign(text, "");
    for (guint i = 0; i < 300; i++)
        g_string_append(text, "anticonstitutionnellement");
    bl_section_add(section, BL_ELEMENT_TEXT, text->str);
    BlElement *list = bl_section_add(section, BL_ELEMENT_LIST, text->str);
    g_ptr_array_add(list->texts, g_strdup(text->str));
    g_string_free(text, TRUE);
    g_autoptr(BlLayout) layout = sound_layout(document);
    ck_assert_uint_ge(bl_layout_page_count(layout), 4);
}
END_TEST

/* For every height at which the chart may fall: its section's title and lead are on its page. */
START_TEST(heading_and_lead_are_never_last_on_a_page) {
    for (guint filler = 20; filler < 62; filler++) {
        g_autoptr(BlDocument) document = new_document();
        BlSection *section = bl_document_add_section(document, "Avant");
        for (guint i = 0; i < filler; i++)
            bl_section_add(section, BL_ELEMENT_NOTE, "Une ligne.");
        section = bl_document_add_section(document, "Titre");
        bl_section_add(section, BL_ELEMENT_LEAD, "Phrase.");
        BlElement *element = bl_section_add_table(section, wide_table(3, 4));
        element->table->hidden = filler % 2 == 0;
        bl_section_add_chart(section, new_chart(element->table));
        g_autoptr(BlLayout) layout = sound_layout(document);
        for (guint p = 0; p < bl_layout_page_count(layout); p++) {
            const BlLayoutPage *page = bl_layout_page(layout, p);
            guint lead = find_text(page, "Phrase.");
            ck_assert(has_text(page, "Titre") == (lead != G_MAXUINT));
            if (lead != G_MAXUINT)
                ck_assert(!box_at(page, lead + 1)->is_furniture);
        }
    }
}
END_TEST

START_TEST(a_chart_as_high_as_a_page_keeps_its_title) {
    g_autoptr(BlDocument) document = new_document();
    BlSection *section = bl_document_add_section(document, "Avant");
    bl_section_add(section, BL_ELEMENT_NOTE, "Une ligne.");
    section = bl_document_add_section(document, "Titre");
    section->starts_page = TRUE;
    BlTable *table = wide_table(2, 120);
    bl_section_add_table(section, table)->table->hidden = TRUE;
    BlChart *chart = new_chart(table);
    chart->kind = BL_CHART_BARS;
    bl_section_add_chart(section, chart);
    g_autoptr(BlLayout) layout = sound_layout(document);
    ck_assert_uint_eq(bl_layout_page_count(layout), 2);
    ck_assert(has_text(bl_layout_page(layout, 1), "Titre"));
}
END_TEST

START_TEST(half_width_elements_stand_side_by_side) {
    g_autoptr(BlDocument) document = new_document();
    BlSection *section = bl_document_add_section(document, "Détail");
    BlElement *data = bl_section_add_table(section, wide_table(3, 4));
    data->table->hidden = TRUE;
    bl_section_add_chart(section, new_chart(data->table))->is_half = TRUE;
    BlChart *other = new_chart(data->table);
    g_free(other->subtitle);
    other->subtitle = g_strdup(LONG_NAME " " LONG_NAME);
    bl_section_add_chart(section, other)->is_half = TRUE;
    bl_section_add_table(section, wide_table(3, 4))->is_half = TRUE;
    bl_section_add(section, BL_ELEMENT_TEXT, "À droite.")->is_half = TRUE;
    g_autoptr(BlLayout) layout = sound_layout(document);
    const BlLayoutPage *page = bl_layout_page(layout, 0);
    const BlBox *charts[2] = {NULL, NULL};
    for (guint i = 0; i < page->boxes->len; i++)
        if (box_at(page, i)->kind == BL_BOX_CHART)
            charts[charts[0] != NULL] = box_at(page, i);
    ck_assert(charts[1] != NULL);
    ck_assert_double_eq_tol(charts[0]->rect.y, charts[1]->rect.y, LAYOUT_CLOSE);
    ck_assert(charts[0]->rect.x + charts[0]->rect.width < charts[1]->rect.x);
    ck_assert(box_at(page, find_text(page, "À droite."))->rect.x > page->width / 2);
}
END_TEST

START_TEST(half_width_table_longer_than_a_page_takes_the_width) {
    g_autoptr(BlDocument) document = new_document();
    BlSection *section = bl_document_add_section(document, "Détail");
    bl_section_add_table(section, wide_table(3, 90))->is_half = TRUE;
    bl_section_add(section, BL_ELEMENT_TEXT, "Ensuite.")->is_half = TRUE;
    g_autoptr(BlLayout) layout = sound_layout(document);
    ck_assert_uint_ge(bl_layout_page_count(layout), 2);
}
END_TEST

START_TEST(key_figures_of_any_size_keep_to_their_column) {
    g_autoptr(BlDocument) document = new_document();
    BlSection *section = bl_document_add_section(document, "L’essentiel");
    for (guint count = 1; count < 9; count++) {
        BlElement *band = bl_section_add(section, BL_ELEMENT_KEY_FIGURES, NULL);
        for (guint i = 0; i < count; i++) {
            BlKeyFigure *figure = bl_element_add_key_figure(band, i == 1 ? LONG_NAME : "Objectif");
            bl_cell_set_number(&figure->value, 123456789012 + i, BL_UNIT_EURO);
            figure->detail = i == 2 ? NULL : g_strdup(LONG_NAME);
            figure->tone = (BlTone)(i % 3);
        }
    }
    BlElement *boxes = bl_section_add(section, BL_ELEMENT_SIGNATURES, "Signatures");
    for (guint i = 0; i < 3; i++)
        g_ptr_array_add(boxes->texts, g_strdup(i == 1 ? LONG_NAME : "Pôle emploi"));
    g_autoptr(BlLayout) layout = sound_layout(document);
    ck_assert(has_text(bl_layout_page(layout, 0), "appelle une décision"));
}
END_TEST

START_TEST(legend_explains_only_the_signs_of_the_page) {
    g_autoptr(BlDocument) document = new_document();
    BlSection *section = bl_document_add_section(document, "Détail");
    BlTable *table = wide_table(3, 3);
    bl_cell_set_kind(&bl_table_row(table, 1)->cells[1], BL_CELL_SECRET);
    bl_section_add_table(section, table);
    section = bl_document_add_section(document, "Suite");
    section->starts_page = TRUE;
    bl_section_add_table(section, wide_table(3, 3));
    g_autoptr(BlLayout) layout = sound_layout(document);
    ck_assert(has_text(bl_layout_page(layout, 0), " : secret statistique") ||
              has_text(bl_layout_page(layout, 0), "\u00a0: secret statistique"));
    ck_assert(!has_text(bl_layout_page(layout, 0), "\u00a0: donnée absente"));
    ck_assert(!has_text(bl_layout_page(layout, 1), "\u00a0: secret statistique"));
}
END_TEST

Suite *layout_suite(void) {
    Suite *suite = suite_create("pdf_layout");
    TCase *tests = tcase_create("layout");
    tcase_add_test(tests, long_table_repeats_its_header_on_each_page);
    tcase_add_test(tests, fourteen_columns_turn_the_page);
    tcase_add_test(tests, any_number_of_columns_stays_within_the_margins);
    tcase_add_test(tests, cell_longer_than_a_page_is_broken_between_lines);
    tcase_add_test(tests, empty_tables_say_so);
    tcase_add_test(tests, long_texts_flow_over_pages);
    tcase_add_test(tests, heading_and_lead_are_never_last_on_a_page);
    tcase_add_test(tests, a_chart_as_high_as_a_page_keeps_its_title);
    tcase_add_test(tests, half_width_elements_stand_side_by_side);
    tcase_add_test(tests, half_width_table_longer_than_a_page_takes_the_width);
    tcase_add_test(tests, key_figures_of_any_size_keep_to_their_column);
    tcase_add_test(tests, legend_explains_only_the_signs_of_the_page);
    suite_add_tcase(suite, tests);
    return suite;
}
