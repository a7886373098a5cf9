/**
 * @file world.h
 * What one person is made of, and the simulation that writes persons one at a time.
 *
 * Nothing outlives its person but the counters: memory does not grow with the number of youths.
 */
#ifndef BILAN_SIMULATE_WORLD_H
#define BILAN_SIMULATE_WORLD_H

#include "plan.h"
#include "prng.h"
#include "territory.h"
#include "writer.h"

#include <bilan/base/calendar.h>

#define SIM_MAX_COURSES (3 * SIM_MAX_YEARS)
#define SIM_MAX_RUNS (3 * SIM_MAX_COURSES)
#define SIM_MAX_SITUATIONS (2 * SIM_MAX_COURSES)

/** One row of cotraitances, as DEFINITIONS §2 will read it. */
typedef struct {
    guint structure;
    gint64 number; /**< of id_cotraitance */
    BlDay assigned;
    BlDay accepted;
    BlDay refused;
    BlDay initialised; /**< I, written or not */
    BlDay quoted;      /**< date_initialisation of the extract */
    BlDay exited;
    BlDay moved;        /**< out of the zone */
    const char *motive; /**< of the exit */
    gboolean is_cancelled;
} SimCourse;

/** A run of days in `radie` or `cessation`; `end` excluded, BL_DAY_NONE: open. */
typedef struct {
    BlDay start, end;
    gboolean is_struck_off; /**< radie, else cessation */
} SimRun;

typedef struct {
    guint type; /**< rank in the list of situations.c */
    BlDay start, end;
} SimSituation;

typedef struct {
    BlDay day;
    guint16 structure;
    guint8 type;
} SimEvent;

typedef enum {
    SIM_EVENT_INTERVIEW,
    SIM_EVENT_WORKSHOP,
    SIM_EVENT_GROUP_MEETING,
    SIM_EVENT_PHONE,
    SIM_EVENT_LETTER,
    SIM_EVENT_VISIT
} SimEventType;

typedef struct {
    gint64 number; /**< of id_jeune */
    guint home;    /**< rank of the mission locale */
    SimPrng prng;
    BlDay birth;
    SimCourse courses[SIM_MAX_COURSES]; /**< order of `assigned` */
    guint course_count;
    SimRun runs[SIM_MAX_RUNS]; /**< in order, apart from one another or touching */
    guint run_count;
    SimSituation situations[SIM_MAX_SITUATIONS];
    guint situation_count;
} SimPerson;

typedef struct {
    const BlSimulation *settings;
    const SimTerritory *land;
    const SimPlan *plan;
    SimOutput output;
    BlDay first;    /**< 1 January of the first year */
    BlDay last;     /**< 31 December of the last year: no affectation later */
    BlDay horizon;  /**< the day on which the extracts are taken: nothing later exists */
    GArray *events; /**< of SimEvent: those of the current person */
    gint64 last_ids[BL_SIMULATION_FILES]; /**< the last number given in each file with an id */
    gint64 *courses_left[SIM_MAX_YEARS];  /**< of the structure's plan, by year and structure */
    gint64 people_left;                   /**< of the current structure, the current person too */
    gint64 people_done;                   /**< of all structures */
} SimWorld;

static inline SimSheet *sim_sheet(SimWorld *world, SimFileId file) {
    return &world->output.sheets[file];
}

static inline const char *sim_code(const SimWorld *world, guint structure) {
    return sim_structure(world->land, structure)->code;
}

/** Saturdays and Sundays become the Friday before, or the Monday after when that leaves the month.
 */
BlDay sim_working_day(BlDay day);

/** A working day of the year, few in August and many in September. */
BlDay sim_seasonal_day(SimPrng *prng, int year);

/** Draw and write one person of a structure, with all that hangs on it. */
void sim_person_write(SimWorld *world, guint home);

/**
 * Draw a course affected on `assigned`, after all the others of the person, and the runs, moves and
 * exit that come with it.
 * @param before affectation of the person's next course: this one is over by then; BL_DAY_NONE
 * @return borrowed from the person
 */
SimCourse *sim_course_draw(SimWorld *world, SimPerson *person, guint structure, BlDay assigned,
                           BlDay before);

/** Put the row of a course; I only when the extract gives it. */
void sim_course_write(SimWorld *world, const SimPerson *person, const SimCourse *course);

/** TRUE when the person is radié or en cessation on the day. */
gboolean sim_is_suspended(const SimPerson *person, BlDay day);

void sim_statuses_write(SimWorld *world, SimPerson *person);
void sim_events_write(SimWorld *world, SimPerson *person);

/** Situations of the accompanied courses; drawn before the interviews that they excuse. */
void sim_situations_write(SimWorld *world, SimPerson *person);

/** TRUE when one of the person's situations touches [first, last]. */
gboolean sim_is_excused(const SimPerson *person, BlDay first, BlDay last);

/** Programmes, proposals, alerts, plateformes de vocation, Pôle emploi's follow-up. */
void sim_acts_write(SimWorld *world, SimPerson *person);

/** What no person carries: structures, rubriques, actions and committees; objectives and money. */
void sim_actions_write(SimWorld *world);
void sim_money_write(SimWorld *world);

#endif
