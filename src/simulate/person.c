#include "world.h"

#include <string.h>

/* Affectations by month, in thousandths: August is low, September high. */
static const guint16 month_weights[12] = {95, 85, 95, 85, 75, 80, 70, 40, 115, 110, 85, 65};

/* Age at the first affectation, from 16; the last is 26, which the rule takes as over at once. */
static const guint16 age_weights[] = {8, 30, 100, 145, 155, 145, 130, 115, 100, 70, 2};

static const char *const levels[] = {"VI", "V bis", "V", "IV", "III", ""};
static const guint16 level_weights[] = {170, 190, 370, 190, 40, 40};

BlDay sim_working_day(BlDay day) {
    int weekend = bl_weekday(day) - 4;
    if (weekend <= 0)
        return day;
    int year, month, day_of_month;
    bl_day_to_ymd(day, &year, &month, &day_of_month);
    return day_of_month > weekend ? day - weekend : day + 3 - weekend;
}

BlDay sim_seasonal_day(SimPrng *prng, int year) {
    int month = (int)sim_pick(prng, month_weights, 12) + 1;
    int day = sim_between(prng, 1, bl_month_length(year, month));
    return sim_working_day(bl_day_from_ymd(year, month, day));
}

/* Selection sampling: each person of the structure is taken with probability left / people left, so
 * that the plan's courses are all given. A person is mostly taken for one year, as long as there
 * are enough people for all. @return number of affectations drawn, in order */
static guint draw_affectations(SimWorld *world, SimPerson *person, BlDay *assigned) {
    const SimPlan *plan = world->plan;
    SimPrng *prng = &person->prng;
    guint32 people = (guint32)world->people_left;
    gint64 total = 0;
    for (guint y = 0; y < plan->years; y++)
        total += world->courses_left[y][person->home];
    gboolean is_exclusive = total <= people && sim_chance(prng, 900);
    gint64 draw = sim_below(prng, people);
    guint count = 0;
    for (guint y = 0; y < plan->years; y++) {
        gint64 left = world->courses_left[y][person->home];
        gboolean is_taken = draw >= 0 && draw < left;
        draw = is_exclusive ? draw - left : (gint64)sim_below(prng, people);
        if (!is_taken)
            continue;
        world->courses_left[y][person->home]--;
        assigned[count] = sim_seasonal_day(prng, plan->year[y].year);
        /* room for a first course to be over before the second */
        if (count > 0 && assigned[count] < assigned[count - 1] + 10)
            assigned[count] = assigned[count - 1] + 10;
        count++;
    }
    return count;
}

/* Of an age to be affected each time; anybody else is of an age to be received in the window. */
static BlDay draw_birth(SimWorld *world, SimPerson *person, const BlDay *assigned, guint count) {
    SimPrng *prng = &person->prng;
    int age = 16 + (int)sim_pick(prng, age_weights, G_N_ELEMENTS(age_weights));
    BlDay reference = world->first + sim_between(prng, 0, world->last - world->first);
    if (count > 0) {
        int years = (assigned[count - 1] - assigned[0] + 364) / 365;
        reference = assigned[0];
        if (years > 0)
            age = MAX(MIN(age, 25 - years), 16);
    }
    return bl_day_add_months(reference, -12 * age) - sim_between(prng, 0, 364);
}

/* The day on which a course left its person free; BL_DAY_NONE: it still runs. */
static BlDay freed_on(const SimPerson *person, const SimCourse *course) {
    if (course->is_cancelled)
        return person->runs[person->run_count - 1].start;
    return course->refused != BL_DAY_NONE ? course->refused : course->exited;
}

/* A second affectation after a course that is over: to the mission locale of the new home after a
 * move, else to the same one, out of the year's plan. */
static void draw_second(SimWorld *world, SimPerson *person, const SimCourse *first, BlDay before) {
    SimPrng *prng = &person->prng;
    BlDay freed = freed_on(person, first);
    if (freed == BL_DAY_NONE || !sim_chance(prng, 300))
        return;
    BlDay assigned = sim_working_day(freed + sim_between(prng, 20, 120));
    int year, other_year, month, day;
    bl_day_to_ymd(first->assigned, &year, &month, &day);
    bl_day_to_ymd(assigned, &other_year, &month, &day);
    if (assigned > world->last || (before != BL_DAY_NONE && assigned + 10 > before))
        return;
    guint structure = first->structure;
    if (first->moved != BL_DAY_NONE && first->moved <= freed) {
        structure = sim_neighbour(world->land, structure, sim_below(prng, 1 << 16));
        /* alone in its region: the youth has left for another, which we do not follow */
        if (structure == first->structure)
            return;
    } else {
        guint y = (guint)(year - world->plan->year[0].year);
        if (other_year != year || world->courses_left[y][structure] == 0)
            return;
        world->courses_left[y][structure]--;
    }
    sim_course_draw(world, person, structure, assigned, before);
}

static void draw_courses(SimWorld *world, SimPerson *person, const BlDay *assigned, guint count) {
    for (guint i = 0; i < count; i++) {
        BlDay before = i + 1 < count ? assigned[i + 1] : BL_DAY_NONE;
        const SimCourse *course = sim_course_draw(world, person, person->home, assigned[i], before);
        draw_second(world, person, course, before);
    }
}

static void write_youth(SimWorld *world, SimPerson *person) {
    static const char *const zus[] = {"oui", "non", ""};
    static const guint16 zus_weights[] = {170, 760, 70};
    SimSheet *sheet = sim_sheet(world, SIM_YOUTHS);
    SimPrng *prng = &person->prng;
    sim_put_id(sheet, 'J', person->number, 8);
    sim_put_text(sheet, sim_chance(prng, 522) ? "F" : "M");
    sim_put_day(sheet, person->birth);
    sim_put_text(sheet, sim_structure(world->land, person->home)->commune);
    sim_put_text(sheet, zus[sim_pick(prng, zus_weights, 3)]);
    sim_put_text(sheet, levels[sim_pick(prng, level_weights, 6)]);
    sim_end_row(sheet);
}

static void write_moves(SimWorld *world, const SimPerson *person) {
    SimSheet *sheet = sim_sheet(world, SIM_MOVES);
    for (guint i = 0; i < person->course_count; i++) {
        const SimCourse *course = &person->courses[i];
        if (course->moved == BL_DAY_NONE || course->moved > world->horizon)
            continue;
        sim_put_id(sheet, 'J', person->number, 8);
        sim_put_day(sheet, course->moved);
        sim_put_text(sheet, sim_code(world, course->structure));
        sim_end_row(sheet);
    }
}

void sim_person_write(SimWorld *world, guint home) {
    SimPerson person;
    BlDay assigned[SIM_MAX_YEARS];
    person.number = ++world->last_ids[SIM_YOUTHS];
    person.home = home;
    person.course_count = person.run_count = person.situation_count = 0;
    sim_prng_seed(&person.prng, world->settings->seed, SIM_DOMAIN_PERSON, (guint64)person.number);
    guint count = draw_affectations(world, &person, assigned);
    person.birth = draw_birth(world, &person, assigned, count);
    draw_courses(world, &person, assigned, count);
    write_youth(world, &person);
    for (guint i = 0; i < person.course_count; i++)
        sim_course_write(world, &person, &person.courses[i]);
    sim_statuses_write(world, &person);
    write_moves(world, &person);
    sim_situations_write(world, &person);
    sim_events_write(world, &person);
    sim_acts_write(world, &person);
}
