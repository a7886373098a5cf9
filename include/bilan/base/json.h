/**
 * @file json.h
 * Writing JSON strings.
 */
#ifndef BILAN_BASE_JSON_H
#define BILAN_BASE_JSON_H

#include <glib.h>

/** Append a text as a JSON string, quotes included. The text is UTF-8. */
void bl_json_append_string(GString *out, const char *text);

#endif
