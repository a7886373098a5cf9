#include "schema.h"

#include <bilan/base/error.h>
#include <bilan/config/wording.h>
#include <string.h>

static const cyaml_schema_field_t settings_fields[] = {
    CYAML_FIELD_UINT("seuil_depassement_pour_mille", CYAML_FLAG_DEFAULT, BlSettings,
                     overrun_per_mille),
    CYAML_FIELD_UINT("seuil_sous_realisation_pour_mille", CYAML_FLAG_DEFAULT, BlSettings,
                     underrun_per_mille),
    CYAML_FIELD_UINT("delai_requete_secondes", CYAML_FLAG_DEFAULT, BlSettings, timeout_seconds),
    CYAML_FIELD_END};
static const cyaml_schema_value_t settings_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, BlSettings, settings_fields)};

gboolean bl_settings_load(const char *path, BlSettings *settings, GError **err) {
    BlSettings *read = bl_yaml_load(path, NULL, &settings_schema, err);
    if (read == NULL)
        return FALSE;
    *settings = *read;
    bl_yaml_free(&settings_schema, read);
    return TRUE;
}

typedef struct {
    char *regular, *semibold, *bold;
    char *accent, *alert, *good, *ink, *muted, *rule, *wash;
    char **series;
    unsigned series_count;
} ThemeFile;

static const cyaml_schema_field_t theme_fields[] = {
    STRING("police", ThemeFile, regular),
    STRING("police_demi_grasse", ThemeFile, semibold),
    STRING("police_grasse", ThemeFile, bold),
    STRING("accent", ThemeFile, accent),
    STRING("alerte", ThemeFile, alert),
    STRING("favorable", ThemeFile, good),
    STRING("encre", ThemeFile, ink),
    STRING("discret", ThemeFile, muted),
    STRING("filet", ThemeFile, rule),
    STRING("fond", ThemeFile, wash),
    LIST("series", ThemeFile, series, &bl_yaml_text_entry),
    CYAML_FIELD_END};
static const cyaml_schema_value_t theme_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, ThemeFile, theme_fields)};

static gboolean parse_color(const char *path, const char *text, BlColor *color, GError **err) {
    gsize digits = strspn(text, "0123456789abcdefABCDEF");
    if (digits != 6 || text[digits] != '\0') {
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG,
                    "%s : couleur attendue en six chiffres hexadécimaux, comme 29598F", path);
        return FALSE;
    }
    *color = (BlColor)g_ascii_strtoull(text, NULL, 16);
    return TRUE;
}

static gboolean fill_colors(const char *path, const ThemeFile *file, BlTheme *theme, GError **err) {
    if (file->series_count != G_N_ELEMENTS(theme->series)) {
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG, "%s : six couleurs de séries sont attendues",
                    path);
        return FALSE;
    }
    for (guint i = 0; i < file->series_count; i++)
        if (!parse_color(path, file->series[i], &theme->series[i], err))
            return FALSE;
    return parse_color(path, file->accent, &theme->accent, err) &&
           parse_color(path, file->alert, &theme->alert, err) &&
           parse_color(path, file->good, &theme->good, err) &&
           parse_color(path, file->ink, &theme->ink, err) &&
           parse_color(path, file->muted, &theme->muted, err) &&
           parse_color(path, file->rule, &theme->rule, err) &&
           parse_color(path, file->wash, &theme->wash, err);
}

BlTheme *bl_theme_load(const char *path, const char *fonts, GError **err) {
    ThemeFile *file = bl_yaml_load(path, NULL, &theme_schema, err);
    if (file == NULL)
        return NULL;
    g_autoptr(BlTheme) theme = g_new0(BlTheme, 1);
    theme->font_regular = g_build_filename(fonts, file->regular, NULL);
    theme->font_semibold = g_build_filename(fonts, file->semibold, NULL);
    theme->font_bold = g_build_filename(fonts, file->bold, NULL);
    g_autofree char *templates = g_path_get_dirname(fonts);
    theme->html_folder = g_build_filename(templates, "html", NULL);
    gboolean filled = fill_colors(path, file, theme, err);
    bl_yaml_free(&theme_schema, file);
    return filled ? g_steal_pointer(&theme) : NULL;
}
