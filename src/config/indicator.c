#include "schema.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <bilan/config/indicator.h>
#include <bilan/config/sqltemplate.h>
#include <string.h>

struct BlIndicators {
    GPtrArray *all; /* of BlIndicator*, by code */
};

static const cyaml_strval_t period_names[] = {
    {"annee", BL_PERIOD_YEAR}, {"trimestre", BL_PERIOD_QUARTER}, {"mois", BL_PERIOD_MONTH}};
static const cyaml_strval_t unit_names[] = {{"nombre", BL_UNIT_COUNT},
                                            {"jours", BL_UNIT_DAYS},
                                            {"euros", BL_UNIT_EURO},
                                            {"taux", BL_UNIT_RATE}};
static const cyaml_strval_t disclosure_names[] = {{"comptage", BL_DISCLOSURE_COUNT},
                                                  {"convention", BL_DISCLOSURE_CONVENTION}};
static const cyaml_strval_t param_names[] = {
    {"date", BL_PARAM_DATE}, {"entier", BL_PARAM_INTEGER}, {"texte", BL_PARAM_TEXT}};

static const cyaml_schema_value_t period_entry = {
    CYAML_VALUE_ENUM(CYAML_FLAG_STRICT, BlPeriodKind, period_names, CYAML_ARRAY_LEN(period_names))};

static const cyaml_schema_field_t measure_fields[] = {
    STRING("nom", BlMeasure, name),
    STRING("libelle", BlMeasure, label),
    ENUM("unite", BlMeasure, unit, unit_names),
    YES_NO("totaux", BlMeasure, zero_totals),
    LIST("periodes", BlMeasure, periods, &period_entry),
    CYAML_FIELD_END};
static const cyaml_schema_value_t measure_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, BlMeasure, measure_fields)};

static const cyaml_schema_field_t param_fields[] = {
    STRING("nom", BlParamDeclaration, name), ENUM("type", BlParamDeclaration, type, param_names),
    CYAML_FIELD_END};
static const cyaml_schema_value_t param_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, BlParamDeclaration, param_fields)};

static const cyaml_schema_field_t constant_fields[] = {
    STRING("nom", BlConstant, name), STRING("valeur", BlConstant, value), CYAML_FIELD_END};
static const cyaml_schema_value_t constant_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, BlConstant, constant_fields)};

static const cyaml_schema_field_t header_fields[] = {
    STRING("code", BlIndicatorHeader, code),
    STRING_OPTIONAL("alias", BlIndicatorHeader, alias),
    STRING("libelle", BlIndicatorHeader, label),
    STRING("definition", BlIndicatorHeader, definition),
    STRING("decision", BlIndicatorHeader, ruling),
    STRING("article", BlIndicatorHeader, article),
    CYAML_FIELD_UINT("version", CYAML_FLAG_DEFAULT, BlIndicatorHeader, version),
    STRING_OPTIONAL("valable_du", BlIndicatorHeader, valid_from),
    STRING_OPTIONAL("valable_au", BlIndicatorHeader, valid_to),
    ENUM("diffusion", BlIndicatorHeader, disclosure, disclosure_names),
    LIST("periodes", BlIndicatorHeader, periods, &period_entry),
    LIST("axes", BlIndicatorHeader, axes, &bl_yaml_text_entry),
    LIST("mesures", BlIndicatorHeader, measures, &measure_schema),
    LIST("parametres", BlIndicatorHeader, parameters, &param_schema),
    LIST("extraits", BlIndicatorHeader, needed, &bl_yaml_text_entry),
    LIST("extraits_utiles", BlIndicatorHeader, useful, &bl_yaml_text_entry),
    STRING_OPTIONAL("requete", BlIndicatorHeader, query),
    LIST("constantes", BlIndicatorHeader, constants, &constant_schema),
    CYAML_FIELD_END};
static const cyaml_schema_value_t header_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, BlIndicatorHeader, header_fields)};

static void indicator_free(gpointer data) {
    BlIndicator *indicator = data;
    if (indicator->header != NULL)
        bl_yaml_free(&header_schema, indicator->header);
    g_free(indicator->path);
    g_free(indicator->sql_path);
    g_free(indicator->sql);
    g_free(indicator);
}

void bl_indicators_free(BlIndicators *indicators) {
    if (indicators == NULL)
        return;
    g_ptr_array_unref(indicators->all);
    g_free(indicators);
}

/* The header stands between its two marks at the top of the file; in the SQL it becomes empty
 * lines. */
static gboolean split_file(BlIndicator *indicator, char *text, char **yaml, GError **err) {
    char *start = g_str_has_prefix(text, "/*---\n") ? text + strlen("/*---\n") : NULL;
    char *end = start != NULL ? strstr(start, "\n---*/") : NULL;
    if (end == NULL) {
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG,
                    "%s:1 : en-tête YAML attendu entre « /*--- » et « ---*/ »", indicator->path);
        return FALSE;
    }
    *yaml = g_strndup(start, (gsize)(end + 1 - start));
    char *after = end + strlen("\n---*/");
    for (char *p = text; p < after; p++)
        if (*p != '\n')
            *p = ' ';
    indicator->sql = g_strdup(text);
    return TRUE;
}

static gboolean is_known_parameter(const BlIndicatorHeader *header, const char *name) {
    for (guint i = 0; i < header->parameters_count; i++)
        if (strcmp(header->parameters[i].name, name) == 0)
            return TRUE;
    for (guint i = 0; i < header->constants_count; i++)
        if (strcmp(header->constants[i].name, name) == 0)
            return TRUE;
    return FALSE;
}

static gboolean check_parameters(const BlIndicator *indicator, GError **err) {
    g_autoptr(GPtrArray) used = bl_sql_parameters(indicator->sql);
    for (guint i = 0; i < used->len; i++) {
        const BlSqlParameter *parameter = g_ptr_array_index(used, i);
        if (!is_known_parameter(indicator->header, parameter->name)) {
            g_set_error(err, BL_ERROR, BL_ERROR_CONFIG,
                        "%s:%u : paramètre « :%s » non déclaré dans l’en-tête de %s",
                        indicator->sql_path, parameter->line, parameter->name, indicator->path);
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean load_into(BlIndicator *indicator, const char *folder, GError **err) {
    g_autofree char *text = bl_file_read(indicator->path, NULL, err);
    g_autofree char *yaml = NULL;
    if (text == NULL || !split_file(indicator, text, &yaml, err))
        return FALSE;
    indicator->header = bl_yaml_load(indicator->path, yaml, &header_schema, err);
    if (indicator->header == NULL)
        return FALSE;
    indicator->sql_path = g_strdup(indicator->path);
    if (indicator->header->query != NULL) {
        g_free(indicator->sql_path);
        g_free(indicator->sql);
        indicator->sql_path = g_build_filename(folder, indicator->header->query, NULL);
        indicator->sql = bl_file_read(indicator->sql_path, NULL, err);
        if (indicator->sql == NULL)
            return FALSE;
    }
    return check_parameters(indicator, err);
}

static int by_code(gconstpointer a, gconstpointer b) {
    const BlIndicator *x = *(BlIndicator *const *)a, *y = *(BlIndicator *const *)b;
    return strcmp(x->header->code, y->header->code);
}

BlIndicators *bl_indicators_load(const char *folder, GError **err) {
    g_autoptr(GPtrArray) names = bl_folder_list(folder, ".sql", err);
    if (names == NULL)
        return NULL;
    g_autoptr(BlIndicators) indicators = g_new0(BlIndicators, 1);
    indicators->all = g_ptr_array_new_with_free_func(indicator_free);
    for (guint i = 0; i < names->len; i++) {
        BlIndicator *indicator = g_new0(BlIndicator, 1);
        g_ptr_array_add(indicators->all, indicator);
        indicator->path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        if (!load_into(indicator, folder, err))
            return NULL;
    }
    g_ptr_array_sort(indicators->all, by_code);
    for (guint i = 1; i < indicators->all->len; i++) {
        const BlIndicator *before = bl_indicators_at(indicators, i - 1),
                          *it = bl_indicators_at(indicators, i);
        if (strcmp(before->header->code, it->header->code) == 0) {
            g_set_error(err, BL_ERROR, BL_ERROR_CONFIG, "%s : le code %s est déjà celui de %s",
                        it->path, it->header->code, before->path);
            return NULL;
        }
    }
    return g_steal_pointer(&indicators);
}

guint bl_indicators_count(const BlIndicators *indicators) {
    return indicators->all->len;
}

const BlIndicator *bl_indicators_at(const BlIndicators *indicators, guint index) {
    return g_ptr_array_index(indicators->all, index);
}

const BlIndicator *bl_indicators_find(const BlIndicators *indicators, const char *code) {
    for (guint i = 0; i < indicators->all->len; i++)
        if (g_ascii_strcasecmp(bl_indicators_at(indicators, i)->header->code, code) == 0)
            return bl_indicators_at(indicators, i);
    return NULL;
}

const BlMeasure *bl_indicator_measure(const BlIndicator *indicator, const char *name) {
    for (guint i = 0; i < indicator->header->measures_count; i++)
        if (strcmp(indicator->header->measures[i].name, name) == 0)
            return &indicator->header->measures[i];
    return NULL;
}
