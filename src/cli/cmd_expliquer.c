#include "session.h"

#include <string.h>

static const char *const param_types[] = {"date", "entier", "texte"};

static void append_names(GString *out, const char *title, char *const *names, guint count) {
    if (count == 0)
        return;
    g_string_append(out, title);
    for (guint i = 0; i < count; i++)
        g_string_append_printf(out, "%s%s", i > 0 ? ", " : "", names[i]);
    g_string_append_c(out, '\n');
}

/* The SQL without the blank lines that stand for the header. */
static const char *visible_sql(const BlIndicator *indicator) {
    const char *sql = indicator->sql;
    return sql + strspn(sql, " \n");
}

static char *explain(const BlIndicator *indicator) {
    const BlIndicatorHeader *h = indicator->header;
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "%s : %s (version %u)\n", h->code, h->label, h->version);
    if (h->alias != NULL)
        g_string_append_printf(out, "Imprimé : %s\n", h->alias);
    g_string_append_printf(out, "\nDéfinition : %s\n\nDécision : %s\n\nSource : %s\n\nMesures :\n",
                           h->definition, h->ruling, h->article);
    for (guint i = 0; i < h->measures_count; i++)
        g_string_append_printf(out, "  %-22s %s (%s)\n", h->measures[i].name, h->measures[i].label,
                               bl_unit_name(h->measures[i].unit));
    append_names(out, "Axes : ", h->axes, h->axes_count);
    append_names(out, "Extractions nécessaires : ", h->needed, h->needed_count);
    append_names(out, "Extractions lues si présentes : ", h->useful, h->useful_count);
    g_string_append(out, "Paramètres :\n");
    for (guint i = 0; i < h->parameters_count; i++)
        g_string_append_printf(out, "  :%s (%s)\n", h->parameters[i].name,
                               param_types[h->parameters[i].type]);
    for (guint i = 0; i < h->constants_count; i++)
        g_string_append_printf(out, "  :%s = %s\n", h->constants[i].name, h->constants[i].value);
    g_autofree char *file = g_path_get_basename(indicator->sql_path);
    g_string_append_printf(out, "\nRequête (%s) :\n\n%s", file, visible_sql(indicator));
    return g_string_free(out, FALSE);
}

static int explain_code(const BlCli *cli, const BlCommand *self, const char *code) {
    g_autoptr(GError) error = NULL;
    BlSession session = {0};
    int exit_code;
    if (!bl_session_load(&session, cli, &error)) {
        exit_code = bl_cli_fail(error);
    } else {
        const BlIndicator *indicator = bl_indicators_find(session.indicators, code);
        g_autofree char *text = indicator != NULL ? explain(indicator) : NULL;
        if (text == NULL)
            exit_code = bl_cli_usage(
                self, "indicateur inconnu « %s » ; « bilan lister indicateurs » donne les codes",
                code);
        else
            exit_code = bl_cli_print(text) ? BL_EXIT_DONE : BL_EXIT_FAILED;
    }
    bl_session_dispose(&session);
    return exit_code;
}

static int run(BlCli *cli, const BlCommand *self, int argc, char **argv) {
    const BlOption options[] = {{0}};
    g_auto(GStrv) rest = NULL;
    int exit_code;
    if (!bl_cli_parse(cli, self, options, argc, argv, &rest, &exit_code))
        return exit_code;
    if (g_strv_length(rest) != 1)
        return bl_cli_usage(
            self, "un code d’indicateur est attendu, par exemple « bilan expliquer OBJ »");
    return explain_code(cli, self, rest[0]);
}

const BlCommand bl_cmd_expliquer = {
    "expliquer", "CODE", "définition, décision, article, paramètres et SQL d’un indicateur", NULL,
    run};
