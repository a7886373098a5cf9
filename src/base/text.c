#include <bilan/base/number.h>
#include <bilan/base/text.h>

#include <string.h>

/* Windows-1252, bytes 0x80 to 0x9F; 0 where the code page defines nothing. */
static const gunichar cp1252_high[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

char *bl_text_fold_name(const char *utf8) {
    g_autofree char *decomposed = g_utf8_normalize(utf8, -1, G_NORMALIZE_ALL);
    GString *out = g_string_new(NULL);
    for (const char *p = decomposed; p != NULL && *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_ismark(c))
            continue;
        if (g_unichar_isspace(c) || c == '-' || c == 0xFEFF)
            c = c == 0xFEFF ? ' ' : '_';
        g_string_append_unichar(out, c == ' ' ? '_' : g_unichar_tolower(c));
    }
    while (out->len > 0 && out->str[out->len - 1] == '_')
        g_string_truncate(out, out->len - 1);
    gsize leading = strspn(out->str, "_");
    g_string_erase(out, 0, (gssize)leading);
    return g_string_free(out, FALSE);
}

char *bl_text_printable(const char *utf8) {
    g_autofree char *valid = g_utf8_make_valid(utf8, -1);
    GString *out = g_string_new(NULL);
    guint count = 0;
    for (const char *p = valid; *p != '\0' && count < 80; p = g_utf8_next_char(p), count++) {
        gunichar c = g_utf8_get_char(p);
        g_string_append_unichar(out, g_unichar_iscntrl(c) ? 0xFFFD : c);
    }
    return g_string_free(out, FALSE);
}

gboolean bl_text_is_safe_name(const char *text) {
    if (text == NULL || *text == '\0' || *text == '-' || *text == '.')
        return FALSE;
    for (const char *p = text; *p != '\0'; p++)
        if (!g_ascii_isalnum(*p) && strchr("._-", *p) == NULL)
            return FALSE;
    return TRUE;
}

gboolean bl_text_is_clean(const char *utf8, gsize length) {
    const char *p = utf8, *end = utf8 + length;
    while (p < end) {
        guchar c = (guchar)*p;
        if ((c < 0x20 && c != '\t' && c != '\r' && c != '\n') || c == 0x7F)
            return FALSE;
        /* U+0080 to U+009F: C1 controls, most often Windows-1252 read as Latin-1 */
        if (c == 0xC2 && p + 1 < end && (guchar)p[1] < 0xA0)
            return FALSE;
        p++;
    }
    return TRUE;
}

char *bl_text_from_cp1252(const char *bytes, gsize length, gsize *out_length) {
    GString *out = g_string_sized_new(length + length / 8);
    for (gsize i = 0; i < length; i++) {
        guchar c = (guchar)bytes[i];
        if (c < 0x80)
            g_string_append_c(out, (char)c);
        else if (c < 0xA0)
            g_string_append_unichar(out, cp1252_high[c - 0x80] != 0 ? cp1252_high[c - 0x80] : c);
        else
            g_string_append_unichar(out, c);
    }
    *out_length = out->len;
    return g_string_free(out, FALSE);
}

static gboolean cp1252_byte(gunichar c, guchar *byte) {
    if (c < 0x80 || (c >= 0xA0 && c <= 0xFF)) {
        *byte = (guchar)c;
        return TRUE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(cp1252_high); i++)
        if (cp1252_high[i] == c) {
            *byte = (guchar)(0x80 + i);
            return TRUE;
        }
    return FALSE;
}

/* The nearest a Windows-1252 font has: typographic spaces, minus sign, then the base letter. */
static guchar cp1252_nearest(gunichar c) {
    guchar byte;
    if (c == 0x202F || c == 0x2009 || c == 0x2007)
        return 0xA0;
    if (c == 0x2212)
        return 0x96;
    gunichar decomposed[4];
    gsize count = g_unichar_fully_decompose(c, TRUE, decomposed, G_N_ELEMENTS(decomposed));
    return count > 1 && cp1252_byte(decomposed[0], &byte) ? byte : '?';
}

char *bl_text_to_cp1252(const char *utf8) {
    g_autofree char *composed = g_utf8_normalize(utf8, -1, G_NORMALIZE_NFC);
    GString *out = g_string_new(NULL);
    for (const char *p = composed; p != NULL && *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        guchar byte;
        if (!cp1252_byte(c, &byte))
            byte = cp1252_nearest(c);
        g_string_append_c(out, (char)byte);
    }
    return g_string_free(out, FALSE);
}

char *bl_text_no_break(const char *utf8) {
    if (utf8 == NULL)
        return NULL;
    GString *out = g_string_sized_new(strlen(utf8) + 16);
    for (const char *p = utf8; *p != '\0'; p++) {
        gboolean opens = out->len >= 2 && memcmp(out->str + out->len - 2, "«", 2) == 0;
        if (*p == ' ' && p[1] != '\0' && strchr(";!?%", p[1]) != NULL)
            g_string_append(out, BL_NNBSP);
        else if (*p == ' ' && (p[1] == ':' || g_str_has_prefix(p + 1, "»") || opens))
            g_string_append(out, BL_NBSP);
        else
            g_string_append_c(out, *p);
    }
    return g_string_free(out, FALSE);
}

void bl_text_append_csv(GString *line, const char *field, char separator) {
    gboolean formula = *field != '\0' && strchr("=+-@\t", *field) != NULL;
    const char special[] = {separator, '"', '\n', '\r', '\0'};
    gboolean quoted = strpbrk(field, special) != NULL;
    if (quoted)
        g_string_append_c(line, '"');
    if (formula)
        g_string_append_c(line, '\'');
    for (const char *p = field; *p != '\0'; p++) {
        if (*p == '"')
            g_string_append_c(line, '"');
        g_string_append_c(line, *p);
    }
    if (quoted)
        g_string_append_c(line, '"');
}
