/* What most test files share: folders, errors, a warehouse with its figures, the program itself. */
#ifndef BILAN_TESTS_SUPPORT_H
#define BILAN_TESTS_SUPPORT_H

#include "import_bench.h"

#include <bilan/base/error.h>
#include <bilan/compute/compute.h>

/** A new temporary folder; support_remove() removes it with all it holds and frees the name. */
char *support_folder(void);
void support_remove(char *folder);

/** Write a file, making its folder. @return its path, the caller's */
char *support_put(const char *folder, const char *name, const char *text);
/** The text of a file that must be there. @return the caller's */
char *support_read(const char *path);
/** How many entries a folder holds, hidden ones included. */
guint support_count(const char *folder);

void support_assert_has(const char *text, const char *part);
void support_assert_lacks(const char *text, const char *part);
/** The error is of this kind and its message holds both parts (NULL: any); it is cleared. */
void support_assert_error(GError **error, BlError code, const char *part, const char *other);

/** A path of the project. @return the caller's */
char *support_path(const char *relative);

/** A warehouse in memory and the project's indicators. */
typedef struct {
    Bench bench;
    BlIndicators *indicators;
} Case;

/** @param fixture a folder of tests/fixtures, imported without any reject; or NULL */
void case_open(Case *c, const char *fixture);
void case_close(Case *c);
/** Import a folder; a rejected row or a refused file fails the test. */
void case_import(Case *c, const char *folder);

BlComputation case_computation(const Case *c, int year, BlDay cutoff);
/** Figures of 2010. @return the caller's */
BlResults *case_compute(const Case *c, BlDay cutoff);
/** The tidy rows as `calculer --format csv` prints them. @return the caller's */
char *case_csv(const BlResults *results);
/** The machine form of a figure, "" when it is absent. @return the caller's */
char *case_value(const BlResults *results, const char *measure, const char *place,
                 const char *period, const char *modality);

/** A warehouse file made from a fixture by the program, in a folder of its own. */
typedef struct {
    char *folder, *base;
} Made;

void made_open(Made *made, const char *fixture);
void made_close(Made *made);

/** What became of a run of the program. */
typedef struct {
    int code;
    char *out, *err;
} Run;

/**
 * Run BILAN_PROGRAMME.
 * @param arguments in the shell's syntax
 * @param environment « NAME=value » ended by NULL, added to the one at hand; or NULL
 */
Run support_run(const char *arguments, const char *const *environment);
void run_clear(Run *run);
/** Run, expect the exit code, hand over what was printed on stdout. @return the caller's */
char *support_output(int code, const char *format, ...) G_GNUC_PRINTF(2, 3);
/** Run, expect the exit code and `part` on stderr; no English of a library. */
void support_fails(int code, const char *part, const char *format, ...) G_GNUC_PRINTF(3, 4);

#endif
