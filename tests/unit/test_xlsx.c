/* The workbook: every figure in its cell, on ordinary and on the worst documents. */
#include "suites.h"
#include "xlsx_book.h"

#include "../../src/output/xlsx_text.h"
#include <bilan/output/output.h>
#include <glib/gstdio.h>
#include <string.h>

static Book *write_and_open(const BlDocument *document) {
    g_autofree char *folder = g_dir_make_tmp("bilan-xlsx-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "classeur.xlsx", NULL);
    GError *err = NULL;
    ck_assert_msg(bl_output_xlsx(document, &book_theme, path, &err), "%s",
                  err != NULL ? err->message : "");
    Book *book = book_open(path);
    g_unlink(path);
    ck_assert_int_eq(g_rmdir(folder), 0); /* nothing else was left in it */
    return book;
}

/* Every cell of `table`, its headers at (row, column) of the sheet. */
static void check_table(const Book *book, const char *sheet, const BlTable *table, guint row) {
    for (guint r = 0; r < bl_table_height(table); r++)
        for (guint c = 0; c < bl_table_width(table); c++) {
            const BlCell *cell = bl_table_cell(table, r, c);
            g_autofree char *at = book_reference(row + 1 + r, c);
            g_autofree char *shown = bl_cell_display(cell);
            if (cell->kind == BL_CELL_NUMBER)
                ck_assert_msg(book_number(book, sheet, at) == bl_cell_plot(cell), "%s", at);
            else if (*shown != '\0')
                ck_assert_pstr_eq(book_text(book, sheet, at), shown);
            else
                ck_assert_ptr_null(book_text(book, sheet, at));
        }
}

static void add_key_figure(BlElement *element, const char *key, gint64 value, BlUnit unit) {
    BlKeyFigure *figure = bl_element_add_key_figure(element, key);
    figure->key = g_strdup(key);
    figure->tone = BL_TONE_ALERT;
    bl_cell_set_number(&figure->value, value, unit);
}

START_TEST(every_figure_of_a_table_is_a_true_number_in_its_cell) {
    g_autoptr(BlDocument) document = book_document();
    BlSection *section = bl_document_add_section(document, "Objectifs");
    bl_section_add(section, BL_ELEMENT_LEAD, "La région a décompté **9 104 jeunes**.");
    BlTable *table = book_table("objectifs", 60);
    bl_section_add_table(section, table);
    Book *book = write_and_open(document);
    guint row, column;
    ck_assert(book_find(book, "Objectifs", "Mission locale", &row, &column));
    check_table(book, "Objectifs", table, row);
    ck_assert(book_find(book, "Objectifs", "La région a décompté 9 104 jeunes.", &row, &column));
    ck_assert_str_eq(g_ptr_array_index(book->tables, 0), "tab_objectifs");
    book_free(book);
}
END_TEST

START_TEST(the_tidy_rows_are_all_in_the_last_sheet) {
    g_autoptr(BlDocument) document = book_document();
    BlFigure figures[] = {
        {"DE1", "jeunes", "local", "01", "2010-T1", "enjeu", "E1", BL_UNIT_COUNT, 12},
        {"OBJ", "taux", "local", "01", "2010", "", "", BL_UNIT_RATE, 250000},
        {"SUBV", "du", "local", "01", "2010", "", "", BL_UNIT_EURO, 25000},
        {"SUBV", "solde", "local", "01", "2010", "", "", BL_UNIT_EURO, -1}};
    for (guint i = 0; i < G_N_ELEMENTS(figures); i++)
        g_ptr_array_add(document->data, &figures[i]);
    Book *book = write_and_open(document);
    ck_assert_str_eq(g_ptr_array_index(book->sheets, 0), "Synthèse");
    ck_assert_str_eq(g_ptr_array_index(book->sheets, book->sheets->len - 1), "Données");
    static const char *const headers[] = {"indicateur", "mesure", "niveau",   "code",
                                          "periode",    "axe",    "modalite", "valeur"};
    for (guint c = 0; c < G_N_ELEMENTS(headers); c++) {
        g_autofree char *at = book_reference(1, c);
        ck_assert_pstr_eq(book_text(book, "Données", at), headers[c]);
    }
    ck_assert_pstr_eq(book_text(book, "Données", "D2"), "01");
    ck_assert_pstr_eq(book_text(book, "Données", "G2"), "E1");
    ck_assert_ptr_null(book_text(book, "Données", "G3"));
    ck_assert_double_eq(book_number(book, "Données", "H2"), 12);
    ck_assert_double_eq(book_number(book, "Données", "H3"), 0.25);
    ck_assert_double_eq(book_number(book, "Données", "H4"), 250);
    ck_assert_double_eq(book_number(book, "Données", "H5"), -0.01);
    book_free(book);
}
END_TEST

START_TEST(key_figures_are_numbers_with_a_name) {
    g_autoptr(BlDocument) document = book_document();
    for (guint s = 0; s < 2; s++) { /* two sections with the same figures: one name each */
        BlSection *section = bl_document_add_section(document, "Essentiel");
        BlElement *band = bl_section_add(section, BL_ELEMENT_KEY_FIGURES, NULL);
        add_key_figure(band, "OBJ.decomptes", 9104, BL_UNIT_COUNT);
        add_key_figure(band, "DE1", -12345, BL_UNIT_EURO);
    }
    Book *book = write_and_open(document);
    guint row, column;
    ck_assert(book_find(book, "Synthèse", "OBJ.decomptes", &row, &column));
    g_autofree char *at = book_reference(row, 1);
    g_autofree char *formula = g_strdup_printf("'Synthèse'!$B$%u", row);
    ck_assert_double_eq(book_number(book, "Synthèse", at), 9104);
    ck_assert_pstr_eq(g_hash_table_lookup(book->names, "OBJ_decomptes"), formula);
    ck_assert_ptr_nonnull(g_hash_table_lookup(book->names, "_DE1")); /* DE1 is a cell */
    ck_assert(book_find(book, "Essentiel (2)", "DE1", &row, &column));
    g_autofree char *second = book_reference(row, 1);
    ck_assert_double_eq(book_number(book, "Essentiel (2)", second), -123.45);
    book_free(book);
}
END_TEST

static BlChart *add_chart(BlSection *section, BlChartKind kind, const BlTable *table) {
    BlChart *chart = bl_chart_new("graphique", kind, table, 0);
    chart->title = g_strdup("Décomptés & objectif");
    chart->alt = g_strdup("Une \"phrase\"");
    bl_chart_add_series(chart, 2, FALSE);
    bl_section_add_chart(section, chart);
    return chart;
}

static const char *part(const Book *book, const char *name) {
    return g_hash_table_lookup(book->parts, name);
}

START_TEST(charts_read_the_cells_of_their_table_even_a_hidden_one) {
    g_autoptr(BlDocument) document = book_document();
    BlSection *section = bl_document_add_section(document, "Graphiques");
    BlTable *table = book_table("trimestres", 4);
    table->hidden = TRUE;
    bl_section_add_table(section, table);
    BlChart *chart = add_chart(section, BL_CHART_COLUMNS, table);
    bl_chart_add_series(chart, 4, TRUE);
    bl_chart_add_series(chart, 5, TRUE); /* nothing but « n.d. » and « s » */
    bl_cell_set_number(&chart->objective, 2500, BL_UNIT_COUNT);
    Book *book = write_and_open(document);
    guint row, column;
    ck_assert(book_find(book, "Graphiques", "Mission locale", &row, &column));
    check_table(book, "Graphiques", table, row);
    const char *xml = part(book, "xl/charts/chart1.xml");
    g_autofree char *range = g_strdup_printf("<c:f>Graphiques!$C$%u:$C$%u</c:f>", row + 1, row + 4);
    ck_assert_ptr_nonnull(strstr(xml, range));
    const char *bars = strstr(xml, "<c:barChart>"), *lines = strstr(xml, "<c:lineChart>");
    ck_assert(bars != NULL && lines != NULL && bars < lines);
    ck_assert_ptr_nonnull(strstr(strstr(xml, "</c:barChart>"), "Repère : Objectif"));
    /* what is absent is read from a column of gaps, never from « n.d. », which Excel draws as 0 */
    ck_assert(book_find(book, "Graphiques", "Délai (tracé)", &row, &column));
    g_autofree char *gap = book_reference(row + 1, column);
    ck_assert_ptr_null(book_text(book, "Graphiques", gap));
    ck_assert_ptr_nonnull(strstr(part(book, "xl/drawings/drawing1.xml"), "Une &quot;phrase&quot;"));
    book_free(book);
}
END_TEST

START_TEST(every_kind_of_chart_is_native) {
    static const char *const marks[] = {"barDir val=\"col\"", "grouping val=\"stacked\"",
                                        "barDir val=\"bar\"", "grouping val=\"percentStacked\"",
                                        "<c:lineChart>",      "barDir val=\"bar\"",
                                        "barDir val=\"bar\""};
    g_autoptr(BlDocument) document = book_document();
    BlSection *section = bl_document_add_section(document, "Graphiques");
    BlTable *table = book_table("t", 5);
    bl_section_add_table(section, table);
    for (guint kind = BL_CHART_COLUMNS; kind <= BL_CHART_MULTIPLES; kind++)
        bl_cell_set_number(&add_chart(section, kind, table)->objective, 9, BL_UNIT_COUNT);
    Book *book = write_and_open(document);
    for (guint kind = 0; kind < G_N_ELEMENTS(marks); kind++) {
        g_autofree char *name = g_strdup_printf("xl/charts/chart%u.xml", kind + 1);
        ck_assert_ptr_nonnull(part(book, name));
        ck_assert_msg(strstr(part(book, name), marks[kind]) != NULL, "%s", name);
    }
    book_free(book);
}
END_TEST

START_TEST(the_worst_names_and_texts_are_accepted) {
    static const char *const titles[] = {
        "Synthèse",
        "données",
        "A/B [c]: d*e?f\\g 'h' #i",
        "a-b (c)- def-g ’h’ -i",
        "",
        "Historique",
        "Un titre bien plus long que les trente et un caractères d’un onglet",
        "Un titre bien plus long que les trente et un caractères d’un autre onglet",
        "𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜"};
    g_autoptr(BlDocument) document = book_document();
    g_autofree char *endless = g_strnfill(40000, 'x');
    for (guint i = 0; i < G_N_ELEMENTS(titles); i++) {
        BlSection *section = bl_document_add_section(document, titles[i]);
        bl_section_add(section, BL_ELEMENT_TEXT, "=1+1");
        bl_section_add(section, BL_ELEMENT_NOTE, "\x01 \xff _x000D_ **gras");
        bl_section_add(section, BL_ELEMENT_TEXT, endless);
        bl_section_add_table(section, bl_table_new("vide", NULL));
        BlTable *table = bl_table_new("vide", "Vide");
        bl_table_add_column(table, "", TRUE);
        bl_table_add_column(table, "Délai", FALSE);
        bl_table_add_column(table, "délai", FALSE);
        bl_table_add_column(table, NULL, FALSE);
        bl_section_add_table(section, table);
        add_chart(section, BL_CHART_LINES, table);
    }
    Book *book = write_and_open(document);
    ck_assert_uint_eq(book->sheets->len, G_N_ELEMENTS(titles) + 2);
    g_autoptr(GHashTable) seen = bl_xlsx_names_new();
    for (guint i = 0; i < book->sheets->len; i++) {
        const char *name = g_ptr_array_index(book->sheets, i);
        g_autofree gunichar2 *utf16 = g_utf8_to_utf16(name, -1, NULL, NULL, NULL);
        guint units = 0;
        while (utf16[units] != 0)
            units++;
        ck_assert_uint_le(units, 31);
        ck_assert_ptr_null(strpbrk(name, "[]:*?/\\'"));
        ck_assert(g_hash_table_add(seen, g_utf8_casefold(name, -1)));
    }
    guint row, column;
    ck_assert(book_find(book, "Synthèse (2)", "=1+1", &row, &column));
    ck_assert(book_find(book, "Synthèse (2)", "Intitulé", &row, &column));
    ck_assert(book_find(book, "Synthèse (2)", "délai (2)", &row, &column));
    ck_assert(book_find(book, "Synthèse (2)", "� � _x005F_x000D_ **gras", &row, &column));
    book_free(book);
}
END_TEST

START_TEST(questions_and_signatures_leave_room_to_write) {
    g_autoptr(BlDocument) document = book_document();
    BlSection *section = bl_document_add_section(document, "Bilan");
    bl_section_add(section, BL_ELEMENT_QUESTION, "Qu’a décidé le comité ?");
    bl_section_add(section, BL_ELEMENT_QUESTION, "Combien de réunions ?")->answer =
        g_strdup("Quatre.");
    BlElement *boxes = bl_section_add(section, BL_ELEMENT_SIGNATURES, NULL);
    g_ptr_array_add(boxes->texts, g_strdup("Pour Pôle emploi"));
    BlElement *list = bl_section_add(section, BL_ELEMENT_LIST, NULL);
    g_ptr_array_add(list->texts, g_strdup("**138 sorties** à prononcer"));
    Book *book = write_and_open(document);
    static const char *const texts[] = {"Qu’a décidé le comité ?", "Quatre.", "Pour Pôle emploi",
                                        "Signature", "• 138 sorties à prononcer"};
    guint row, column;
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        ck_assert_msg(book_find(book, "Bilan", texts[i], &row, &column), "%s", texts[i]);
    book_free(book);
}
END_TEST

Suite *xlsx_suite(void) {
    Suite *suite = suite_create("xlsx");
    TCase *tests = tcase_create("workbook");
    tcase_set_timeout(tests, 60); /* under valgrind */
    tcase_add_test(tests, every_figure_of_a_table_is_a_true_number_in_its_cell);
    tcase_add_test(tests, the_tidy_rows_are_all_in_the_last_sheet);
    tcase_add_test(tests, key_figures_are_numbers_with_a_name);
    tcase_add_test(tests, charts_read_the_cells_of_their_table_even_a_hidden_one);
    tcase_add_test(tests, every_kind_of_chart_is_native);
    tcase_add_test(tests, the_worst_names_and_texts_are_accepted);
    tcase_add_test(tests, questions_and_signatures_leave_room_to_write);
    suite_add_tcase(suite, tests);
    suite_add_tcase(suite, xlsx_safety_tests());
    return suite;
}
