/* One template, on one connection. Private to compute. */
#ifndef BILAN_TEMPLATE_RUN_H
#define BILAN_TEMPLATE_RUN_H

#include <bilan/compute/compute.h>

/* What every template may declare: :annee, :arrete, :jours_ecoules… @return the caller's */
BlParams *bl_campaign_params(int year, BlDay cutoff);

/*
 * Run a template on a connection whose state at the arrêté is made, and add its figures.
 * @param places « niveau/code » of the recipients: rows for another place are left out
 */
gboolean bl_template_run(const BlComputation *computation, BlStore *store,
                         const BlIndicator *indicator, GHashTable *places, BlFigures *figures,
                         GError **err);

/* Prepare it without running it, and check the columns that it gives. */
gboolean bl_template_prepare(const BlComputation *computation, const BlIndicator *indicator,
                             GError **err);

#endif
