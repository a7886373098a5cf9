/* Sections and their elements, in the order of the tree. */
#include "html_private.h"

static void add_texts(GString *out, const char *tag, const char *class, const GPtrArray *texts) {
    for (guint i = 0; i < texts->len; i++)
        html_element(out, tag, class, g_ptr_array_index(texts, i));
}

static void add_detail(GString *out, const BlKeyFigure *figure) {
    static const char *const classes[] = {[BL_TONE_NEUTRAL] = "detail",
                                          [BL_TONE_GOOD] = "detail bon",
                                          [BL_TONE_ALERT] = "detail alerte"};
    static const char *const signs[] = {
        [BL_TONE_NEUTRAL] = "",
        [BL_TONE_GOOD] = "<span aria-hidden=\"true\">● </span>",
        [BL_TONE_ALERT] = "<span aria-hidden=\"true\">▲ </span><span class=\"cache\">alerte : "
                          "</span>"};
    if (figure->detail == NULL && figure->tone == BL_TONE_NEUTRAL)
        return;
    g_string_append_printf(out, "<dd class=\"%s\">%s", classes[figure->tone], signs[figure->tone]);
    html_rich(out, figure->detail);
    g_string_append(out, "</dd>\n");
}

static void add_key_figures(GString *out, const BlElement *element) {
    html_element(out, "h3", NULL, element->text);
    if (element->key_figures->len == 0)
        return;
    g_string_append(out, "<dl class=\"chiffres\">\n");
    for (guint i = 0; i < element->key_figures->len; i++) {
        const BlKeyFigure *figure = g_ptr_array_index(element->key_figures, i);
        g_string_append(out, "<div><dt>");
        html_escape(out, figure->label);
        g_string_append(out, "</dt>\n<dd class=\"chiffre\"");
        html_attribute(out, "data-cle", figure->key);
        if (figure->value.kind == BL_CELL_NUMBER) {
            g_autofree char *value = bl_number_machine(figure->value.value, figure->value.unit);
            html_attribute(out, "data-value", value);
        }
        g_string_append_c(out, '>');
        html_cell(out, &figure->value, FALSE);
        g_string_append(out, "</dd>\n");
        add_detail(out, figure);
        g_string_append(out, "</div>\n");
    }
    g_string_append(out, "</dl>\n");
}

static void add_question(GString *out, const BlElement *element) {
    g_string_append(out, "<div class=\"question\">\n");
    html_element(out, "p", "intitule", element->text);
    if (element->answer != NULL && *element->answer != '\0')
        html_element(out, "p", "reponse", element->answer);
    else
        g_string_append(out, "<p class=\"reponse vide\">Réponse du comité à écrire.</p>\n");
    g_string_append(out, "</div>\n");
}

static void add_signatures(GString *out, const BlElement *element) {
    html_element(out, "h3", NULL, element->text);
    g_string_append(out, "<div class=\"signatures\">\n");
    for (guint i = 0; i < element->texts->len; i++) {
        g_string_append(out, "<div>\n");
        html_element(out, "p", "partie", g_ptr_array_index(element->texts, i));
        g_string_append(out, "<p>Nom et qualité\u00a0:</p>\n<p>Fait à\u00a0:</p>\n"
                             "<p>Le\u00a0:</p>\n<p>Signature\u00a0:</p>\n</div>\n");
    }
    g_string_append(out, "</div>\n");
}

/* Tables that feed a chart are in its <details>; a hidden one without chart is shown all the same,
 * folded: no figure of the document is missing from the page. */
static gboolean is_shown(const HtmlPage *page, const BlElement *element) {
    return element->kind != BL_ELEMENT_TABLE || !element->table->hidden ||
           !g_hash_table_contains(page->pictured, element->table);
}

static void add_table(HtmlPage *page, const BlTable *table) {
    if (!table->hidden) {
        html_table(page, table, NULL, HTML_TABLE_PLAIN);
        return;
    }
    g_string_append(page->out, "<details class=\"donnees\"><summary>");
    html_escape(page->out, table->title != NULL ? table->title : "Données");
    g_string_append(page->out, "</summary>\n");
    html_table(page, table, NULL, HTML_TABLE_CHART);
    g_string_append(page->out, "</details>\n");
}

static void add_element(HtmlPage *page, const BlElement *element, gboolean is_half) {
    GString *out = page->out;
    switch (element->kind) {
    case BL_ELEMENT_TEXT:
        html_element(out, "p", NULL, element->text);
        return;
    case BL_ELEMENT_LEAD:
        html_element(out, "p", "phrase", element->text);
        return;
    case BL_ELEMENT_NOTE:
        html_element(out, "p", "note", element->text);
        return;
    case BL_ELEMENT_LIST:
        html_element(out, "h3", NULL, element->text);
        g_string_append(out, "<ul class=\"liste\">\n");
        add_texts(out, "li", NULL, element->texts);
        g_string_append(out, "</ul>\n");
        return;
    case BL_ELEMENT_KEY_FIGURES:
        add_key_figures(out, element);
        return;
    case BL_ELEMENT_TABLE:
        add_table(page, element->table);
        return;
    case BL_ELEMENT_CHART:
        html_chart(page, element->chart, is_half);
        return;
    case BL_ELEMENT_QUESTION:
        add_question(out, element);
        return;
    case BL_ELEMENT_SIGNATURES:
        add_signatures(out, element);
        return;
    }
}

/* Several notes in a row are set in columns. @return how many were added */
static guint add_notes(HtmlPage *page, const GPtrArray *shown, guint first) {
    guint end = first;
    while (end < shown->len &&
           ((const BlElement *)g_ptr_array_index(shown, end))->kind == BL_ELEMENT_NOTE)
        end++;
    if (end - first < 2)
        return 0;
    g_string_append(page->out, "<div class=\"notes\">\n");
    for (guint i = first; i < end; i++)
        add_element(page, g_ptr_array_index(shown, i), FALSE);
    g_string_append(page->out, "</div>\n");
    return end - first;
}

/* Two half-width elements in a row stand side by side; one alone takes the whole width. */
static void add_elements(HtmlPage *page, const BlSection *section) {
    g_autoptr(GPtrArray) shown = g_ptr_array_new();
    for (guint i = 0; i < section->elements->len; i++)
        if (is_shown(page, g_ptr_array_index(section->elements, i)))
            g_ptr_array_add(shown, g_ptr_array_index(section->elements, i));
    for (guint i = 0; i < shown->len; i++) {
        const BlElement *element = g_ptr_array_index(shown, i);
        const BlElement *next = i + 1 < shown->len ? g_ptr_array_index(shown, i + 1) : NULL;
        guint notes = add_notes(page, shown, i);
        if (notes > 0) {
            i += notes - 1;
            continue;
        }
        if (!element->is_half || next == NULL || !next->is_half) {
            add_element(page, element, FALSE);
            continue;
        }
        g_string_append(page->out, "<div class=\"paire\"><div>\n");
        add_element(page, element, TRUE);
        g_string_append(page->out, "</div><div>\n");
        add_element(page, next, TRUE);
        g_string_append(page->out, "</div></div>\n");
        i++;
    }
}

static void note_pictured(HtmlPage *page) {
    for (guint s = 0; s < page->document->sections->len; s++) {
        const BlSection *section = g_ptr_array_index(page->document->sections, s);
        for (guint e = 0; e < section->elements->len; e++) {
            const BlElement *element = g_ptr_array_index(section->elements, e);
            if (element->chart != NULL && element->chart->table != NULL)
                g_hash_table_add(page->pictured, (gpointer)element->chart->table);
        }
    }
}

void html_sections(HtmlPage *page) {
    note_pictured(page);
    for (guint s = 0; s < page->document->sections->len; s++) {
        page->section = g_ptr_array_index(page->document->sections, s);
        g_string_append_printf(page->out,
                               "<section id=\"s%u\" aria-labelledby=\"s%u-t\"%s>\n"
                               "<h2 id=\"s%u-t\">",
                               s + 1, s + 1, page->section->starts_page ? " class=\"page\"" : "",
                               s + 1);
        html_escape(page->out, page->section->title);
        g_string_append(page->out, "</h2>\n");
        add_elements(page, page->section);
        g_string_append(page->out, "</section>\n");
    }
}
