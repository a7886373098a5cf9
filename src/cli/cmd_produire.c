#include "session.h"

#include <bilan/base/error.h>
#include <bilan/base/text.h>
#include <bilan/report/campaign.h>
#include <bilan/report/campaign_data.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    BlScope scope;
    char *places; /* --territoires: « niveau » or « niveau/code », comma-separated; or NULL */
    char *formats;
    char *output;
    gint64 jobs;
    char **reports; /* codes asked for; empty: all */
} Request;

static gboolean parse_formats(const char *text, guint *formats) {
    static const struct {
        const char *name;
        BlFormats format;
    } known[] = {{"xlsx", BL_FORMAT_XLSX}, {"pdf", BL_FORMAT_PDF}, {"svg", BL_FORMAT_SVG},
                 {"png", BL_FORMAT_PNG},   {"csv", BL_FORMAT_CSV}, {"texte", BL_FORMAT_TEXT},
                 {"html", BL_FORMAT_HTML}};
    g_auto(GStrv) names = g_strsplit(text, ",", -1);
    *formats = 0;
    for (guint i = 0; names[i] != NULL; i++) {
        guint found = 0;
        for (guint k = 0; k < G_N_ELEMENTS(known); k++)
            if (strcmp(g_strstrip(names[i]), known[k].name) == 0)
                found = known[k].format;
        if (found == 0)
            return FALSE;
        *formats |= found;
    }
    return *formats != 0;
}

static GPtrArray *choose_reports(const GPtrArray *all, char **codes, GError **err) {
    g_autoptr(GPtrArray) chosen = g_ptr_array_new();
    for (guint i = 0; i < all->len; i++) {
        BlReport *report = g_ptr_array_index(all, i);
        if (codes[0] == NULL || g_strv_contains((const char *const *)codes, report->code))
            g_ptr_array_add(chosen, report);
    }
    for (char **code = codes; *code != NULL; code++) {
        gboolean known = FALSE;
        for (guint i = 0; i < all->len; i++)
            known = known || strcmp(((BlReport *)g_ptr_array_index(all, i))->code, *code) == 0;
        if (!known) {
            g_autofree char *shown = bl_text_printable(*code);
            g_set_error(err, BL_ERROR, BL_ERROR_USAGE,
                        "rapport inconnu « %s » ; « bilan lister rapports » les donne", shown);
            return NULL;
        }
    }
    return g_steal_pointer(&chosen);
}

/* Is the place in « national/FR,regional,local/01004S00 »? Without a list, all are. */
static gboolean is_listed(const char *list, const BlStructure *structure) {
    if (list == NULL)
        return TRUE;
    g_autofree char *place =
        g_strdup_printf("%s/%s", bl_level_name(structure->level), structure->code);
    g_auto(GStrv) wanted = g_strsplit(list, ",", -1);
    for (guint i = 0; wanted[i] != NULL; i++)
        if (strcmp(wanted[i], place) == 0 ||
            strcmp(wanted[i], bl_level_name(structure->level)) == 0)
            return TRUE;
    return FALSE;
}

static GPtrArray *choose_recipients(const BlResults *results, const Request *request,
                                    GError **err) {
    g_autoptr(GPtrArray) chosen = g_ptr_array_new();
    for (guint i = 0; i < results->structures->len; i++) {
        BlStructure *structure = g_ptr_array_index(results->structures, i);
        if (bl_scope_holds(&request->scope, bl_level_name(structure->level), structure->code) &&
            is_listed(request->places, structure))
            g_ptr_array_add(chosen, structure);
    }
    if (chosen->len == 0) {
        g_set_error(err, BL_ERROR, BL_ERROR_USAGE,
                    "aucun destinataire ne répond à --niveau, --code et --territoires ; « bilan "
                    "lister structures "
                    "» donne les codes");
        return NULL;
    }
    return g_steal_pointer(&chosen);
}

static void show_progress(guint done, guint total, gpointer data) {
    const BlCli *cli = data;
    guint cells = done * 30 / MAX(total, 1);
    if (!bl_cli_shows_progress(cli))
        return;
    fprintf(stderr, "\r[%.*s%*s] %u / %u documents%s", (int)cells, "##############################",
            (int)(30 - cells), "", done, total, done == total ? "\n" : "");
}

/* What was done, where it is, and who got nothing. */
static int conclude(const BlCli *cli, const Request *request, const GPtrArray *outcomes) {
    guint files = 0, failures = 0;
    for (guint i = 0; i < outcomes->len; i++) {
        const BlOutcome *outcome = g_ptr_array_index(outcomes, i);
        files += outcome->failure == NULL;
        if (outcome->failure != NULL) {
            failures++;
            fprintf(stderr, "bilan : %s %s (%s), rapport %s : %s\n", outcome->level, outcome->code,
                    outcome->label, outcome->report, outcome->failure);
        }
    }
    g_autofree char *count = bl_number_french_int(files);
    bl_cli_notice(cli, "%s fichier%s dans %s/ (liste : %s/manifeste.json)", count,
                  files > 1 ? "s" : "", request->output, request->output);
    if (failures > 0)
        bl_cli_notice(cli, "%u document%s en échec, nommé%s ci-dessus", failures,
                      failures > 1 ? "s" : "", failures > 1 ? "s" : "");
    return failures > 0 ? BL_EXIT_PARTIAL : BL_EXIT_DONE;
}

static gboolean run_campaign(const BlCli *cli, const Request *request, guint formats,
                             const BlSession *session, GPtrArray **outcomes, GError **err) {
    g_autofree char *folder = bl_cli_path(cli, "reports");
    g_autofree char *fonts = bl_cli_path(cli, "templates/fonts");
    g_autofree char *theme_path = bl_cli_path(cli, "templates/themes/defaut.yaml");
    g_autoptr(GPtrArray) all = bl_reports_load(folder, err);
    g_autoptr(GPtrArray) reports = all != NULL ? choose_reports(all, request->reports, err) : NULL;
    if (reports == NULL)
        return FALSE;
    g_autoptr(BlTheme) theme = bl_theme_load(theme_path, fonts, err);
    if (theme == NULL)
        return FALSE;
    g_autoptr(BlCampaignSources) sources =
        bl_campaign_sources_load(session->store, session->indicators, cli->root,
                                 (int)request->scope.year, request->scope.cutoff, reports, err);
    if (sources == NULL)
        return FALSE;
    const BlCampaignData *data = bl_campaign_sources_data(sources);
    bl_session_tell_absences(cli, data->now);
    g_autoptr(GPtrArray) recipients = choose_recipients(data->now, request, err);
    if (recipients == NULL)
        return FALSE;
    BlCampaign campaign = {.data = data,
                           .theme = theme,
                           .reports = reports,
                           .recipients = recipients,
                           .formats = formats,
                           .output = request->output,
                           .jobs = (guint)request->jobs,
                           .progress = show_progress,
                           .progress_data = (gpointer)cli};
    return bl_campaign_run(&campaign, outcomes, err);
}

static int produce(BlCli *cli, const BlCommand *self, Request *request) {
    guint formats = 0;
    int exit_code = bl_scope_check(&request->scope, self);
    if (exit_code != BL_EXIT_DONE)
        return exit_code;
    if (!parse_formats(request->formats, &formats))
        return bl_cli_usage(self,
                            "--formats : une liste parmi xlsx, pdf, html, svg, png, csv, texte");
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) outcomes = NULL;
    BlSession session = {0};
    if (bl_session_open(&session, cli, BL_STORE_READ, &error) &&
        run_campaign(cli, request, formats, &session, &outcomes, &error))
        exit_code = conclude(cli, request, outcomes);
    else
        exit_code = bl_cli_fail(error);
    bl_session_dispose(&session);
    return exit_code;
}

static int run(BlCli *cli, const BlCommand *self, int argc, char **argv) {
    Request request = {.scope = {.cutoff = BL_DAY_NONE},
                       .formats = g_strdup("xlsx,pdf,svg"),
                       .output = g_strdup("out"),
                       .jobs = g_get_num_processors()};
    const BlOption options[] = {
        BL_SCOPE_OPTIONS(request.scope),
        {"territoires", BL_OPTION_TEXT, &request.places, "LISTE",
         "plusieurs destinataires : national/FR,regional,local/01004S00", 0, 0},
        {"formats", BL_OPTION_TEXT, &request.formats, "LISTE",
         "xlsx, pdf, html, svg, png, csv, texte (sinon xlsx,pdf,svg)", 0, 0},
        {"sortie", BL_OPTION_TEXT, &request.output, "DOSSIER", "où écrire (sinon out)", 0, 0},
        {"jobs", BL_OPTION_INT, &request.jobs, "N", "processus de rendu (sinon un par cœur)", 1,
         256},
        {0}};
    int exit_code;
    if (bl_cli_parse(cli, self, options, argc, argv, &request.reports, &exit_code))
        exit_code = produce(cli, self, &request);
    g_strfreev(request.reports);
    g_free(request.places);
    g_free(request.formats);
    g_free(request.output);
    bl_scope_dispose(&request.scope);
    return exit_code;
}

const BlCommand bl_cmd_produire = {
    "produire", "[RAPPORT…] --annee N [options]",
    "produit classeurs, documents PDF, pages et graphiques de chaque destinataire",
    "Sans RAPPORT, tous ; sans --niveau ni --code, tous les destinataires.\n"
    "DOSSIER/<niveau>/<code>/ reçoit les documents, graphiques/ les images, DOSSIER/manifeste.json "
    "la liste.\n\n"
    "Exemples :\n  bilan produire --annee 2010\n"
    "  bilan produire cotraitance --annee 2010 --arrete 2010-09-30 --niveau regional --code 82 "
    "--formats pdf",
    run};
