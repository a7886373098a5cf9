#include "value.h"

#include <bilan/base/calendar.h>
#include <bilan/base/number.h>
#include <bilan/base/text.h>
#include <string.h>

/* A code may become the name of a file, which systems bound at 255 bytes with its extension. */
#define CODE_MAX 100

/* Bytes that a cell of a workbook can hold for sure; a whole file in one unclosed quote is not a
 * value. */
#define TEXT_MAX 32767

typedef struct {
    const char *text;
    gsize length;
} Slice;

static gboolean is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static gboolean ends_with(Slice s, const char *suffix, gsize length) {
    return s.length >= length && memcmp(s.text + s.length - length, suffix, length) == 0;
}

static gboolean starts_with(Slice s, const char *prefix, gsize length) {
    return s.length >= length && memcmp(s.text, prefix, length) == 0;
}

/* ASCII spaces, and the no-break spaces that spreadsheets leave behind. */
static Slice trim(Slice s, gboolean high) {
    for (;;) {
        gsize cut = 0;
        if (s.length > 0 && is_space(s.text[0]))
            cut = 1;
        else if (high && starts_with(s, BL_NBSP, 2))
            cut = 2;
        else if (high && starts_with(s, BL_NNBSP, 3))
            cut = 3;
        if (cut == 0)
            break;
        s.text += cut;
        s.length -= cut;
    }
    for (;;) {
        gsize cut = 0;
        if (s.length > 0 && is_space(s.text[s.length - 1]))
            cut = 1;
        else if (high && ends_with(s, BL_NBSP, 2))
            cut = 2;
        else if (high && ends_with(s, BL_NNBSP, 3))
            cut = 3;
        if (cut == 0)
            return s;
        s.length -= cut;
    }
}

static gboolean is_word(Slice s, const char *word) {
    return strlen(word) == s.length && g_ascii_strncasecmp(s.text, word, s.length) == 0;
}

static BlReject set_text(BlImportValue *value, Slice s) {
    value->kind = BL_IMPORT_TEXT;
    value->text = s.text;
    value->length = s.length;
    return BL_REJECT_NONE;
}

static BlReject set_int(BlImportValue *value, gint64 integer) {
    value->kind = BL_IMPORT_INT;
    value->integer = integer;
    return BL_REJECT_NONE;
}

static BlReject read_code(Slice s, BlImportValue *value) {
    char name[CODE_MAX + 1];
    if (s.length > CODE_MAX)
        return BL_REJECT_CODE;
    memcpy(name, s.text, s.length);
    name[s.length] = '\0';
    return bl_text_is_safe_name(name) ? set_text(value, s) : BL_REJECT_CODE;
}

static BlReject read_date(Slice s, BlImportValue *value) {
    BlDay day;
    return bl_day_parse(s.text, s.length, &day) ? set_int(value, day) : BL_REJECT_DATE;
}

static BlReject read_year(Slice s, BlImportValue *value) {
    int year = 0;
    for (gsize i = 0; i < s.length; i++) {
        if (s.length != 4 || !g_ascii_isdigit(s.text[i]))
            return BL_REJECT_YEAR;
        year = year * 10 + (s.text[i] - '0');
    }
    if (year < BL_CALENDAR_FIRST_YEAR || year > BL_CALENDAR_LAST_YEAR)
        return BL_REJECT_YEAR;
    return set_int(value, year);
}

static BlReject read_number(Slice s, guint scale, BlReject malformed, BlReject negative,
                            BlImportValue *value) {
    gint64 number;
    if (!bl_number_parse(s.text, s.length, scale, &number))
        return malformed;
    return number < 0 ? negative : set_int(value, number);
}

static BlReject read_flag(Slice s, BlImportValue *value) {
    if (is_word(s, "1") || is_word(s, "oui") || is_word(s, "o"))
        return set_int(value, 1);
    if (is_word(s, "0") || is_word(s, "non") || is_word(s, "n"))
        return set_int(value, 0);
    return BL_REJECT_FLAG;
}

static BlReject read_list(const BlExtractColumn *column, Slice s, BlImportValue *value) {
    for (guint i = 0; i < column->values_count; i++)
        if (strlen(column->values[i]) == s.length &&
            memcmp(column->values[i], s.text, s.length) == 0)
            return set_text(value, s);
    return BL_REJECT_LIST;
}

static BlReject read_typed(const BlExtractColumn *column, Slice s, BlImportValue *value) {
    switch (column->type) {
    case BL_TYPE_TEXT:
        return set_text(value, s);
    case BL_TYPE_CODE:
        return read_code(s, value);
    case BL_TYPE_DATE:
        return read_date(s, value);
    case BL_TYPE_INTEGER:
        return read_number(s, 0, BL_REJECT_INTEGER, BL_REJECT_NEGATIVE_INTEGER, value);
    case BL_TYPE_YEAR:
        return read_year(s, value);
    case BL_TYPE_AMOUNT:
        return read_number(s, 2, BL_REJECT_AMOUNT, BL_REJECT_NEGATIVE_AMOUNT, value);
    case BL_TYPE_FLAG:
        return read_flag(s, value);
    case BL_TYPE_LIST:
        return read_list(column, s, value);
    }
    g_assert_not_reached();
}

BlReject bl_value_read(const BlExtractColumn *column, const BlCsvField *field,
                       BlImportValue *value) {
    value->kind = BL_IMPORT_NULL;
    if (field == NULL)
        return BL_REJECT_NONE; /* the header has every mandatory column */
    if ((field->flags & BL_CSV_INVALID) != 0)
        return BL_REJECT_CHARACTERS;
    Slice s = trim((Slice){field->text, field->length}, (field->flags & BL_CSV_HIGH) != 0);
    if (s.length == 0 || (column->absent != NULL && is_word(s, column->absent)))
        return column->required == BL_YES ? BL_REJECT_MISSING : BL_REJECT_NONE;
    return s.length > TEXT_MAX ? BL_REJECT_TOO_LONG : read_typed(column, s, value);
}

char *bl_reject_reason(BlReject reject, const BlExtractColumn *column, guint64 detail,
                       guint expected) {
    static const char *const texts[] = {
        [BL_REJECT_TEXT_AFTER_QUOTE] = "texte après le guillemet fermant",
        [BL_REJECT_STRAY_QUOTE] = "guillemet au milieu d’une valeur sans guillemets",
        [BL_REJECT_CHARACTERS] = "caractères invalides",
        [BL_REJECT_TOO_LONG] = "valeur trop longue (32 767 octets au plus)",
        [BL_REJECT_MISSING] = "valeur obligatoire absente",
        [BL_REJECT_DATE] = "date invalide (AAAA-MM-JJ ou JJ/MM/AAAA attendu)",
        [BL_REJECT_CODE] = "code invalide (lettres sans accent, chiffres, « . », « _ » et « - »)",
        [BL_REJECT_INTEGER] = "nombre entier invalide",
        [BL_REJECT_NEGATIVE_INTEGER] = "nombre négatif",
        [BL_REJECT_YEAR] = "année invalide (1900 à 2100 attendu)",
        [BL_REJECT_AMOUNT] = "montant invalide (1234, 1 234,56 ou 1234.56 attendu)",
        [BL_REJECT_NEGATIVE_AMOUNT] = "montant négatif",
        [BL_REJECT_FLAG] = "valeur invalide (1, 0, oui, non, O ou N attendu)",
    };
    if (reject == BL_REJECT_FIELD_COUNT)
        return g_strdup_printf("nombre de champs incorrect (%" G_GUINT64_FORMAT " au lieu de %u)",
                               detail, expected);
    if (reject == BL_REJECT_REFERENCE)
        return g_strdup_printf("référence inconnue (extraction « %s »)", column->reference);
    if (reject != BL_REJECT_LIST)
        return g_strdup(texts[reject]);
    GString *reason = g_string_new("valeur hors de la liste (");
    for (guint i = 0; i < column->values_count; i++)
        g_string_append_printf(reason, "%s%s", i > 0 ? ", " : "", column->values[i]);
    g_string_append_c(reason, ')');
    return g_string_free(reason, FALSE);
}
