#include "world.h"

#include <bilan/base/error.h>

#include <string.h>

#define PROGRESS_EVERY 8192

static gboolean check(const BlSimulation *settings, GError **err) {
    const char *problem = NULL;
    if (settings->year < 1990 || settings->year > 2090)
        problem = "l’année va de 1990 à 2090";
    else if (settings->history < 0 || settings->history > BL_SIMULATION_MAX_HISTORY)
        problem = "l’historique va de 0 à 5 ans";
    else if (settings->youths < 1 || settings->youths > BL_SIMULATION_MAX_YOUTHS)
        problem = "le nombre de jeunes va de 1 à 99 999 999";
    else if (settings->events < 0 ||
             settings->events / BL_SIMULATION_MAX_EVENTS_PER_YOUTH > settings->youths)
        problem = "le nombre d’événements va de 0 à 500 par jeune";
    if (problem != NULL)
        g_set_error(err, BL_ERROR, BL_ERROR_USAGE, "simulation : %s", problem);
    return problem == NULL;
}

static void write_people(SimWorld *world) {
    const BlSimulation *settings = world->settings;
    for (guint home = 0; home < world->plan->structures; home++) {
        for (world->people_left = world->plan->youths[home]; world->people_left > 0;
             world->people_left--) {
            sim_person_write(world, home);
            world->people_done++;
            if (settings->progress != NULL && (world->people_done % PROGRESS_EVERY == 0 ||
                                               world->people_done == settings->youths))
                settings->progress(world->people_done, settings->youths, settings->progress_data);
        }
    }
}

static gboolean run(const BlSimulation *settings, const SimTerritory *land, const SimPlan *plan,
                    BlSimulationReport *report, GError **err) {
    SimWorld world = {
        .settings = settings,
        .land = land,
        .plan = plan,
        .first = bl_day_from_ymd(plan->year[0].year, 1, 1),
        .last = bl_day_from_ymd(settings->year, 12, 31),
        .horizon = bl_day_from_ymd(settings->year + 1, 1, 31),
    };
    if (!sim_output_open(&world.output, settings->output_folder, err))
        return FALSE;
    world.events = g_array_new(FALSE, FALSE, sizeof(SimEvent));
    for (guint y = 0; y < plan->years; y++)
        world.courses_left[y] = g_memdup2(plan->year[y].courses, plan->structures * sizeof(gint64));
    sim_actions_write(&world);
    sim_money_write(&world);
    write_people(&world);
    for (guint y = 0; y < plan->years; y++)
        g_free(world.courses_left[y]);
    g_array_unref(world.events);
    for (guint i = 0; i < BL_SIMULATION_FILES && report != NULL; i++)
        report->rows[i] = world.output.sheets[i].rows;
    return sim_output_commit(&world.output, err);
}

gboolean bl_simulate(const BlSimulation *settings, BlSimulationReport *report, GError **err) {
    SimTerritory land;
    SimPlan plan;
    if (!check(settings, err) ||
        !sim_territory_load(&land, settings->data_folder, settings->structures, err))
        return FALSE;
    sim_plan_init(&plan, &land, settings);
    gboolean done = run(settings, &land, &plan, report, err);
    sim_plan_dispose(&plan);
    sim_territory_dispose(&land);
    return done;
}
