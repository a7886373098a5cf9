/* Loading a YAML file or text into a struct, with libcyaml's message turned into a GError. Private
 * to config. */
#ifndef BILAN_CONFIG_YAML_H
#define BILAN_CONFIG_YAML_H

#include <cyaml/cyaml.h>
#include <glib.h>

/**
 * @param path    for messages, and the file to read when `text` is NULL
 * @param text    the YAML itself, or NULL
 * @param schema  of the top-level mapping (a pointer value)
 * @return the struct, to be freed by bl_yaml_free(); NULL with BL_ERROR_CONFIG: file, line and key
 * in the message
 */
void *bl_yaml_load(const char *path, const char *text, const cyaml_schema_value_t *schema,
                   GError **err);
void bl_yaml_free(const cyaml_schema_value_t *schema, void *data);

/** « oui » and « non », the booleans of our YAML files. */
extern const cyaml_strval_t bl_yaml_yes_no[2];

#endif
