#include "support.h"

#include <bilan/base/file.h>
#include <bilan/output/output.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

char *support_folder(void) {
    char *folder = g_dir_make_tmp("bilan-essai-XXXXXX", NULL);
    ck_assert_ptr_nonnull(folder);
    return folder;
}

/* Links are removed, never followed. */
static void remove_tree(const char *path) {
    gboolean is_folder =
        !g_file_test(path, G_FILE_TEST_IS_SYMLINK) && g_file_test(path, G_FILE_TEST_IS_DIR);
    if (is_folder) {
        g_autoptr(GPtrArray) names = bl_folder_list(path, NULL, NULL);
        for (guint i = 0; names != NULL && i < names->len; i++) {
            g_autofree char *inside = g_build_filename(path, names->pdata[i], NULL);
            remove_tree(inside);
        }
    }
    g_remove(path);
}

void support_remove(char *folder) {
    remove_tree(folder);
    g_free(folder);
}

char *support_put(const char *folder, const char *name, const char *text) {
    char *path = g_build_filename(folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    ck_assert_int_eq(g_mkdir_with_parents(parent, 0755), 0);
    ck_assert(g_file_set_contents(path, text, -1, NULL));
    return path;
}

char *support_read(const char *path) {
    char *text = NULL;
    ck_assert_msg(g_file_get_contents(path, &text, NULL, NULL), "%s is not there", path);
    return text;
}

guint support_count(const char *folder) {
    g_autoptr(GPtrArray) names = bl_folder_list(folder, NULL, NULL);
    ck_assert_ptr_nonnull(names);
    return names->len;
}

/* Check gives up on a message that is too long. */
void support_assert_has(const char *text, const char *part) {
    ck_assert_msg(strstr(text, part) != NULL, "« %s » is missing from:\n%.2000s", part, text);
}

void support_assert_lacks(const char *text, const char *part) {
    ck_assert_msg(strstr(text, part) == NULL, "« %s » should not be in:\n%.2000s", part, text);
}

void support_assert_error(GError **error, BlError code, const char *part, const char *other) {
    ck_assert_msg(*error != NULL, "no error, « %s » expected", part != NULL ? part : "one");
    ck_assert_msg(g_error_matches(*error, BL_ERROR, (int)code), "of another kind: %s",
                  (*error)->message);
    if (part != NULL)
        support_assert_has((*error)->message, part);
    if (other != NULL)
        support_assert_has((*error)->message, other);
    g_clear_error(error);
}

char *support_path(const char *relative) {
    return g_build_filename(bench_root(), relative, NULL);
}

/* ---- a warehouse and its figures ---- */

void case_open(Case *c, const char *fixture) {
    g_autoptr(GError) error = NULL;
    bench_open(&c->bench);
    g_autofree char *folder = support_path("sql/indicateurs");
    c->indicators = bl_indicators_load(folder, &error);
    ck_assert_msg(c->indicators != NULL, "%s", error != NULL ? error->message : "");
    if (fixture == NULL)
        return;
    g_autofree char *extracts = g_build_filename(bench_root(), "tests", "fixtures", fixture, NULL);
    case_import(c, extracts);
}

void case_close(Case *c) {
    bl_indicators_free(c->indicators);
    bench_close(&c->bench);
}

void case_import(Case *c, const char *folder) {
    g_autoptr(GError) error = NULL;
    char *paths[] = {(char *)folder, NULL};
    ck_assert_msg(bench_run(&c->bench, paths, &error), "%s", error != NULL ? error->message : "");
    for (guint i = 0; i < c->bench.files->len; i++) {
        const BlImportedFile *file = bench_file(&c->bench, i);
        ck_assert_msg(file->refusal == NULL, "%s",
                      file->refusal != NULL ? file->refusal->message : "");
        ck_assert_msg(file->rejected == 0, "%s: %d rejected", file->file, (int)file->rejected);
    }
}

BlComputation case_computation(const Case *c, int year, BlDay cutoff) {
    return (BlComputation){.store = c->bench.store,
                           .indicators = c->indicators,
                           .root = c->bench.root,
                           .year = year,
                           .cutoff = cutoff};
}

BlResults *case_compute(const Case *c, BlDay cutoff) {
    g_autoptr(GError) error = NULL;
    BlComputation computation = case_computation(c, 2010, cutoff);
    BlResults *results = bl_compute(&computation, &error);
    ck_assert_msg(results != NULL, "%s", error != NULL ? error->message : "");
    return results;
}

char *case_csv(const BlResults *results) {
    GString *out = g_string_new(NULL);
    bl_output_csv_header(out);
    for (gsize i = 0; i < bl_figures_count(results->figures); i++)
        if (bl_figure_is_written(bl_figures_at(results->figures, i)))
            bl_output_csv_figure(out, bl_figures_at(results->figures, i));
    return g_string_free(out, FALSE);
}

char *case_value(const BlResults *results, const char *measure, const char *place,
                 const char *period, const char *modality) {
    g_auto(GStrv) name = g_strsplit(measure, ".", 2);
    g_auto(GStrv) where = g_strsplit(place, "/", 2);
    g_auto(GStrv) axis = g_strsplit(modality, "=", 2);
    const BlFigure *figure =
        bl_figures_find(results->figures, name[0], name[1], where[0], where[1], period,
                        axis[0] != NULL ? axis[0] : "", axis[0] != NULL ? axis[1] : "");
    return figure != NULL ? bl_number_machine(figure->value, figure->unit) : g_strdup("");
}

/* ---- the program ---- */

Run support_run(const char *arguments, const char *const *environment) {
    const char *program = g_getenv("BILAN_PROGRAMME");
    ck_assert_msg(program != NULL, "BILAN_PROGRAMME names the program: run « make check-unit »");
    g_autofree char *quoted = g_shell_quote(program);
    g_autofree char *line = g_strconcat(quoted, " ", arguments, NULL);
    g_auto(GStrv) argv = NULL;
    ck_assert(g_shell_parse_argv(line, NULL, &argv, NULL));
    g_auto(GStrv) all = g_get_environ();
    for (guint i = 0; environment != NULL && environment[i] != NULL; i++) {
        g_auto(GStrv) pair = g_strsplit(environment[i], "=", 2);
        all = g_environ_setenv(all, pair[0], pair[1], TRUE);
    }
    Run run = {0};
    int status = 0;
    g_autoptr(GError) error = NULL;
    gboolean ran = g_spawn_sync(NULL, argv, all, G_SPAWN_DEFAULT, NULL, NULL, &run.out, &run.err,
                                &status, &error);
    ck_assert_msg(ran, "%s", error != NULL ? error->message : "");
    run.code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return run;
}

void run_clear(Run *run) {
    g_free(run->out);
    g_free(run->err);
}

static Run run_and_expect(int code, const char *arguments) {
    Run run = support_run(arguments, NULL);
    ck_assert_msg(run.code == code, "bilan %s: exit code %d, %d expected\n%.900s%.900s", arguments,
                  run.code, code, run.out, run.err);
    return run;
}

char *support_output(int code, const char *format, ...) {
    va_list args;
    va_start(args, format);
    g_autofree char *arguments = g_strdup_vprintf(format, args);
    va_end(args);
    Run run = run_and_expect(code, arguments);
    g_free(run.err);
    return run.out;
}

void support_fails(int code, const char *part, const char *format, ...) {
    static const char *const english[] = {
        "Unknown option", "Missing argument", "Cannot parse", "Error",  "error",
        "Failed",         "failed",           "Invalid",      "invalid"};
    va_list args;
    va_start(args, format);
    g_autofree char *arguments = g_strdup_vprintf(format, args);
    va_end(args);
    Run run = run_and_expect(code, arguments);
    support_assert_has(run.err, part);
    for (guint i = 0; i < G_N_ELEMENTS(english); i++)
        support_assert_lacks(run.err, english[i]);
    run_clear(&run);
}

void made_open(Made *made, const char *fixture) {
    made->folder = support_folder();
    made->base = g_build_filename(made->folder, "essai.db", NULL);
    g_autofree char *extracts = g_build_filename(bench_root(), "tests", "fixtures", fixture, NULL);
    g_free(support_output(0, "importer '%s' --base '%s'", extracts, made->base));
}

void made_close(Made *made) {
    support_remove(made->folder);
    g_free(made->base);
}
