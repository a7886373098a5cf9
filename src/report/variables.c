#include "variables.h"

#include "alert.h"
#include "reference.h"

#include <string.h>

/* More names than this make a sentence that nobody reads: the table has them all. */
#define NAMES_MAX 4

static guint count_alerts(const BlCampaignData *data, const BlStructure *place, BlAlert wanted,
                          GString *names) {
    g_autoptr(GPtrArray) children = bl_place_children(data->now, place);
    guint count = 0;
    for (guint i = 0; i < children->len; i++) {
        const BlStructure *child = g_ptr_array_index(children, i);
        if (bl_alert_of(data->now, data->settings, child) != wanted)
            continue;
        if (names != NULL && count < NAMES_MAX)
            g_string_append_printf(names, "%s**%s**", count > 0 ? ", " : "", child->label);
        count++;
    }
    if (names != NULL && count > NAMES_MAX)
        g_string_append_printf(names, " et %u autre%s", count - NAMES_MAX,
                               count - NAMES_MAX > 1 ? "s" : "");
    return count;
}

static char *alert_names(const BlCampaignData *data, const BlStructure *place, BlAlert wanted) {
    GString *names = g_string_new(NULL);
    count_alerts(data, place, wanted, names);
    return g_string_free(names, FALSE);
}

static char *elapsed(const BlResults *results) {
    BlDay first = bl_day_from_ymd(results->year, 1, 1),
          last = bl_day_from_ymd(results->year, 12, 31);
    gint64 days = results->cutoff - first + 1, all = last - first + 1;
    return bl_number_french_unit((days * 2000000 + all) / (2 * all), BL_UNIT_RATE);
}

static gboolean text_variable(const BlCampaignData *data, const BlStructure *place,
                              const char *name, char **text) {
    const BlResults *now = data->now;
    if (strcmp(name, "annee") == 0)
        *text = g_strdup_printf("%d", now->year);
    else if (strcmp(name, "precedente") == 0)
        *text = g_strdup_printf("%d", now->year - 1);
    else if (strcmp(name, "arrete") == 0)
        *text = bl_day_french(now->cutoff);
    else if (strcmp(name, "lieu") == 0)
        *text = g_strdup(place->label);
    else if (strcmp(name, "niveau") == 0)
        *text = g_strdup(bl_level_name(place->level));
    else if (strcmp(name, "nom_enfants") == 0)
        *text = g_strdup(place->level == BL_LEVEL_NATIONAL ? "régions" : "missions locales");
    else if (strcmp(name, "ecoule") == 0)
        *text = elapsed(now);
    else if (strcmp(name, "seuil") == 0)
        *text =
            bl_number_french_unit((gint64)data->settings->overrun_per_mille * 1000, BL_UNIT_RATE);
    else if (strcmp(name, "noms_depassement") == 0)
        *text = alert_names(data, place, BL_ALERT_OVERRUN);
    else if (strcmp(name, "noms_sous_realisation") == 0)
        *text = alert_names(data, place, BL_ALERT_UNDERRUN);
    else if (strcmp(name, "alerte") == 0)
        *text = g_strdup(bl_alert_label(bl_alert_of(now, data->settings, place)));
    else
        return FALSE;
    return TRUE;
}

gboolean bl_variable(const BlCampaignData *data, const BlStructure *place, const char *name,
                     char **text, gint64 *count) {
    *count = 0;
    if (text_variable(data, place, name, text))
        return TRUE;
    if (strcmp(name, "enfants") == 0) {
        g_autoptr(GPtrArray) children = bl_place_children(data->now, place);
        *count = children->len;
    } else if (strcmp(name, "ecoule_complet") == 0) { /* 1 at 31 December */
        *count = data->now->cutoff == bl_day_from_ymd(data->now->year, 12, 31);
    } else if (strcmp(name, "depassements") == 0) {
        *count = count_alerts(data, place, BL_ALERT_OVERRUN, NULL);
    } else if (strcmp(name, "sous_realisations") == 0) {
        *count = count_alerts(data, place, BL_ALERT_UNDERRUN, NULL);
    } else if (strcmp(name, "alertes") == 0) {
        *count = count_alerts(data, place, BL_ALERT_OVERRUN, NULL) +
                 count_alerts(data, place, BL_ALERT_UNDERRUN, NULL);
    } else {
        return FALSE;
    }
    *text = bl_number_french_int(*count);
    return TRUE;
}
