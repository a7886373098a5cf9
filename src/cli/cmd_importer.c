#include "session.h"

#include <bilan/base/json.h>
#include <bilan/base/number.h>
#include <bilan/base/text.h>
#include <bilan/import/import.h>

#include <stdio.h>
#include <string.h>

/* Work that lasts less shows no bar. */
#define PATIENCE G_USEC_PER_SEC
#define BAR_WIDTH 24

/* The bar of the terminal. */
typedef struct {
    gint64 started; /* monotonic microseconds */
    gint64 file_started;
    const BlImportedFile *file;
    gboolean visible;
} Bar;

static void clear_bar(Bar *bar) {
    if (bar->visible)
        fputs("\r\033[K", stderr);
    bar->visible = FALSE;
}

static void draw_bar(const Bar *bar, BlImportStage stage, gint64 rows, gint64 read, gint64 total) {
    gint64 elapsed = MAX(g_get_monotonic_time() - bar->file_started, 1);
    int filled = total > 0 ? (int)(read * BAR_WIDTH / total) : BAR_WIDTH;
    g_autofree char *name = bl_text_printable(bar->file->file);
    g_autofree char *count = bl_number_french_int(rows);
    fprintf(stderr, "\r\033[K%s [", name);
    for (int i = 0; i < BAR_WIDTH; i++)
        fputs(i < filled ? "█" : "░", stderr);
    if (stage == BL_IMPORT_READING) {
        g_autofree char *speed = bl_number_french_int(rows * G_USEC_PER_SEC / elapsed);
        fprintf(stderr, "] %s lignes, %s par seconde", count, speed);
    } else {
        fprintf(stderr, "] %s lignes lues ; contrôle et fusion", count);
    }
    fflush(stderr);
}

static void on_progress(const BlImportedFile *file, BlImportStage stage, gint64 rows, gint64 read,
                        gint64 total, gpointer data) {
    Bar *bar = data;
    gint64 now = g_get_monotonic_time();
    if (bar->file != file) {
        bar->file = file;
        bar->file_started = now;
    }
    if (now - bar->started < PATIENCE || stage == BL_IMPORT_DONE)
        return;
    draw_bar(bar, stage, rows, read, total);
    bar->visible = TRUE;
}

static void append_count(GString *line, const char *before, gint64 count, const char *what) {
    g_autofree char *number = bl_number_french_int(count);
    g_string_append_printf(line, "%s%s %s%s", before, number, what, count > 1 ? "s" : "");
}

static void append_text_line(GString *out, const BlImportedFile *file) {
    if (file->refusal != NULL)
        return; /* said on stderr */
    g_autofree char *name = bl_text_printable(file->file);
    g_string_append_printf(out, "%s : ", name);
    append_count(out, "", file->read, "lue");
    append_count(out, ", ", file->accepted, "acceptée");
    append_count(out, ", ", file->rejected, "rejetée");
    append_count(out, ", ", file->unchanged, "inchangée");
    g_string_append_c(out, '\n');
}

static void append_json_text(GString *out, const char *key, const char *text) {
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_string_append_printf(out, "\"%s\":", key);
    bl_json_append_string(out, valid);
}

static void append_json_line(GString *out, const BlImportedFile *file) {
    g_string_append_c(out, '{');
    append_json_text(out, "fichier", file->file);
    g_string_append_c(out, ',');
    if (file->extract != NULL)
        append_json_text(out, "extraction", file->extract->name);
    else
        g_string_append(out, "\"extraction\":null");
    g_string_append_printf(out,
                           ",\"lues\":%" G_GINT64_FORMAT ",\"acceptees\":%" G_GINT64_FORMAT
                           ",\"rejetees\":%" G_GINT64_FORMAT ",\"inchangees\":%" G_GINT64_FORMAT,
                           file->read, file->accepted, file->rejected, file->unchanged);
    if (file->refusal != NULL) {
        g_string_append_c(out, ',');
        append_json_text(out, "erreur", file->refusal->message);
    }
    g_string_append(out, "}\n");
}

/* Results on stdout; notices and refusals on stderr. @return the exit code */
static int report(const BlCli *cli, const GPtrArray *files, gboolean json) {
    g_autoptr(GString) out = g_string_new(NULL);
    gint64 rejected = 0;
    gboolean refused = FALSE;
    for (guint i = 0; i < files->len; i++) {
        const BlImportedFile *file = g_ptr_array_index(files, i);
        for (guint n = 0; n < file->notices->len; n++)
            bl_cli_notice(cli, "%s", (const char *)g_ptr_array_index(file->notices, n));
        if (file->refusal != NULL)
            bl_cli_fail(file->refusal);
        refused = refused || file->refusal != NULL;
        rejected += file->rejected;
        (json ? append_json_line : append_text_line)(out, file);
    }
    if (!bl_cli_print(out->str))
        return BL_EXIT_FAILED;
    if (rejected > 0) {
        g_autofree char *count = bl_number_french_int(rejected);
        bl_cli_notice(cli, "%s %s ; « bilan rejets » dit lesquelles et pourquoi", count,
                      rejected > 1 ? "lignes rejetées" : "ligne rejetée");
    }
    return refused ? BL_EXIT_FAILED : rejected > 0 ? BL_EXIT_REJECTS : BL_EXIT_DONE;
}

static int import_paths(BlCli *cli, char **paths, const char *extract_name, gboolean json) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) notices = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) files = NULL;
    BlSession session = {0};
    Bar bar = {.started = g_get_monotonic_time()};
    gboolean done = bl_session_open(&session, cli, BL_STORE_CREATE, &error);
    if (done) {
        BlImport import = {.store = session.store,
                           .extracts = session.extracts,
                           .root = cli->root,
                           .extract_name = extract_name,
                           .notices = notices,
                           .progress = bl_cli_shows_progress(cli) ? on_progress : NULL,
                           .progress_data = &bar};
        done = bl_import_run(&import, paths, &files, &error);
    }
    clear_bar(&bar);
    for (guint i = 0; i < notices->len; i++)
        bl_cli_notice(cli, "%s", (const char *)g_ptr_array_index(notices, i));
    int exit_code = done ? report(cli, files, json) : bl_cli_fail(error);
    bl_session_dispose(&session);
    return exit_code;
}

static int run(BlCli *cli, const BlCommand *self, int argc, char **argv) {
    g_autofree char *extract_name = NULL;
    g_autofree char *format = NULL;
    g_auto(GStrv) paths = NULL;
    int code;
    const BlOption options[] = {
        {.name = "extraction",
         .type = BL_OPTION_TEXT,
         .target = &extract_name,
         .argument = "NOM",
         .help = "ce que sont les fichiers (sinon, d’après leur nom)"},
        {.name = "format",
         .type = BL_OPTION_TEXT,
         .target = &format,
         .argument = "texte|json",
         .help = "forme du compte rendu : texte (par défaut), ou json, un objet par fichier"},
        {.name = NULL}};
    if (!bl_cli_parse(cli, self, options, argc, argv, &paths, &code))
        return code;
    gboolean json = g_strcmp0(format, "json") == 0;
    if (format != NULL && !json && strcmp(format, "texte") != 0)
        return bl_cli_usage(self, "--format : texte ou json est attendu");
    if (paths[0] == NULL)
        return bl_cli_usage(self, "indiquez un fichier ou un dossier à importer");
    return import_paths(cli, paths, extract_name, json);
}

const BlCommand bl_cmd_importer = {
    .name = "importer",
    .arguments = "CHEMIN… [options]",
    .summary = "charge des extractions csv dans l’entrepôt, créé s’il n’existe pas",
    .help =
        "Un dossier vaut pour ses fichiers *.csv qui portent le nom d’une extraction. Tout entre "
        "ou rien :\nune commande interrompue ne laisse rien ; un fichier refusé ne laisse rien "
        "de lui.\nCode de sortie : 0 tout est entré, 3 des lignes sont rejetées (« bilan "
        "rejets »), 1 un fichier\nest refusé.\n\nExemples :\n"
        "  bilan importer extractions/\n"
        "  bilan importer export_t1.csv --extraction cotraitances --format json",
    .run = run,
};
