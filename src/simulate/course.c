#include "world.h"

/* Days, from the quickest to the slowest sixteenth; a draw falls between two neighbours. */
static const guint8 acceptance_days[] = {0, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 26, 38};
static const guint8 initialisation_days[] = {2,  4,  6,  8,  9,  11, 12, 14, 16,
                                             18, 20, 23, 27, 32, 40, 52, 75};

typedef enum {
    OUTCOME_INITIALISED,
    OUTCOME_REFUSED,
    OUTCOME_CANCELLED,
    OUTCOME_NEVER_INITIALISED
} Outcome;

static const guint16 outcome_weights[] = {880, 40, 50, 30};

static const char *const exit_motives[] = {"emploi durable",
                                           "entrée en formation",
                                           "contrat en alternance",
                                           "contrat aidé",
                                           "abandon",
                                           "création d’activité",
                                           "autre",
                                           ""};
static const guint16 exit_weights[] = {310, 190, 90, 120, 190, 10, 50, 40};

static int delay(SimPrng *prng, const guint8 *days) {
    guint slot = sim_below(prng, 16);
    return sim_between(prng, days[slot], days[slot + 1]);
}

/* The earlier of two days, one of which may be none. */
static BlDay earlier(BlDay a, BlDay b) {
    return a == BL_DAY_NONE || (b != BL_DAY_NONE && b < a) ? b : a;
}

static void add_run(SimPerson *person, BlDay start, BlDay end, gboolean is_struck_off) {
    person->runs[person->run_count++] = (SimRun){start, end, is_struck_off};
}

gboolean sim_is_suspended(const SimPerson *person, BlDay day) {
    for (guint i = 0; i < person->run_count; i++)
        if (person->runs[i].start <= day &&
            (person->runs[i].end == BL_DAY_NONE || day < person->runs[i].end))
            return TRUE;
    return FALSE;
}

/* A new affectation means that the person is registered again: the run that lasted is closed the
 * day before. Runs start at least two days before the affectation that follows. */
static void close_last_run(SimPerson *person, BlDay assigned) {
    if (person->run_count == 0)
        return;
    SimRun *run = &person->runs[person->run_count - 1];
    if (run->end == BL_DAY_NONE || run->end >= assigned)
        run->end = assigned - 1;
}

/* Refused within a fortnight. */
static void draw_refusal(SimCourse *course, SimPrng *prng, BlDay end) {
    BlDay refused = sim_working_day(course->assigned + sim_between(prng, 1, 15));
    course->refused = CLAMP(refused, course->assigned, end);
}

/* Struck off before any interview (art. 5.2). A few carry an initialisation all the same, which the
 * rule ignores and the controls must find. */
static void draw_cancellation(SimCourse *course, SimPerson *person, BlDay end) {
    SimPrng *prng = &person->prng;
    BlDay start = course->assigned + sim_between(prng, 0, 25);
    start = MIN(start, end);
    add_run(person, start, start + sim_between(prng, 15, 75), TRUE);
    course->is_cancelled = TRUE;
    BlDay accepted = course->assigned + delay(prng, acceptance_days);
    if (accepted <= start)
        course->accepted = accepted;
    if (sim_chance(prng, 15) && start + 10 <= end)
        course->quoted = start + sim_between(prng, 1, 10);
}

/* Radié or en cessation while accompanied. @return the exit that Pôle emploi pronounces for it */
static BlDay draw_suspension(SimCourse *course, SimPerson *person, BlDay end) {
    SimPrng *prng = &person->prng;
    BlDay start = course->initialised + sim_between(prng, 15, 240);
    if (!sim_chance(prng, 240) || start >= end)
        return BL_DAY_NONE;
    gboolean is_struck_off = sim_chance(prng, 350);
    guint luck = sim_below(prng, 100);
    if (luck < 80) {
        BlDay stop = start + sim_between(prng, 10, luck < 55 ? 60 : 170);
        add_run(person, start, stop, is_struck_off);
        /* one in eight goes on under the other status: still the same run */
        if (sim_chance(prng, 125) && stop < end)
            add_run(person, stop, stop + sim_between(prng, 10, 45), !is_struck_off);
        return BL_DAY_NONE;
    }
    add_run(person, start, BL_DAY_NONE, is_struck_off);
    BlDay due = bl_day_add_months(start, 6);
    return due <= end && sim_chance(prng, 650) ? due + sim_between(prng, 0, 40) : BL_DAY_NONE;
}

static void take_exit(SimCourse *course, BlDay day, const char *motive) {
    if (day == BL_DAY_NONE || (course->exited != BL_DAY_NONE && course->exited <= day))
        return;
    course->exited = day;
    course->motive = motive;
}

/* The 26th birthday, or a year after I when affected in the 26th year (art. 5.2). */
static BlDay age_exit(const SimCourse *course, BlDay birth) {
    BlDay limit = bl_birthday(birth, 26);
    if (course->assigned >= bl_birthday(birth, 25) && course->assigned < limit)
        return bl_day_add_months(course->initialised, 12);
    return MAX(limit, course->initialised);
}

/* What happens from I on: exit, move out of the zone, suspension. `end` is the last day that the
 * course can reach. */
static void draw_accompaniment(SimCourse *course, SimPerson *person, BlDay end) {
    SimPrng *prng = &person->prng;
    BlDay start = course->initialised;
    if (sim_chance(prng, 3)) {
        /* seen once and gone: I = S, accompanied on no day */
        take_exit(course, start, "abandon");
        return;
    }
    if (sim_chance(prng, 520)) {
        BlDay day = start + 20 + sim_between(prng, 0, 170);
        day += sim_between(prng, 0, 260);
        take_exit(course, day,
                  exit_motives[sim_pick(prng, exit_weights, G_N_ELEMENTS(exit_weights))]);
    }
    if (sim_chance(prng, 780))
        take_exit(course, age_exit(course, person->birth) + sim_between(prng, 0, 20), "26 ans");
    if (sim_chance(prng, 30)) {
        BlDay moved = start + sim_between(prng, 15, 220);
        if (moved <= end && (course->exited == BL_DAY_NONE || moved <= course->exited)) {
            course->moved = moved;
            if (sim_chance(prng, 650))
                take_exit(course, moved + sim_between(prng, 0, 30), "déménagement");
        }
    }
    take_exit(course, draw_suspension(course, person, earlier(course->exited, end)),
              "cessation d’inscription");
}

/* Accepted, perhaps initialised, perhaps followed until `end`. */
static void draw_progress(SimCourse *course, SimPerson *person, gboolean reaches_interview,
                          BlDay end) {
    SimPrng *prng = &person->prng;
    BlDay accepted = sim_working_day(course->assigned + delay(prng, acceptance_days));
    BlDay initialised = sim_working_day(course->assigned + delay(prng, initialisation_days));
    accepted = MAX(accepted, course->assigned);
    initialised = MAX(initialised, course->assigned);
    if (accepted <= end && (reaches_interview || sim_chance(prng, 750)))
        course->accepted = accepted;
    if (!reaches_interview) {
        BlDay given_up = course->assigned + sim_between(prng, 45, 120);
        if (sim_chance(prng, 300) && given_up <= end)
            take_exit(course, given_up, "abandon");
        return;
    }
    if (initialised > end)
        return;
    course->initialised = initialised;
    if (sim_chance(prng, 330))
        course->quoted = initialised;
    draw_accompaniment(course, person, end);
}

SimCourse *sim_course_draw(SimWorld *world, SimPerson *person, guint structure, BlDay assigned,
                           BlDay before) {
    SimCourse *course = &person->courses[person->course_count++];
    *course = (SimCourse){structure,   ++world->last_ids[SIM_COURSES],
                          assigned,    BL_DAY_NONE,
                          BL_DAY_NONE, BL_DAY_NONE,
                          BL_DAY_NONE, BL_DAY_NONE,
                          BL_DAY_NONE, "",
                          FALSE};
    /* two days apart, so that a run can start, and end, before the next affectation */
    BlDay end = before == BL_DAY_NONE ? world->horizon : before - 3;
    SimPrng *prng = &person->prng;
    close_last_run(person, assigned);
    Outcome outcome = sim_pick(prng, outcome_weights, G_N_ELEMENTS(outcome_weights));
    if (outcome == OUTCOME_REFUSED)
        draw_refusal(course, prng, end);
    else if (outcome == OUTCOME_CANCELLED)
        draw_cancellation(course, person, end);
    else
        draw_progress(course, person, outcome == OUTCOME_INITIALISED, end);
    if (course->exited != BL_DAY_NONE && course->exited > end) {
        course->exited = BL_DAY_NONE;
        course->motive = "";
    }
    /* one course at a time: what still runs ends when Pôle emploi affects anew */
    if (before != BL_DAY_NONE && course->initialised != BL_DAY_NONE &&
        course->exited == BL_DAY_NONE)
        take_exit(course, end, "réorientation");
    if (course->exited != BL_DAY_NONE && course->accepted != BL_DAY_NONE)
        course->accepted = MIN(course->accepted, course->exited);
    /* no event of the day I can initialise a course that ends on it: the extract must say so */
    if (course->initialised != BL_DAY_NONE && course->exited == course->initialised)
        course->quoted = course->initialised;
    return course;
}

void sim_course_write(SimWorld *world, const SimPerson *person, const SimCourse *course) {
    SimSheet *sheet = sim_sheet(world, SIM_COURSES);
    sim_put_id(sheet, 'C', course->number, 9);
    sim_put_id(sheet, 'J', person->number, 8);
    sim_put_text(sheet, sim_code(world, course->structure));
    sim_put_day(sheet, course->assigned);
    sim_put_day(sheet, course->accepted);
    sim_put_day(sheet, course->refused);
    sim_put_day(sheet, course->quoted);
    sim_put_day(sheet, course->exited);
    sim_put_text(sheet, course->motive);
    sim_end_row(sheet);
}
