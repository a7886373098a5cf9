#include "session.h"

#include <bilan/base/error.h>
#include <bilan/report/report.h>
#include <bilan/store/warehouse.h>

/* On an empty warehouse in memory: preparing needs the tables, not the data. */
static gboolean check_templates(const BlCli *cli, BlSession *session, GError **err) {
    if (!bl_session_load(session, cli, err))
        return FALSE;
    session->store =
        bl_warehouse_open(":memory:", BL_STORE_CREATE, cli->root, session->extracts, err);
    if (session->store == NULL)
        return FALSE;
    BlComputation computation = {.store = session->store,
                                 .indicators = session->indicators,
                                 .root = cli->root,
                                 .year = 2010,
                                 .cutoff = bl_day_from_ymd(2010, 12, 31)};
    return bl_compute_prepare_all(&computation, err) &&
           bl_warehouse_begin_changes(session->store, err) &&
           bl_warehouse_derive(session->store, cli->root, err);
}

static gboolean check_reports(const BlCli *cli, const BlSession *session, guint *count,
                              GError **err) {
    g_autofree char *folder = bl_cli_path(cli, "reports");
    g_autofree char *texts = bl_cli_path(cli, "templates/textes");
    g_autoptr(BlWordings) wordings = bl_wordings_load(texts, err);
    g_autoptr(GPtrArray) reports = wordings != NULL ? bl_reports_load(folder, err) : NULL;
    for (guint i = 0; reports != NULL && i < reports->len; i++)
        if (!bl_report_check(g_ptr_array_index(reports, i), session->indicators, wordings, err))
            return FALSE;
    *count = reports != NULL ? reports->len : 0;
    return reports != NULL;
}

static int run(BlCli *cli, const BlCommand *self, int argc, char **argv) {
    const BlOption options[] = {{0}};
    g_auto(GStrv) rest = NULL;
    g_autoptr(GError) error = NULL;
    BlSession session = {0};
    guint reports = 0;
    int exit_code;
    if (!bl_cli_parse(cli, self, options, argc, argv, &rest, &exit_code))
        return exit_code;
    if (check_templates(cli, &session, &error) && check_reports(cli, &session, &reports, &error)) {
        g_autofree char *text = g_strdup_printf(
            "%u indicateurs, %u extractions et %u rapports : tous lisibles et préparés\n",
            bl_indicators_count(session.indicators), bl_extracts_count(session.extracts), reports);
        exit_code = bl_cli_print(text) ? BL_EXIT_DONE : BL_EXIT_FAILED;
    } else {
        exit_code = bl_cli_fail(error);
    }
    bl_session_dispose(&session);
    return exit_code;
}

const BlCommand bl_cmd_gabarits = {
    "verifier-gabarits", "",
    "relit sql/, reports/ et templates/ sans données : pour qui y ajoute un fichier",
    "Prépare chaque requête d’indicateur sur une base vide, relit les extractions, et cherche dans "
    "chaque rapport les\n"
    "références et les textes qui n’existeraient pas.",
    run};
