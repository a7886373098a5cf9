#include <bilan/base/file.h>
#include <bilan/base/text.h>
#include <bilan/output/output.h>

static const char *const columns[] = {"indicateur", "mesure", "niveau",   "code",
                                      "periode",    "axe",    "modalite", "valeur"};

void bl_output_csv_header(GString *out) {
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++) {
        if (i > 0)
            g_string_append_c(out, ';');
        g_string_append(out, columns[i]);
    }
    g_string_append_c(out, '\n');
}

void bl_output_csv_figure(GString *out, const BlFigure *figure) {
    const char *const fields[] = {figure->indicateur, figure->mesure, figure->niveau,  figure->code,
                                  figure->periode,    figure->axe,    figure->modalite};
    for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
        bl_text_append_csv(out, fields[i] != NULL ? fields[i] : "", ';');
        g_string_append_c(out, ';');
    }
    /* the value goes in as it is: a negative gap is a number, not a formula to defuse */
    g_autofree char *value = bl_number_machine(figure->value, figure->unit);
    g_string_append(out, value);
    g_string_append_c(out, '\n');
}

gboolean bl_output_csv(const BlDocument *document, const char *path, GError **err) {
    const GPtrArray *data = document->data;
    GString *out = g_string_sized_new(64 * ((gsize)data->len + 1));
    bl_output_csv_header(out);
    for (guint i = 0; i < data->len; i++)
        bl_output_csv_figure(out, g_ptr_array_index(data, i));
    gboolean done = bl_file_write(path, out->str, out->len, err);
    g_string_free(out, TRUE);
    return done;
}
