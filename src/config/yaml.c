#include "schema.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <bilan/config/extraction.h>

const cyaml_schema_value_t bl_yaml_text_entry = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, CYAML_UNLIMITED)};

const cyaml_strval_t bl_yaml_yes_no[2] = {{"non", BL_NO}, {"oui", BL_YES}};

/* libcyaml explains an error over several log lines (what, then where); they are gathered into one
 * message. */
static void gather_log(cyaml_log_t level, void *context, const char *format, va_list args) {
    GString *log = context;
    if (level < CYAML_LOG_WARNING)
        return;
    g_autofree char *line = g_strdup_vprintf(format, args);
    g_strstrip(line);
    if (log->len > 0)
        g_string_append(log, "; ");
    g_string_append(log, line);
}

void *bl_yaml_load(const char *path, const char *text, const cyaml_schema_value_t *schema,
                   GError **err) {
    g_autofree char *content = NULL;
    gsize length = 0;
    if (text == NULL) {
        content = bl_file_read(path, &length, err);
        if (content == NULL)
            return NULL;
        text = content;
    } else {
        length = strlen(text);
    }
    g_autoptr(GString) log = g_string_new(NULL);
    cyaml_config_t config = {.log_fn = gather_log,
                             .log_ctx = log,
                             .mem_fn = cyaml_mem,
                             .log_level = CYAML_LOG_WARNING,
                             .flags = CYAML_CFG_DEFAULT};
    cyaml_data_t *data = NULL;
    cyaml_err_t code = cyaml_load_data((const uint8_t *)text, length, &config, schema, &data, NULL);
    if (code != CYAML_OK) {
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG, "%s : description YAML invalide : %s (%s)",
                    path, cyaml_strerror(code), log->str);
        return NULL;
    }
    return data;
}

void bl_yaml_free(const cyaml_schema_value_t *schema, void *data) {
    const cyaml_config_t config = {.mem_fn = cyaml_mem, .flags = CYAML_CFG_DEFAULT};
    cyaml_free(&config, schema, data, 0);
}
