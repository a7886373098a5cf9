/**
 * @file plan.h
 * How many youths, courses and objectives each mission locale has, before any person is drawn.
 *
 * Shares are cut by largest remainder, so that sums are exact.
 */
#ifndef BILAN_SIMULATE_PLAN_H
#define BILAN_SIMULATE_PLAN_H

#include "territory.h"

#include <bilan/simulate/simulate.h>

#define SIM_MAX_YEARS (BL_SIMULATION_MAX_HISTORY + 1)

/** One year of the simulation, one item a structure in each array. */
typedef struct {
    int year;
    gint64 *objectives; /**< of 1 January; 0 also where annexe 4 has none */
    gint64 *amended;    /**< of the avenant of 1 July; −1: no avenant */
    gint64 *courses;    /**< affectations of the youths of this structure */
    gint64 events;      /**< interviews that the Sénat counted, for the share of the year */
} SimYear;

typedef struct {
    guint structures;
    guint years;
    SimYear year[SIM_MAX_YEARS]; /**< oldest first */
    gint64 *youths;              /**< of each structure */
    gint64 events;               /**< rows of evenements.csv to reach */
} SimPlan;

void sim_plan_init(SimPlan *plan, const SimTerritory *land, const BlSimulation *settings);
void sim_plan_dispose(SimPlan *plan);

/** Cut `total` in proportion to `weights`, by largest remainder (the first of equals). Weights that
 * sum to 0 share nothing. */
void sim_share(gint64 total, const guint64 *weights, guint count, gint64 *out);

#endif
