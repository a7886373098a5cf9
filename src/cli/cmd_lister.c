#include "session.h"

#include <bilan/base/error.h>
#include <bilan/config/report.h>
#include <string.h>

static void list_indicators(const BlSession *session, GString *out) {
    for (guint i = 0; i < bl_indicators_count(session->indicators); i++) {
        const BlIndicatorHeader *h = bl_indicators_at(session->indicators, i)->header;
        g_string_append_printf(out, "%-8s %s\n", h->code, h->label);
    }
}

static void list_extracts(const BlSession *session, GString *out) {
    for (guint i = 0; i < bl_extracts_count(session->extracts); i++) {
        const BlExtract *extract = bl_extracts_at(session->extracts, i);
        g_string_append_printf(out, "%s.csv : %s (%s)\n   ", extract->name, extract->label,
                               extract->source);
        for (guint c = 0; c < extract->columns_count; c++)
            g_string_append_printf(out, "%s%s%s", c > 0 ? " ; " : " ", extract->columns[c].name,
                                   extract->columns[c].required == BL_YES ? "*" : "");
        g_string_append_c(out, '\n');
    }
    g_string_append(out, "* : colonne obligatoire\n");
}

static gboolean list_reports(const BlCli *cli, GString *out, GError **err) {
    g_autofree char *folder = bl_cli_path(cli, "reports");
    g_autoptr(GPtrArray) reports = bl_reports_load(folder, err);
    for (guint i = 0; reports != NULL && i < reports->len; i++) {
        const BlReport *report = g_ptr_array_index(reports, i);
        g_string_append_printf(out, "%-14s %s : %s\n", report->code, report->title,
                               report->description);
    }
    return reports != NULL;
}

static gboolean list_structures(const BlCli *cli, GString *out, GError **err) {
    BlSession session = {0};
    gboolean done = bl_session_open(&session, cli, BL_STORE_READ, err);
    g_autoptr(BlCursor) cursor = NULL;
    if (done)
        cursor = bl_store_select(
            session.store,
            "SELECT m.code_ml, m.code_region, r.region, m.nom FROM missions_locales m "
            "LEFT JOIN regions r ON r.code_region = m.code_region ORDER BY r.ordre, m.code_ml",
            NULL, NULL, err);
    while (cursor != NULL && bl_cursor_next(cursor, err))
        g_string_append_printf(out, "%-10s %-3s %-28s %s\n", bl_cursor_text(cursor, 0),
                               bl_cursor_text(cursor, 1), bl_cursor_text(cursor, 2),
                               bl_cursor_text(cursor, 3));
    done = done && cursor != NULL && (err == NULL || *err == NULL);
    g_clear_pointer(&cursor, bl_cursor_free);
    bl_session_dispose(&session);
    return done;
}

static gboolean list_described(const BlCli *cli, const char *what, GString *out, GError **err) {
    BlSession session = {0};
    gboolean done = bl_session_load(&session, cli, err);
    if (done && strcmp(what, "indicateurs") == 0)
        list_indicators(&session, out);
    else if (done)
        list_extracts(&session, out);
    bl_session_dispose(&session);
    return done;
}

static int list(const BlCli *cli, const BlCommand *self, const char *what) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean done = FALSE;
    if (strcmp(what, "indicateurs") == 0 || strcmp(what, "extractions") == 0)
        done = list_described(cli, what, out, &error);
    else if (strcmp(what, "rapports") == 0)
        done = list_reports(cli, out, &error);
    else if (strcmp(what, "structures") == 0)
        done = list_structures(cli, out, &error);
    else
        return bl_cli_usage(self, "indicateurs, rapports, extractions ou structures est attendu");
    if (!done)
        return bl_cli_fail(error);
    return bl_cli_print(out->str) ? BL_EXIT_DONE : BL_EXIT_FAILED;
}

static int run(BlCli *cli, const BlCommand *self, int argc, char **argv) {
    const BlOption options[] = {{0}};
    g_auto(GStrv) rest = NULL;
    int exit_code;
    if (!bl_cli_parse(cli, self, options, argc, argv, &rest, &exit_code))
        return exit_code;
    if (g_strv_length(rest) != 1)
        return bl_cli_usage(self, "indicateurs, rapports, extractions ou structures est attendu");
    return list(cli, self, rest[0]);
}

const BlCommand bl_cmd_lister = {
    "lister", "indicateurs|rapports|extractions|structures", "liste ce que bilan connaît",
    "« structures » lit l’entrepôt ; les autres listes viennent de sql/ et de reports/.", run};
