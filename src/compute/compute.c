#include <bilan/compute/compute.h>

#include "team.h"
#include "template_run.h"
#include "zero_totals.h"

#include <bilan/base/error.h>
#include <bilan/base/text.h>
#include <bilan/store/warehouse.h>
#include <string.h>

static void structure_free(gpointer data) {
    BlStructure *structure = data;
    g_free(structure->code);
    g_free(structure->label);
    g_free(structure->region);
    g_free(structure);
}

static void absence_free(gpointer data) {
    g_free(((BlAbsence *)data)->extract);
    g_free(data);
}

/* Nation, regions as the query gives them (annexe 4), missions locales by name, whatever case it is
 * written in. */
static int compare_structures(gconstpointer a, gconstpointer b) {
    const BlStructure *x = *(BlStructure *const *)a, *y = *(BlStructure *const *)b;
    if (x->level != y->level)
        return x->level < y->level ? -1 : 1;
    if (x->level != BL_LEVEL_LOCAL)
        return 0;
    g_autofree char *left = bl_text_fold_name(x->label), *right = bl_text_fold_name(y->label);
    int order = strcmp(left, right);
    return order != 0 ? order : strcmp(x->code, y->code);
}

static gboolean load_structures(const BlComputation *c, BlResults *results, GError **err) {
    g_autoptr(BlCursor) cursor =
        bl_store_select(c->store,
                        "SELECT niveau, code, libelle, code_region, annexe4 FROM structures "
                        "ORDER BY CASE niveau WHEN 'national' THEN 0 WHEN 'regional' THEN 1 ELSE 2 "
                        "END, ordre, libelle, code",
                        NULL, NULL, err);
    GError *failure = NULL;
    while (cursor != NULL && bl_cursor_next(cursor, &failure)) {
        BlStructure *structure = g_new0(BlStructure, 1);
        bl_level_from_name(bl_cursor_text(cursor, 0), &structure->level);
        structure->code = g_strdup(bl_cursor_text(cursor, 1));
        structure->label = g_strdup(bl_cursor_text(cursor, 2));
        structure->region =
            bl_cursor_is_null(cursor, 3) ? NULL : g_strdup(bl_cursor_text(cursor, 3));
        structure->in_annexe4 = bl_cursor_int(cursor, 4) == 1;
        g_ptr_array_add(results->structures, structure);
    }
    g_ptr_array_sort(results->structures, compare_structures);
    if (failure != NULL)
        g_propagate_error(err, failure);
    return cursor != NULL && failure == NULL;
}

static void note_missing(GPtrArray *list, const BlIndicator *indicator, const char *extract) {
    BlAbsence *absence = g_new(BlAbsence, 1);
    absence->indicator = indicator;
    absence->extract = g_strdup(extract);
    g_ptr_array_add(list, absence);
}

/* TRUE when all that the indicator needs was loaded. */
static gboolean has_sources(const BlComputation *c, const BlIndicator *indicator,
                            BlResults *results) {
    const BlIndicatorHeader *header = indicator->header;
    for (guint i = 0; i < header->needed_count; i++)
        if (!bl_warehouse_has_extract(c->store, header->needed[i])) {
            note_missing(results->absences, indicator, header->needed[i]);
            return FALSE;
        }
    for (guint i = 0; i < header->useful_count; i++)
        if (!bl_warehouse_has_extract(c->store, header->useful[i]))
            note_missing(results->incomplete, indicator, header->useful[i]);
    return TRUE;
}

static gboolean is_wanted(const BlComputation *c, const BlIndicator *indicator) {
    if (c->codes == NULL || c->codes[0] == NULL)
        return TRUE;
    for (char **code = c->codes; *code != NULL; code++)
        if (g_ascii_strcasecmp(*code, indicator->header->code) == 0)
            return TRUE;
    return FALSE;
}

static gboolean check_request(const BlComputation *c, GError **err) {
    static const char *const required[] = {"missions_locales", "jeunes", "cotraitances"};
    int year, month, day;
    bl_day_to_ymd(c->cutoff, &year, &month, &day);
    if (year != c->year) {
        g_autofree char *cutoff = bl_day_iso(c->cutoff);
        g_set_error(
            err, BL_ERROR, BL_ERROR_USAGE,
            "l’arrêté %s n’est pas un jour de l’exercice %d ; choisissez une date de cette année",
            cutoff, c->year);
        return FALSE;
    }
    for (char **code = c->codes; code != NULL && *code != NULL; code++)
        if (bl_indicators_find(c->indicators, *code) == NULL) {
            g_set_error(err, BL_ERROR, BL_ERROR_USAGE,
                        "indicateur inconnu « %s » ; « bilan lister indicateurs » donne les codes",
                        *code);
            return FALSE;
        }
    for (guint i = 0; i < G_N_ELEMENTS(required); i++)
        if (!bl_warehouse_has_extract(c->store, required[i])) {
            g_set_error(
                err, BL_ERROR, BL_ERROR_STORE,
                "%s : l’extraction « %s » n’a jamais été importée ; « bilan importer » d’abord",
                bl_store_name(c->store), required[i]);
            return FALSE;
        }
    return TRUE;
}

static GHashTable *index_places(const BlResults *results) {
    GHashTable *places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < results->structures->len; i++) {
        const BlStructure *s = g_ptr_array_index(results->structures, i);
        g_hash_table_add(places, g_strconcat(bl_level_name(s->level), "/", s->code, NULL));
    }
    return places;
}

static gboolean compute_all(const BlComputation *c, BlResults *results, GError **err) {
    g_autoptr(BlParams) params = bl_campaign_params(c->year, c->cutoff);
    if (!bl_warehouse_run_folder(c->store, c->root, "arrete", params, err) ||
        !load_structures(c, results, err))
        return FALSE;
    g_autoptr(GHashTable) places = index_places(results);
    g_autoptr(GPtrArray) indicators = g_ptr_array_new();
    for (guint i = 0; i < bl_indicators_count(c->indicators); i++) {
        const BlIndicator *indicator = bl_indicators_at(c->indicators, i);
        if (is_wanted(c, indicator) && has_sources(c, indicator, results))
            g_ptr_array_add(indicators, (gpointer)indicator);
    }
    if (!bl_team_run(c, indicators, places, results->figures, err))
        return FALSE;
    for (guint i = 0; i < indicators->len; i++) {
        const BlIndicator *indicator = g_ptr_array_index(indicators, i);
        g_hash_table_add(results->known, g_strdup(indicator->header->code));
        bl_fill_zero_totals(indicator, results);
    }
    bl_figures_sort(results->figures);
    return TRUE;
}

BlResults *bl_compute(const BlComputation *c, GError **err) {
    if (!check_request(c, err))
        return NULL;
    g_autoptr(BlResults) results = g_new0(BlResults, 1);
    results->year = c->year;
    results->cutoff = c->cutoff;
    results->figures = bl_figures_new();
    results->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    results->structures = g_ptr_array_new_with_free_func(structure_free);
    results->absences = g_ptr_array_new_with_free_func(absence_free);
    results->incomplete = g_ptr_array_new_with_free_func(absence_free);
    /* one read transaction: an import beside us does not change the figures half-way */
    if (!bl_store_begin(c->store, err))
        return NULL;
    gboolean done = compute_all(c, results, err);
    bl_store_rollback(c->store);
    return done ? g_steal_pointer(&results) : NULL;
}

gboolean bl_compute_prepare_all(const BlComputation *c, GError **err) {
    g_autoptr(BlParams) params = bl_campaign_params(c->year, c->cutoff);
    if (!bl_warehouse_run_folder(c->store, c->root, "arrete", params, err))
        return FALSE;
    for (guint i = 0; i < bl_indicators_count(c->indicators); i++)
        if (!bl_template_prepare(c, bl_indicators_at(c->indicators, i), err))
            return FALSE;
    return TRUE;
}
