/*
 * Worker processes: each renders a share of the recipients and tells, line by line, what came of
 * it. Processes, not threads: libxlsxwriter and its temporary files are not thread-safe. Private to
 * report.
 */
#ifndef BILAN_REPORT_WORKER_H
#define BILAN_REPORT_WORKER_H

#include <bilan/report/campaign.h>

/* One report for one recipient. */
typedef struct {
    const BlReport *report;
    const BlStructure *place;
} BlTask;

/*
 * Run all tasks on `campaign->jobs` processes.
 * @param tasks    of BlTask*
 * @param outcomes receives BlOutcome*; a task whose process died is a failure too
 * @return FALSE when no process could be started
 */
gboolean bl_workers_run(const BlCampaign *campaign, const GPtrArray *tasks, GPtrArray *outcomes,
                        GError **err);

/* An outcome for a task; file NULL and a message for a failure. */
BlOutcome *bl_outcome_new(const BlTask *task, const char *file, const char *sha256, guint64 bytes,
                          const char *failure);
void bl_outcome_free(gpointer outcome);

#endif
