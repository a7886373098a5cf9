#include "alert.h"

BlAlert bl_alert_of(const BlResults *results, const BlSettings *settings,
                    const BlStructure *place) {
    g_autofree char *year = g_strdup_printf("%04d", results->year);
    const char *level = bl_level_name(place->level);
    const BlFigure *objective =
        bl_figures_find(results->figures, "OBJ", "objectif", level, place->code, year, "", "");
    const BlFigure *rate =
        bl_figures_find(results->figures, "OBJ", "taux", level, place->code, year, "", "");
    const BlFigure *projection =
        bl_figures_find(results->figures, "OBJ", "projection", level, place->code, year, "", "");
    if (objective == NULL || rate == NULL || projection == NULL)
        return BL_ALERT_UNKNOWN;
    if (rate->value > 1000000 + (gint64)settings->overrun_per_mille * 1000)
        return BL_ALERT_OVERRUN;
    if (projection->value * 1000 < objective->value * (gint64)settings->underrun_per_mille)
        return BL_ALERT_UNDERRUN;
    return BL_ALERT_NONE;
}

const char *bl_alert_label(BlAlert alert) {
    static const char *const labels[] = {"n.d.", "dans le seuil", "dépassement",
                                         "sous-réalisation"};
    return labels[alert];
}
