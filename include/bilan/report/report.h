/**
 * @file report.h
 * A report's definition and a campaign's figures become one document for one recipient.
 */
#ifndef BILAN_REPORT_REPORT_H
#define BILAN_REPORT_REPORT_H

#include <bilan/compute/compute.h>
#include <bilan/config/report.h>
#include <bilan/config/wording.h>
#include <bilan/model/document.h>

/** What was imported of one extract, for « Sources et définitions ». */
typedef struct {
    char *extract;
    gint64 files, accepted, rejected;
} BlSourceLine;

/** An enjeu of the annex 10. */
typedef struct {
    char *code, *audience, *label;
} BlStake;

/** Everything that the reports of one campaign share; all borrowed. */
typedef struct {
    const BlResults *now;
    const BlResults *before; /**< the year before, at the same date; NULL when it is not there */
    const BlIndicators *indicators;
    const BlWordings *wordings;
    const BlQuestions *questions;
    const BlSettings *settings;
    const GPtrArray *sources; /**< of BlSourceLine* */
    const GPtrArray *stakes;  /**< of BlStake*, E1 to E29 */
    GHashTable *maps;         /**< name → BlMap*: those that the reports draw */
    const char *root;         /**< folder that holds templates/ */
    BlDay edition;
} BlCampaignData;

/**
 * Build the document of one report for one place.
 * @return the caller's, bl_document_free(); NULL with BL_ERROR_CONFIG: report, section and the
 * faulty text
 */
BlDocument *bl_report_build(const BlReport *report, const BlCampaignData *data,
                            const BlStructure *place, GError **err);

/**
 * Read a report whole without any figure: does every reference and wording that it names exist, and
 * does it declare the indicators it uses?
 * @return FALSE with BL_ERROR_CONFIG: report, section and name
 */
gboolean bl_report_check(const BlReport *report, const BlIndicators *indicators,
                         const BlWordings *wordings, GError **err);

#endif
