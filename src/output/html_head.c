/* What stands around the sections: the head with its policy, the masthead, the contents, the foot.
 */
#include "html_private.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>

#define CDATA_END "]]>"

static char *read_config(const char *path, gsize *length, GError **err) {
    GError *cause = NULL;
    char *bytes = bl_file_read(path, length, &cause);
    if (bytes != NULL)
        return bytes;
    g_set_error(err, BL_ERROR, BL_ERROR_CONFIG, "page\u00a0: %s", cause->message);
    g_error_free(cause);
    return NULL;
}

/* A file of the folder, as the text of a <style> or <script>: the browser takes its hash. */
static char *read_part(const HtmlPage *page, const char *name, const char *closing, GError **err) {
    if (page->theme->html_folder == NULL) {
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG, "thème sans dossier de pages (templates/html)");
        return NULL;
    }
    gsize length;
    g_autofree char *path = g_build_filename(page->theme->html_folder, name, NULL);
    g_autofree char *bytes = read_config(path, &length, err);
    if (bytes == NULL)
        return NULL;
    if (strlen(bytes) != length || !g_utf8_validate(bytes, (gssize)length, NULL) ||
        strstr(bytes, closing) != NULL || strstr(bytes, CDATA_END) != NULL) {
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG,
                    "%s\u00a0: texte UTF-8 attendu, sans « %s » ni « " CDATA_END " »", path,
                    closing);
        return NULL;
    }
    g_autoptr(GString) text = g_string_new(bytes);
    g_string_replace(text, "\r", "", 0); /* a browser reads CRLF as LF: the hash would differ */
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static char *hash_of(const char *text) {
    guint8 digest[32];
    gsize length = sizeof digest;
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(checksum, (const guchar *)text, (gssize)strlen(text));
    g_checksum_get_digest(checksum, digest, &length);
    return g_base64_encode(digest, length);
}

static gboolean add_font(GString *css, const char *path, const char *weight, GError **err) {
    gsize length;
    g_autofree char *bytes = read_config(path != NULL ? path : "", &length, err);
    if (bytes == NULL)
        return FALSE;
    g_autofree char *base64 = g_base64_encode((const guchar *)bytes, length);
    g_string_append_printf(css,
                           "@font-face{font-family:Bilan;font-weight:%s;font-display:block;"
                           "src:url(data:font/ttf;base64,%s) format(\"truetype\")}\n",
                           weight, base64);
    return TRUE;
}

/* A text as a CSS string: what is neither letter, digit nor space is written by its number. */
static void add_css_string(GString *css, const char *text) {
    g_autofree char *valid = g_utf8_make_valid(text != NULL ? text : "", -1);
    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == ' ' || (c < 0x80 ? g_ascii_isalnum((char)c) : !g_unichar_iscntrl(c)))
            g_string_append_unichar(css, c);
        else
            g_string_append_printf(css, "\\%x ", g_unichar_iscntrl(c) ? 0xFFFDu : c);
    }
}

/* The foot of every printed page: what it is, who may read it, which page. */
static void add_page_foot(const HtmlPage *page, GString *css) {
    const BlDocument *d = page->document;
    g_autofree char *cutoff = bl_day_french(d->cutoff);
    const char *const parts[] = {d->title,          " · ",  d->place,
                                 " · arrêté au ",   cutoff, d->confidentiality != NULL ? " · " : "",
                                 d->confidentiality};
    const char *style = "font:7pt Bilan,sans-serif;color:var(--discret)";
    g_string_append(css, "@page{@bottom-left{content:\"");
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        add_css_string(css, parts[i]);
    g_string_append_printf(css,
                           "\";white-space:nowrap;%s}@bottom-right{content:counter(page) \" / \" "
                           "counter(pages);%s}}\n",
                           style, style);
}

/* @return the caller's; as the browser will see it between <style> and </style> */
static char *make_style(const HtmlPage *page, GError **err) {
    g_autofree char *file = read_part(page, "tableau-de-bord.css", "</style", err);
    if (file == NULL)
        return NULL;
    g_autoptr(GString) css = g_string_new("/*<![CDATA[*/\n");
    if (!add_font(css, page->theme->font_regular, "400", err) ||
        !add_font(css, page->theme->font_semibold, "600", err))
        return NULL;
    html_palette(page, css);
    add_page_foot(page, css);
    g_string_append_printf(css, "%s/*]]>*/", file);
    return g_string_free(g_steal_pointer(&css), FALSE);
}

gboolean html_head(const HtmlPage *page, GString *out, char **script, GError **err) {
    const BlDocument *d = page->document;
    g_autofree char *style = make_style(page, err);
    g_autofree char *file =
        style != NULL ? read_part(page, "tableau-de-bord.js", "</script", err) : NULL;
    if (file == NULL)
        return FALSE;
    *script = g_strconcat("//<![CDATA[\n", file, "//]]>", NULL);
    g_autofree char *style_hash = hash_of(style), *script_hash = hash_of(*script);
    g_autofree char *cutoff = bl_day_french(d->cutoff);
    g_string_append_printf(
        out,
        "<!DOCTYPE html>\n"
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"fr\" xml:lang=\"fr\">\n<head>\n"
        "<meta charset=\"utf-8\"/>\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'sha256-%s'; script-src 'sha256-%s'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'\"/>\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
        "<meta name=\"generator\" content=\"bilan\"/>\n<title>",
        style_hash, script_hash);
    html_escape(out, d->title);
    g_string_append(out, " · ");
    html_escape(out, d->place);
    g_string_append_printf(out, " · arrêté au %s</title>\n<style>%s</style>\n</head>\n", cutoff,
                           style);
    return TRUE;
}

static gboolean add_logo(GString *out, const char *path, GError **err) {
    gsize length;
    g_autofree char *bytes = read_config(path, &length, err);
    if (bytes == NULL)
        return FALSE;
    if (length < 8 || memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) != 0) {
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG, "%s\u00a0: une image PNG est attendue", path);
        return FALSE;
    }
    g_autofree char *base64 = g_base64_encode((const guchar *)bytes, length);
    g_autofree char *name = g_path_get_basename(path);
    name[strcspn(name, ".")] = '\0';
    g_strdelimit(name, "-_", ' ');
    g_string_append_printf(out, "<img src=\"data:image/png;base64,%s\"", base64);
    html_attribute(out, "alt", name);
    g_string_append(out, "/>");
    return TRUE;
}

gboolean html_masthead(const HtmlPage *page, GString *out, GError **err) {
    const BlDocument *d = page->document;
    g_autofree char *cutoff = bl_day_french(d->cutoff), *edition = bl_day_french(d->edition);
    g_string_append(out, "<header class=\"tete\">\n<div class=\"titres\">\n");
    html_element(out, "p", "surtitre", d->kicker);
    g_string_append(out, "<h1>");
    html_escape(out, d->title);
    g_string_append(out, "<span class=\"lieu\"><span class=\"cache\"> : </span>");
    html_escape(out, d->place);
    g_string_append_printf(out,
                           "</span></h1>\n<p class=\"reperes\">Arrêté au <strong>%s</strong> · "
                           "édité le %s",
                           cutoff, edition);
    if (d->confidentiality != NULL && *d->confidentiality != '\0') {
        g_string_append(out, " <span class=\"mention\">");
        html_escape(out, d->confidentiality);
        g_string_append(out, "</span>");
    }
    g_string_append(out, "</p>\n</div>\n<div class=\"coin\">\n<button type=\"button\" "
                         "class=\"theme\" hidden=\"hidden\">Affichage sombre</button>\n");
    if (d->logos->len > 0) {
        g_string_append(out, "<p class=\"logos\">");
        for (guint i = 0; i < d->logos->len; i++)
            if (!add_logo(out, g_ptr_array_index(d->logos, i), err))
                return FALSE;
        g_string_append(out, "</p>\n");
    }
    g_string_append(out, "</div>\n</header>\n");
    return TRUE;
}

void html_contents(const HtmlPage *page, GString *out) {
    const GPtrArray *sections = page->document->sections;
    if (sections->len == 0)
        return;
    g_string_append(out, "<nav class=\"sommaire\" aria-label=\"Sommaire\">\n"
                         "<details open=\"open\"><summary>Sommaire</summary>\n<ol>\n");
    for (guint s = 0; s < sections->len; s++) {
        g_string_append_printf(out, "<li><a href=\"#s%u\">", s + 1);
        html_escape(out, ((const BlSection *)g_ptr_array_index(sections, s))->title);
        g_string_append(out, "</a></li>\n");
    }
    g_string_append(out, "</ol>\n</details>\n</nav>\n");
}

void html_foot(const HtmlPage *page, GString *out) {
    const BlDocument *d = page->document;
    g_string_append(
        out, "<footer class=\"pied\">\n<p class=\"signes\"><strong>Lecture des signes.</strong> "
             "« n.d. »\u00a0: non disponible, ce n’est pas zéro · « s »\u00a0: secret statistique "
             "· « – »\u00a0: sans objet · « à venir »\u00a0: période non commencée · "
             "▲\u00a0: appelle une décision.</p>\n");
    html_element(out, "p", NULL, d->sources);
    html_element(out, "p", "mention", d->confidentiality);
    g_string_append(out, "</footer>\n");
}
