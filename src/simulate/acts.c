#include "world.h"

static const char *const states[] = {"realise",     "prescrit",    "en_cours",        "abandonne",
                                     "refus_jeune", "refus_tiers", "refus_commission"};
static const guint16 state_weights[] = {400, 240, 110, 100, 80, 50, 20};

static const char *const programme_motives[] = {"fin de contrat", "emploi durable", "abandon",
                                                "déménagement", ""};
static const guint16 programme_motive_weights[] = {400, 280, 200, 50, 70};

static const char *const decisions[] = {"maintien en co-traitance", "rappel des obligations",
                                        "retour à Pôle emploi", "sortie de co-traitance"};
static const guint16 decision_weights[] = {520, 250, 130, 100};

static BlDay known(const SimWorld *world, BlDay day) {
    return day > world->horizon ? BL_DAY_NONE : day;
}

static BlDay any_day(const SimWorld *world, SimPrng *prng) {
    return sim_working_day(world->first + sim_between(prng, 0, world->last - world->first));
}

static BlDay end_of(const SimWorld *world, const SimCourse *course) {
    return course->exited != BL_DAY_NONE ? course->exited : world->horizon;
}

static void write_programme(SimWorld *world, SimPerson *person, guint structure,
                            const char *programme, BlDay entry, BlDay exit) {
    SimSheet *sheet = sim_sheet(world, SIM_PROGRAMMES);
    SimPrng *prng = &person->prng;
    guint motive = sim_pick(prng, programme_motive_weights, 5);
    exit = known(world, exit);
    sim_put_id(sheet, 'J', person->number, 8);
    sim_put_text(sheet, sim_code(world, structure));
    sim_put_text(sheet, programme);
    sim_put_day(sheet, entry);
    sim_put_day(sheet, exit);
    sim_put_text(sheet, exit == BL_DAY_NONE ? "" : programme_motives[motive]);
    sim_end_row(sheet);
}

/* The course that decides where a CIVIS stands: the first that was initialised. */
static const SimCourse *first_initialised(const SimPerson *person) {
    for (guint i = 0; i < person->course_count; i++)
        if (person->courses[i].initialised != BL_DAY_NONE)
            return &person->courses[i];
    return NULL;
}

/* One youth in ten is in CIVIS when the course starts, so that art. 5.4 does not count it; about as
 * many enter it later, which changes nothing. */
static void write_civis(SimWorld *world, SimPerson *person) {
    SimPrng *prng = &person->prng;
    const SimCourse *course = first_initialised(person);
    guint luck = sim_below(prng, 1000);
    guint structure = person->home;
    BlDay exit = BL_DAY_NONE, entry;
    if (course != NULL && luck < 100) {
        entry = course->initialised - sim_between(prng, 0, 300);
        if (sim_chance(prng, 450))
            exit = course->initialised + sim_between(prng, 30, 360);
        if (sim_chance(prng, 40))
            structure = sim_neighbour(world->land, structure, sim_below(prng, 1 << 16));
    } else if (course != NULL && luck < 210) {
        entry = course->initialised + sim_between(prng, 10, 200);
        if (sim_chance(prng, 200))
            exit = entry + sim_between(prng, 30, 360);
    } else if (course == NULL && luck < 110) {
        entry = any_day(world, prng);
        entry -= sim_between(prng, 0, 200);
        if (sim_chance(prng, 350))
            exit = entry + sim_between(prng, 30, 360);
    } else {
        return;
    }
    if (entry <= world->horizon)
        write_programme(world, person, structure, "CIVIS", entry, exit);
}

static void write_programmes(SimWorld *world, SimPerson *person) {
    static const struct {
        const char *name;
        guint permille;
    } others[] = {{"PARRAINAGE", 25}, {"RCA", 6}, {"PROGRAMME LOCAL", 30}};
    SimPrng *prng = &person->prng;
    write_civis(world, person);
    for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
        if (!sim_chance(prng, others[i].permille))
            continue;
        BlDay entry = any_day(world, prng);
        BlDay exit = sim_chance(prng, 400) ? entry + sim_between(prng, 20, 200) : BL_DAY_NONE;
        write_programme(world, person, person->home, others[i].name, entry, exit);
    }
}

static void write_proposal(SimWorld *world, SimPerson *person, guint structure, BlDay day) {
    SimSheet *sheet = sim_sheet(world, SIM_PROPOSALS);
    SimPrng *prng = &person->prng;
    const GPtrArray *codes = world->land->rubric_codes;
    sim_put_id(sheet, 'P', ++world->last_ids[SIM_PROPOSALS], 9);
    sim_put_id(sheet, 'J', person->number, 8);
    sim_put_text(sheet, sim_code(world, structure));
    sim_put_day(sheet, day);
    sim_put_text(sheet, g_ptr_array_index(codes, sim_below(prng, codes->len)));
    sim_put_text(sheet, states[sim_pick(prng, state_weights, 7)]);
    sim_end_row(sheet);
}

static void write_proposals(SimWorld *world, SimPerson *person) {
    SimPrng *prng = &person->prng;
    for (guint i = 0; i < person->course_count; i++) {
        const SimCourse *course = &person->courses[i];
        if (course->initialised == BL_DAY_NONE)
            continue;
        int span = end_of(world, course) - course->initialised;
        for (guint32 n = sim_below(prng, 4); n > 0; n--)
            write_proposal(world, person, course->structure,
                           course->initialised + sim_between(prng, 0, span));
    }
    if (person->course_count == 0 && sim_chance(prng, 220))
        for (guint32 n = 1 + sim_below(prng, 2); n > 0; n--)
            write_proposal(world, person, person->home, any_day(world, prng));
}

/* Art. 5.3-2: three in five are closed, with a decision. */
static void write_alerts(SimWorld *world, SimPerson *person) {
    SimPrng *prng = &person->prng;
    SimSheet *sheet = sim_sheet(world, SIM_ALERTS);
    for (guint i = 0; i < person->course_count; i++) {
        const SimCourse *course = &person->courses[i];
        int span =
            course->initialised == BL_DAY_NONE ? 0 : end_of(world, course) - course->initialised;
        if (span <= 0 || !sim_chance(prng, 100))
            continue;
        BlDay start = course->initialised + sim_between(prng, 0, span - 1);
        BlDay closed =
            sim_chance(prng, 600) ? known(world, start + sim_between(prng, 7, 70)) : BL_DAY_NONE;
        guint decision = sim_pick(prng, decision_weights, 4);
        sim_put_id(sheet, 'A', ++world->last_ids[SIM_ALERTS], 8);
        sim_put_id(sheet, 'C', course->number, 9);
        sim_put_day(sheet, start);
        sim_put_day(sheet, closed);
        sim_put_text(sheet, closed == BL_DAY_NONE ? "" : decisions[decision]);
        sim_end_row(sheet);
    }
}

/* Pôle emploi follows before it affects; one follow-up in seven goes on beside the course. Of the
 * others, a third are followed by Pôle emploi, most with a criterion of art. 5.1. */
static void write_followup(SimWorld *world, SimPerson *person) {
    SimPrng *prng = &person->prng;
    BlDay start, end = BL_DAY_NONE;
    if (person->course_count > 0) {
        const SimCourse *course = first_initialised(person);
        start = person->courses[0].assigned - sim_between(prng, 3, 150);
        if (course != NULL && !sim_chance(prng, 140))
            end = course->initialised;
    } else {
        if (!sim_chance(prng, 330))
            return;
        start = any_day(world, prng);
        start -= sim_between(prng, 0, 150);
        if (sim_chance(prng, 400))
            end = start + sim_between(prng, 20, 300);
    }
    SimSheet *sheet = sim_sheet(world, SIM_FOLLOWUPS);
    sim_put_id(sheet, 'J', person->number, 8);
    sim_put_day(sheet, start);
    sim_put_day(sheet, known(world, end));
    sim_put_text(sheet, sim_code(world, person->home));
    gboolean has_none = sim_chance(prng, 120);
    for (guint i = 0; i < 4; i++)
        sim_put_flag(sheet, !has_none && sim_chance(prng, 450));
    sim_end_row(sheet);
}

static void write_evaluation(SimWorld *world, SimPerson *person) {
    SimPrng *prng = &person->prng;
    if (!sim_chance(prng, 20))
        return;
    SimSheet *sheet = sim_sheet(world, SIM_EVALUATIONS);
    gboolean succeeded = sim_chance(prng, 680);
    sim_put_id(sheet, 'E', ++world->last_ids[SIM_EVALUATIONS], 8);
    sim_put_text(sheet, sim_structure(world->land, person->home)->platform);
    sim_put_id(sheet, 'J', person->number, 8);
    sim_put_text(sheet, sim_code(world, person->home));
    sim_put_day(sheet, any_day(world, prng));
    sim_put_flag(sheet, succeeded);
    sim_put_flag(sheet, succeeded && sim_chance(prng, 600));
    sim_end_row(sheet);
}

void sim_acts_write(SimWorld *world, SimPerson *person) {
    write_programmes(world, person);
    write_proposals(world, person);
    write_alerts(world, person);
    write_followup(world, person);
    write_evaluation(world, person);
}
