#include "html_text.h"

void html_escape(GString *out, const char *text) {
    if (text == NULL)
        return;
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        gboolean is_space = c == '\t' || c == '\n' || c == '\r';
        if (c == '&')
            g_string_append(out, "&amp;");
        else if (c == '<')
            g_string_append(out, "&lt;");
        else if (c == '>')
            g_string_append(out, "&gt;");
        else if (c == '"')
            g_string_append(out, "&quot;");
        else if (c == '\'')
            g_string_append(out, "&#39;");
        else if (is_space)
            g_string_append_c(out, ' ');
        else if (g_unichar_iscntrl(c) || c == 0xFFFE || c == 0xFFFF)
            g_string_append(out, "\uFFFD");
        else
            g_string_append_unichar(out, c);
    }
}

void html_attribute(GString *out, const char *name, const char *text) {
    if (text == NULL)
        return;
    g_string_append_printf(out, " %s=\"", name);
    html_escape(out, text);
    g_string_append_c(out, '"');
}

void html_element(GString *out, const char *tag, const char *class, const char *text) {
    if (text == NULL || *text == '\0')
        return;
    g_string_append_printf(out, "<%s", tag);
    html_attribute(out, "class", class);
    g_string_append_c(out, '>');
    html_rich(out, text);
    g_string_append_printf(out, "</%s>\n", tag);
}

/* A mark alone was written to be seen. */
void html_rich(GString *out, const char *text) {
    gboolean is_bold = FALSE;
    while (text != NULL && *text != '\0') {
        const char *mark = strstr(text, "**");
        if (mark == NULL || (!is_bold && strstr(mark + 2, "**") == NULL)) {
            html_escape(out, text);
            break;
        }
        g_autofree char *piece = g_strndup(text, (gsize)(mark - text));
        html_escape(out, piece);
        is_bold = !is_bold;
        g_string_append(out, is_bold ? "<strong>" : "</strong>");
        text = mark + 2;
    }
}
