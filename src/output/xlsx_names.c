/* Names that Excel accepts and tells apart. */
#include "xlsx_text.h"

#include <string.h>

#define SHEET_UNITS_MAX 31u
#define SHEET_BYTES_MAX 90u /* libxlsxwriter cuts « 'name'!Print_Titles » at 127 bytes, blindly */
#define HEADER_UNITS_MAX 255u
#define IDENTIFIER_MAX 100u /* libxlsxwriter refuses more than 128 with its suffixes */

GHashTable *bl_xlsx_names_new(void) {
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

/* TRUE when the name was free; it no longer is. */
static gboolean take(GHashTable *taken, const char *name) {
    return g_hash_table_add(taken, g_utf8_casefold(name, -1));
}

/* `base`, or the first free of « base (2) », « base (3) »… within `units`. */
static char *take_numbered(GHashTable *taken, const char *base, guint units) {
    if (take(taken, base))
        return g_strdup(base);
    for (guint n = 2;; n++) {
        g_autofree char *suffix = g_strdup_printf(" (%u)", n);
        g_autofree char *stem = bl_xlsx_text_line(base, units - (guint)strlen(suffix));
        char *name = g_strconcat(stem, suffix, NULL);
        if (take(taken, name))
            return name;
        g_free(name);
    }
}

/* What stands for a character that a sheet name may not hold, NULL when the character may stay.
 * « # » splits the internal links of libxlsxwriter; a straight apostrophe must be doubled in every
 * reference. */
static const char *sheet_substitute(gunichar c) {
    switch (c) {
    case '[':
        return "(";
    case ']':
        return ")";
    case ':':
    case '/':
    case '\\':
    case '#':
        return "-";
    case '*':
    case '?':
        return "";
    case '\'':
        return "’";
    case 0xA0:
    case 0x202F:
    case '\t':
    case '\n':
        return " ";
    default:
        return NULL;
    }
}

char *bl_xlsx_sheet_name(GHashTable *taken, const char *title) {
    g_autofree char *clean = bl_xlsx_text_clean(title != NULL ? title : "");
    GString *kept = g_string_new(NULL);
    for (const char *p = clean; *p != '\0' && kept->len < 4 * SHEET_BYTES_MAX;
         p = g_utf8_next_char(p)) {
        const char *substitute = sheet_substitute(g_utf8_get_char(p));
        if (substitute != NULL)
            g_string_append(kept, substitute);
        else
            g_string_append_unichar(kept, g_utf8_get_char(p));
    }
    guint units = SHEET_UNITS_MAX;
    g_autofree char *base = bl_xlsx_text_line(kept->str, units);
    while (strlen(base) > SHEET_BYTES_MAX) {
        g_free(base);
        base = bl_xlsx_text_line(kept->str, --units);
    }
    g_string_free(kept, TRUE);
    if (*base == '\0') {
        g_free(base);
        base = g_strdup("Feuille");
    }
    /* Excel keeps these two for its own, the second in its French edition */
    if (g_ascii_strcasecmp(base, "History") == 0 || g_ascii_strcasecmp(base, "Historique") == 0) {
        char *longer = g_strconcat(base, " -", NULL);
        g_free(base);
        base = longer;
    }
    return take_numbered(taken, base, units);
}

/* DE1, XFD1048576, R1C1, L1C1 (French), R, C: a name that reads as a cell is refused. */
static gboolean is_reference(const char *name) {
    gsize letters = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    const char *rest = name + letters;
    if (letters <= 3 && *rest != '\0' && strspn(rest, "0123456789") == strlen(rest))
        return TRUE;
    return letters == 1 && strchr("RrLlCc", *name) != NULL &&
           strspn(rest, "0123456789CcRr") == strlen(rest);
}

char *bl_xlsx_identifier(GHashTable *taken, const char *prefix, const char *text) {
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *split = g_utf8_normalize(valid, -1, G_NORMALIZE_ALL);
    GString *name = g_string_new(prefix);
    for (const char *p = split; *p != '\0' && name->len < IDENTIFIER_MAX; p = g_utf8_next_char(p)) {
        if (g_ascii_isalnum(*p))
            g_string_append_c(name, *p);
        else if (!g_unichar_ismark(g_utf8_get_char(p)))
            g_string_append_c(name, '_');
    }
    if (name->len == 0 || g_ascii_isdigit(*name->str) || is_reference(name->str))
        g_string_prepend_c(name, '_');
    gsize stem = name->len;
    for (guint n = 2; !take(taken, name->str); n++) {
        g_string_truncate(name, stem);
        g_string_append_printf(name, "_%u", n);
    }
    return g_string_free(name, FALSE);
}

char *bl_xlsx_header(GHashTable *taken, const char *title, const char *fallback) {
    g_autofree char *line = bl_xlsx_text_line(title != NULL ? title : "", HEADER_UNITS_MAX);
    return take_numbered(taken, *line != '\0' ? line : fallback, HEADER_UNITS_MAX);
}

char *bl_xlsx_page_text(const char *text, guint units) {
    g_autofree char *line = bl_xlsx_text_line(text, units);
    GString *out = g_string_new(NULL);
    for (const char *p = line; *p != '\0'; p++) {
        g_string_append_c(out, *p);
        if (*p == '&')
            g_string_append_c(out, '&');
        /* « &&G » and « &&[ » are taken for a picture by libxlsxwriter 1.1.4, which then frees the
         * text twice */
        if (*p == '&' && (p[1] == 'G' || p[1] == '['))
            g_string_append_c(out, ' ');
    }
    return g_string_free(out, FALSE);
}
