/* Tables: header cells, machine values beside the printed ones, what the script needs to sort and
 * filter. Everything that only the script can make work is hidden until it has come. */
#include "html_private.h"

#include <math.h>

#define FILTER_FROM 9 /* rows: fewer are seen at once */
#define LONG_FROM 13  /* rows: the header stays in sight */
#define LONG_COLUMNS 7
#define GAUGE_MIN 1.1
#define GAUGE_MOST 2.0

typedef struct {
    HtmlPage *page;
    GString *out;
    const BlTable *table;
    const GArray *columns; /* of guint */
    HtmlTableUse use;
    guint id;
    guint body; /* rows before the totals that close the table */
    gboolean has_alert, has_gauge, is_sortable;
} Table;

static guint column_at(const Table *t, guint index) {
    return g_array_index(t->columns, guint, index);
}

/* A row that only names what follows. */
static gboolean is_group(const Table *t, guint row) {
    if (t->columns->len < 2 || bl_table_row(t->table, row)->kind != BL_ROW_BODY ||
        bl_table_cell(t->table, row, column_at(t, 0))->kind != BL_CELL_TEXT)
        return FALSE;
    for (guint i = 1; i < t->columns->len; i++)
        if (bl_table_cell(t->table, row, column_at(t, i))->kind != BL_CELL_EMPTY)
            return FALSE;
    return TRUE;
}

/* Rows under group names or around a subtotal have their meaning from their place: not sorted. */
static void survey(Table *t) {
    t->body = bl_table_height(t->table);
    while (t->body > 0 && bl_table_row(t->table, t->body - 1)->kind == BL_ROW_TOTAL)
        t->body--;
    t->is_sortable = t->body >= 2;
    for (guint r = 0; r < t->body; r++) {
        BlRowKind kind = bl_table_row(t->table, r)->kind;
        if (kind == BL_ROW_TOTAL || is_group(t, r))
            t->is_sortable = FALSE;
        t->has_alert = t->has_alert || kind == BL_ROW_ALERT;
    }
    for (guint i = 0; i < t->columns->len; i++)
        t->has_gauge = t->has_gauge || bl_table_column(t->table, column_at(t, i))->is_gauge;
}

void html_cell(GString *out, const BlCell *cell, gboolean is_text) {
    static const char *const meanings[] = {[BL_CELL_ABSENT] = "non disponible",
                                           [BL_CELL_SECRET] = "secret statistique",
                                           [BL_CELL_EMPTY] = "sans objet"};
    g_autofree char *display = bl_cell_display(cell);
    gboolean is_sign = cell->kind == BL_CELL_ABSENT || cell->kind == BL_CELL_SECRET ||
                       (cell->kind == BL_CELL_EMPTY && !is_text);
    if (is_sign)
        g_string_append_printf(out, "<abbr title=\"%s\">", meanings[cell->kind]);
    html_escape(out, cell->kind == BL_CELL_EMPTY && !is_text ? "–" : display);
    if (is_sign)
        g_string_append(out, "</abbr>");
}

/* « à venir » steps back, as the signs do. */
static void add_text(GString *out, const BlCell *cell, gboolean is_text) {
    g_string_append_printf(out, "<span class=\"valeur%s\">",
                           cell->kind == BL_CELL_PENDING ? " attente" : "");
    html_cell(out, cell, is_text);
    g_string_append(out, "</span>");
}

/* The machine number: what the script sorts by. */
static void add_value(GString *out, const BlCell *cell) {
    if (cell->kind != BL_CELL_NUMBER)
        return;
    g_autofree char *value = bl_number_machine(cell->value, cell->unit);
    html_attribute(out, "data-value", value);
}

/* The whole of a column of gauges, as a fraction: all its bars are to one scale. */
static double gauge_scale(const Table *t, guint column) {
    double scale = GAUGE_MIN;
    for (guint r = 0; r < bl_table_height(t->table); r++) {
        double value = bl_cell_plot(bl_table_cell(t->table, r, column));
        if (isfinite(value))
            scale = MAX(scale, MIN(value, GAUGE_MOST));
    }
    return scale;
}

static void add_gauge(const Table *t, guint column, const BlCell *cell) {
    double value = bl_cell_plot(cell), scale = gauge_scale(t, column);
    if (!isfinite(value))
        return;
    int part = (int)(1000 * CLAMP(value / scale, 0, 1)), mark = (int)(1000 / scale);
    g_string_append_printf(
        t->out,
        "<svg class=\"jauge\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" "
        "aria-hidden=\"true\" focusable=\"false\"><rect class=\"piste\" width=\"1000\" "
        "y=\"1.5\" height=\"7\"/><rect class=\"part\" width=\"%d\" y=\"1.5\" height=\"7\"/>"
        "<path class=\"cent\" d=\"M%d 0V10\"/></svg>",
        part, mark);
}

static void add_cell(const Table *t, guint row, guint index) {
    GString *out = t->out;
    guint c = column_at(t, index);
    const BlColumn *column = bl_table_column(t->table, c);
    const BlCell *cell = bl_table_cell(t->table, row, c);
    gboolean is_name = index == 0 && column->is_text;
    g_string_append(out, is_name ? "<th scope=\"row\"" : "<td");
    if (!column->is_text)
        html_attribute(out, "class", column->is_gauge ? "nombre mesure" : "nombre");
    add_value(out, cell);
    g_string_append_c(out, '>');
    if (is_name && bl_table_row(t->table, row)->kind == BL_ROW_ALERT)
        g_string_append(out, "<span class=\"signe\" aria-hidden=\"true\">▲</span>"
                             "<span class=\"cache\">alerte : </span>");
    if (column->is_gauge)
        add_gauge(t, c, cell); /* before the figure, which stands under its title */
    add_text(out, cell, column->is_text);
    g_string_append(out, is_name ? "</th>" : "</td>");
}

static void add_row(const Table *t, guint row) {
    static const char *const classes[] = {
        [BL_ROW_BODY] = NULL, [BL_ROW_TOTAL] = "total", [BL_ROW_ALERT] = "alerte"};
    gboolean group = is_group(t, row);
    g_string_append(t->out, "<tr");
    html_attribute(t->out, "class", group ? "groupe" : classes[bl_table_row(t->table, row)->kind]);
    g_string_append_c(t->out, '>');
    if (group) {
        g_string_append_printf(t->out, "<th scope=\"colgroup\" colspan=\"%u\">", t->columns->len);
        html_cell(t->out, bl_table_cell(t->table, row, column_at(t, 0)), TRUE);
        g_string_append(t->out, "</th>");
    }
    for (guint i = 0; i < t->columns->len && !group; i++)
        add_cell(t, row, i);
    g_string_append(t->out, "</tr>\n");
}

static void add_rows(const Table *t, const char *tag, guint from, guint to) {
    if (from >= to)
        return;
    g_string_append_printf(t->out, "<%s>\n", tag);
    for (guint r = from; r < to; r++)
        add_row(t, r);
    g_string_append_printf(t->out, "</%s>\n", tag);
}

static void add_head(const Table *t) {
    g_string_append(t->out, "<thead><tr>");
    for (guint i = 0; i < t->columns->len; i++) {
        const BlColumn *column = bl_table_column(t->table, column_at(t, i));
        g_string_append(t->out, "<th scope=\"col\"");
        html_attribute(t->out, "class", column->is_text ? NULL : "nombre");
        g_string_append_c(t->out, '>');
        html_escape(t->out, column->title);
        g_string_append(t->out, "</th>");
    }
    g_string_append(t->out, "</tr></thead>\n");
}

/* Its own title, or the section's with what a row is. @return the caller's */
static char *caption_of(const Table *t) {
    if (t->table->title != NULL && *t->table->title != '\0')
        return g_strdup(t->table->title);
    const char *first = bl_table_column(t->table, column_at(t, 0))->title;
    return g_strdup_printf("%s (%s)", t->page->section->title, first != NULL ? first : "");
}

/* « Mission locale » → « missions locales »; « Mois » stays. @return the caller's */
static char *plural_of(const char *singular) {
    GString *out = g_string_new(NULL);
    g_auto(GStrv) words = g_strsplit(singular, " ", -1);
    for (guint i = 0; words[i] != NULL; i++) {
        gsize length = strlen(words[i]);
        gboolean takes_s = length > 0 && strchr("sxz", words[i][length - 1]) == NULL;
        g_string_append_printf(out, "%s%s%s", i > 0 ? " " : "", words[i], takes_s ? "s" : "");
    }
    return g_string_free(out, FALSE);
}

/* Rows about territories are named after their column, others are lines. */
static void add_filter(const Table *t) {
    if (t->use != HTML_TABLE_PLAIN || !t->is_sortable || t->body < FILTER_FROM)
        return;
    const char *title = bl_table_column(t->table, column_at(t, 0))->title;
    gboolean named = title != NULL && bl_table_row(t->table, 0)->code != NULL;
    g_autofree char *one = named ? g_utf8_strdown(title, -1) : g_strdup("ligne");
    g_autofree char *many = plural_of(one);
    g_string_append_printf(
        t->out, "<p class=\"filtre\" hidden=\"hidden\"><label for=\"f%u\">Filtrer les ", t->id);
    html_escape(t->out, many);
    g_string_append_printf(t->out,
                           "</label> <input type=\"search\" id=\"f%u\" autocomplete=\"off\" "
                           "spellcheck=\"false\"/> <span class=\"compte\" role=\"status\" "
                           "aria-live=\"polite\"",
                           t->id);
    html_attribute(t->out, "data-un", one);
    html_attribute(t->out, "data-plusieurs", many);
    g_string_append(t->out, "></span></p>\n");
}

static void add_reading(const Table *t) {
    if (!t->has_alert && !t->has_gauge)
        return;
    g_string_append(t->out, "<p class=\"lecture\">");
    if (t->has_alert)
        g_string_append(t->out, "<span class=\"alerte\">▲ appelle une décision</span>");
    if (t->has_alert && t->has_gauge)
        g_string_append(t->out, "<span class=\"barres\"> · </span>");
    if (t->has_gauge)
        g_string_append(t->out,
                        "<span class=\"barres\">barres\u00a0: le trait marque 100\u202f%</span>");
    g_string_append(t->out, "</p>\n");
}

static void add_grid(const Table *t) {
    g_autofree char *caption = caption_of(t);
    gboolean is_long = t->body >= LONG_FROM && t->columns->len <= LONG_COLUMNS;
    g_string_append_printf(t->out, "<div class=\"defile%s\" role=\"region\" tabindex=\"0\"",
                           is_long ? " long" : "");
    g_autofree char *label = g_strconcat("Tableau\u00a0: ", caption, NULL);
    html_attribute(t->out, "aria-label", label);
    g_string_append_printf(t->out, ">\n<table id=\"t%u\"", t->id);
    html_attribute(t->out, "data-nom", t->table->name);
    html_attribute(t->out, "data-tri", t->is_sortable ? "oui" : NULL);
    g_string_append(t->out, ">\n<caption class=\"cache\">");
    html_escape(t->out, caption);
    g_string_append(t->out, "</caption>\n");
    add_head(t);
    add_rows(t, "tbody", 0, t->body);
    add_rows(t, "tfoot", t->body, bl_table_height(t->table));
    g_string_append(t->out, "</table>\n</div>\n");
}

void html_table(HtmlPage *page, const BlTable *table, const GArray *columns, HtmlTableUse use) {
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint c = 0; c < bl_table_width(table); c++)
        g_array_append_val(all, c);
    Table t = {.page = page, .out = page->out, .table = table, .use = use, .id = ++page->tables};
    t.columns = columns != NULL ? columns : all;
    survey(&t);
    gboolean is_plain = use == HTML_TABLE_PLAIN;
    g_string_append(t.out, "<div class=\"tableau\">\n");
    if (is_plain && g_strcmp0(table->title, page->section->title) != 0)
        html_element(t.out, "h3", NULL, table->title);
    if (t.columns->len == 0 || bl_table_height(table) == 0) {
        html_element(t.out, "p", "note", "Aucune donnée pour ce tableau.");
    } else {
        add_filter(&t);
        add_grid(&t);
        add_reading(&t);
    }
    for (guint i = 0; i < table->notes->len; i++)
        html_element(t.out, "p", "note", g_ptr_array_index(table->notes, i));
    g_string_append(t.out, "</div>\n");
}
