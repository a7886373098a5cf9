/* A warehouse in memory and a folder of files, for the tests of the import. */
#ifndef BILAN_TESTS_IMPORT_BENCH_H
#define BILAN_TESTS_IMPORT_BENCH_H

#include <bilan/import/import.h>
#include <check.h>

typedef struct {
    char *folder;
    BlExtracts *extracts;
    BlStore *store;
    GPtrArray *notices;
    GPtrArray *files; /* of the last import */
    const char *root;
    const char *extract_name;
} Bench;

/** The project: BILAN_RACINE, else the current folder. */
const char *bench_root(void);

void bench_open(Bench *bench);
void bench_close(Bench *bench);

/** Write a file of the bench's folder. */
void bench_put(const Bench *bench, const char *name, const char *text);
gboolean bench_run(Bench *bench, char **paths, GError **err);

/** Import files of the bench's folder, named one by one; « . » is the folder. */
void bench_import(Bench *bench, const char *names);
void bench_put_and_import(Bench *bench, const char *name, const char *text);

const BlImportedFile *bench_file(const Bench *bench, guint index);
void bench_expect_counts(const Bench *bench, guint index, int read, int accepted, int rejected,
                         int unchanged);

/** The file is refused, for a reason that holds `part`, and nothing of it counts. */
void bench_expect_refusal(const Bench *bench, guint index, const char *part);

/** Rows of a SELECT, fields joined by « ; », a line each. @return the caller's, g_free() */
char *bench_rows(const Bench *bench, const char *sql);
void bench_expect_rows(const Bench *bench, const char *sql, const char *expected);

#endif
