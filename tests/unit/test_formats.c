/* One document, one set of figures: each format shows all of them, and shows them equal. */
#include "layout_sound.h"
#include "report_bench.h"
#include "suites.h"
#include "xlsx_book.h"

#include <bilan/base/file.h>
#include <bilan/output/output.h>
#include <check.h>
#include <math.h>
#include <string.h>

typedef void (*ForCell)(const BlCell *cell, const char *about, gpointer data);

/* Every number that a reader of the document sees; those of hidden tables when asked. */
static void for_figures(const BlDocument *document, gboolean with_hidden, ForCell act,
                        gpointer data) {
    for (guint s = 0; s < document->sections->len; s++) {
        const BlSection *section = g_ptr_array_index(document->sections, s);
        for (guint e = 0; e < section->elements->len; e++) {
            const BlElement *element = g_ptr_array_index(section->elements, e);
            for (guint k = 0; element->key_figures != NULL && k < element->key_figures->len; k++) {
                const BlKeyFigure *figure = g_ptr_array_index(element->key_figures, k);
                act(&figure->value, figure->label, data);
            }
            const BlTable *table = element->table;
            if (table == NULL || (table->hidden && !with_hidden))
                continue;
            for (guint r = 0; r < bl_table_height(table); r++)
                for (guint c = 0; c < bl_table_width(table); c++)
                    act(bl_table_cell(table, r, c), table->name, data);
        }
    }
}

/* --- what each format holds --------------------------------------------------------------------
 */

static void expect_in_text(const BlCell *cell, const char *about, gpointer data) {
    g_autofree char *display = bl_cell_display(cell);
    if (cell->kind == BL_CELL_NUMBER || cell->kind == BL_CELL_TEXT)
        ck_assert_msg(strstr(data, display) != NULL, "%s: « %s »", about, display);
}

/* Names wrap in cells; numbers never do. */
static void expect_in_set(const BlCell *cell, const char *about, gpointer data) {
    g_autofree char *display = bl_cell_display(cell);
    if (cell->kind == BL_CELL_NUMBER)
        ck_assert_msg(g_hash_table_contains(data, display), "%s: « %s »", about, display);
}

static void expect_in_book(const BlCell *cell, const char *about, gpointer data) {
    if (cell->kind != BL_CELL_NUMBER)
        return;
    g_autofree char *key = g_strdup_printf("%.12g", bl_cell_plot(cell));
    ck_assert_msg(g_hash_table_contains(data, key), "%s: %s", about, key);
}

static void expect_escaped(const BlCell *cell, const char *about, gpointer data) {
    g_autofree char *display = bl_cell_display(cell);
    g_autofree char *escaped = g_strdup_printf(">%s<", display);
    if (cell->kind == BL_CELL_NUMBER)
        ck_assert_msg(strstr(data, escaped) != NULL, "%s: « %s »", about, escaped);
}

/* Texts of the boxes of a sound layout. @return the caller's set */
static GHashTable *layout_texts(const BlDocument *document, const BlTheme *theme) {
    g_autoptr(GError) error = NULL;
    g_autoptr(BlLayout) layout = bl_layout_new(document, theme, &error);
    ck_assert_msg(layout != NULL, "%s", error != NULL ? error->message : "");
    layout_expect_sound(layout);
    GHashTable *texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint p = 0; p < bl_layout_page_count(layout); p++) {
        const GArray *boxes = bl_layout_page(layout, p)->boxes;
        for (guint b = 0; b < boxes->len; b++) {
            const BlBox *box = &g_array_index(boxes, BlBox, b);
            if (box->kind == BL_BOX_TEXT)
                g_hash_table_add(texts, bl_box_text(box));
        }
    }
    return texts;
}

/* Numbers of the cells of all sheets. @return the caller's set */
static GHashTable *book_numbers(const Book *book) {
    GHashTable *numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter each;
    gpointer cell;
    g_hash_table_iter_init(&each, book->cells);
    while (g_hash_table_iter_next(&each, NULL, &cell))
        if (g_str_has_prefix(cell, "n:"))
            g_hash_table_add(numbers, g_strdup_printf("%.12g", g_ascii_strtod(cell + 2, NULL)));
    return numbers;
}

typedef gboolean (*Output)(const BlDocument *document, const BlTheme *theme, const char *path,
                           GError **err);

static gboolean output_csv(const BlDocument *document, const BlTheme *theme, const char *path,
                           GError **err) {
    (void)theme;
    return bl_output_csv(document, path, err);
}

/* @return the path of the file, the caller's */
static char *written(const BlDocument *document, const BlTheme *theme, Output output,
                     const char *folder, const char *name) {
    g_autoptr(GError) error = NULL;
    char *path = g_build_filename(folder, name, NULL);
    ck_assert_msg(output(document, theme, path, &error), "%s", error != NULL ? error->message : "");
    return path;
}

static void expect_csv(const BlDocument *document, const char *path) {
    g_autofree char *csv = support_read(path);
    for (guint i = 0; i < document->data->len; i++) {
        g_autoptr(GString) line = g_string_new(NULL);
        bl_output_csv_figure(line, g_ptr_array_index(document->data, i));
        ck_assert_msg(strstr(csv, line->str) != NULL, "%s", line->str);
    }
}

static void expect_in_every_format(const BlDocument *document, const BlTheme *theme) {
    char *folder = support_folder();
    g_autofree char *text = bl_output_text(document);
    for_figures(document, TRUE, expect_in_text, text);

    g_autoptr(GHashTable) boxes = layout_texts(document, theme);
    for_figures(document, FALSE, expect_in_set, boxes);
    g_autofree char *pdf = written(document, theme, bl_output_pdf, folder, "a.pdf");
    g_autofree char *bytes = support_read(pdf);
    ck_assert(g_str_has_prefix(bytes, "%PDF-"));

    g_autofree char *xlsx = written(document, theme, bl_output_xlsx, folder, "a.xlsx");
    Book *book = book_open(xlsx);
    g_autoptr(GHashTable) numbers = book_numbers(book);
    for_figures(document, TRUE, expect_in_book, numbers);
    book_free(book);

    g_autofree char *html = written(document, theme, bl_output_html, folder, "a.html");
    g_autofree char *page = support_read(html);
    for_figures(document, FALSE, expect_escaped, page);

    g_autofree char *csv = written(document, theme, output_csv, folder, "a.csv");
    expect_csv(document, csv);
    support_remove(folder);
}

/* --- a document of everything ------------------------------------------------------------------
 */

static const BlFigure data[] = {
    {"OBJ", "decomptes", "regional", "82", "2010", "", "", BL_UNIT_COUNT, 31415926},
    {"OBJ", "taux", "regional", "82", "2010", "", "", BL_UNIT_RATE, 271828},
    {"SUBV", "solde", "regional", "82", "2010", "", "", BL_UNIT_EURO, -1414213}};

static void add_cells(BlTable *table) {
    static const struct {
        const char *name;
        BlRowKind kind;
        gint64 count, rate, euros, days;
    } rows[] = {{"Bugey", BL_ROW_BODY, 10007, 123456, 10000001, 11},
                {"Lyon <sud> & « est »", BL_ROW_ALERT, 20011, 1034567, -2000002, 222},
                {"Voiron", BL_ROW_BODY, 0, 0, 0, 3333},
                {"Ensemble", BL_ROW_TOTAL, 30018, 567891, 8000003, 44444}};
    static const char *const titles[] = {"Décomptés", "Taux", "Solde", "Délai"};
    bl_table_add_column(table, "Mission locale", TRUE);
    for (guint c = 0; c < G_N_ELEMENTS(titles); c++)
        bl_table_add_column(table, titles[c], FALSE);
    for (guint r = 0; r < G_N_ELEMENTS(rows); r++) {
        BlCell *cells = bl_table_add_row(table, rows[r].kind)->cells;
        bl_cell_set_text(&cells[0], rows[r].name);
        bl_cell_set_number(&cells[1], rows[r].count, BL_UNIT_COUNT);
        bl_cell_set_number(&cells[2], rows[r].rate, BL_UNIT_RATE);
        bl_cell_set_number(&cells[3], rows[r].euros, BL_UNIT_EURO);
        bl_cell_set_number(&cells[4], rows[r].days, BL_UNIT_DAYS);
    }
}

/* Numbers, and every other thing that a cell can be. */
static BlTable *mixed_table(const char *name, gboolean hidden) {
    BlTable *table = bl_table_new(name, hidden ? NULL : "Atteinte de l’objectif");
    static const BlCellKind kinds[] = {BL_CELL_ABSENT, BL_CELL_SECRET, BL_CELL_PENDING,
                                       BL_CELL_EMPTY};
    add_cells(table);
    table->hidden = hidden;
    if (hidden) {
        bl_cell_set_number(&bl_table_row(table, 0)->cells[1], 70009, BL_UNIT_COUNT);
        return table;
    }
    g_array_index(table->columns, BlColumn, 2).is_gauge = TRUE;
    bl_table_add_note(table, "Une note.");
    for (guint k = 0; k < G_N_ELEMENTS(kinds); k++)
        bl_cell_set_kind(&bl_table_row(table, 2)->cells[1 + k], kinds[k]);
    return table;
}

static void add_key_figures(BlSection *section) {
    BlElement *band = bl_section_add(section, BL_ELEMENT_KEY_FIGURES, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(data); i++) {
        BlKeyFigure *figure = bl_element_add_key_figure(band, data[i].mesure);
        bl_cell_set_number(&figure->value, data[i].value, data[i].unit);
        figure->detail = g_strdup("un détail");
        figure->tone = (BlTone)i;
    }
    bl_cell_set_kind(&bl_element_add_key_figure(band, "Absent")->value, BL_CELL_ABSENT);
}

/* A chart of each kind, in pairs. */
static void add_charts(BlSection *section, const BlTable *table) {
    for (BlChartKind kind = BL_CHART_COLUMNS; kind <= BL_CHART_MAP; kind++) {
        g_autofree char *name = g_strdup_printf("graphique-%d", (int)kind);
        BlChart *chart = bl_chart_new(name, kind, table, 0);
        bl_chart_add_series(chart, kind == BL_CHART_DOTS ? 2 : 1, FALSE);
        chart->title = g_strdup("Un graphique");
        chart->source = g_strdup("Source : extractions");
        chart->alt = g_strdup("Un graphique.");
        bl_section_add_chart(section, chart)->is_half = TRUE;
    }
}

static BlDocument *whole_document(void) {
    BlDocument *document = book_document();
    BlSection *section = bl_document_add_section(document, "L’essentiel");
    bl_section_add(section, BL_ELEMENT_LEAD, "Une **phrase** qui ouvre.");
    add_key_figures(section);
    bl_section_add(section, BL_ELEMENT_TEXT, "Un paragraphe.");
    BlElement *list = bl_section_add(section, BL_ELEMENT_LIST, "À décider");
    g_ptr_array_add(list->texts, g_strdup("un point"));
    section = bl_document_add_section(document, "Le détail");
    section->starts_page = TRUE;
    bl_section_add_table(section, mixed_table("detail", FALSE));
    const BlTable *hidden = bl_section_add_table(section, mixed_table("traces", TRUE))->table;
    add_charts(section, hidden);
    bl_section_add(section, BL_ELEMENT_NOTE, "Une note.");
    section = bl_document_add_section(document, "Les réponses");
    bl_section_add(section, BL_ELEMENT_QUESTION, "Une question ?")->answer = g_strdup("Oui.");
    bl_section_add(section, BL_ELEMENT_QUESTION, "Une autre ?");
    BlElement *boxes = bl_section_add(section, BL_ELEMENT_SIGNATURES, "Signatures");
    g_ptr_array_add(boxes->texts, g_strdup("Pour la mission locale"));
    for (guint i = 0; i < G_N_ELEMENTS(data); i++)
        g_ptr_array_add(document->data, (gpointer)&data[i]);
    return document;
}

START_TEST(every_figure_is_in_every_format) {
    g_autofree char *path = support_path("templates/themes/defaut.yaml");
    g_autofree char *fonts = support_path("templates/fonts");
    g_autoptr(BlTheme) theme = bl_theme_load(path, fonts, NULL);
    ck_assert_ptr_nonnull(theme);
    g_autoptr(BlDocument) document = whole_document();
    expect_in_every_format(document, theme);
    g_autoptr(GHashTable) boxes = layout_texts(document, theme);
    static const char *const words[] = {"n.d.", "s", "à venir", "–"};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        ck_assert_msg(g_hash_table_contains(boxes, words[i]), "%s", words[i]);
}
END_TEST

START_TEST(the_reports_show_the_same_figures_in_every_format) {
    static const char *const reports[] = {"cotraitance", "bilan", "compte-rendu"};
    static const char *const places[] = {"national/FR", "regional/82", "local/01004S00"};
    Edition edition;
    edition_open(&edition);
    for (guint r = 0; r < G_N_ELEMENTS(reports); r++)
        for (guint p = 0; p < G_N_ELEMENTS(places); p++) {
            g_autoptr(BlDocument) document = edition_document(&edition, reports[r], places[p]);
            expect_in_every_format(document, edition.theme);
        }
    edition_close(&edition);
}
END_TEST

Suite *formats_suite(void) {
    Suite *suite = suite_create("formats");
    TCase *all = tcase_create("formats");
    tcase_set_timeout(all, 60);
    tcase_add_test(all, every_figure_is_in_every_format);
    tcase_add_test(all, the_reports_show_the_same_figures_in_every_format);
    suite_add_tcase(suite, all);
    return suite;
}
