#include "html_private.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <bilan/output/output.h>

/* The body comes first: the style of the head holds the colours that its pictures use. */
static gboolean make_page(HtmlPage *page, GString *out, GError **err) {
    g_autofree char *script = NULL;
    html_sections(page);
    if (!html_head(page, out, &script, err))
        return FALSE;
    g_string_append(out, "<body>\n<a class=\"evitement\" href=\"#contenu\">Aller au contenu</a>\n");
    if (!html_masthead(page, out, err))
        return FALSE;
    g_string_append(out, "<div class=\"corps\">\n");
    html_contents(page, out);
    g_string_append(out, "<main id=\"contenu\" tabindex=\"-1\">\n");
    g_string_append_len(out, page->out->str, (gssize)page->out->len);
    g_string_append(out, "</main>\n</div>\n");
    html_foot(page, out);
    g_string_append_printf(out, "<script>%s</script>\n</body>\n</html>\n", script);
    return TRUE;
}

gboolean bl_output_html(const BlDocument *document, const BlTheme *theme, const char *path,
                        GError **err) {
    g_autoptr(BlCairoFonts) fonts = bl_cairo_fonts_new(theme, err);
    if (fonts == NULL)
        return FALSE;
    g_autoptr(GString) body = g_string_new(NULL), out = g_string_new(NULL);
    g_autoptr(GHashTable) colors = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) pictured = g_hash_table_new(NULL, NULL);
    HtmlPage page = {.document = document,
                     .theme = theme,
                     .fonts = fonts,
                     .out = body,
                     .colors = colors,
                     .pictured = pictured};
    if (!make_page(&page, out, err)) {
        bl_error_context(err, "%s", path);
        return FALSE;
    }
    return bl_file_write(path, out->str, out->len, err);
}
