#include "xlsx_verify.h"

#include <bilan/base/error.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *start;
    gsize length;
} TagName;

static gsize name_length(const char *p, const char *end) {
    const char *q = p;
    while (q < end && *q != ' ' && *q != '/' && *q != '>' && *q != '\n')
        q++;
    return (gsize)(q - p);
}

/* Take one tag, from after « < » to before « > ». @return FALSE when it closes another */
static gboolean take_tag(GArray *open, const char *p, const char *end) {
    TagName name = {.start = p + (*p == '/' ? 1 : 0)};
    name.length = name_length(name.start, end);
    if (name.length == 0)
        return FALSE;
    if (*p != '/') {
        if (end[-1] != '/')
            g_array_append_val(open, name);
        return TRUE;
    }
    if (open->len == 0)
        return FALSE;
    TagName last = g_array_index(open, TagName, open->len - 1);
    g_array_set_size(open, open->len - 1);
    return last.length == name.length && memcmp(last.start, name.start, name.length) == 0;
}

gboolean bl_xml_is_whole(const char *xml, gsize length) {
    if (!g_utf8_validate(xml, (gssize)length, NULL) || !g_str_has_prefix(xml, "<?xml "))
        return FALSE;
    const char *end = xml + length;
    const char *p = memchr(xml, '>', length);
    g_autoptr(GArray) open = g_array_sized_new(FALSE, FALSE, sizeof(TagName), 16);
    guint roots = 0;
    /* « < » and « > » are escaped in all text and attributes that libxlsxwriter writes */
    while (p != NULL && (p = memchr(p, '<', (gsize)(end - p))) != NULL) {
        const char *close = memchr(p, '>', (gsize)(end - p));
        if (close == NULL || (open->len == 0 && roots++ > 0) || !take_tag(open, p + 1, close))
            return FALSE;
        p = close;
    }
    while (end > xml && g_ascii_isspace(end[-1]))
        end--;
    return roots == 1 && open->len == 0 && end[-1] == '>';
}

guint64 bl_xlsx_number_sum(guint sheet, guint row, guint column, double number) {
    guint64 bits, place = ((guint64)sheet << 40) ^ ((guint64)row << 16) ^ column;
    if (number == 0)
        number = 0; /* « -0 » is written as 0 */
    memcpy(&bits, &number, sizeof bits);
    guint64 sum = (bits ^ (place + 1) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15)) *
                  G_GUINT64_CONSTANT(0xBF58476D1CE4E5B9);
    return sum ^ (sum >> 31);
}

/* « AB12 » → row 11, column 27. */
static void parse_reference(const char *p, guint *row, guint *column) {
    guint number = 0;
    for (; g_ascii_isupper(*p); p++)
        number = number * 26 + (guint)(*p - 'A') + 1;
    *column = number - 1;
    *row = (guint)strtoul(p, NULL, 10) - 1;
}

/* Sum of the numbers of a sheet: the cells without a type. */
static guint64 sheet_sum(const char *xml, guint sheet) {
    guint64 sum = 0;
    const char *p = strstr(xml, "<sheetData>");
    while (p != NULL && (p = strstr(p, "<c r=\"")) != NULL) {
        const char *reference = p + 6;
        const char *close = strchr(p, '>');
        if (close == NULL)
            break;
        p = close;
        /* blank: <c …/>; text: <c … t="s"> */
        if (close[-1] == '/' || (close[-1] == '"' && close[-5] == 't' && close[-4] == '='))
            continue;
        if (strncmp(close + 1, "<v>", 3) != 0)
            continue;
        guint row, column;
        parse_reference(reference, &row, &column);
        sum += bl_xlsx_number_sum(sheet, row, column, g_ascii_strtod(close + 4, NULL));
    }
    return sum;
}

gboolean bl_xlsx_verify(const char *path, guint64 sum, GError **err) {
    g_autoptr(BlZip) zip = bl_zip_open(path, err);
    if (zip == NULL)
        return FALSE;
    static const char folder[] = "xl/worksheets/sheet";
    guint64 found = 0;
    for (guint i = 0; i < bl_zip_count(zip); i++) {
        gsize length;
        g_autofree char *content = bl_zip_read(zip, i, &length, err);
        if (content == NULL)
            return FALSE;
        const char *name = bl_zip_name(zip, i);
        gboolean is_xml = g_str_has_suffix(name, ".xml") || g_str_has_suffix(name, ".rels");
        if (is_xml && !bl_xml_is_whole(content, length)) {
            g_set_error(err, BL_ERROR, BL_ERROR_OUTPUT, "classeur incomplet : %s", name);
            return FALSE;
        }
        if (g_str_has_prefix(name, folder))
            found += sheet_sum(content, (guint)strtoul(name + strlen(folder), NULL, 10) - 1);
    }
    if (found != sum) {
        g_set_error_literal(err, BL_ERROR, BL_ERROR_OUTPUT,
                            "classeur incomplet : des nombres relus diffèrent");
        return FALSE;
    }
    return TRUE;
}
