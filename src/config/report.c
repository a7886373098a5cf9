#include <bilan/config/report.h>

#include "schema.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <bilan/base/text.h>

static const cyaml_strval_t level_names[] = {
    {"national", BL_LEVEL_NATIONAL}, {"regional", BL_LEVEL_REGIONAL}, {"local", BL_LEVEL_LOCAL}};
static const cyaml_strval_t rows_names[] = {
    {"liste", BL_ROWS_LIST},           {"trimestres", BL_ROWS_QUARTERS},
    {"mois", BL_ROWS_MONTHS},          {"territoires", BL_ROWS_CHILDREN},
    {"modalites", BL_ROWS_MODALITIES}, {"enjeux", BL_ROWS_STAKES}};
static const cyaml_strval_t calculation_names[] = {{"valeur", BL_CALC_VALUE},
                                                   {"evolution", BL_CALC_TREND},
                                                   {"alerte", BL_CALC_ALERT},
                                                   {"part", BL_CALC_SHARE}};
static const cyaml_strval_t chart_names[] = {
    {"colonnes", BL_CHART_COLUMNS},    {"empilees", BL_CHART_STACKED}, {"barres", BL_CHART_BARS},
    {"parts", BL_CHART_SHARES},        {"lignes", BL_CHART_LINES},     {"points", BL_CHART_DOTS},
    {"multiples", BL_CHART_MULTIPLES}, {"carte", BL_CHART_MAP}};

static const cyaml_schema_value_t level_entry = {
    CYAML_VALUE_ENUM(CYAML_FLAG_STRICT, BlLevel, level_names, CYAML_ARRAY_LEN(level_names))};
static const cyaml_schema_value_t column_number = {CYAML_VALUE_UINT(CYAML_FLAG_DEFAULT, unsigned)};

static const cyaml_schema_field_t row_fields[] = {
    STRING("libelle", BlRowDefinition, label),
    STRING_OPTIONAL("chiffre", BlRowDefinition, reference),
    YES_NO("total", BlRowDefinition, is_total), CYAML_FIELD_END};
static const cyaml_schema_value_t row_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, BlRowDefinition, row_fields)};

static const cyaml_schema_field_t column_fields[] = {
    STRING("titre", BlColumnDefinition, title),
    STRING_OPTIONAL("chiffre", BlColumnDefinition, reference),
    STRING_OPTIONAL("periode", BlColumnDefinition, period),
    ENUM_OPTIONAL("calcul", BlColumnDefinition, calculation, calculation_names),
    YES_NO("jauge", BlColumnDefinition, gauge),
    CYAML_FIELD_END};
static const cyaml_schema_value_t column_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, BlColumnDefinition, column_fields)};

static const cyaml_schema_field_t table_fields[] = {
    STRING("nom", BlTableDefinition, name),
    STRING_OPTIONAL("titre", BlTableDefinition, title),
    ENUM("lignes", BlTableDefinition, rows, rows_names),
    STRING("entete", BlTableDefinition, heading),
    STRING_OPTIONAL("axe", BlTableDefinition, axis),
    STRING_OPTIONAL("chiffre", BlTableDefinition, reference),
    STRING_OPTIONAL("public", BlTableDefinition, audience),
    LIST("liste", BlTableDefinition, list, &row_schema),
    LIST("colonnes", BlTableDefinition, columns, &column_schema),
    LIST("notes", BlTableDefinition, notes, &bl_yaml_text_entry),
    YES_NO("cache", BlTableDefinition, hidden),
    YES_NO("alertes", BlTableDefinition, alerts),
    YES_NO("total", BlTableDefinition, total),
    UINT_OPTIONAL("tri", BlTableDefinition, sort),
    CYAML_FIELD_END};

static const cyaml_schema_field_t chart_fields[] = {
    STRING("nom", BlChartDefinition, name),
    STRING("titre", BlChartDefinition, title),
    STRING_OPTIONAL("sous_titre", BlChartDefinition, subtitle),
    ENUM("type", BlChartDefinition, kind, chart_names),
    STRING("tableau", BlChartDefinition, table),
    LIST("colonnes", BlChartDefinition, columns, &column_number),
    LIST("courbes", BlChartDefinition, lines, &column_number),
    STRING_OPTIONAL("fond", BlChartDefinition, map),
    STRING_OPTIONAL("objectif", BlChartDefinition, objective),
    STRING_OPTIONAL("objectif_libelle", BlChartDefinition, objective_label),
    CYAML_FIELD_END};

static const cyaml_schema_field_t key_figure_fields[] = {
    STRING("libelle", BlKeyFigureDefinition, label),
    STRING("chiffre", BlKeyFigureDefinition, reference),
    STRING_OPTIONAL("detail", BlKeyFigureDefinition, detail),
    YES_NO("alerte", BlKeyFigureDefinition, alert), CYAML_FIELD_END};
static const cyaml_schema_value_t key_figure_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, BlKeyFigureDefinition, key_figure_fields)};

static const cyaml_schema_field_t element_fields[] = {
    LIST("niveaux", BlElementDefinition, levels, &level_entry),
    YES_NO("moitie", BlElementDefinition, half),
    STRING_OPTIONAL("phrase", BlElementDefinition, lead),
    STRING_OPTIONAL("texte", BlElementDefinition, text),
    STRING_OPTIONAL("note", BlElementDefinition, note),
    STRING_OPTIONAL("titre", BlElementDefinition, list_title),
    LIST("liste", BlElementDefinition, list, &bl_yaml_text_entry),
    LIST("chiffres", BlElementDefinition, key_figures, &key_figure_schema),
    CYAML_FIELD_MAPPING_PTR("tableau", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                            BlElementDefinition, table, table_fields),
    CYAML_FIELD_MAPPING_PTR("graphique", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                            BlElementDefinition, chart, chart_fields),
    STRING_OPTIONAL("questions", BlElementDefinition, questions),
    LIST("signatures", BlElementDefinition, signatures, &bl_yaml_text_entry),
    CYAML_FIELD_END};
static const cyaml_schema_value_t element_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, BlElementDefinition, element_fields)};

static const cyaml_schema_field_t section_fields[] = {
    STRING("titre", BlSectionDefinition, title),
    LIST("niveaux", BlSectionDefinition, levels, &level_entry),
    YES_NO("page", BlSectionDefinition, page),
    LIST("elements", BlSectionDefinition, elements, &element_schema), CYAML_FIELD_END};
static const cyaml_schema_value_t section_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, BlSectionDefinition, section_fields)};

static const cyaml_schema_field_t report_fields[] = {
    STRING("code", BlReport, code),
    STRING("titre", BlReport, title),
    STRING("surtitre", BlReport, kicker),
    STRING("description", BlReport, description),
    LIST("niveaux", BlReport, levels, &level_entry),
    LIST("indicateurs", BlReport, indicators, &bl_yaml_text_entry),
    YES_NO("couverture", BlReport, cover),
    LIST("sections", BlReport, sections, &section_schema),
    CYAML_FIELD_END};
static const cyaml_schema_value_t report_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, BlReport, report_fields)};

static void report_free(gpointer data) {
    bl_yaml_free(&report_schema, data);
}

GPtrArray *bl_reports_load(const char *folder, GError **err) {
    g_autoptr(GPtrArray) names = bl_folder_list(folder, ".yaml", err);
    if (names == NULL)
        return NULL;
    g_autoptr(GPtrArray) reports = g_ptr_array_new_with_free_func(report_free);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        BlReport *report = bl_yaml_load(path, NULL, &report_schema, err);
        if (report == NULL)
            return NULL;
        g_ptr_array_add(reports, report);
        if (!bl_text_is_safe_name(report->code)) {
            g_set_error(err, BL_ERROR, BL_ERROR_CONFIG,
                        "%s : le code du rapport nomme des fichiers : lettres sans accent, "
                        "chiffres, « - », « _ »",
                        path);
            return NULL;
        }
    }
    return g_steal_pointer(&reports);
}

gboolean bl_levels_hold(const BlLevel *levels, unsigned count, BlLevel level) {
    for (unsigned i = 0; i < count; i++)
        if (levels[i] == level)
            return TRUE;
    return count == 0;
}

const char *bl_chart_definition_map(const BlChartDefinition *chart) {
    if (chart->kind != BL_CHART_MAP)
        return NULL;
    return chart->map != NULL ? chart->map : "regions";
}
