#include "pdf_text.h"

#include <bilan/base/text.h>
#include <string.h>

/* First what Windows-1252 lacks, then what French uses of it, for speed. */
static const struct {
    gunichar character;
    guchar byte;
} known[] = {
    {0x202F, PDF_BYTE_THIN},
    {0x2009, PDF_BYTE_THIN},
    {0x2265, PDF_BYTE_GREATER_EQUAL},
    {0x2264, PDF_BYTE_LESS_EQUAL},
    {0x2212, PDF_BYTE_MINUS},
    {0x2211, PDF_BYTE_SUM},
    {0x03A3, PDF_BYTE_SUM},
    {0x2019, 0x92},
    {0x2013, 0x96},
    {0x2014, 0x97},
    {0x2026, 0x85},
    {0x2022, 0x95},
    {0x20AC, 0x80},
    {0x0153, 0x9C},
    {0x0152, 0x8C},
};

static guchar known_byte(gunichar character) {
    if (character >= 0xA0 && character <= 0xFF)
        return (guchar)character;
    for (guint i = 0; i < G_N_ELEMENTS(known); i++)
        if (known[i].character == character)
            return known[i].byte;
    return 0;
}

static gboolean is_punctuation(char c) {
    return c == ';' || c == '!' || c == '?' || c == '%';
}

/* A line never begins with « ; », nor ends with « « »: their spaces become unbreakable. Control
 * characters but the line feed are spaces: a font has no glyph for them. */
static void bind_spaces(GString *out) {
    for (gsize i = 0; i < out->len; i++) {
        guchar c = (guchar)out->str[i];
        if ((c < 0x20 && c != '\n') || c == 0x7F)
            out->str[i] = ' ';
        if (out->str[i] != ' ')
            continue;
        guchar next = (guchar)out->str[i + 1], previous = i > 0 ? (guchar)out->str[i - 1] : 0;
        if (is_punctuation((char)next))
            out->str[i] = (char)PDF_BYTE_THIN;
        else if (next == ':' || next == 0xBB || next == 0x80 || previous == 0xAB)
            out->str[i] = (char)PDF_BYTE_NBSP;
    }
}

static gboolean is_dropped(gunichar c) {
    return c == 0xAD || c == 0xFEFF || (c >= 0x80 && c < 0xA0);
}

/* Append the bytes of a text whose characters are all known. @return FALSE: they are not */
static gboolean append_known(GString *out, const char *utf8) {
    for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        guchar byte = c < 0x80 ? (guchar)c : known_byte(c);
        if (is_dropped(c))
            continue;
        if (byte == 0)
            return FALSE;
        g_string_append_c(out, (char)byte);
    }
    return TRUE;
}

/* Other characters, accents apart from their letter: what base/text finds nearest. */
static void append_nearest(GString *out, const char *utf8) {
    g_autofree char *composed = g_utf8_normalize(utf8, -1, G_NORMALIZE_NFC);
    for (const char *p = composed; *p != '\0'; p = g_utf8_next_char(p)) {
        g_autofree char *one = g_strndup(p, (gsize)(g_utf8_next_char(p) - p));
        if (append_known(out, one))
            continue;
        g_autofree char *nearest = bl_text_to_cp1252(one);
        g_string_append(out, nearest);
    }
}

char *pdf_encode(const char *utf8) {
    g_autofree char *valid = g_utf8_validate(utf8, -1, NULL) ? NULL : g_utf8_make_valid(utf8, -1);
    const char *from = valid != NULL ? valid : utf8;
    GString *out = g_string_sized_new(strlen(from) + 1);
    if (!append_known(out, from)) {
        g_string_truncate(out, 0);
        append_nearest(out, from);
    }
    bind_spaces(out);
    return g_string_free(out, FALSE);
}

char *pdf_decode(const char *bytes) {
    GString *out = g_string_new(NULL);
    for (const char *p = bytes; *p != '\0'; p++) {
        guint extra = 0;
        while (extra < G_N_ELEMENTS(known) && known[extra].byte != (guchar)*p)
            extra++;
        if (extra < G_N_ELEMENTS(known)) {
            g_string_append_unichar(out, known[extra].character);
            continue;
        }
        gsize length;
        g_autofree char *one = bl_text_from_cp1252(p, 1, &length);
        g_string_append_len(out, one, (gssize)length);
    }
    return g_string_free(out, FALSE);
}

double pdf_text_width(const PdfMetrics *metrics, const char *bytes, gsize length, BlFont font,
                      double size) {
    double width = 0;
    for (gsize i = 0; i < length; i++)
        width += metrics->advance[font][(guchar)bytes[i]];
    return width * size;
}

/* « 5 déménagements », « art. 11 »: a paragraph does not part a small number from what it counts.
 * Not done in cells, whose columns would grow. */
static void bind_numbers(char *bytes) {
    for (gsize i = *bytes != '\0' ? 1 : 0; bytes[i] != '\0'; i++) {
        if (bytes[i] != ' ')
            continue;
        gsize digits = 0;
        while (digits < i && g_ascii_isdigit(bytes[i - 1 - digits]))
            digits++;
        gboolean is_small = digits >= 1 && digits <= 3 &&
                            (digits == i || strchr(" (*", bytes[i - 1 - digits]) != NULL);
        gboolean counts =
            is_small && (g_ascii_isalpha(bytes[i + 1]) || (guchar)bytes[i + 1] > 0xBF);
        gboolean numbered =
            g_ascii_isdigit(bytes[i + 1]) && (bytes[i - 1] == '.' || (guchar)bytes[i - 1] == 0xB0);
        if (counts || numbered)
            bytes[i] = (char)PDF_BYTE_NBSP;
    }
}

void pdf_rich_init(PdfRich *rich, const char *utf8, gboolean marked) {
    rich->bytes = pdf_encode(utf8 != NULL ? utf8 : "");
    rich->length = strlen(rich->bytes);
    rich->bold = g_new0(guint8, rich->length + 1);
    if (!marked)
        return;
    bind_numbers(rich->bytes);
    gsize kept = 0;
    guint8 bold = 0;
    for (gsize i = 0; i < rich->length; i++) {
        /* a mark that is never closed is shown as it was written */
        gboolean mark = strncmp(rich->bytes + i, "**", 2) == 0 &&
                        (bold != 0 || strstr(rich->bytes + i + 2, "**") != NULL);
        if (mark) {
            bold = !bold;
            i++;
            continue;
        }
        rich->bold[kept] = bold;
        rich->bytes[kept++] = rich->bytes[i];
    }
    rich->bytes[kept] = '\0';
    rich->length = kept;
}

void pdf_rich_dispose(PdfRich *rich) {
    g_clear_pointer(&rich->bytes, g_free);
    g_clear_pointer(&rich->bold, g_free);
}

static gboolean breaks_after(const char *bytes, gsize at, gsize length) {
    char c = bytes[at];
    return (c == '-' || c == '/' || c == '_') && at + 1 < length && bytes[at + 1] != ' ' &&
           at > 0 && bytes[at - 1] != ' ';
}

/* The end of the line that starts at `start`; *next is where the following one starts. */
static gsize line_end(const PdfMetrics *metrics, const PdfRich *rich, const PdfStyle *style,
                      double width, gsize start, gsize *next) {
    double used = 0, used_at_space = 0;
    gsize space = 0, hyphen = 0;
    for (gsize i = start; i < rich->length; i++) {
        guchar c = (guchar)rich->bytes[i];
        if (c == '\n') {
            *next = i + 1;
            return i;
        }
        if (c == ' ' && i > start) {
            space = i;
            used_at_space = used;
        }
        BlFont font = rich->bold[i] ? style->bold : style->font;
        used += metrics->advance[font][c] * style->size + style->tracking;
        /* a thousandth of a point: widths summed in another order still fit */
        if (used - style->tracking > width + 1e-3 && c != ' ') {
            gsize end = MAX(i, start + 1);
            if (space > start && (hyphen <= space || used_at_space > 0.6 * width))
                end = space;
            else if (hyphen > start)
                end = hyphen;
            *next = end;
            while (*next < rich->length && rich->bytes[*next] == ' ')
                (*next)++;
            return end;
        }
        if (breaks_after(rich->bytes, i, rich->length))
            hyphen = i + 1;
    }
    *next = rich->length;
    return rich->length;
}

void pdf_wrap(const PdfMetrics *metrics, const PdfRich *rich, const PdfStyle *style, double width,
              GArray *lines) {
    g_array_set_size(lines, 0);
    gsize start = 0;
    do {
        PdfLine line = {.start = start};
        line.end = line_end(metrics, rich, style, width, start, &start);
        while (line.end > line.start && rich->bytes[line.end - 1] == ' ')
            line.end--;
        for (gsize i = line.start; i < line.end; i++)
            line.width += metrics->advance[rich->bold[i] ? style->bold : style->font]
                                          [(guchar)rich->bytes[i]] *
                              style->size +
                          style->tracking;
        g_array_append_val(lines, line);
    } while (start < rich->length);
}

double pdf_longest_piece(const PdfMetrics *metrics, const char *bytes, BlFont font) {
    double longest = 0, piece = 0;
    gsize length = strlen(bytes);
    for (gsize i = 0; i < length; i++) {
        guchar c = (guchar)bytes[i];
        if (c == ' ' || c == '\n') {
            piece = 0;
            continue;
        }
        piece += metrics->advance[font][c];
        longest = MAX(longest, piece);
        if (breaks_after(bytes, i, length))
            piece = 0;
    }
    return longest;
}
