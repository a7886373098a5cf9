/* The tree as plain text: what the golden tests compare and the terminal shows. */
#include <bilan/output/output.h>
#include <string.h>

#define LINE_WIDTH 96 /* characters */

static void add_repeated(GString *out, const char *piece, glong count) {
    for (glong i = 0; i < count; i++)
        g_string_append(out, piece);
}

/* `**` in pairs is a mark for bold; alone, it was written to be seen. */
static char *without_marks(const char *text) {
    GString *out = g_string_new(NULL);
    gboolean open = FALSE;
    for (const char *p = text; *p != '\0'; p++) {
        if (strncmp(p, "**", 2) == 0 && (open || strstr(p + 2, "**") != NULL)) {
            open = !open;
            p++;
            continue;
        }
        g_string_append_c(out, *p);
    }
    return g_string_free(out, FALSE);
}

/* A paragraph in lines of LINE_WIDTH; the first begins with `first`, the others with as many
 * spaces. Only plain spaces break: figures hold no-break ones. */
static void add_paragraph(GString *out, const char *first, const char *text) {
    if (text == NULL || *text == '\0')
        return;
    g_autofree char *plain = without_marks(text);
    g_strdelimit(plain, "\t\r\n", ' ');
    g_auto(GStrv) words = g_strsplit(plain, " ", -1);
    glong indent = g_utf8_strlen(first, -1), used = indent;
    gboolean is_line_start = TRUE;
    g_string_append(out, first);
    for (guint i = 0; words[i] != NULL; i++) {
        glong length = g_utf8_strlen(words[i], -1);
        if (length == 0)
            continue;
        if (!is_line_start && used + 1 + length > LINE_WIDTH) {
            g_string_append_c(out, '\n');
            add_repeated(out, " ", indent);
            used = indent;
            is_line_start = TRUE;
        }
        g_string_append_printf(out, "%s%s", is_line_start ? "" : " ", words[i]);
        used += length + (is_line_start ? 0 : 1);
        is_line_start = FALSE;
    }
    g_string_append_c(out, '\n');
}

static void add_underlined(GString *out, const char *title, const char *rule) {
    if (title == NULL || *title == '\0')
        return;
    g_string_append_printf(out, "%s\n", title);
    add_repeated(out, rule, g_utf8_strlen(title, -1));
    g_string_append_c(out, '\n');
}

/* « – » for what does not belong in a column of figures; nothing in a column of words. */
static char *cell_text(const BlTable *table, guint row, guint column) {
    const BlCell *cell = bl_table_cell(table, row, column);
    if (cell->kind == BL_CELL_EMPTY && !bl_table_column(table, column)->is_text)
        return g_strdup("–");
    char *display = bl_cell_display(cell);
    return display != NULL ? g_strdelimit(display, "\t\r\n", ' ') : g_strdup("");
}

static glong *column_widths(const BlTable *table) {
    glong *widths = g_new0(glong, bl_table_width(table) + 1);
    for (guint c = 0; c < bl_table_width(table); c++) {
        widths[c] = g_utf8_strlen(bl_table_column(table, c)->title, -1);
        for (guint r = 0; r < bl_table_height(table); r++) {
            g_autofree char *text = cell_text(table, r, c);
            glong length = g_utf8_strlen(text, -1);
            widths[c] = MAX(widths[c], length);
        }
    }
    return widths;
}

static void add_cell(GString *out, const char *text, glong width, gboolean is_text,
                     gboolean is_last) {
    glong missing = width - g_utf8_strlen(text, -1);
    if (!is_text)
        add_repeated(out, " ", missing);
    g_string_append(out, text);
    if (is_text && !is_last)
        add_repeated(out, " ", missing);
    g_string_append(out, is_last ? "\n" : "  ");
}

static void add_rule(GString *out, const BlTable *table, const glong *widths) {
    g_string_append(out, "  ");
    for (guint c = 0; c < bl_table_width(table); c++) {
        add_repeated(out, "─", widths[c]);
        g_string_append(out, c + 1 < bl_table_width(table) ? "  " : "\n");
    }
}

static void add_table(GString *out, const BlTable *table) {
    guint columns = bl_table_width(table);
    if (table->title != NULL)
        g_string_append_printf(out, "%s%s\n", table->title,
                               table->hidden ? " (données du graphique)" : "");
    g_autofree glong *widths = column_widths(table);
    g_string_append(out, columns > 0 ? "  " : "");
    for (guint c = 0; c < columns; c++) {
        const BlColumn *column = bl_table_column(table, c);
        add_cell(out, column->title, widths[c], column->is_text, c + 1 == columns);
    }
    if (columns > 0)
        add_rule(out, table, widths);
    for (guint r = 0; r < bl_table_height(table) && columns > 0; r++) {
        BlRowKind kind = bl_table_row(table, r)->kind;
        if (kind == BL_ROW_TOTAL)
            add_rule(out, table, widths);
        g_string_append(out, kind == BL_ROW_ALERT ? "▲ " : "  ");
        for (guint c = 0; c < columns; c++) {
            g_autofree char *text = cell_text(table, r, c);
            add_cell(out, text, widths[c], bl_table_column(table, c)->is_text, c + 1 == columns);
        }
    }
    if (columns == 0 || bl_table_height(table) == 0)
        g_string_append(out, "  Aucune donnée pour ce tableau.\n");
    for (guint i = 0; i < table->notes->len; i++)
        add_paragraph(out, "  ", g_ptr_array_index(table->notes, i));
}

static void add_key_figures(GString *out, const BlElement *element) {
    static const char *const tones[] = {
        [BL_TONE_NEUTRAL] = "  ", [BL_TONE_GOOD] = "● ", [BL_TONE_ALERT] = "▲ "};
    glong label = 0, value = 0;
    for (guint i = 0; i < element->key_figures->len; i++) {
        const BlKeyFigure *figure = g_ptr_array_index(element->key_figures, i);
        g_autofree char *display = bl_cell_display(&figure->value);
        glong label_length = g_utf8_strlen(figure->label, -1);
        glong value_length = g_utf8_strlen(display, -1);
        label = MAX(label, label_length);
        value = MAX(value, MAX(value_length, 1));
    }
    for (guint i = 0; i < element->key_figures->len; i++) {
        const BlKeyFigure *figure = g_ptr_array_index(element->key_figures, i);
        g_autofree char *display = bl_cell_display(&figure->value);
        gboolean detailed = figure->detail != NULL && *figure->detail != '\0';
        g_string_append(out, tones[figure->tone]);
        add_cell(out, figure->label, label, TRUE, FALSE);
        add_cell(out, *display != '\0' ? display : "–", value, FALSE, !detailed);
        if (detailed)
            g_string_append_printf(out, "%s\n", figure->detail);
    }
}

static void add_chart(GString *out, const BlChart *chart) {
    g_string_append_printf(out, "[Graphique « %s »] %s\n", chart->name,
                           chart->title != NULL ? chart->title : "");
    add_paragraph(out, "  ", chart->subtitle);
    if (chart->objective.kind == BL_CELL_NUMBER) {
        g_autofree char *value = bl_cell_display(&chart->objective);
        g_string_append_printf(out, "  %s : %s\n",
                               chart->objective_label != NULL ? chart->objective_label : "objectif",
                               value);
    }
    add_paragraph(out, "  ", chart->alt);
    if (chart->table != NULL)
        g_string_append_printf(out, "  tableau « %s »\n", chart->table->name);
    add_paragraph(out, "  ", chart->source);
}

static void add_element(GString *out, const BlElement *element) {
    switch (element->kind) {
    case BL_ELEMENT_TEXT:
    case BL_ELEMENT_LEAD:
        add_paragraph(out, "", element->text);
        return;
    case BL_ELEMENT_NOTE:
        add_paragraph(out, "  ", element->text);
        return;
    case BL_ELEMENT_QUESTION:
        add_paragraph(out, "? ", element->text);
        add_paragraph(out, "  ", element->answer != NULL ? element->answer : "[à remplir]");
        return;
    case BL_ELEMENT_TABLE:
        add_table(out, element->table);
        return;
    case BL_ELEMENT_CHART:
        add_chart(out, element->chart);
        return;
    case BL_ELEMENT_KEY_FIGURES:
        add_paragraph(out, "", element->text);
        add_key_figures(out, element);
        return;
    case BL_ELEMENT_LIST:
    case BL_ELEMENT_SIGNATURES:
        add_paragraph(out, "", element->text);
        for (guint i = 0; i < element->texts->len; i++)
            add_paragraph(out, element->kind == BL_ELEMENT_LIST ? "• " : "[signature] ",
                          g_ptr_array_index(element->texts, i));
        return;
    }
}

static void add_foot(GString *out, const BlDocument *document) {
    g_autofree char *edition = bl_day_french(document->edition);
    g_string_append(out, "\n");
    add_repeated(out, "─", LINE_WIDTH);
    g_string_append(out, "\n");
    add_paragraph(out, "", document->confidentiality);
    add_paragraph(out, "", document->sources);
    g_string_append_printf(out, "Édité le %s\n", edition);
}

char *bl_output_text(const BlDocument *document) {
    GString *out = g_string_new(NULL);
    g_autofree char *cutoff = bl_day_french(document->cutoff);
    add_paragraph(out, "", document->kicker);
    add_underlined(out, document->title, "═");
    g_string_append_printf(out, "%s · niveau %s · arrêté au %s\n",
                           document->place != NULL ? document->place : "",
                           bl_level_name(document->level), cutoff);
    for (guint s = 0; s < document->sections->len; s++) {
        const BlSection *section = g_ptr_array_index(document->sections, s);
        g_string_append_c(out, '\n');
        add_underlined(out, section->title, "─");
        for (guint e = 0; e < section->elements->len; e++) {
            g_string_append(out, e > 0 ? "\n" : "");
            add_element(out, g_ptr_array_index(section->elements, e));
        }
    }
    add_foot(out, document);
    return g_string_free(out, FALSE);
}
