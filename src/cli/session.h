/* What most commands open: the descriptions under sql/, the warehouse, the exercice and arrêté
 * asked for. */
#ifndef BILAN_CLI_SESSION_H
#define BILAN_CLI_SESSION_H

#include <bilan/cli/command.h>
#include <bilan/compute/compute.h>
#include <bilan/config/extraction.h>
#include <bilan/config/indicator.h>

typedef struct {
    BlExtracts *extracts;
    BlIndicators *indicators;
    BlStore *store;
} BlSession;

/** Load the descriptions and open the warehouse. @return FALSE with *err; dispose in both cases */
gboolean bl_session_open(BlSession *session, const BlCli *cli, BlStoreMode mode, GError **err);
/** The descriptions only. */
gboolean bl_session_load(BlSession *session, const BlCli *cli, GError **err);
void bl_session_dispose(BlSession *session);

/** --annee, --arrete, --niveau and --code as given; 0, BL_DAY_NONE and NULL when they were not. */
typedef struct {
    gint64 year;
    BlDay cutoff;
    char *level;
    char *code;
} BlScope;

#define BL_SCOPE_OPTIONS(scope)                                                                    \
    {"annee", BL_OPTION_INT, &(scope).year, "N", "exercice (obligatoire)", 1901, 2100},            \
        {"arrete",                                                                                 \
         BL_OPTION_DATE,                                                                           \
         &(scope).cutoff,                                                                          \
         "AAAA-MM-JJ",                                                                             \
         "dernier jour compté (sinon le 31 décembre de l’exercice)",                               \
         0,                                                                                        \
         0},                                                                                       \
        {"niveau",                                                                                 \
         BL_OPTION_TEXT,                                                                           \
         &(scope).level,                                                                           \
         "NIVEAU",                                                                                 \
         "national, regional ou local (sinon tous)",                                               \
         0,                                                                                        \
         0},                                                                                       \
    {                                                                                              \
        "code", BL_OPTION_TEXT, &(scope).code, "CODE",                                             \
            "un seul territoire : FR, code de région ou de mission locale", 0, 0                   \
    }

/** Check and complete the scope. @return 0, or the exit code of wrong usage (already told) */
int bl_scope_check(BlScope *scope, const BlCommand *self);
void bl_scope_dispose(BlScope *scope);

/** Is this place within --niveau and --code? */
gboolean bl_scope_holds(const BlScope *scope, const char *level, const char *code);

/** Tell on stderr which indicators are absent or incomplete, and for want of which extract. */
void bl_session_tell_absences(const BlCli *cli, const BlResults *results);

#endif
