#include "encoding.h"

#include <bilan/base/error.h>
#include <string.h>

/* Length of the valid multi-byte UTF-8 sequence at `p`, 0 when there is none. Overlong forms,
 * surrogates and code points above U+10FFFF are refused, as g_utf8_validate() does; that function
 * itself stops at the first fault and at a NUL, and here faults are counted. */
static guint sequence_length(const guchar *p, const guchar *end) {
    guchar low = 0x80, high = 0xBF;
    guint length;
    if (p[0] >= 0xC2 && p[0] <= 0xDF) {
        length = 2;
    } else if (p[0] >= 0xE0 && p[0] <= 0xEF) {
        length = 3;
        low = p[0] == 0xE0 ? 0xA0 : 0x80;
        high = p[0] == 0xED ? 0x9F : 0xBF;
    } else if (p[0] >= 0xF0 && p[0] <= 0xF4) {
        length = 4;
        low = p[0] == 0xF0 ? 0x90 : 0x80;
        high = p[0] == 0xF4 ? 0x8F : 0xBF;
    } else {
        return 0;
    }
    if ((gsize)(end - p) < length || p[1] < low || p[1] > high)
        return 0;
    for (guint i = 2; i < length; i++)
        if (p[i] < 0x80 || p[i] > 0xBF)
            return 0;
    return length;
}

/* Most of an extract is ASCII: eight bytes at a time. */
static const guchar *skip_ascii(const guchar *p, const guchar *end) {
    while (end - p >= 8) {
        guint64 word;
        memcpy(&word, p, sizeof word);
        if ((word & G_GUINT64_CONSTANT(0x8080808080808080)) != 0)
            break;
        p += 8;
    }
    while (p < end && *p < 0x80)
        p++;
    return p;
}

void bl_census_advance(BlCensus *census, const char *bytes, gsize length, gsize upto) {
    const guchar *start = (const guchar *)bytes, *end = start + length;
    const guchar *stop = start + MIN(upto, length), *p = start + census->offset;
    while (p < stop && (p = skip_ascii(p, stop)) < stop) {
        guint sequence = sequence_length(p, end);
        if (sequence > 0)
            census->valid++;
        else
            census->invalid++;
        p += MAX(sequence, 1);
    }
    census->offset = (gsize)(p - start);
}

BlCsvEncoding bl_census_encoding(const BlCensus *census, const char *bytes, gsize length) {
    if (census->invalid == 0)
        return BL_CSV_UTF8;
    gboolean has_bom = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    return has_bom || census->valid > census->invalid ? BL_CSV_UTF8_MIXED : BL_CSV_CP1252;
}

/* C1 controls are most often Windows-1252 read as Latin-1; U+FFFE and U+FFFF may not stand in the
 * XML of a workbook. */
static gboolean is_forbidden(const guchar *p, guint length) {
    if (length == 2)
        return p[0] == 0xC2 && p[1] < 0xA0;
    return length == 3 && p[0] == 0xEF && p[1] == 0xBF && p[2] >= 0xBE;
}

gboolean bl_encoding_is_text(const char *text, gsize length) {
    const guchar *p = (const guchar *)text, *end = p + length;
    while (p < end) {
        if (*p < 0x80) {
            if (*p == 0x7F || (*p < 0x20 && *p != '\t' && *p != '\n' && *p != '\r'))
                return FALSE;
            p++;
            continue;
        }
        guint sequence = sequence_length(p, end);
        if (sequence == 0 || is_forbidden(p, sequence))
            return FALSE;
        p += sequence;
    }
    return TRUE;
}

static const struct {
    const char *bytes;
    gsize length;
    const char *what;
} signatures[] = {
    {"PK\x03\x04", 4,
     "c’est un classeur ou une archive zip ; l’enregistrer au format CSV (séparateur « ; »)"},
    {"\xD0\xCF\x11\xE0", 4,
     "c’est un ancien classeur Excel ; l’enregistrer au format CSV (séparateur « ; »)"},
    {"\x1F\x8B", 2, "c’est une archive gzip ; la décompresser d’abord"},
    {"%PDF", 4, "c’est un PDF ; fournir l’extraction au format CSV (séparateur « ; »)"},
    {"{\\rtf", 5, "c’est un document RTF ; fournir l’extraction au format CSV (séparateur « ; »)"},
    {"\xFF\xFE", 2, "le fichier est en UTF-16 ; l’enregistrer en UTF-8 ou en Windows-1252"},
    {"\xFE\xFF", 2, "le fichier est en UTF-16 ; l’enregistrer en UTF-8 ou en Windows-1252"},
};

static gboolean refuse(GError **err, const char *name, const char *what) {
    g_set_error(err, BL_ERROR, BL_ERROR_INPUT, "%s : %s", name, what);
    return FALSE;
}

/* Only the first line is looked at: further down a control character costs its row, not the file.
 */
static gboolean check_first_line(const char *bytes, gsize length, const char *name, GError **err) {
    const char *newline = memchr(bytes, '\n', length);
    gsize first = newline != NULL ? (gsize)(newline - bytes) : length;
    if (memchr(bytes, '\0', first) != NULL)
        return refuse(err, name,
                      "ce n’est pas un fichier CSV (fichier binaire, ou texte en UTF-16) ; "
                      "l’enregistrer au format CSV en UTF-8 (séparateur « ; »)");
    const char *cr = memchr(bytes, '\r', first);
    if (cr != NULL && cr + 1 < bytes + first)
        return refuse(err, name,
                      "fins de ligne inconnues (retour chariot seul) ; enregistrer le fichier avec "
                      "des fins de ligne Windows ou Unix");
    for (gsize i = 0; i < first; i++)
        if (((guchar)bytes[i] < 0x20 && bytes[i] != '\t' && bytes[i] != '\r') || bytes[i] == 0x7F)
            return refuse(err, name,
                          "ce n’est pas un fichier CSV (caractères de contrôle dans l’en-tête)");
    return TRUE;
}

gboolean bl_encoding_check(const char *bytes, gsize length, const char *name, GError **err) {
    for (guint i = 0; i < G_N_ELEMENTS(signatures); i++)
        if (length >= signatures[i].length &&
            memcmp(bytes, signatures[i].bytes, signatures[i].length) == 0)
            return refuse(err, name, signatures[i].what);

    gsize blank = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (blank < length && (bytes[blank] == '\n' || bytes[blank] == '\r'))
        blank++;
    if (blank == length)
        return refuse(err, name,
                      "fichier vide ; il faut au moins la ligne d’en-tête (une extraction sans "
                      "ligne se fournit avec son en-tête seul)");
    return check_first_line(bytes + blank, length - blank, name, err);
}
