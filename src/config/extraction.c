#include "schema.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <bilan/config/extraction.h>
#include <string.h>

struct BlExtracts {
    GPtrArray *all; /* of BlExtract*, in order */
};

static const cyaml_strval_t types[] = {
    {"texte", BL_TYPE_TEXT},     {"code", BL_TYPE_CODE},  {"date", BL_TYPE_DATE},
    {"entier", BL_TYPE_INTEGER}, {"annee", BL_TYPE_YEAR}, {"montant", BL_TYPE_AMOUNT},
    {"drapeau", BL_TYPE_FLAG},   {"liste", BL_TYPE_LIST},
};

static const cyaml_schema_field_t column_fields[] = {
    STRING("nom", BlExtractColumn, name),
    CYAML_FIELD_ENUM("type", CYAML_FLAG_STRICT, BlExtractColumn, type, types,
                     CYAML_ARRAY_LEN(types)),
    YES_NO("obligatoire", BlExtractColumn, required),
    YES_NO("cle", BlExtractColumn, key),
    STRING_OPTIONAL("reference", BlExtractColumn, reference),
    LIST("valeurs", BlExtractColumn, values, &bl_yaml_text_entry),
    STRING_OPTIONAL("inconnu", BlExtractColumn, absent),
    CYAML_FIELD_END};
static const cyaml_schema_value_t column_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, BlExtractColumn, column_fields)};

static const cyaml_schema_field_t check_fields[] = {
    STRING("condition", BlRowCheck, condition), STRING("colonne", BlRowCheck, column),
    STRING("motif", BlRowCheck, reason), CYAML_FIELD_END};
static const cyaml_schema_value_t check_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, BlRowCheck, check_fields)};

static const cyaml_schema_field_t extract_fields[] = {
    STRING("nom", BlExtract, name),
    STRING("libelle", BlExtract, label),
    STRING("source", BlExtract, source),
    CYAML_FIELD_UINT("ordre", CYAML_FLAG_DEFAULT, BlExtract, order),
    YES_NO("indispensable", BlExtract, required),
    YES_NO("faits_derives", BlExtract, derived),
    STRING_OPTIONAL("personnes", BlExtract, affected),
    LIST("colonnes", BlExtract, columns, &column_schema),
    LIST("controles", BlExtract, checks, &check_schema),
    LIST("index", BlExtract, indexes, &bl_yaml_text_entry),
    CYAML_FIELD_END};
static const cyaml_schema_value_t extract_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, BlExtract, extract_fields)};

static void extract_free(gpointer data) {
    bl_yaml_free(&extract_schema, data);
}

void bl_extracts_free(BlExtracts *extracts) {
    if (extracts == NULL)
        return;
    g_ptr_array_unref(extracts->all);
    g_free(extracts);
}

static int by_order(gconstpointer a, gconstpointer b) {
    const BlExtract *x = *(BlExtract *const *)a, *y = *(BlExtract *const *)b;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return strcmp(x->name, y->name);
}

/* A name becomes a table or column name: it is checked here, once, and may then stand in generated
 * SQL. */
static gboolean is_identifier(const char *name) {
    if (name == NULL || !g_ascii_islower(name[0]))
        return FALSE;
    for (const char *p = name; *p != '\0'; p++)
        if (!g_ascii_islower(*p) && !g_ascii_isdigit(*p) && *p != '_')
            return FALSE;
    return TRUE;
}

static gboolean check_extract(const BlExtract *extract, const char *path, GError **err) {
    gboolean has_key = FALSE;
    const char *wrong = is_identifier(extract->name) ? NULL : extract->name;
    for (guint i = 0; i < extract->columns_count; i++) {
        if (!is_identifier(extract->columns[i].name))
            wrong = extract->columns[i].name;
        has_key = has_key || extract->columns[i].key == BL_YES;
    }
    if (wrong != NULL)
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG,
                    "%s : nom « %s » : attendu des minuscules sans accent, chiffres et « _ »", path,
                    wrong);
    else if (!has_key)
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG,
                    "%s : aucune colonne n’est marquée « cle: oui »", path);
    return wrong == NULL && has_key;
}

static gboolean check_references(const BlExtracts *extracts, const char *folder, GError **err) {
    for (guint e = 0; e < extracts->all->len; e++) {
        const BlExtract *extract = bl_extracts_at(extracts, e);
        for (guint c = 0; c < extract->columns_count; c++) {
            const char *name = extract->columns[c].reference;
            const BlExtract *target = name != NULL ? bl_extracts_find(extracts, name) : NULL;
            if (name != NULL && (target == NULL || target->order >= extract->order)) {
                g_set_error(
                    err, BL_ERROR, BL_ERROR_CONFIG,
                    "%s : l’extraction « %s » renvoie à « %s », inconnue ou d’ordre supérieur",
                    folder, extract->name, name);
                return FALSE;
            }
        }
    }
    return TRUE;
}

BlExtracts *bl_extracts_load(const char *folder, GError **err) {
    g_autoptr(GPtrArray) names = bl_folder_list(folder, ".yaml", err);
    if (names == NULL)
        return NULL;
    g_autoptr(BlExtracts) extracts = g_new0(BlExtracts, 1);
    extracts->all = g_ptr_array_new_with_free_func(extract_free);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        BlExtract *extract = bl_yaml_load(path, NULL, &extract_schema, err);
        if (extract == NULL)
            return NULL;
        g_ptr_array_add(extracts->all, extract);
        if (!check_extract(extract, path, err))
            return NULL;
    }
    g_ptr_array_sort(extracts->all, by_order);
    if (!check_references(extracts, folder, err))
        return NULL;
    return g_steal_pointer(&extracts);
}

guint bl_extracts_count(const BlExtracts *extracts) {
    return extracts->all->len;
}

const BlExtract *bl_extracts_at(const BlExtracts *extracts, guint index) {
    return g_ptr_array_index(extracts->all, index);
}

const BlExtract *bl_extracts_find(const BlExtracts *extracts, const char *name) {
    for (guint i = 0; i < extracts->all->len; i++)
        if (strcmp(bl_extracts_at(extracts, i)->name, name) == 0)
            return bl_extracts_at(extracts, i);
    return NULL;
}

const BlExtract *bl_extracts_match_file(const BlExtracts *extracts, const char *path) {
    g_autofree char *base = g_path_get_basename(path);
    g_autofree char *name = g_ascii_strdown(base, -1);
    const BlExtract *best = NULL;
    for (guint i = 0; i < extracts->all->len; i++) {
        const BlExtract *extract = bl_extracts_at(extracts, i);
        gsize length = strlen(extract->name);
        gboolean fits =
            strncmp(name, extract->name, length) == 0 && strchr("._-", name[length]) != NULL;
        if (fits && (best == NULL || length > strlen(best->name)))
            best = extract;
    }
    return best;
}

int bl_extract_column_index(const BlExtract *extract, const char *name) {
    for (guint i = 0; i < extract->columns_count; i++)
        if (strcmp(extract->columns[i].name, name) == 0)
            return (int)i;
    return -1;
}
