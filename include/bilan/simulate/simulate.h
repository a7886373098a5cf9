/**
 * @file simulate.h
 * A simulated year (or several) of co-traitance: the 19 extracts of DEFINITIONS §4, all valid.
 *
 * The missions locales are real (donnees/missions_locales_milo.csv), the regional and national
 * objectives are those of annexe 4, the volume of events follows the Sénat (r16-575). The young
 * people are invented, from random integers only: no name, no personal data. The same settings give
 * the same bytes on any machine.
 *
 * Scale. With all 26 regions and `youths` ≥ 200,000 for each year (in general: ≥ 4/3 of the
 * objectives of the regions that are simulated), the courses of a year are as many as its
 * objectives need, about 150,000 counted youths for 2010. With fewer youths, courses and LOCAL
 * objectives shrink in proportion; the regional and national rows remain those of annexe 4, which
 * are not ours to change, so that only the local taux mean something then. Annexe 4 knows 2009 and
 * 2010: an earlier year borrows 2009, a later one 2010, and its `acte` says so. Mayotte, which
 * annexe 4 leaves out, has youths but no co-traitance and no objective.
 *
 * The extracts are taken on 31 January of the year that follows `year`: exits, runs and interviews
 * go on until that day, affectations stop on 31 December.
 */
#ifndef BILAN_SIMULATE_SIMULATE_H
#define BILAN_SIMULATE_SIMULATE_H

#include <glib.h>

#define BL_SIMULATION_FILES 19

#define BL_SIMULATION_MAX_HISTORY 5
#define BL_SIMULATION_MAX_YOUTHS 99999999
#define BL_SIMULATION_MAX_EVENTS_PER_YOUTH 500

/** Called now and then while persons are written: `done` of `total` youths. */
typedef void (*BlSimulationProgress)(gint64 done, gint64 total, gpointer data);

typedef struct {
    guint64 seed;
    int year;                      /**< the exercice, 1990 to 2090 */
    int history;                   /**< years before it to simulate too, 0 to 5 */
    gint64 youths;                 /**< rows of jeunes.csv, at least 1 */
    gint64 events;                 /**< rows of evenements.csv, to a few; never fewer than the
                                        interviews of the courses. 0: as many per youth and year as the
                                        Sénat counted interviews */
    guint structures;              /**< missions locales, taken from each region in turn; 0: all */
    const char *data_folder;       /**< holds donnees/ and sql/referentiel/; borrowed */
    const char *output_folder;     /**< made when absent; the 19 files are replaced; borrowed */
    BlSimulationProgress progress; /**< may be NULL */
    gpointer progress_data;
} BlSimulation;

typedef struct {
    gint64 rows[BL_SIMULATION_FILES]; /**< data rows of each file, header not counted */
} BlSimulationReport;

/** Name of the file number `index` of a simulation, « missions_locales.csv » first. @return static
 */
const char *bl_simulation_file(guint index);

/**
 * Write the 19 extracts. They are complete files: each replaces its old one once all are written.
 *
 * @param settings    borrowed
 * @param[out] report what was written, on success; may be NULL
 * @param[out] err    BL_ERROR_USAGE for a setting out of range, BL_ERROR_INPUT for a reference
 *                    file that is missing or malformed, BL_ERROR_OUTPUT when writing failed
 * @return FALSE on failure: no file is left half written
 */
gboolean bl_simulate(const BlSimulation *settings, BlSimulationReport *report, GError **err);

#endif
