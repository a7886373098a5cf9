/* Building the parts of a document from a report's definition. Private to report. */
#ifndef BILAN_REPORT_BUILDER_H
#define BILAN_REPORT_BUILDER_H

#include <bilan/report/report.h>

/* Add a table to the section; nothing when it would have no row (a mission locale has no children).
 */
gboolean bl_build_table(const BlTableDefinition *definition, const BlCampaignData *data,
                        const BlStructure *place, BlSection *section, BlElement **element,
                        GError **err);

/* Add a chart over a table that stands in the document already; nothing when that table was left
 * out. */
gboolean bl_build_chart(const BlChartDefinition *definition, const BlCampaignData *data,
                        const BlStructure *place, const BlDocument *document, BlSection *section,
                        BlElement **element, GError **err);

/* « Sources et définitions »: what was imported, each indicator's definition, ruling and article.
 */
void bl_build_sources(const BlReport *report, const BlCampaignData *data, BlDocument *document);

#endif
