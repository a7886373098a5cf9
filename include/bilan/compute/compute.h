/**
 * @file compute.h
 * Run the indicators' templates once, for every recipient, at one arrêté.
 */
#ifndef BILAN_COMPUTE_COMPUTE_H
#define BILAN_COMPUTE_COMPUTE_H

#include <bilan/base/calendar.h>
#include <bilan/config/indicator.h>
#include <bilan/model/figure.h>
#include <bilan/store/store.h>

/** A recipient: the nation, a region that has a mission locale, a mission locale. */
typedef struct {
    BlLevel level;
    char *code;
    char *label;
    char *region;        /**< of a mission locale: its region's code; else NULL */
    gboolean in_annexe4; /**< of a region */
} BlStructure;

/** An indicator that cannot be computed: « source absente ». */
typedef struct {
    const BlIndicator *indicator; /**< borrowed */
    char *extract;                /**< the extract never loaded */
} BlAbsence;

typedef struct {
    int year;
    BlDay cutoff;
    BlFigures *figures;    /**< sorted */
    GPtrArray *structures; /**< of BlStructure*: nation, regions in the order of annexe 4, missions
                              locales by name */
    GHashTable *known;   /**< codes of the indicators that were computed, and not forgotten since */
    GPtrArray *absences; /**< of BlAbsence* */
    GPtrArray
        *incomplete; /**< of BlAbsence*: computed without an extract that would have told more */
} BlResults;

typedef struct {
    BlStore *store;                 /**< open for reading */
    const BlIndicators *indicators; /**< borrowed, outlives the results */
    const char *root;               /**< folder that holds sql/ */
    int year;
    BlDay cutoff;          /**< a day of the year */
    char **codes;          /**< indicators to run, NULL-terminated; NULL: all */
    guint timeout_seconds; /**< for one template; 0: none */
    guint jobs;            /**< connections at work at once; 0: one */
} BlComputation;

/**
 * Compute.
 * @return the caller's, bl_results_free(); NULL with BL_ERROR_USAGE (arrêté out of the year,
 * unknown code), BL_ERROR_STORE (a required extract was never loaded, a template failed) or
 * BL_ERROR_CONFIG (a template gives another shape than its header says)
 */
BlResults *bl_compute(const BlComputation *computation, GError **err);
void bl_results_free(BlResults *results);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlResults, bl_results_free)

/** NULL when the place has no recipient. */
const BlStructure *bl_results_structure(const BlResults *results, BlLevel level, const char *code);

/** Was it computed? A modality that nobody is in then counts 0; else it is absent. */
gboolean bl_results_knows(const BlResults *results, const char *indicator);

/** Why the indicator is absent: the extract never loaded, or NULL. */
const char *bl_results_absence(const BlResults *results, const char *indicator);

/**
 * A year that was never loaded is not a year of 0: make the indicators absent that are computed
 * from the same extracts and whose national figures are all 0 together. (No concerted action in a
 * year of other actions is a true 0.) For the year before, which is only there to show a trend.
 */
void bl_results_forget_empty(BlResults *results, const BlIndicators *indicators);

/** Prepare every template against a warehouse without running it (make lint). */
gboolean bl_compute_prepare_all(const BlComputation *computation, GError **err);

#endif
