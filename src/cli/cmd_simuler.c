#include <bilan/cli/command.h>
#include <bilan/simulate/simulate.h>
#include <stdio.h>

static void show_progress(gint64 done, gint64 total, gpointer data) {
    const BlCli *cli = data;
    if (bl_cli_shows_progress(cli))
        fprintf(stderr, "\r%" G_GINT64_FORMAT " / %" G_GINT64_FORMAT " jeunes%s", done, total,
                done >= total ? "\n" : "");
}

static void tell(const BlCli *cli, const BlSimulation *settings, const BlSimulationReport *report) {
    for (guint i = 0; i < BL_SIMULATION_FILES; i++) {
        g_autofree char *rows = bl_number_french_int(report->rows[i]);
        bl_cli_notice(cli, "%s/%s : %s ligne%s", settings->output_folder, bl_simulation_file(i),
                      rows, report->rows[i] > 1 ? "s" : "");
    }
    bl_cli_notice(cli, "À suivre : bilan importer %s", settings->output_folder);
}

static int run(BlCli *cli, const BlCommand *self, int argc, char **argv) {
    gint64 seed = 1, year = 0, youths = 200000, events = 0, structures = 0, history = 0;
    g_autofree char *output = NULL;
    g_auto(GStrv) rest = NULL;
    int exit_code;
    const BlOption options[] = {
        {"graine", BL_OPTION_INT, &seed, "G", "graine : la même donne les mêmes octets (sinon 1)",
         0, G_MAXINT64},
        {"annee", BL_OPTION_INT, &year, "N", "exercice (obligatoire)", 1990, 2090},
        {"jeunes", BL_OPTION_INT, &youths, "N", "jeunes en contact (sinon 200000)", 1,
         BL_SIMULATION_MAX_YOUTHS},
        {"structures", BL_OPTION_INT, &structures, "N", "missions locales (sinon toutes)", 1,
         10000},
        {"historique", BL_OPTION_INT, &history, "N", "années précédentes à simuler aussi (sinon 0)",
         0, BL_SIMULATION_MAX_HISTORY},
        {"evenements", BL_OPTION_INT, &events, "N",
         "événements (sinon selon l’activité connue du réseau)", 1, G_MAXINT64},
        {"sortie", BL_OPTION_TEXT, &output, "DOSSIER", "où écrire les 19 fichiers (obligatoire)", 0,
         0},
        {0}};
    if (!bl_cli_parse(cli, self, options, argc, argv, &rest, &exit_code))
        return exit_code;
    if (year == 0 || output == NULL || rest[0] != NULL)
        return bl_cli_usage(self, "--annee et --sortie sont obligatoires");
    BlSimulation settings = {.seed = (guint64)seed,
                             .year = (int)year,
                             .history = (int)history,
                             .youths = youths,
                             .events = events,
                             .structures = (guint)structures,
                             .data_folder = cli->root,
                             .output_folder = output,
                             .progress = show_progress,
                             .progress_data = cli};
    BlSimulationReport report;
    g_autoptr(GError) error = NULL;
    if (!bl_simulate(&settings, &report, &error))
        return bl_cli_fail(error);
    tell(cli, &settings, &report);
    return BL_EXIT_DONE;
}

const BlCommand bl_cmd_simuler = {
    "simuler", "--annee N --sortie DOSSIER [options]",
    "écrit des extractions inventées pour les missions locales réelles",
    "Les missions locales et les objectifs de l’annexe 4 sont réels, les jeunes sont inventés, "
    "sans nom.\n\n"
    "Exemple :\n  bilan simuler --annee 2010 --jeunes 200000 --sortie extraits",
    run};
