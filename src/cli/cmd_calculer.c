#include "session.h"

#include <bilan/base/json.h>
#include <bilan/output/output.h>
#include <stdio.h>
#include <string.h>

typedef enum { FORMAT_TABLE, FORMAT_CSV, FORMAT_JSON } Format;

static gboolean parse_format(const char *name, Format *format) {
    static const char *const names[] = {"table", "csv", "json"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i]) == 0) {
            *format = (Format)i;
            return TRUE;
        }
    return FALSE;
}

static void append_json(GString *out, const BlFigure *f, gboolean first) {
    const char *const names[] = {"indicateur", "mesure", "niveau",  "code",
                                 "periode",    "axe",    "modalite"};
    const char *const values[] = {f->indicateur, f->mesure, f->niveau,  f->code,
                                  f->periode,    f->axe,    f->modalite};
    g_string_append(out, first ? "\n  {" : ",\n  {");
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_string_append_printf(out, "\"%s\": ", names[i]);
        bl_json_append_string(out, values[i]);
        g_string_append(out, ", ");
    }
    g_autofree char *number = bl_number_machine(f->value, f->unit);
    g_string_append_printf(out, "\"valeur\": %s}", number);
}

/* For people: one line a figure, aligned, numbers in French. */
static void append_table(GString *out, const BlFigure *f) {
    g_autofree char *number = bl_number_french_unit(f->value, f->unit);
    g_autofree char *axis =
        *f->axe != '\0' ? g_strconcat(f->axe, " ", f->modalite, NULL) : g_strdup("");
    glong pad = 20 - g_utf8_strlen(number, -1);
    g_string_append_printf(out, "%-7s %-22s %-9s %-9s %-8s %-26s %*s%s\n", f->indicateur, f->mesure,
                           f->niveau, f->code, f->periode, axis, (int)MAX(pad, 0), "", number);
}

static char *render(const BlFigures *figures, const BlScope *scope, Format format) {
    GString *out = g_string_new(NULL);
    gboolean first = TRUE;
    if (format == FORMAT_CSV)
        bl_output_csv_header(out);
    else if (format == FORMAT_JSON)
        g_string_append_c(out, '[');
    for (gsize i = 0; i < bl_figures_count(figures); i++) {
        const BlFigure *figure = bl_figures_at(figures, i);
        if (!bl_scope_holds(scope, figure->niveau, figure->code) || !bl_figure_is_written(figure))
            continue;
        if (format == FORMAT_CSV)
            bl_output_csv_figure(out, figure);
        else if (format == FORMAT_JSON)
            append_json(out, figure, first);
        else
            append_table(out, figure);
        first = FALSE;
    }
    if (format == FORMAT_JSON)
        g_string_append(out, "\n]\n");
    return g_string_free(out, FALSE);
}

static int compute_and_print(const BlCli *cli, const BlScope *scope, char **codes, Format format) {
    g_autoptr(GError) error = NULL;
    BlSession session = {0};
    int exit_code = BL_EXIT_FAILED;
    if (bl_session_open(&session, cli, BL_STORE_READ, &error)) {
        BlComputation computation = {.store = session.store,
                                     .indicators = session.indicators,
                                     .root = cli->root,
                                     .year = (int)scope->year,
                                     .cutoff = scope->cutoff,
                                     .jobs = g_get_num_processors(),
                                     .codes = codes};
        g_autoptr(BlResults) results = bl_compute(&computation, &error);
        if (results != NULL) {
            bl_session_tell_absences(cli, results);
            g_autofree char *text = render(results->figures, scope, format);
            exit_code = bl_cli_print(text) ? BL_EXIT_DONE : BL_EXIT_FAILED;
        }
    }
    if (error != NULL)
        exit_code = bl_cli_fail(error);
    bl_session_dispose(&session);
    return exit_code;
}

static int run(BlCli *cli, const BlCommand *self, int argc, char **argv) {
    BlScope scope = {.cutoff = BL_DAY_NONE};
    g_autofree char *format_name = g_strdup("table");
    g_auto(GStrv) codes = NULL;
    int exit_code;
    const BlOption options[] = {
        BL_SCOPE_OPTIONS(scope),
        {"format", BL_OPTION_TEXT, &format_name, "FORMAT", "table (défaut), csv ou json", 0, 0},
        {0}};
    Format format = FORMAT_TABLE;
    if (bl_cli_parse(cli, self, options, argc, argv, &codes, &exit_code)) {
        if (!parse_format(format_name, &format))
            exit_code = bl_cli_usage(self, "--format : table, csv ou json");
        else if ((exit_code = bl_scope_check(&scope, self)) == BL_EXIT_DONE)
            exit_code = compute_and_print(cli, &scope, codes, format);
    }
    bl_scope_dispose(&scope);
    return exit_code;
}

const BlCommand bl_cmd_calculer = {
    "calculer", "[CODE…] --annee N [options]",
    "calcule les indicateurs, à tous les niveaux, en une fois",
    "Sans CODE, tous les indicateurs. Le csv est trié, en UTF-8, au point décimal ; une valeur "
    "absente n’y a pas\n"
    "de ligne.\n\nExemples :\n  bilan calculer --annee 2010 --arrete 2010-09-30 --format csv > "
    "figures.csv\n"
    "  bilan calculer OBJ SUBV --annee 2010 --niveau regional --code 82",
    run};
