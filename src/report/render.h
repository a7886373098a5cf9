/* The files of one report for one recipient. Private to report. */
#ifndef BILAN_REPORT_RENDER_H
#define BILAN_REPORT_RENDER_H

#include <bilan/report/campaign.h>

/*
 * Build the document and write it in every wanted format.
 * @param[out] files names written, relative to the output folder, of char*
 * @return FALSE with *err; what was written of this recipient is then removed
 */
gboolean bl_render_recipient(const BlCampaign *campaign, const BlReport *report,
                             const BlStructure *place, GPtrArray *files, GError **err);

#endif
