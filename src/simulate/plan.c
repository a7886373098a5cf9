#include "plan.h"

#include "prng.h"

#include <string.h>

/* Affectations for a thousand counted youths: refusals, cancellations, courses never initialised
 * and CIVIS take the rest. Measured on what the simulator makes; a year that follows another also
 * counts those affected in December and first seen in January. */
#define FIRST_YEAR_COURSES 1350
#define LATER_YEAR_COURSES 1290

/* What the mission locale of Mayotte asks beside the others, since no objective says it. */
#define DEMAND_WITHOUT_OBJECTIVE G_GUINT64_CONSTANT(600000)

void sim_share(gint64 total, const guint64 *weights, guint count, gint64 *out) {
    guint64 sum = 0;
    for (guint i = 0; i < count; i++)
        sum += weights[i];
    memset(out, 0, count * sizeof *out);
    if (sum == 0)
        return;
    g_autofree guint64 *rest = g_new(guint64, count);
    gint64 left = total;
    for (guint i = 0; i < count; i++) {
        out[i] = (gint64)((guint64)total * weights[i] / sum);
        rest[i] = (guint64)total * weights[i] % sum;
        left -= out[i];
    }
    for (; left > 0; left--) {
        guint best = 0;
        for (guint i = 1; i < count; i++)
            if (rest[i] > rest[best])
                best = i;
        out[best]++;
        rest[best] = 0;
    }
}

/* What the regions with a mission locale are to reach in a year. */
static gint64 present_objectives(const SimTerritory *land, guint column) {
    gint64 total = 0;
    for (guint r = 0; r < land->regions->len; r++)
        if (sim_region(land, r)->structures > 0)
            total += sim_region(land, r)->objectives[column];
    return total;
}

/* value × youths / `needed`, never more than the value. */
static gint64 scale(gint64 value, gint64 youths, gint64 needed) {
    return youths >= needed ? value : (value * youths + needed / 2) / needed;
}

/* A third of the regions move a tenth from one mission locale to another by avenant on 1 July; the
 * sum of the region stands. */
static void draw_avenant(SimYear *year, const guint *members, guint count, SimPrng *prng) {
    if (count < 4 || !sim_chance(prng, 350))
        return;
    guint giver = members[sim_below(prng, count)];
    guint taker = members[sim_below(prng, count)];
    gint64 moved = year->objectives[giver] * (5 + sim_below(prng, 11)) / 100;
    if (giver == taker || moved == 0)
        return;
    year->amended[giver] = year->objectives[giver] - moved;
    year->amended[taker] = year->objectives[taker] + moved;
}

/* Thousandths of its objective that a mission locale is to reach. */
static guint attainment(SimPrng *prng, guint region_level) {
    guint luck = sim_below(prng, 1000);
    if (luck < 40)
        return 520 + sim_below(prng, 200);
    if (luck < 110)
        return 1070 + sim_below(prng, 100);
    return region_level - 70 + sim_below(prng, 141);
}

static void plan_region(SimYear *year, const SimTerritory *land, guint rank,
                        const BlSimulation *settings, guint64 *demand) {
    const SimRegion *region = sim_region(land, rank);
    const guint *members = land->order + region->first;
    guint count = region->structures;
    guint column = sim_annexe4_column(year->year);
    /* a course needs a youth, and another year other youths */
    gint64 needed = present_objectives(land, column) * 4 * (settings->history + 1) / 3;
    SimPrng prng;
    sim_prng_seed(&prng, settings->seed, SIM_DOMAIN_REGION,
                  sim_hash(region->code) + (guint64)year->year);
    g_autofree guint64 *weights = g_new(guint64, count);
    g_autofree gint64 *parts = g_new(gint64, count);
    guint64 sum = 0;
    for (guint i = 0; i < count; i++)
        sum += weights[i] = sim_structure(land, members[i])->weight;
    sim_share(scale(region->objectives[column], settings->youths, needed), weights, count, parts);
    gboolean is_first = year->year == settings->year - settings->history;
    gint64 courses = is_first ? FIRST_YEAR_COURSES : LATER_YEAR_COURSES;
    guint level = sim_chance(&prng, 110) ? 800 + sim_below(&prng, 60) : 930 + sim_below(&prng, 80);
    for (guint i = 0; i < count; i++) {
        guint m = members[i];
        SimPrng own;
        sim_prng_seed(&own, settings->seed, SIM_DOMAIN_STRUCTURE,
                      sim_hash(sim_structure(land, m)->code) + (guint64)year->year);
        guint reached = attainment(&own, level);
        year->objectives[m] = parts[i];
        year->courses[m] = (parts[i] * reached * courses + 500000) / 1000000;
        demand[m] += (guint64)region->objectives[column] * reached * weights[i] / sum + 1;
    }
    draw_avenant(year, members, count, &prng);
    /* « la somme des objectifs locaux » of some regions misses the regional row by a little */
    if (sim_chance(&prng, 120) && year->amended[members[0]] < 0)
        year->objectives[members[0]] += 1 + sim_below(&prng, 9);
}

/* Youths follow what the structures are to reach, so that each has enough for its courses. */
static void plan_youths(SimPlan *plan, const SimTerritory *land, gint64 youths, guint64 *demand) {
    for (guint m = 0; m < plan->structures; m++) {
        const SimStructure *one = sim_structure(land, m);
        if (!sim_region(land, one->region)->has_objective)
            demand[m] = DEMAND_WITHOUT_OBJECTIVE * one->weight / 1000 + 1;
    }
    sim_share(youths, demand, plan->structures, plan->youths);
    for (guint y = 0; y < plan->years; y++)
        for (guint m = 0; m < plan->structures; m++)
            plan->year[y].courses[m] = MIN(plan->year[y].courses[m], plan->youths[m]);
}

void sim_plan_init(SimPlan *plan, const SimTerritory *land, const BlSimulation *settings) {
    memset(plan, 0, sizeof *plan);
    plan->structures = land->structures->len;
    plan->years = (guint)settings->history + 1;
    plan->youths = g_new0(gint64, plan->structures);
    g_autofree guint64 *demand = g_new0(guint64, plan->structures);
    int base = CLAMP(settings->year - SIM_SENAT_FIRST, 0, SIM_SENAT_YEARS - 1);
    for (guint y = 0; y < plan->years; y++) {
        SimYear *year = &plan->year[y];
        year->year = settings->year - settings->history + (int)y;
        year->objectives = g_new0(gint64, plan->structures);
        year->amended = g_new0(gint64, plan->structures);
        year->courses = g_new0(gint64, plan->structures);
        for (guint m = 0; m < plan->structures; m++)
            year->amended[m] = -1;
        for (guint r = 0; r < land->regions->len; r++)
            if (sim_region(land, r)->has_objective && sim_region(land, r)->structures > 0)
                plan_region(year, land, r, settings, demand);
        int column = CLAMP(year->year - SIM_SENAT_FIRST, 0, SIM_SENAT_YEARS - 1);
        year->events = land->interviews[column];
        plan->events += settings->youths * year->events / land->contacts[base];
    }
    plan_youths(plan, land, settings->youths, demand);
    if (settings->events > 0)
        plan->events = settings->events;
}

void sim_plan_dispose(SimPlan *plan) {
    for (guint y = 0; y < plan->years; y++) {
        g_clear_pointer(&plan->year[y].objectives, g_free);
        g_clear_pointer(&plan->year[y].amended, g_free);
        g_clear_pointer(&plan->year[y].courses, g_free);
    }
    g_clear_pointer(&plan->youths, g_free);
}
