/* Short names for the libcyaml fields that our descriptions use. Private to config. */
#ifndef BILAN_CONFIG_SCHEMA_H
#define BILAN_CONFIG_SCHEMA_H

#include "yaml.h"

#define STRING(key, type, member)                                                                  \
    CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER, type, member, 0, CYAML_UNLIMITED)
#define STRING_OPTIONAL(key, type, member)                                                         \
    CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, member, 0,         \
                           CYAML_UNLIMITED)
#define LIST(key, type, member, entry)                                                             \
    CYAML_FIELD_SEQUENCE_COUNT(key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, member,        \
                               member##_count, entry, 0, CYAML_UNLIMITED)
#define ENUM(key, type, member, names)                                                             \
    CYAML_FIELD_ENUM(key, CYAML_FLAG_STRICT, type, member, names, CYAML_ARRAY_LEN(names))
#define ENUM_OPTIONAL(key, type, member, names)                                                    \
    CYAML_FIELD_ENUM(key, CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT, type, member, names,            \
                     CYAML_ARRAY_LEN(names))
#define YES_NO(key, type, member) ENUM_OPTIONAL(key, type, member, bl_yaml_yes_no)
#define UINT_OPTIONAL(key, type, member) CYAML_FIELD_UINT(key, CYAML_FLAG_OPTIONAL, type, member)

/** A text in a list. */
extern const cyaml_schema_value_t bl_yaml_text_entry;

#endif
