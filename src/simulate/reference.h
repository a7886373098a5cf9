/**
 * @file reference.h
 * Reading of the small CSV files that we ship: `;`, a header line that must be the expected one, no
 * separator inside a field. The extracts of others are the import module's business.
 */
#ifndef BILAN_SIMULATE_REFERENCE_H
#define BILAN_SIMULATE_REFERENCE_H

#include <glib.h>

/**
 * @param folder, name the file
 * @param header       its first line
 * @return rows of char** without the header, the caller's; NULL with BL_ERROR_INPUT
 */
GPtrArray *sim_reference_read(const char *folder, const char *name, const char *header,
                              GError **err);

/** Set BL_ERROR_INPUT on a row of such a file. `row` counts from 0, after the header. */
void sim_reference_refuse(GError **err, const char *name, guint row, const char *reason);

/** Digits only. @return FALSE otherwise */
gboolean sim_reference_int(const char *text, gint64 *out);

#endif
