/**
 * @file campaign_data.h
 * Loading what the reports of a campaign share: figures of the year and of the year before,
 * wording, sources.
 */
#ifndef BILAN_REPORT_CAMPAIGN_DATA_H
#define BILAN_REPORT_CAMPAIGN_DATA_H

#include <bilan/report/report.h>

/** Owns what a BlCampaignData borrows. */
typedef struct BlCampaignSources BlCampaignSources;

/**
 * Compute the figures and read templates/.
 *
 * @param reports of const BlReport*: tells which figures of the year before are wanted
 * @return the caller's, bl_campaign_sources_free(); NULL with the error of what failed
 */
BlCampaignSources *bl_campaign_sources_load(BlStore *store, const BlIndicators *indicators,
                                            const char *root, int year, BlDay cutoff,
                                            const GPtrArray *reports, GError **err);
void bl_campaign_sources_free(BlCampaignSources *sources);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlCampaignSources, bl_campaign_sources_free)

/** Borrowed. */
const BlCampaignData *bl_campaign_sources_data(const BlCampaignSources *sources);

#endif
