/* What a sentence may name beside figures: {lieu}, {arrete}, {alertes}… Private to report. */
#ifndef BILAN_REPORT_VARIABLES_H
#define BILAN_REPORT_VARIABLES_H

#include <bilan/report/report.h>

/* The text of a variable and, for a count, its value. @return FALSE when there is no such name */
gboolean bl_variable(const BlCampaignData *data, const BlStructure *place, const char *name,
                     char **text, gint64 *count);

#endif
