#include "world.h"

/* 34.5 M€ for 150,000 youths: 230 € each, derived, not in the text (DEFINITIONS §3). */
#define CENTS_PER_YOUTH 23000

static void write_objective(SimWorld *world, int year, const char *level, const char *code,
                            BlDay from, gint64 volume, const char *act) {
    SimSheet *sheet = sim_sheet(world, SIM_OBJECTIVES);
    sim_put_int(sheet, year);
    sim_put_text(sheet, level);
    sim_put_text(sheet, code);
    sim_put_day(sheet, from);
    sim_put_int(sheet, volume);
    sim_put_text(sheet, act);
    sim_end_row(sheet);
}

/* The rows of annexe 4 as they are; a year that it does not know says which one it borrows. */
static void write_annexe4(SimWorld *world, int year) {
    const SimTerritory *land = world->land;
    guint column = sim_annexe4_column(year);
    gboolean is_own = year == SIM_ANNEXE4_FIRST + (int)column;
    g_autofree char *borrowed =
        g_strdup_printf("simulation d’après l’annexe 4 de %d", SIM_ANNEXE4_FIRST + (int)column);
    BlDay from = bl_day_from_ymd(year, 1, 1);
    write_objective(world, year, "national", "FR", from, land->national[column],
                    is_own ? land->acts[1] : borrowed);
    for (guint r = 0; r < land->regions->len; r++) {
        const SimRegion *region = sim_region(land, r);
        if (region->has_objective)
            write_objective(world, year, "regional", region->code, from, region->objectives[column],
                            is_own ? land->acts[0] : borrowed);
    }
}

static void write_payment(SimWorld *world, int year, guint structure, BlDay day, gint64 cents) {
    if (day > world->horizon)
        return;
    SimSheet *sheet = sim_sheet(world, SIM_PAYMENTS);
    sim_put_int(sheet, year);
    sim_put_text(sheet, sim_code(world, structure));
    sim_put_day(sheet, day);
    sim_put_money(sheet, cents);
    sim_end_row(sheet);
}

/* 40 % on 20 January and 10 July (annexe 6 art. 9), some late, a few never; the balance, paid in
 * the spring that follows, is of no exercice that is still open. */
static void write_payments(SimWorld *world, SimPrng *prng, int year, guint structure,
                           gint64 amount) {
    static const struct { int month, day; } due[] = {{1, 20}, {7, 10}};
    gint64 share = (amount * 2 + 2) / 5; /* half up: amounts × 4/10, in whole cents */
    for (guint i = 0; i < 2; i++) {
        int late = sim_chance(prng, 70) ? sim_between(prng, 3, 60) : 0;
        if (!sim_chance(prng, i == 0 ? 5 : 25))
            write_payment(world, year, structure,
                          bl_day_from_ymd(year, due[i].month, due[i].day) + late, share);
    }
    if (sim_chance(prng, 800))
        write_payment(world, year, structure,
                      bl_day_from_ymd(year + 1, 3, 15) + sim_between(prng, 0, 60),
                      amount - 2 * share);
}

static void write_structure_year(SimWorld *world, const SimYear *year, guint structure) {
    const char *code = sim_code(world, structure);
    const SimRegion *region =
        sim_region(world->land, sim_structure(world->land, structure)->region);
    if (!region->has_objective)
        return;
    SimPrng prng;
    sim_prng_seed(&prng, world->settings->seed, SIM_DOMAIN_MONEY,
                  sim_hash(code) + (guint64)year->year);
    gint64 objective = year->objectives[structure];
    write_objective(world, year->year, "local", code, bl_day_from_ymd(year->year, 1, 1), objective,
                    "répartition régionale (simulation)");
    if (year->amended[structure] >= 0)
        write_objective(world, year->year, "local", code, bl_day_from_ymd(year->year, 7, 1),
                        year->amended[structure], "avenant (simulation)");
    gint64 amount = objective * CENTS_PER_YOUTH;
    if (amount > 0 && sim_chance(&prng, 80))
        amount += sim_below(&prng, 10000);
    SimSheet *sheet = sim_sheet(world, SIM_ENVELOPES);
    sim_put_int(sheet, year->year);
    sim_put_text(sheet, code);
    sim_put_money(sheet, amount);
    sim_end_row(sheet);
    write_payments(world, &prng, year->year, structure, amount);
}

void sim_money_write(SimWorld *world) {
    for (guint y = 0; y < world->plan->years; y++) {
        const SimYear *year = &world->plan->year[y];
        write_annexe4(world, year->year);
        for (guint i = 0; i < world->land->structures->len; i++)
            write_structure_year(world, year, i);
    }
}
