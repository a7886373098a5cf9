#include "render.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <bilan/output/output.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    const BlCampaign *campaign;
    const BlDocument *document;
    const BlTheme *theme;
    GPtrArray *files;
} Work;

/* Where a file goes; its name relative to the output is kept for the manifest. @return the caller's
 */
static char *place_file(Work *w, const char *relative) {
    char *path = g_build_filename(w->campaign->output, relative, NULL);
    g_ptr_array_add(w->files, g_strdup(relative));
    return path;
}

static char *document_name(const BlDocument *d, const char *extension) {
    g_autofree char *cutoff = bl_day_iso(d->cutoff);
    return g_strdup_printf("%s/%s/%s-%s-%s.%s", bl_level_name(d->level), d->code, d->report,
                           d->code, cutoff, extension);
}

static gboolean write_document(Work *w, BlFormats format, const char *extension, GError **err) {
    if ((w->campaign->formats & format) == 0)
        return TRUE;
    g_autofree char *relative = document_name(w->document, extension);
    g_autofree char *path = place_file(w, relative);
    switch (format) {
    case BL_FORMAT_XLSX:
        return bl_output_xlsx(w->document, w->theme, path, err);
    case BL_FORMAT_PDF:
        return bl_output_pdf(w->document, w->theme, path, err);
    case BL_FORMAT_HTML:
        return bl_output_html(w->document, w->theme, path, err);
    case BL_FORMAT_CSV:
        return bl_output_csv(w->document, path, err);
    case BL_FORMAT_TEXT: {
        g_autofree char *text = bl_output_text(w->document);
        return bl_file_write(path, text, strlen(text), err);
    }
    case BL_FORMAT_SVG:
    case BL_FORMAT_PNG:
        break;
    }
    g_assert_not_reached();
}

static gboolean write_chart(Work *w, const BlChart *chart, BlFormats format, const char *extension,
                            GError **err) {
    if ((w->campaign->formats & format) == 0)
        return TRUE;
    const BlDocument *d = w->document;
    g_autofree char *relative =
        g_strdup_printf("%s/%s/graphiques/%s-%s.%s", bl_level_name(d->level), d->code, d->report,
                        chart->name, extension);
    g_autofree char *path = place_file(w, relative);
    return bl_output_image(chart, w->theme, extension, path, err);
}

static gboolean write_charts(Work *w, GError **err) {
    for (guint s = 0; s < w->document->sections->len; s++) {
        const BlSection *section = g_ptr_array_index(w->document->sections, s);
        for (guint e = 0; e < section->elements->len; e++) {
            const BlElement *element = g_ptr_array_index(section->elements, e);
            if (element->chart != NULL &&
                (!write_chart(w, element->chart, BL_FORMAT_SVG, "svg", err) ||
                 !write_chart(w, element->chart, BL_FORMAT_PNG, "png", err)))
                return FALSE;
        }
    }
    return TRUE;
}

/* The place's own theme when templates/<niveau>/<code>/theme.yaml is there, else the campaign's. */
static gboolean choose_theme(const BlCampaign *campaign, const BlStructure *place, BlTheme **own,
                             GError **err) {
    const char *root = campaign->data->root;
    g_autofree char *path = g_build_filename(root, "templates", bl_level_name(place->level),
                                             place->code, "theme.yaml", NULL);
    g_autofree char *fonts = g_build_filename(root, "templates", "fonts", NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return TRUE;
    *own = bl_theme_load(path, fonts, err);
    return *own != NULL;
}

/* No link is followed under the output: a document would land where nobody looks for it. */
static gboolean refuse_links(const BlCampaign *campaign, const BlStructure *place, GError **err) {
    g_autofree char *level = g_build_filename(campaign->output, bl_level_name(place->level), NULL);
    g_autofree char *own = g_build_filename(level, place->code, NULL);
    g_autofree char *charts = g_build_filename(own, "graphiques", NULL);
    const char *const folders[] = {level, own, charts};
    for (guint i = 0; i < G_N_ELEMENTS(folders); i++)
        if (g_file_test(folders[i], G_FILE_TEST_IS_SYMLINK)) {
            g_set_error(err, BL_ERROR, BL_ERROR_OUTPUT,
                        "%s est un lien symbolique ; retirez-le, bilan n’écrit que dans ses "
                        "propres dossiers",
                        folders[i]);
            return FALSE;
        }
    return TRUE;
}

gboolean bl_render_recipient(const BlCampaign *campaign, const BlReport *report,
                             const BlStructure *place, GPtrArray *files, GError **err) {
    if (!refuse_links(campaign, place, err))
        return FALSE;
    g_autoptr(BlDocument) document = bl_report_build(report, campaign->data, place, err);
    if (document == NULL)
        return FALSE;
    g_autoptr(BlTheme) own = NULL;
    if (!choose_theme(campaign, place, &own, err))
        return FALSE;
    Work work = {.campaign = campaign,
                 .document = document,
                 .theme = own != NULL ? own : campaign->theme,
                 .files = files};
    if (write_document(&work, BL_FORMAT_XLSX, "xlsx", err) &&
        write_document(&work, BL_FORMAT_PDF, "pdf", err) &&
        write_document(&work, BL_FORMAT_HTML, "html", err) &&
        write_document(&work, BL_FORMAT_CSV, "csv", err) &&
        write_document(&work, BL_FORMAT_TEXT, "txt", err) && write_charts(&work, err))
        return TRUE;
    for (guint i = 0; i < files->len; i++) { /* a recipient has all its files or none */
        g_autofree char *path =
            g_build_filename(campaign->output, g_ptr_array_index(files, i), NULL);
        g_unlink(path);
    }
    g_ptr_array_set_size(files, 0);
    return FALSE;
}
