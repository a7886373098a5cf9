#include "xlsx_text.h"

#include <string.h>

#define TEXT_UNITS_MAX 32767u
#define ELLIPSIS "…"

static guint utf16_units(gunichar c) {
    return c > 0xFFFF ? 2 : 1;
}

/* `_x000D_` in a cell is read back as the character it names. */
static gboolean is_escape(const char *p) {
    return p[0] == '_' && p[1] == 'x' && g_ascii_isxdigit(p[2]) && g_ascii_isxdigit(p[3]) &&
           g_ascii_isxdigit(p[4]) && g_ascii_isxdigit(p[5]) && p[6] == '_';
}

static gboolean is_forbidden(gunichar c) {
    return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0) ||
           (c & 0xFFFE) == 0xFFFE;
}

gboolean bl_xlsx_text_is_safe(const char *text) {
    const guchar *p = (const guchar *)text;
    gboolean is_ascii = TRUE;
    for (; *p != '\0'; p++) {
        if (*p >= 0x7F)
            is_ascii = FALSE;
        else if ((*p < 0x20 && *p != '\t' && *p != '\n') ||
                 (*p == '_' && is_escape((const char *)p)))
            return FALSE;
    }
    gsize length = (gsize)(p - (const guchar *)text);
    if (length > TEXT_UNITS_MAX)
        return FALSE;
    if (is_ascii)
        return TRUE;
    if (!g_utf8_validate(text, (gssize)length, NULL))
        return FALSE;
    for (const char *q = text; *q != '\0'; q = g_utf8_next_char(q))
        if (is_forbidden(g_utf8_get_char(q)))
            return FALSE;
    return TRUE;
}

static char *clean_text(const char *text, gboolean escapes) {
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_sized_new(strlen(valid) + 8);
    guint units = 0;
    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\r') {
            if (p[1] == '\n')
                continue;
            c = '\n';
        }
        gboolean escaped = escapes && is_escape(p);
        guint size = escaped ? 7 : utf16_units(c);
        /* one unit is kept for the ellipsis, unless the rest fits */
        if (units + size >= TEXT_UNITS_MAX) {
            g_string_append(out, ELLIPSIS);
            break;
        }
        if (escaped)
            g_string_append(out, "_x005F_");
        else
            g_string_append_unichar(out, is_forbidden(c) ? 0xFFFD : c);
        units += size;
    }
    return g_string_free(out, FALSE);
}

char *bl_xlsx_text_clean(const char *text) {
    return clean_text(text, TRUE);
}

/* Cut in place at `max` UTF-16 units, between words when one is near, with an ellipsis. */
static void cut_line(GString *line, guint max) {
    guint units = 0;
    gsize cut = 0, word = 0;
    for (const char *p = line->str; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (units + 1 <= max)
            cut = (gsize)(p - line->str);
        if (c == ' ' && units + 1 <= max)
            word = (gsize)(p - line->str);
        units += utf16_units(c);
    }
    if (units <= max)
        return;
    if (word > cut - cut / 3)
        cut = word;
    g_string_truncate(line, cut);
    while (line->len > 0 && strchr(" -,", line->str[line->len - 1]) != NULL)
        g_string_truncate(line, line->len - 1);
    g_string_append(line, ELLIPSIS);
}

char *bl_xlsx_text_line(const char *text, guint units) {
    g_autofree char *clean = clean_text(text, FALSE);
    GString *out = g_string_new(NULL);
    for (const char *p = clean; *p != '\0'; p++)
        if (*p != ' ' && *p != '\n' && *p != '\t')
            g_string_append_c(out, *p);
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    if (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    cut_line(out, units);
    return g_string_free(out, FALSE);
}

char **bl_xlsx_text_runs(const char *text) {
    char **parts = g_strsplit(text, "**", -1);
    guint count = g_strv_length(parts);
    if (count < 2 || count % 2 == 1)
        return parts;
    char *rest = g_strconcat(parts[count - 2], "**", parts[count - 1], NULL);
    g_free(parts[count - 2]);
    g_free(parts[count - 1]);
    parts[count - 2] = rest;
    parts[count - 1] = NULL;
    return parts;
}

/* Calibri, in widths of its digits: near enough to choose a column width or count lines. */
static double char_width(gunichar c) {
    if (g_unichar_isdigit(c))
        return 1.0;
    if (c == 0x202F)
        return 0.4;
    if (c == ' ' || c == 0xA0)
        return 0.47;
    if (c < 0x80 && strchr("iljI.,;:'|!", (int)c) != NULL)
        return 0.5;
    if (c < 0x80 && strchr("ftr()[]-/", (int)c) != NULL)
        return 0.68;
    if (c < 0x80 && strchr("mwMW%@", (int)c) != NULL)
        return 1.6;
    return g_unichar_isupper(c) ? 1.2 : 1.02;
}

double bl_xlsx_text_width(const char *text) {
    double width = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        width += char_width(g_utf8_get_char(p));
    return width;
}

guint bl_xlsx_text_lines(const char *text, double width) {
    guint lines = 1;
    double line = 0, word = 0;
    for (const char *p = text;; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c != '\0' && c != '\n' && c != ' ') {
            word += char_width(c);
            continue;
        }
        if (line > 0 && line + word > width) {
            lines++;
            line = 0;
        }
        for (; word > width && width > 1; word -= width)
            lines++;
        line += word + char_width(' ');
        word = 0;
        if (c == '\0')
            return lines;
        if (c == '\n') {
            lines++;
            line = 0;
        }
    }
}

double bl_xlsx_text_longest_word(const char *text) {
    double longest = 0, word = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        word = c == ' ' || c == '\n' ? 0 : word + char_width(c);
        longest = MAX(longest, word);
    }
    return longest;
}
