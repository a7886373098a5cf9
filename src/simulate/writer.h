/**
 * @file writer.h
 * The 19 files of a simulation, all open at once, each behind a buffer of its own.
 *
 * A write that fails is remembered, the rest of that file is dropped, and sim_output_commit()
 * reports it: the code that draws persons has no error to check on every field.
 */
#ifndef BILAN_SIMULATE_WRITER_H
#define BILAN_SIMULATE_WRITER_H

#include <bilan/base/calendar.h>
#include <bilan/base/file.h>
#include <bilan/simulate/simulate.h>

typedef enum {
    SIM_STRUCTURES,
    SIM_YOUTHS,
    SIM_COURSES,
    SIM_STATUSES,
    SIM_PROGRAMMES,
    SIM_EVENTS,
    SIM_PROPOSALS,
    SIM_RUBRICS,
    SIM_SITUATIONS,
    SIM_ALERTS,
    SIM_FOLLOWUPS,
    SIM_MOVES,
    SIM_ACTIONS,
    SIM_ACTION_PLACES,
    SIM_EVALUATIONS,
    SIM_OBJECTIVES,
    SIM_ENVELOPES,
    SIM_PAYMENTS,
    SIM_COMMITTEES
} SimFileId;

typedef struct {
    BlPendingFile pending;
    int fd; /**< −1: closed */
    char *buffer;
    gsize used;
    gboolean in_row; /**< a field of the current row has been put */
    gboolean failed;
    int error_number; /**< errno of the first failure */
    gint64 rows;
} SimSheet;

typedef struct {
    SimSheet sheets[BL_SIMULATION_FILES];
} SimOutput;

/** Open all files under temporary names and put their headers. On failure nothing is left open. */
gboolean sim_output_open(SimOutput *output, const char *folder, GError **err);

/** Flush, close and rename all. On failure no temporary file is left. */
gboolean sim_output_commit(SimOutput *output, GError **err);

/** Close and remove the temporary files; may follow any of the two others. */
void sim_output_abandon(SimOutput *output);

/** Put one field of the current row; the separator is put when needed. */
void sim_put_text(SimSheet *sheet, const char *text);
void sim_put_int(SimSheet *sheet, gint64 value);
/** « J00000012 » for ('J', 12, 8). */
void sim_put_id(SimSheet *sheet, char prefix, gint64 number, guint digits);
/** AAAA-MM-JJ, nothing for BL_DAY_NONE. */
void sim_put_day(SimSheet *sheet, BlDay day);
/** Centimes; two decimals only when there are some. */
void sim_put_money(SimSheet *sheet, gint64 cents);
void sim_put_flag(SimSheet *sheet, gboolean flag);

void sim_end_row(SimSheet *sheet);

#endif
