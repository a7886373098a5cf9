#include "header.h"

#include <bilan/base/error.h>
#include <bilan/base/text.h>
#include <string.h>

void bl_header_free(BlHeader *header) {
    if (header == NULL)
        return;
    g_free(header->field_of);
    g_free(header->column_of);
    g_free(header);
}

static void add_unknown(GString *unknown, const char *name) {
    g_autofree char *printable = bl_text_printable(name);
    if (unknown->len > 0)
        g_string_append(unknown, ", ");
    if (*printable == '\0')
        g_string_append(unknown, "(sans nom)");
    else
        g_string_append_printf(unknown, "« %s »", printable);
}

static gboolean place_field(BlHeader *header, guint field, const BlExtract *extract,
                            const BlCsvField *text, GString *unknown) {
    g_autofree char *name = g_strndup(text->text, text->length);
    g_autofree char *folded = bl_text_fold_name(name);
    int column = bl_extract_column_index(extract, folded);
    header->column_of[field] = column;
    if (column < 0) {
        add_unknown(unknown, name);
        return TRUE;
    }
    if (header->field_of[column] >= 0)
        return FALSE;
    header->field_of[column] = (int)field;
    return TRUE;
}

/* A header in one piece is most often a matter of separator: say so rather than « missing ». */
static const char *separator_hint(const BlCsvRecord *record) {
    if (record->count > 1)
        return "";
    if (memchr(record->fields[0].text, ',', record->fields[0].length) != NULL)
        return " ; le séparateur attendu est « ; », le fichier semble utiliser « , »";
    if (memchr(record->fields[0].text, '\t', record->fields[0].length) != NULL)
        return " ; le séparateur attendu est « ; », le fichier semble utiliser des tabulations";
    return "";
}

static gboolean check_mandatory(const BlHeader *header, const BlExtract *extract,
                                const BlCsvRecord *record, const char *path, GError **err) {
    g_autoptr(GString) missing = g_string_new(NULL);
    guint count = 0;
    for (guint c = 0; c < extract->columns_count; c++)
        if (extract->columns[c].required == BL_YES && header->field_of[c] < 0)
            g_string_append_printf(missing, "%s« %s »", count++ > 0 ? ", " : "",
                                   extract->columns[c].name);
    if (count == 0)
        return TRUE;
    g_set_error(err, BL_ERROR, BL_ERROR_INPUT,
                "%s:%" G_GUINT64_FORMAT " : l’en-tête n’a pas %s %s (extraction « %s »)%s", path,
                record->line, count > 1 ? "les colonnes obligatoires" : "la colonne obligatoire",
                missing->str, extract->name, separator_hint(record));
    return FALSE;
}

static gboolean check_record(const BlCsvRecord *record, const char *path, GError **err) {
    if (record->fault == BL_CSV_SOUND && record->count <= BL_CSV_MAX_FIELDS)
        return TRUE;
    g_set_error(err, BL_ERROR, BL_ERROR_INPUT, "%s:%" G_GUINT64_FORMAT " : en-tête illisible (%s)",
                path, record->line,
                record->fault != BL_CSV_SOUND ? "guillemet mal placé" : "trop de colonnes");
    return FALSE;
}

BlHeader *bl_header_read(const BlExtract *extract, const BlCsvRecord *record, const char *path,
                         char **notice, GError **err) {
    *notice = NULL;
    if (!check_record(record, path, err))
        return NULL;
    g_autoptr(BlHeader) header = g_new0(BlHeader, 1);
    header->fields = (guint)record->count;
    header->column_of = g_new(int, header->fields);
    header->field_of = g_new(int, extract->columns_count);
    for (guint c = 0; c < extract->columns_count; c++)
        header->field_of[c] = -1;

    g_autoptr(GString) unknown = g_string_new(NULL);
    for (guint f = 0; f < header->fields; f++)
        if (!place_field(header, f, extract, &record->fields[f], unknown)) {
            g_set_error(err, BL_ERROR, BL_ERROR_INPUT,
                        "%s:%" G_GUINT64_FORMAT " : la colonne « %s » figure deux fois dans "
                        "l’en-tête ; n’en garder qu’une",
                        path, record->line, extract->columns[header->column_of[f]].name);
            return NULL;
        }
    if (!check_mandatory(header, extract, record, path, err))
        return NULL;
    if (unknown->len > 0)
        *notice = g_strdup_printf("%s : colonnes inconnues, ignorées : %s", path, unknown->str);
    return g_steal_pointer(&header);
}
