/* Text into HTML that is also well-formed XML: nothing from data can be read as markup. */
#ifndef BILAN_OUTPUT_HTML_TEXT_H
#define BILAN_OUTPUT_HTML_TEXT_H

#include <glib.h>
#include <string.h>

/** Append a text, for an element or a quoted attribute. Bytes that are no UTF-8 and control
 * characters become U+FFFD; NULL appends nothing. */
void html_escape(GString *out, const char *text);

/** Append ` name="text"`; nothing when the text is NULL. */
void html_attribute(GString *out, const char *name, const char *text);

/** Append `<tag class="class">text</tag>`; `class` may be NULL; nothing for no text. */
void html_element(GString *out, const char *tag, const char *class, const char *text);

/** Append a text whose `**` in pairs are bold. */
void html_rich(GString *out, const char *text);

#endif
