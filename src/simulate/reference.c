#include "reference.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>

#include <string.h>

static void free_row(gpointer row) {
    g_strfreev(row);
}

void sim_reference_refuse(GError **err, const char *name, guint row, const char *reason) {
    g_set_error(err, BL_ERROR, BL_ERROR_INPUT,
                "%s:%u : %s ; reprenez le fichier livré avec le programme", name, row + 2, reason);
}

gboolean sim_reference_int(const char *text, gint64 *out) {
    return g_ascii_string_to_signed(text, 10, 0, G_MAXINT32, out, NULL);
}

GPtrArray *sim_reference_read(const char *folder, const char *name, const char *header,
                              GError **err) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *text = bl_file_read(path, NULL, err);
    if (text == NULL)
        return NULL;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint columns = 1;
    for (const char *c = header; *c != '\0'; c++)
        columns += *c == ';' ? 1 : 0;
    if (lines[0] == NULL || strcmp(lines[0], header) != 0) {
        g_set_error(err, BL_ERROR, BL_ERROR_INPUT,
                    "%s:1 : les colonnes ne sont pas « %s » ; reprenez le fichier livré avec le "
                    "programme",
                    path, header);
        return NULL;
    }
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(free_row);
    for (guint i = 1; lines[i] != NULL; i++) {
        if (*lines[i] == '\0' && lines[i + 1] == NULL)
            break;
        char **fields = g_strsplit(lines[i], ";", -1);
        g_ptr_array_add(rows, fields);
        if (g_strv_length(fields) != columns) {
            sim_reference_refuse(err, path, i - 1, "nombre de champs inattendu");
            return NULL;
        }
    }
    return g_steal_pointer(&rows);
}
