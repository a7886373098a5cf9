#include <bilan/base/error.h>
#include <bilan/cli/command.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

int bl_cli_fail(const GError *error) {
    fprintf(stderr, "bilan : %s\n", error->message);
    return g_error_matches(error, BL_ERROR, BL_ERROR_USAGE) ? BL_EXIT_USAGE : BL_EXIT_FAILED;
}

int bl_cli_usage(const BlCommand *self, const char *format, ...) {
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    fprintf(stderr, "bilan %s : %s\nVoir « bilan %s --aide ».\n", self->name, message, self->name);
    return BL_EXIT_USAGE;
}

void bl_cli_notice(const BlCli *cli, const char *format, ...) {
    if (cli->quiet)
        return;
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    fprintf(stderr, "%s\n", message);
}

gboolean bl_cli_shows_progress(const BlCli *cli) {
    return !cli->quiet && isatty(STDERR_FILENO);
}

gboolean bl_cli_print(const char *text) {
    if (fputs(text, stdout) == EOF || fflush(stdout) == EOF) {
        fprintf(stderr, "bilan : écriture impossible sur la sortie standard\n");
        return FALSE;
    }
    return TRUE;
}

char *bl_cli_path(const BlCli *cli, const char *relative) {
    return g_build_filename(cli->root, relative, NULL);
}
