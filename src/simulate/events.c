#include "world.h"

static const char *const types[] = {"entretien", "atelier",  "information_collective",
                                    "telephone", "courrier", "visite"};
static const guint16 type_weights[] = {620, 90, 60, 150, 60, 20};
static const guint16 first_weights[] = {720, 100, 180};

/* How many events a youth has, in tenths of the mean: some never come, a few come often. */
static const guint8 intensity[16] = {0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 18, 22, 27};

static void add(SimWorld *world, BlDay day, guint structure, guint type) {
    if (day > world->horizon)
        return;
    SimEvent event = {day, (guint16)structure, (guint8)type};
    g_array_append_val(world->events, event);
}

/* A working day between two, which may hold none. */
static BlDay day_between(SimPrng *prng, BlDay low, BlDay high) {
    BlDay day = low + sim_between(prng, 0, high - low);
    BlDay working = sim_working_day(day);
    return working >= low && working <= high ? working : day;
}

/* Thousandths of the months with an interview. */
static guint honoured(const SimPerson *person, BlDay low, BlDay high, int month) {
    if (sim_is_suspended(person, low + (high - low) / 2))
        return 60;
    if (sim_is_excused(person, low, high))
        return 450;
    return month == 8 ? 690 : 830;
}

/* One interview a month (art. 5.3-2), about four times in five, from the day after I. */
static void add_interviews(SimWorld *world, SimPerson *person, const SimCourse *course) {
    SimPrng *prng = &person->prng;
    BlDay end = course->exited != BL_DAY_NONE ? course->exited - 1 : world->horizon;
    int year, month, day;
    bl_day_to_ymd(course->initialised, &year, &month, &day);
    BlDay low = course->initialised + 1;
    while (low <= end) {
        BlDay high = MIN(bl_day_from_ymd(year, month, bl_month_length(year, month)), end);
        if (low <= high && sim_chance(prng, honoured(person, low, high, month)))
            add(world, day_between(prng, low, high), course->structure, SIM_EVENT_INTERVIEW);
        if (low <= high && sim_chance(prng, 120))
            add(world, day_between(prng, low, high), course->structure, SIM_EVENT_WORKSHOP);
        year += month == 12 ? 1 : 0;
        month = month == 12 ? 1 : month + 1;
        low = bl_day_from_ymd(year, month, 1);
    }
}

static void add_course_events(SimWorld *world, SimPerson *person) {
    SimPrng *prng = &person->prng;
    for (guint i = 0; i < person->course_count; i++) {
        const SimCourse *course = &person->courses[i];
        if (course->initialised == BL_DAY_NONE)
            continue;
        if (course->quoted == BL_DAY_NONE || sim_chance(prng, 850))
            add(world, course->initialised, course->structure, sim_pick(prng, first_weights, 3));
        add_interviews(world, person, course);
    }
}

/* An event of this day and place would initialise a course that is to wait, or was given up. */
static gboolean would_initialise(const SimPerson *person, guint structure, BlDay day) {
    for (guint i = 0; i < person->course_count; i++) {
        const SimCourse *course = &person->courses[i];
        if (course->structure == structure && day >= course->assigned &&
            (course->initialised == BL_DAY_NONE || day < course->initialised))
            return TRUE;
    }
    return FALSE;
}

/* A day of a year drawn in proportion to the Sénat's interviews. */
static BlDay background_day(const SimWorld *world, SimPrng *prng) {
    const SimPlan *plan = world->plan;
    gint64 total = 0;
    for (guint y = 0; y < plan->years; y++)
        total += plan->year[y].events;
    gint64 draw = plan->years > 1 ? sim_below(prng, (guint32)total) : 0;
    guint y = 0;
    while (y + 1 < plan->years && draw >= plan->year[y].events)
        draw -= plan->year[y++].events;
    int year = plan->year[y].year;
    BlDay day = bl_day_from_ymd(year, 1, 1) + sim_between(prng, 0, 364);
    return sim_working_day(day);
}

/* How many events without a course the person is to have: a draw around the mean, pulled towards
 * the line that ends at the plan's total. The last sixty-four persons close the gap. */
static gint64 background_count(SimWorld *world, SimPerson *person) {
    gint64 youths = world->settings->youths;
    gint64 done = world->people_done;
    gint64 target = world->plan->events / youths * (done + 1) +
                    world->plan->events % youths * (done + 1) / youths;
    gint64 written = world->last_ids[SIM_EVENTS] + world->events->len;
    gint64 allowed = target - MIN(youths - done - 1, 64) - written;
    if (youths - done <= 64)
        return MAX(allowed, 0);
    gint64 tenths = world->plan->events * intensity[sim_below(&person->prng, 16)];
    tenths += (gint64)sim_below(&person->prng, 1000) * youths / 100;
    return CLAMP(tenths / youths / 10 + allowed / 32, 0, MAX(allowed + 64, 0));
}

static void add_background(SimWorld *world, SimPerson *person) {
    SimPrng *prng = &person->prng;
    gint64 count = background_count(world, person);
    /* a few are received by two missions locales of their region */
    guint other = sim_chance(prng, 20)
                      ? sim_neighbour(world->land, person->home, sim_below(prng, 1 << 16))
                      : person->home;
    for (gint64 i = 0; i < count; i++) {
        BlDay day = background_day(world, prng);
        guint structure = sim_chance(prng, 500) ? other : person->home;
        guint type = sim_pick(prng, type_weights, G_N_ELEMENTS(type_weights));
        if (type <= SIM_EVENT_GROUP_MEETING && would_initialise(person, structure, day))
            type = SIM_EVENT_PHONE;
        add(world, day, structure, type);
    }
}

/* Order of days, then of structure and type so that the order is the same everywhere. */
static gboolean comes_after(const SimEvent *a, const SimEvent *b) {
    if (a->day != b->day)
        return a->day > b->day;
    return a->structure != b->structure ? a->structure > b->structure : a->type > b->type;
}

static void sort(SimEvent *events, guint count) {
    for (guint i = 1; i < count; i++) {
        SimEvent event = events[i];
        guint k = i;
        for (; k > 0 && comes_after(&events[k - 1], &event); k--)
            events[k] = events[k - 1];
        events[k] = event;
    }
}

void sim_events_write(SimWorld *world, SimPerson *person) {
    g_array_set_size(world->events, 0);
    add_course_events(world, person);
    add_background(world, person);
    SimEvent *events = (SimEvent *)(void *)world->events->data;
    sort(events, world->events->len);
    SimSheet *sheet = sim_sheet(world, SIM_EVENTS);
    for (guint i = 0; i < world->events->len; i++) {
        sim_put_id(sheet, 'V', ++world->last_ids[SIM_EVENTS], 10);
        sim_put_id(sheet, 'J', person->number, 8);
        sim_put_text(sheet, sim_code(world, events[i].structure));
        sim_put_day(sheet, events[i].day);
        sim_put_text(sheet, types[events[i].type]);
        sim_end_row(sheet);
    }
}
