#include "session.h"

#include <bilan/base/error.h>
#include <bilan/store/warehouse.h>
#include <string.h>

gboolean bl_session_load(BlSession *session, const BlCli *cli, GError **err) {
    g_autofree char *extracts = bl_cli_path(cli, "sql/extractions");
    g_autofree char *indicators = bl_cli_path(cli, "sql/indicateurs");
    *session = (BlSession){0};
    if (!g_file_test(extracts, G_FILE_TEST_IS_DIR)) {
        g_set_error(err, BL_ERROR, BL_ERROR_NOT_FOUND,
                    "%s introuvable : les dossiers sql/, reports/ et templates/ de bilan sont "
                    "cherchés autour du programme ; "
                    "BILAN_RACINE peut les désigner",
                    extracts);
        return FALSE;
    }
    session->extracts = bl_extracts_load(extracts, err);
    if (session->extracts == NULL)
        return FALSE;
    session->indicators = bl_indicators_load(indicators, err);
    return session->indicators != NULL;
}

gboolean bl_session_open(BlSession *session, const BlCli *cli, BlStoreMode mode, GError **err) {
    if (!bl_session_load(session, cli, err))
        return FALSE;
    session->store = bl_warehouse_open(cli->base, mode, cli->root, session->extracts, err);
    return session->store != NULL;
}

void bl_session_dispose(BlSession *session) {
    bl_store_close(session->store);
    bl_extracts_free(session->extracts);
    bl_indicators_free(session->indicators);
}

int bl_scope_check(BlScope *scope, const BlCommand *self) {
    BlLevel level;
    if (scope->year == 0)
        return bl_cli_usage(self, "--annee est obligatoire, par exemple --annee 2010");
    if (scope->level != NULL && !bl_level_from_name(scope->level, &level))
        return bl_cli_usage(self, "--niveau : national, regional ou local");
    if (scope->cutoff == BL_DAY_NONE)
        scope->cutoff = bl_day_from_ymd((int)scope->year, 12, 31);
    int year, month, day;
    bl_day_to_ymd(scope->cutoff, &year, &month, &day);
    if (year != scope->year)
        return bl_cli_usage(self, "--arrete : l’arrêté doit être un jour de l’exercice %d",
                            (int)scope->year);
    return BL_EXIT_DONE;
}

void bl_scope_dispose(BlScope *scope) {
    g_free(scope->level);
    g_free(scope->code);
}

gboolean bl_scope_holds(const BlScope *scope, const char *level, const char *code) {
    return (scope->level == NULL || strcmp(scope->level, level) == 0) &&
           (scope->code == NULL || strcmp(scope->code, code) == 0);
}

static void tell(const BlCli *cli, const GPtrArray *list, const char *format) {
    g_autoptr(GHashTable) by_extract = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, NULL);
    for (guint i = 0; i < list->len; i++) {
        const BlAbsence *absence = g_ptr_array_index(list, i);
        if (!g_hash_table_add(by_extract, absence->extract))
            continue;
        g_autoptr(GString) codes = g_string_new(NULL);
        for (guint j = i; j < list->len; j++) {
            const BlAbsence *other = g_ptr_array_index(list, j);
            if (strcmp(other->extract, absence->extract) == 0)
                g_string_append_printf(codes, "%s%s", codes->len > 0 ? ", " : "",
                                       other->indicator->header->code);
        }
        g_autofree char *text = g_strdup_printf("« %s » n’a jamais été importée : %s %s",
                                                absence->extract, format, codes->str);
        bl_cli_notice(cli, "%s", text);
    }
}

void bl_session_tell_absences(const BlCli *cli, const BlResults *results) {
    tell(cli, results->absences, "source absente pour");
    tell(cli, results->incomplete, "calcul sans elle pour");
}
