/*
 * Templates on several connections at once: they are independent of each other, and each core has
 * one to run. Private to compute.
 */
#ifndef BILAN_COMPUTE_TEAM_H
#define BILAN_COMPUTE_TEAM_H

#include <bilan/compute/compute.h>

/*
 * Run the templates and add their figures. The state at the arrêté is made on each connection;
 * computation->store, whose state is made already, is the first of them.
 * @param indicators of const BlIndicator*
 */
gboolean bl_team_run(const BlComputation *computation, const GPtrArray *indicators,
                     GHashTable *places, BlFigures *figures, GError **err);

#endif
