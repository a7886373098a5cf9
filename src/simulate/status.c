#include "world.h"

static void write_status(SimWorld *world, const SimPerson *person, const char *status, BlDay start,
                         BlDay end) {
    if (start > world->horizon)
        return;
    SimSheet *sheet = sim_sheet(world, SIM_STATUSES);
    sim_put_id(sheet, 'J', person->number, 8);
    sim_put_day(sheet, start);
    sim_put_text(sheet, status);
    sim_put_day(sheet, end > world->horizon ? BL_DAY_NONE : end);
    sim_end_row(sheet);
}

/* Somebody who was never affected: some are registered, a few of these leave. */
static void write_other(SimWorld *world, SimPerson *person) {
    SimPrng *prng = &person->prng;
    if (!sim_chance(prng, 350))
        return;
    BlDay start = world->first + sim_between(prng, -200, world->last - world->first);
    BlDay stop = sim_chance(prng, 200) ? start + sim_between(prng, 30, 300) : BL_DAY_NONE;
    write_status(world, person, "inscrit", start, stop);
    if (stop != BL_DAY_NONE)
        write_status(world, person, sim_chance(prng, 300) ? "radie" : "cessation", stop,
                     BL_DAY_NONE);
}

void sim_statuses_write(SimWorld *world, SimPerson *person) {
    if (person->course_count == 0) {
        write_other(world, person);
        return;
    }
    BlDay since = person->courses[0].assigned - sim_between(&person->prng, 5, 200);
    for (guint i = 0; i < person->run_count; i++) {
        const SimRun *run = &person->runs[i];
        /* two runs that touch leave no day as inscrit between them */
        if (since < run->start)
            write_status(world, person, "inscrit", since, run->start);
        write_status(world, person, run->is_struck_off ? "radie" : "cessation", run->start,
                     run->end);
        since = run->end;
        if (since == BL_DAY_NONE)
            return;
    }
    write_status(world, person, "inscrit", since, BL_DAY_NONE);
}
