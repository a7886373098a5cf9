/**
 * @file campaign.h
 * All recipients of all reports: workers, files, manifest.
 */
#ifndef BILAN_REPORT_CAMPAIGN_H
#define BILAN_REPORT_CAMPAIGN_H

#include <bilan/report/report.h>

typedef enum {
    BL_FORMAT_XLSX = 1 << 0,
    BL_FORMAT_PDF = 1 << 1,
    BL_FORMAT_SVG = 1 << 2,
    BL_FORMAT_PNG = 1 << 3,
    BL_FORMAT_CSV = 1 << 4,
    BL_FORMAT_TEXT = 1 << 5,
    BL_FORMAT_HTML = 1 << 6
} BlFormats;

/** One line of the manifest. */
typedef struct {
    char *level, *code, *label; /**< the recipient */
    char *report;
    char *file; /**< relative to the output folder; NULL for a failed recipient */
    char *sha256;
    guint64 bytes;
    char *failure; /**< French message; NULL when it went well */
} BlOutcome;

typedef void (*BlCampaignProgress)(guint done, guint total, gpointer data);

typedef struct {
    const BlCampaignData *data;
    const BlTheme *theme;
    const GPtrArray *reports;    /**< of const BlReport* */
    const GPtrArray *recipients; /**< of const BlStructure* */
    guint formats;               /**< of BlFormats */
    const char *output;          /**< folder */
    guint jobs;                  /**< worker processes */
    BlCampaignProgress progress; /**< or NULL */
    gpointer progress_data;
} BlCampaign;

/**
 * Write every file and DIR/manifeste.json. One recipient's failure does not stop the others.
 * @param[out] outcomes of BlOutcome*, sorted by recipient, report and file; the caller's,
 * g_ptr_array_unref()
 * @return FALSE with *err when the campaign itself could not run (folder, workers, manifest)
 */
gboolean bl_campaign_run(const BlCampaign *campaign, GPtrArray **outcomes, GError **err);

#endif
