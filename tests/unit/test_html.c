/* The page for browsers: well-formed, whole, closed to what data could slip into it. */
#include "suites.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <bilan/chart/color.h>
#include <bilan/output/output.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/output/html_private.h"

static char *root(const char *relative) {
    const char *folder = g_getenv("BILAN_RACINE");
    return g_build_filename(folder != NULL ? folder : ".", relative, NULL);
}

static BlTheme *new_theme(void) {
    BlTheme *theme = g_new0(BlTheme, 1);
    theme->font_regular = root("templates/fonts/OpenSans-Regular.ttf");
    theme->font_semibold = root("templates/fonts/OpenSans-Semibold.ttf");
    theme->font_bold = root("templates/fonts/OpenSans-Bold.ttf");
    theme->html_folder = root("templates/html");
    theme->accent = theme->series[0] = 0x29598F;
    theme->alert = theme->series[4] = 0xC9141B;
    theme->good = theme->series[3] = 0x1F7A38;
    theme->series[1] = 0x5C68E5, theme->series[2] = 0xB478F1, theme->series[5] = 0x00005F;
    theme->ink = 0x1B2430, theme->muted = 0x5B6675;
    theme->rule = 0xD9DEE4, theme->wash = 0xF1F4F8;
    return theme;
}

static BlDocument *new_document(void) {
    BlDocument *document = bl_document_new("cotraitance", BL_LEVEL_REGIONAL, "82");
    document->title = g_strdup("Co-traitance");
    document->kicker = g_strdup("Comité de pilotage · région Rhône-Alpes");
    document->place = g_strdup("Rhône-Alpes");
    document->cutoff = bl_day_from_ymd(2010, 9, 30);
    document->edition = bl_day_from_ymd(2010, 10, 1);
    document->sources = g_strdup("Sources : Parcours 3");
    document->confidentiality = g_strdup("Diffusion interne");
    return document;
}

/* Ten places, one of them in alert, one without figure, one held back, and the total. */
static BlTable *new_table(const char *name, const char *title) {
    BlTable *table = bl_table_new(name, title);
    bl_table_add_column(table, "Mission locale", TRUE);
    bl_table_add_column(table, "Décomptés", FALSE);
    bl_table_add_column(table, "Taux", FALSE);
    g_array_index(table->columns, BlColumn, 2).is_gauge = TRUE;
    for (int i = 0; i < 10; i++) {
        BlRow *row = bl_table_add_row(table, i == 3 ? BL_ROW_ALERT : BL_ROW_BODY);
        g_autofree char *label = g_strdup_printf("Étape n° %d", i);
        row->code = g_strdup_printf("0%d", i);
        bl_cell_set_text(&row->cells[0], label);
        bl_cell_set_number(&row->cells[1], 1000 + 7 * i, BL_UNIT_COUNT);
        bl_cell_set_number(&row->cells[2], 500000 + 30000 * i, BL_UNIT_RATE);
    }
    bl_cell_set_kind(&bl_table_row(table, 8)->cells[1], BL_CELL_ABSENT);
    bl_cell_set_kind(&bl_table_row(table, 9)->cells[1], BL_CELL_SECRET);
    BlRow *total = bl_table_add_row(table, BL_ROW_TOTAL);
    bl_cell_set_text(&total->cells[0], "Rhône-Alpes");
    bl_cell_set_number(&total->cells[1], 10247, BL_UNIT_COUNT);
    return table;
}

static BlChart *new_chart(BlChartKind kind, const BlTable *table) {
    BlChart *chart = bl_chart_new("taux", kind, table, 0);
    bl_chart_add_series(chart, 2, FALSE);
    chart->title = g_strdup("Taux d’atteinte");
    chart->alt = g_strdup("Taux d’atteinte par mission locale.");
    chart->source = g_strdup("Source : extractions");
    return chart;
}

static char *render_with(const BlDocument *document, const BlTheme *theme, GError **err) {
    g_autofree char *folder = g_dir_make_tmp("bilan-html-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "page.html", NULL);
    char *page = NULL;
    if (bl_output_html(document, theme, path, err))
        page = bl_file_read(path, NULL, NULL);
    else
        ck_assert(!g_file_test(path, G_FILE_TEST_EXISTS));
    g_unlink(path);
    g_rmdir(folder);
    return page;
}

static char *render(const BlDocument *document) {
    g_autoptr(BlTheme) theme = new_theme();
    g_autoptr(GError) error = NULL;
    char *page = render_with(document, theme, &error);
    ck_assert_msg(page != NULL, "%s", error != NULL ? error->message : "");
    return page;
}

static void assert_has(const char *page, const char *expected) {
    if (strstr(page, expected) == NULL)
        ck_abort_msg("« %s » manque", expected);
}

static guint count(const char *page, const char *what) {
    guint found = 0;
    for (const char *p = strstr(page, what); p != NULL; p = strstr(p + 1, what))
        found++;
    return found;
}

/* What a reader of the page finds in it, parsed as XML. */
typedef struct {
    GString *text; /* of all elements but style and script */
    GHashTable *ids;
    guint silent, handlers; /* handlers: attributes that would run something */
} Reading;

static void on_start(GMarkupParseContext *context, const char *element, const char **names,
                     const char **values, gpointer data, GError **err) {
    (void)context;
    (void)err;
    Reading *reading = data;
    reading->silent += strcmp(element, "style") == 0 || strcmp(element, "script") == 0;
    for (guint i = 0; names[i] != NULL; i++) {
        if (strcmp(names[i], "id") == 0)
            ck_assert_msg(g_hash_table_add(reading->ids, g_strdup(values[i])), "id %s twice",
                          values[i]);
        reading->handlers += g_str_has_prefix(names[i], "on") || strcmp(names[i], "style") == 0 ||
                             g_str_has_prefix(values[i], "javascript:");
    }
}

static void on_end(GMarkupParseContext *context, const char *element, gpointer data, GError **err) {
    (void)context;
    (void)err;
    Reading *reading = data;
    reading->silent -= strcmp(element, "style") == 0 || strcmp(element, "script") == 0;
}

static void on_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data,
                    GError **err) {
    (void)context;
    (void)err;
    Reading *reading = data;
    if (reading->silent == 0)
        g_string_append_len(reading->text, text, (gssize)length);
}

static Reading read_page(const char *page) {
    static const GMarkupParser parser = {
        .start_element = on_start, .end_element = on_end, .text = on_text};
    Reading reading = {g_string_new(NULL),
                       g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL), 0, 0};
    g_autoptr(GError) error = NULL;
    g_autoptr(GMarkupParseContext) context =
        g_markup_parse_context_new(&parser, G_MARKUP_PREFIX_ERROR_POSITION, &reading, NULL);
    gboolean parsed = g_markup_parse_context_parse(context, page, -1, &error) &&
                      g_markup_parse_context_end_parse(context, &error);
    ck_assert_msg(parsed, "%s", error != NULL ? error->message : "");
    return reading;
}

static void reading_dispose(Reading *reading) {
    g_string_free(reading->text, TRUE);
    g_hash_table_unref(reading->ids);
}

static BlDocument *full_document(void) {
    BlDocument *document = new_document();
    BlSection *section = bl_document_add_section(document, "L’essentiel");
    bl_section_add(section, BL_ELEMENT_LEAD, "**1 234 jeunes** décomptés");
    BlElement *figures = bl_section_add(section, BL_ELEMENT_KEY_FIGURES, NULL);
    BlKeyFigure *figure = bl_element_add_key_figure(figures, "Projection");
    bl_cell_set_number(&figure->value, 12168, BL_UNIT_COUNT);
    figure->tone = BL_TONE_ALERT;
    figure->detail = g_strdup("dépassement");
    figure->key = g_strdup("OBJ.projection");
    bl_cell_set_kind(&bl_element_add_key_figure(figures, "Versé")->value, BL_CELL_ABSENT);
    BlElement *list = bl_section_add(section, BL_ELEMENT_LIST, "À décider");
    g_ptr_array_add(list->texts, g_strdup("**réajuster** les enveloppes"));
    BlTable *table = new_table("places", "Les missions locales");
    bl_table_add_note(table, "une note");
    bl_section_add_table(section, table);
    bl_section_add_chart(section, new_chart(BL_CHART_DOTS, table))->is_half = TRUE;
    bl_section_add_chart(section, new_chart(BL_CHART_COLUMNS, table))->is_half = TRUE;
    section = bl_document_add_section(document, "Questions");
    bl_section_add(section, BL_ELEMENT_QUESTION, "**Q1** Et alors ?");
    bl_section_add(section, BL_ELEMENT_QUESTION, "Et puis ?")->answer = g_strdup("Rien.");
    BlElement *boxes = bl_section_add(section, BL_ELEMENT_SIGNATURES, NULL);
    g_ptr_array_add(boxes->texts, g_strdup("Pour la mission locale"));
    section = bl_document_add_section(document, "Sources et définitions");
    bl_section_add(section, BL_ELEMENT_NOTE, "**OBJ** Objectif");
    bl_section_add(section, BL_ELEMENT_NOTE, "**DE0** Envoyés");
    return document;
}

START_TEST(page_is_well_formed_and_says_what_where_and_when) {
    g_autoptr(BlDocument) document = full_document();
    g_autofree char *page = render(document);
    Reading reading = read_page(page);
    ck_assert_uint_eq(reading.handlers, 0);
    assert_has(page, "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"fr\"");
    assert_has(page, "<title>Co-traitance · Rhône-Alpes · arrêté au 30 septembre 2010</title>");
    assert_has(reading.text->str, "Comité de pilotage · région Rhône-Alpes");
    assert_has(reading.text->str, "Diffusion interne");
    assert_has(reading.text->str, "Sources : Parcours 3");
    assert_has(page, "<a href=\"#s3\">Sources et définitions</a>");
    assert_has(page, "<strong>1 234 jeunes</strong> décomptés");
    assert_has(page, "<div class=\"notes\">");
    assert_has(page, "<p class=\"reponse vide\">");
    ck_assert_uint_eq(count(page, "<caption"), count(page, "</table>"));
    reading_dispose(&reading);
}
END_TEST

static void assert_cells(const BlTable *table, const char *text) {
    for (guint r = 0; r < bl_table_height(table); r++)
        for (guint c = 0; c < bl_table_width(table); c++) {
            g_autofree char *shown = bl_cell_display(bl_table_cell(table, r, c));
            assert_has(text, shown);
        }
}

START_TEST(every_figure_is_on_the_page) {
    g_autoptr(BlDocument) document = full_document();
    g_autofree char *page = render(document);
    Reading reading = read_page(page);
    for (guint s = 0; s < document->sections->len; s++) {
        const BlSection *section = g_ptr_array_index(document->sections, s);
        for (guint e = 0; e < section->elements->len; e++) {
            const BlElement *element = g_ptr_array_index(section->elements, e);
            if (element->table != NULL)
                assert_cells(element->table, reading.text->str);
        }
    }
    assert_has(page, "<dd class=\"chiffre\" data-cle=\"OBJ.projection\" data-value=\"12168\">");
    assert_has(page, "<td class=\"nombre mesure\" data-value=\"0.530000\">");
    assert_has(page, "<abbr title=\"non disponible\">n.d.</abbr>");
    assert_has(page, "<abbr title=\"secret statistique\">s</abbr>");
    assert_has(page, "<abbr title=\"sans objet\">–</abbr>"); /* the rate of the total */
    assert_has(page, "<tr class=\"alerte\"><th scope=\"row\"><span class=\"signe\" "
                     "aria-hidden=\"true\">▲</span><span class=\"cache\">alerte : </span>");
    assert_has(page, "data-un=\"mission locale\" data-plusieurs=\"missions locales\"");
    reading_dispose(&reading);
}
END_TEST

START_TEST(hidden_table_is_with_its_chart_or_folded_never_lost) {
    g_autoptr(BlDocument) document = new_document();
    BlSection *section = bl_document_add_section(document, "Parcours");
    BlTable *drawn = new_table("dessine", NULL), *alone = new_table("seul", "Seul & caché");
    drawn->hidden = alone->hidden = TRUE;
    bl_section_add_table(section, drawn);
    bl_section_add_table(section, alone);
    bl_section_add_chart(section, new_chart(BL_CHART_BARS, drawn));
    g_autofree char *page = render(document);
    ck_assert_uint_eq(count(page, "<table "), 2);
    ck_assert_uint_eq(count(page, "<details class=\"donnees\">"), 2);
    assert_has(page, "<summary>Seul &amp; caché</summary>");
}
END_TEST

START_TEST(charts_are_text_in_svg_with_titles_and_marks_that_say_their_figure) {
    g_autoptr(BlDocument) document = full_document();
    g_autofree char *page = render(document);
    ck_assert_uint_eq(count(page, "role=\"img\""), 4); /* two charts, for two widths */
    assert_has(page, "<title id=\"g1-demie\">Taux d’atteinte</title><desc id=\"g1-demie-d\">"
                     "Taux d’atteinte par mission locale.</desc>");
    assert_has(page,
               "<g class=\"marque\"><title>Étape n° 3 · Taux\u00a0: 59,0\u202f% · appelle une "
               "décision</title>");
    ck_assert_uint_eq(count(page, "class=\"marque\""), 40);
    ck_assert_ptr_null(strstr(page, "fill=\"#"));
}
END_TEST

static const char hostile[] = "</script><img src=x onerror=\"a()\"> & 'b' ]]> <!-- \x01\xff";

START_TEST(nothing_from_data_is_read_as_markup) {
    g_autoptr(BlDocument) document = new_document();
    char **texts[] = {&document->title, &document->place, &document->kicker};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_free(*texts[i]);
        *texts[i] = g_strdup(hostile);
    }
    BlSection *section = bl_document_add_section(document, hostile);
    for (guint kind = BL_ELEMENT_TEXT; kind <= BL_ELEMENT_NOTE; kind++)
        bl_section_add(section, (BlElementKind)kind, hostile);
    BlTable *table = bl_table_new("t", hostile);
    bl_table_add_column(table, hostile, TRUE);
    bl_table_add_column(table, hostile, FALSE);
    for (int i = 0; i < 12; i++) {
        BlRow *row = bl_table_add_row(table, BL_ROW_BODY);
        row->code = g_strdup(hostile);
        bl_cell_set_text(&row->cells[0], hostile);
        bl_cell_set_number(&row->cells[1], i, BL_UNIT_COUNT);
    }
    bl_table_add_note(table, hostile);
    bl_section_add_table(section, table);
    BlChart *chart = bl_chart_new("c", BL_CHART_BARS, table, 0);
    bl_chart_add_series(chart, 1, FALSE);
    chart->title = g_strdup(hostile);
    chart->alt = g_strdup(hostile);
    bl_section_add_chart(section, chart);
    g_autofree char *page = render(document);
    Reading reading = read_page(page);
    ck_assert_uint_eq(reading.handlers, 0);
    ck_assert_uint_eq(count(page, "<script"), 1);
    ck_assert_uint_eq(count(page, "</script"), 1);
    ck_assert_uint_eq(count(page, "<img"), 0);
    ck_assert_uint_eq(count(page, "<!--"), 0);
    ck_assert(g_utf8_validate(page, -1, NULL));
    assert_has(reading.text->str, "</script><img src=x onerror=\"a()\"> & 'b' ]]> <!-- \uFFFD");
    reading_dispose(&reading);
}
END_TEST

/* The hash of the policy is that of the script as a browser cuts it out. */
static void assert_hash(const char *page, const char *open, const char *close) {
    const char *from = strstr(page, open) + strlen(open);
    const char *to = strstr(from, close);
    guint8 digest[32];
    gsize length = sizeof digest;
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(checksum, (const guchar *)from, to - from);
    g_checksum_get_digest(checksum, digest, &length);
    g_autofree char *base64 = g_base64_encode(digest, length);
    g_autofree char *expected = g_strdup_printf("-src 'sha256-%s'", base64);
    assert_has(page, expected);
}

START_TEST(policy_lets_only_this_style_and_this_script_in) {
    g_autoptr(BlDocument) document = full_document();
    g_autofree char *page = render(document);
    assert_has(page, "content=\"default-src 'none'; style-src 'sha256-");
    assert_hash(page, "<style>", "</style>");
    assert_hash(page, "<script>", "</script>");
    ck_assert_uint_eq(count(page, "unsafe"), 0);
    ck_assert_uint_eq(count(page, "https:"), 0);
    ck_assert_uint_eq(count(page, "http:"),
                      count(page, "xmlns=\"http://www.w3.org/")); /* names, never fetched */
}
END_TEST

START_TEST(same_document_gives_the_same_bytes) {
    g_autoptr(BlDocument) document = full_document();
    g_autofree char *first = render(document), *second = render(document);
    ck_assert_str_eq(first, second);
}
END_TEST

START_TEST(dark_palette_keeps_the_contrasts_of_the_light_one) {
    g_autoptr(BlTheme) theme = new_theme();
    const BlColor colors[] = {theme->ink,  theme->muted,     theme->accent,   theme->alert,
                              theme->good, theme->series[1], theme->series[2]};
    BlColor paper = html_dark_color(0xFFFFFF);
    for (guint i = 0; i < G_N_ELEMENTS(colors); i++) {
        double light = bl_color_contrast(colors[i], 0xFFFFFF);
        double dark = bl_color_contrast(html_dark_color(colors[i]), paper);
        ck_assert_msg(dark > 0.96 * light && dark < 1.06 * light, "%06x: %g, %g", colors[i], light,
                      dark);
    }
}
END_TEST

START_TEST(missing_style_font_or_bad_logo_is_an_error_and_leaves_nothing) {
    g_autoptr(BlDocument) document = full_document();
    g_autoptr(BlTheme) theme = new_theme();
    g_autoptr(GError) error = NULL;
    g_ptr_array_add(document->logos, root("Makefile"));
    ck_assert_ptr_null(render_with(document, theme, &error));
    ck_assert(g_error_matches(error, BL_ERROR, BL_ERROR_CONFIG));
    g_clear_error(&error);
    g_ptr_array_set_size(document->logos, 0);
    g_free(theme->html_folder);
    theme->html_folder = root("templates/absent");
    ck_assert_ptr_null(render_with(document, theme, &error));
    ck_assert(g_error_matches(error, BL_ERROR, BL_ERROR_CONFIG));
    g_clear_error(&error);
    g_clear_pointer(&theme->html_folder, g_free);
    ck_assert_ptr_null(render_with(document, theme, &error));
    ck_assert(g_error_matches(error, BL_ERROR, BL_ERROR_CONFIG));
}
END_TEST

Suite *html_suite(void) {
    Suite *suite = suite_create("output_html");
    TCase *tests = tcase_create("page");
    tcase_add_test(tests, page_is_well_formed_and_says_what_where_and_when);
    tcase_add_test(tests, every_figure_is_on_the_page);
    tcase_add_test(tests, hidden_table_is_with_its_chart_or_folded_never_lost);
    tcase_add_test(tests, charts_are_text_in_svg_with_titles_and_marks_that_say_their_figure);
    tcase_add_test(tests, nothing_from_data_is_read_as_markup);
    tcase_add_test(tests, policy_lets_only_this_style_and_this_script_in);
    tcase_add_test(tests, same_document_gives_the_same_bytes);
    tcase_add_test(tests, dark_palette_keeps_the_contrasts_of_the_light_one);
    tcase_add_test(tests, missing_style_font_or_bad_logo_is_an_error_and_leaves_nothing);
    suite_add_tcase(suite, tests);
    return suite;
}
