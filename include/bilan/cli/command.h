/**
 * @file command.h
 * The command line: one file a command, each exporting a const BlCommand listed in src/cli/main.c.
 *
 * Only this module prints or exits. Results go to stdout, everything else to stderr.
 */
#ifndef BILAN_CLI_COMMAND_H
#define BILAN_CLI_COMMAND_H

#include <bilan/base/calendar.h>
#include <bilan/model/figure.h>
#include <bilan/store/store.h>
#include <glib.h>

typedef enum {
    BL_EXIT_DONE = 0,
    BL_EXIT_FAILED = 1,
    BL_EXIT_USAGE = 2,
    BL_EXIT_REJECTS = 3, /**< done, with rejected rows or failed checks */
    BL_EXIT_PARTIAL = 4  /**< some recipients failed */
} BlExit;

typedef struct {
    char *root;     /**< folder that holds sql/, reports/, templates/ and donnees/ */
    char *base;     /**< --base, else BILAN_BASE, else bilan.db */
    gboolean quiet; /**< --quiet */
} BlCli;

typedef enum { BL_OPTION_FLAG, BL_OPTION_TEXT, BL_OPTION_INT, BL_OPTION_DATE } BlOptionType;

/** One option. `target` points to gboolean, char* (owned by the caller), gint64 or BlDay. */
typedef struct {
    const char *name; /**< without the dashes */
    BlOptionType type;
    void *target;
    const char *argument;    /**< shown in the help: « AAAA-MM-JJ »; NULL for a flag */
    const char *help;        /**< with the default in words */
    gint64 minimum, maximum; /**< of an integer, when maximum > 0 */
} BlOption;

typedef struct BlCommand {
    const char *name;
    const char *arguments; /**< « CHEMIN… [options] » */
    const char *summary;   /**< one line */
    const char *help;      /**< a few more lines, examples; may be NULL */
    int (*run)(BlCli *cli, const struct BlCommand *self, int argc, char **argv);
} BlCommand;

/**
 * Parse a command's options (and the common --base, --quiet, --aide, --help).
 *
 * @param options   ended by an entry without name
 * @param[out] rest the arguments that are not options, NULL-terminated, the caller's g_strfreev()
 * @return TRUE to go on; FALSE when the command is over: *exit_code is 0 (help was printed) or 2
 */
gboolean bl_cli_parse(BlCli *cli, const BlCommand *self, const BlOption *options, int argc,
                      char **argv, char ***rest, int *exit_code);

/** Print « bilan : message » on stderr. @return BL_EXIT_FAILED, or BL_EXIT_USAGE for BL_ERROR_USAGE
 */
int bl_cli_fail(const GError *error);

/** Same with a message of one's own and the exit code for wrong usage, naming the command's --aide.
 */
int bl_cli_usage(const BlCommand *self, const char *format, ...) G_GNUC_PRINTF(2, 3);

/** A notice on stderr, unless --quiet. */
void bl_cli_notice(const BlCli *cli, const char *format, ...) G_GNUC_PRINTF(2, 3);

/** TRUE when a progress bar makes sense: stderr is a terminal and not --quiet. */
gboolean bl_cli_shows_progress(const BlCli *cli);

/** Write to stdout, checking that it went out (a full disk, a closed pipe). @return FALSE on
 * failure */
gboolean bl_cli_print(const char *text);

/** A path under the root: sql/…; the caller's, g_free(). */
char *bl_cli_path(const BlCli *cli, const char *relative);

extern const BlCommand bl_cmd_importer, bl_cmd_rejets, bl_cmd_calculer, bl_cmd_lister,
    bl_cmd_expliquer, bl_cmd_produire, bl_cmd_simuler, bl_cmd_gabarits;

#endif
