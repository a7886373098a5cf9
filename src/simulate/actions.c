#include "world.h"

static const char *const categories[] = {"concertee", "conjointe", "complementaire"};
static const guint16 category_weights[] = {460, 320, 220};

static const char *const employer_labels[] = {
    "Forum emploi des jeunes", "Visites d’entreprises du bassin",
    "Prospection commune",     "Matinée « alternance »",
    "Réunion de branche",      "Recrutement par simulation",
    "Délégation d’offres",     "Convention avec un groupement d’employeurs"};
static const char *const partner_labels[] = {"Réunion des partenaires du territoire",
                                             "Diagnostic partagé",
                                             "Semaine de la mobilité",
                                             "Information collective avec le CIO",
                                             "Convention avec le conseil général",
                                             "Atelier santé avec la CPAM"};

/* Where an action counts. */
typedef struct {
    const char *level;
    const char *code;
    const char *second; /**< another mission locale that shares it; may be NULL */
} Place;

static void write_place(SimWorld *world, const char *level, const char *code) {
    SimSheet *sheet = sim_sheet(world, SIM_ACTION_PLACES);
    sim_put_id(sheet, 'N', world->last_ids[SIM_ACTIONS], 8);
    sim_put_text(sheet, level);
    sim_put_text(sheet, code);
    sim_end_row(sheet);
}

static void write_action(SimWorld *world, SimPrng *prng, int year, gboolean is_employer,
                         const Place *place) {
    SimSheet *sheet = sim_sheet(world, SIM_ACTIONS);
    char challenge[4];
    int number = is_employer ? sim_between(prng, 11, 23) : sim_between(prng, 24, 29);
    g_snprintf(challenge, sizeof challenge, "E%d", number);
    sim_put_id(sheet, 'N', ++world->last_ids[SIM_ACTIONS], 8);
    sim_put_day(sheet, sim_seasonal_day(prng, year));
    sim_put_text(sheet, is_employer ? "EM" : "PA");
    sim_put_text(sheet, categories[sim_pick(prng, category_weights, 3)]);
    sim_put_text(sheet, challenge);
    sim_put_flag(sheet, sim_chance(prng, 420));
    sim_put_text(sheet, is_employer
                            ? employer_labels[sim_below(prng, G_N_ELEMENTS(employer_labels))]
                            : partner_labels[sim_below(prng, G_N_ELEMENTS(partner_labels))]);
    sim_end_row(sheet);
    if (place->level != NULL)
        write_place(world, place->level, place->code);
    if (place->second != NULL)
        write_place(world, place->level, place->second);
}

static void write_actions(SimWorld *world, SimPrng *prng, int year, guint employers, guint partners,
                          const Place *place) {
    for (guint i = 0; i < employers + partners; i++) {
        Place own = *place;
        /* one in seven is shared with a neighbour, and counts once in the region */
        if (own.second != NULL && !sim_chance(prng, 140))
            own.second = NULL;
        write_action(world, prng, year, i < employers, &own);
    }
}

/* `count` meetings, one in each part of the year, so that no day comes twice. */
static void write_committees(SimWorld *world, SimPrng *prng, int year, const char *level,
                             const char *code, guint count) {
    SimSheet *sheet = sim_sheet(world, SIM_COMMITTEES);
    for (guint i = 0; i < count; i++) {
        int part = 360 / (int)count;
        BlDay start = bl_day_from_ymd(year, 1, 4) + (int)i * part;
        sim_put_text(sheet, level);
        sim_put_text(sheet, code);
        sim_put_day(sheet, sim_working_day(start + sim_between(prng, 3, part - 8)));
        sim_end_row(sheet);
    }
}

static void write_structure_year(SimWorld *world, guint structure, int year) {
    SimPrng prng;
    const char *code = sim_code(world, structure);
    guint other = sim_neighbour(world->land, structure, (guint)year);
    Place place = {"local", code, other == structure ? NULL : sim_code(world, other)};
    sim_prng_seed(&prng, world->settings->seed, SIM_DOMAIN_ACTION, sim_hash(code) + (guint64)year);
    guint employers = 3 + sim_below(&prng, 8);
    guint partners = 2 + sim_below(&prng, 6);
    write_actions(world, &prng, year, employers, partners, &place);
    /* art. 9 expects five; a few hold fewer, some one more */
    static const guint16 held[] = {30, 110, 250, 510, 100};
    write_committees(world, &prng, year, "local", code, 2 + sim_pick(&prng, held, 5));
}

static void write_region_year(SimWorld *world, guint rank, int year) {
    SimPrng prng;
    const SimRegion *region = sim_region(world->land, rank);
    if (region->structures == 0)
        return;
    Place place = {"regional", region->code, NULL};
    sim_prng_seed(&prng, world->settings->seed, SIM_DOMAIN_COMMITTEE,
                  sim_hash(region->code) + (guint64)year);
    guint employers = 4 + sim_below(&prng, 7);
    guint partners = 3 + sim_below(&prng, 6);
    write_actions(world, &prng, year, employers, partners, &place);
    static const guint16 held[] = {60, 240, 600, 100};
    write_committees(world, &prng, year, "regional", region->code, 2 + sim_pick(&prng, held, 4));
}

static void write_nation_year(SimWorld *world, int year) {
    SimPrng prng;
    sim_prng_seed(&prng, world->settings->seed, SIM_DOMAIN_COMMITTEE, (guint64)year);
    Place named = {"national", "FR", NULL};
    /* an action without a row counts nationally all the same */
    Place unnamed = {NULL, NULL, NULL};
    write_actions(world, &prng, year, 4, 3, &named);
    write_actions(world, &prng, year, 3, 2, &unnamed);
    write_committees(world, &prng, year, "national", "FR", 2);
}

static void write_lists(SimWorld *world) {
    SimSheet *sheet = sim_sheet(world, SIM_STRUCTURES);
    for (guint i = 0; i < world->land->structures->len; i++) {
        const SimStructure *one = sim_structure(world->land, i);
        sim_put_text(sheet, one->code);
        sim_put_text(sheet, one->name);
        sim_put_text(sheet, sim_region(world->land, one->region)->code);
        sim_put_text(sheet, one->place);
        sim_put_day(sheet, BL_DAY_NONE);
        sim_put_day(sheet, BL_DAY_NONE);
        sim_end_row(sheet);
    }
    sheet = sim_sheet(world, SIM_RUBRICS);
    for (guint i = 0; i < world->land->rubrics->len; i++) {
        sim_put_text(sheet, g_ptr_array_index(world->land->rubrics, i));
        sim_end_row(sheet);
    }
}

void sim_actions_write(SimWorld *world) {
    write_lists(world);
    for (guint y = 0; y < world->plan->years; y++) {
        int year = world->plan->year[y].year;
        for (guint i = 0; i < world->land->structures->len; i++)
            write_structure_year(world, i, year);
        for (guint i = 0; i < world->land->regions->len; i++)
            write_region_year(world, i, year);
        write_nation_year(world, year);
    }
}
