/* A nation of two regions and three missions locales whose figures the tests choose. */
#ifndef BILAN_TESTS_REPORT_BENCH_H
#define BILAN_TESTS_REPORT_BENCH_H

#include "support.h"

#include <bilan/report/campaign.h>
#include <bilan/report/campaign_data.h>

/** Places of the bench, by their index in `now.structures`. */
enum { FRANCE, ILE_DE_FRANCE, RHONE_ALPES, BUGEY, LYON, PARIS };

typedef struct {
    BlIndicators *indicators; /* of the project */
    BlResults now, before;    /* 2010 and 2009, at 30 September */
    BlWordings *wordings;
    BlQuestions *questions;
    BlSettings settings;
    GPtrArray *sources, *stakes;
    char *root; /* holds nothing of the project */
    BlCampaignData data;
} ReportBench;

/** All indicators are known in 2010, those that are set in 2009.
 * @param wordings the list under « textes: », or NULL */
void report_bench_open(ReportBench *bench, const char *wordings);
void report_bench_close(ReportBench *bench);

/**
 * Set a figure of 2010 (or of 2009: `period` says).
 * @param measure  « OBJ.taux »
 * @param modality « sexe=F », or ""
 * @param value    in the unit's scale
 */
void report_bench_set(ReportBench *bench, const char *measure, guint place, const char *period,
                      const char *modality, gint64 value);
/** The figures are all there: sort them. */
void report_bench_ready(ReportBench *bench);

const BlStructure *report_bench_place(const ReportBench *bench, guint place);

/** The sentence of a wording for a place; fails on an error. @return the caller's */
char *report_bench_sentence(const ReportBench *bench, guint place, const char *name);

/* ---- the real reports over a fixture ---- */

typedef struct {
    Case c;
    GPtrArray *reports; /* of BlReport*, those of the project */
    BlTheme *theme;
    BlCampaignSources *sources;
    const BlCampaignData *data;
} Edition;

/** The reports of 2010 at 30 September over tests/fixtures/golden. */
void edition_open(Edition *edition);
/** The same over a simulated nation: every mission locale, as `make demo` has them. */
void edition_open_simulated(Edition *edition, gint64 youths);
void edition_close(Edition *edition);
const BlReport *edition_report(const Edition *edition, const char *code);
/** « local/01004S00 » */
const BlStructure *edition_place(const Edition *edition, const char *place);
/** @return the caller's */
BlDocument *edition_document(const Edition *edition, const char *report, const char *place);

#endif
