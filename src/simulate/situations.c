#include "world.h"

static const char *const types[] = {"stage",      "formation", "emploi_temporaire",
                                    "prestation", "emploi",    "benevolat"};
static const guint16 type_weights[] = {180, 270, 250, 200, 70, 30};

/* The first four excuse a month without interview (art. 5.3-2); the others do not. */
#define EXCUSING_TYPES 4

/* Last day, excluded, on which a course can be seen running. */
static BlDay end_of(const SimWorld *world, const SimCourse *course) {
    return course->exited != BL_DAY_NONE ? course->exited : world->horizon;
}

static void draw(SimWorld *world, SimPerson *person, const SimCourse *course, BlDay from) {
    SimPrng *prng = &person->prng;
    BlDay end = end_of(world, course);
    if (from >= end)
        return;
    BlDay start = from + sim_between(prng, 0, end - 1 - from);
    guint type = sim_pick(prng, type_weights, G_N_ELEMENTS(type_weights));
    int length = type == 1 ? sim_between(prng, 20, 150) : sim_between(prng, 5, 55);
    person->situations[person->situation_count++] = (SimSituation){type, start, start + length};
    SimSheet *sheet = sim_sheet(world, SIM_SITUATIONS);
    sim_put_id(sheet, 'J', person->number, 8);
    sim_put_text(sheet, types[type]);
    sim_put_day(sheet, start);
    sim_put_day(sheet, start + length > world->horizon ? BL_DAY_NONE : start + length);
    sim_end_row(sheet);
}

void sim_situations_write(SimWorld *world, SimPerson *person) {
    for (guint i = 0; i < person->course_count; i++) {
        const SimCourse *course = &person->courses[i];
        if (course->initialised == BL_DAY_NONE || !sim_chance(&person->prng, 380))
            continue;
        guint first = person->situation_count;
        draw(world, person, course, course->initialised);
        /* another starts later: (jeune, type, date_debut) is a key */
        if (person->situation_count > first && sim_chance(&person->prng, 250))
            draw(world, person, course, person->situations[first].end + 1);
    }
}

gboolean sim_is_excused(const SimPerson *person, BlDay first, BlDay last) {
    for (guint i = 0; i < person->situation_count; i++) {
        const SimSituation *situation = &person->situations[i];
        if (situation->type < EXCUSING_TYPES && situation->start <= last && first < situation->end)
            return TRUE;
    }
    return FALSE;
}
