#include <bilan/config/wording.h>

#include "schema.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <string.h>

typedef struct {
    BlWording *wordings;
    unsigned wordings_count;
} WordingFile;

struct BlWordings {
    GPtrArray *files;         /* of WordingFile* */
    GHashTable *by_name;      /* name → BlWording*, borrowed from the files */
    const BlWordings *parent; /* asked for what is not here; or NULL */
};

static const cyaml_schema_field_t variant_fields[] = {
    STRING_OPTIONAL("si", BlVariant, condition), STRING("texte", BlVariant, text), CYAML_FIELD_END};
static const cyaml_schema_value_t variant_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, BlVariant, variant_fields)};

static const cyaml_schema_field_t wording_fields[] = {
    STRING("nom", BlWording, name), LIST("variantes", BlWording, variants, &variant_schema),
    CYAML_FIELD_END};
static const cyaml_schema_value_t wording_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, BlWording, wording_fields)};

static const cyaml_schema_field_t file_fields[] = {
    LIST("textes", WordingFile, wordings, &wording_schema), CYAML_FIELD_END};
static const cyaml_schema_value_t file_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, WordingFile, file_fields)};

static void file_free(gpointer data) {
    bl_yaml_free(&file_schema, data);
}

void bl_wordings_free(BlWordings *wordings) {
    if (wordings == NULL)
        return;
    g_hash_table_destroy(wordings->by_name);
    g_ptr_array_unref(wordings->files);
    g_free(wordings);
}

static gboolean add_file(BlWordings *wordings, const char *path, GError **err) {
    WordingFile *file = bl_yaml_load(path, NULL, &file_schema, err);
    if (file == NULL)
        return FALSE;
    g_ptr_array_add(wordings->files, file);
    for (unsigned i = 0; i < file->wordings_count; i++)
        if (!g_hash_table_insert(wordings->by_name, file->wordings[i].name, &file->wordings[i])) {
            g_set_error(err, BL_ERROR, BL_ERROR_CONFIG, "%s : le texte « %s » est déjà défini",
                        path, file->wordings[i].name);
            return FALSE;
        }
    return TRUE;
}

static BlWordings *wordings_new(const BlWordings *parent) {
    BlWordings *wordings = g_new0(BlWordings, 1);
    wordings->files = g_ptr_array_new_with_free_func(file_free);
    wordings->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    wordings->parent = parent;
    return wordings;
}

static BlWordings *load_folder(const char *folder, const BlWordings *parent, GError **err) {
    g_autoptr(GPtrArray) names = bl_folder_list(folder, ".yaml", err);
    if (names == NULL)
        return NULL;
    g_autoptr(BlWordings) wordings = wordings_new(parent);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        if (!add_file(wordings, path, err))
            return NULL;
    }
    return g_steal_pointer(&wordings);
}

BlWordings *bl_wordings_load(const char *folder, GError **err) {
    return load_folder(folder, NULL, err);
}

BlWordings *bl_wordings_load_over(const char *folder, const BlWordings *parent, GError **err) {
    return g_file_test(folder, G_FILE_TEST_IS_DIR) ? load_folder(folder, parent, err)
                                                   : wordings_new(parent);
}

const BlWording *bl_wordings_find(const BlWordings *wordings, const char *name) {
    const BlWording *found = g_hash_table_lookup(wordings->by_name, name);
    return found == NULL && wordings->parent != NULL ? bl_wordings_find(wordings->parent, name)
                                                     : found;
}
