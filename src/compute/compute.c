#include <bilan/compute/compute.h>

#include "zero_totals.h"

#include <bilan/base/error.h>
#include <bilan/base/text.h>
#include <bilan/store/warehouse.h>
#include <string.h>

/* Columns of a template's rows, by what they mean. */
typedef struct {
    int level, code, period, axis, modality;
    int *measures; /* as many as the header has */
} Shape;

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

/* Every parameter that a template may declare; jours_ecoules counts the arrêté itself (§3,
 * projection). */
static BlParams *campaign_params(int year, BlDay cutoff) {
    BlDay first = bl_day_from_ymd(year, 1, 1), last = bl_day_from_ymd(year, 12, 31);
    g_autofree char *label = g_strdup_printf("%04d", year);
    BlParams *params = bl_params_new();
    bl_params_set_int(params, "annee", year);
    bl_params_set_text(params, "periode_annee", label);
    bl_params_set_int(params, "debut_annee", first);
    bl_params_set_int(params, "fin_annee", last);
    bl_params_set_int(params, "arrete", cutoff);
    bl_params_set_int(params, "jours_annee", last - first + 1);
    bl_params_set_int(params, "jours_ecoules", cutoff - first + 1);
    return params;
}

static BlParams *template_params(const BlIndicator *indicator, int year, BlDay cutoff) {
    BlParams *params = campaign_params(year, cutoff);
    for (guint i = 0; i < indicator->header->constants_count; i++) {
        const BlConstant *constant = &indicator->header->constants[i];
        char *end = NULL;
        gint64 value = g_ascii_strtoll(constant->value, &end, 10);
        if (end != constant->value && *end == '\0')
            bl_params_set_int(params, constant->name, value);
        else
            bl_params_set_text(params, constant->name, constant->value);
    }
    return params;
}

static BlCursor *open_template(const BlComputation *c, const BlIndicator *indicator, GError **err) {
    g_autoptr(BlParams) params = template_params(indicator, c->year, c->cutoff);
    return bl_store_select_untrusted(c->store, indicator->sql, params, indicator->sql_path,
                                     c->timeout_seconds, err);
}

static int column_named(const BlCursor *cursor, const char *name) {
    for (guint i = 0; i < bl_cursor_width(cursor); i++)
        if (strcmp(bl_cursor_name(cursor, i), name) == 0)
            return (int)i;
    return -1;
}

static gboolean find_shape(const BlIndicator *indicator, const BlCursor *cursor, Shape *shape,
                           GError **err) {
    const BlIndicatorHeader *header = indicator->header;
    const struct {
        const char *name;
        int *place;
    } fixed[] = {{"niveau", &shape->level},
                 {"code", &shape->code},
                 {"periode", &shape->period},
                 {"axe", &shape->axis},
                 {"modalite", &shape->modality}};
    const char *missing = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(fixed); i++)
        if ((*fixed[i].place = column_named(cursor, fixed[i].name)) < 0)
            missing = fixed[i].name;
    shape->measures = g_new(int, header->measures_count);
    for (guint i = 0; i < header->measures_count; i++)
        if ((shape->measures[i] = column_named(cursor, header->measures[i].name)) < 0)
            /* a shared query may give more measures than this indicator declares, never fewer */
            missing = header->measures[i].name;
    if (missing != NULL)
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG,
                    "%s : la requête ne donne pas la colonne « %s » que demande %s",
                    indicator->sql_path, missing, indicator->path);
    return missing == NULL;
}

static gboolean add_row(BlResults *results, const BlIndicator *indicator, const BlCursor *cursor,
                        const Shape *shape, GError **err) {
    BlFigure figure = {.indicateur = indicator->header->code,
                       .niveau = bl_cursor_text(cursor, (guint)shape->level),
                       .code = bl_cursor_text(cursor, (guint)shape->code),
                       .periode = bl_cursor_text(cursor, (guint)shape->period),
                       .axe = bl_cursor_text(cursor, (guint)shape->axis),
                       .modalite = bl_cursor_text(cursor, (guint)shape->modality)};
    for (guint i = 0; i < indicator->header->measures_count; i++) {
        guint column = (guint)shape->measures[i];
        if (bl_cursor_is_null(cursor, column))
            continue;
        if (!bl_cursor_is_int(cursor, column)) {
            g_set_error(err, BL_ERROR, BL_ERROR_CONFIG,
                        "%s : la mesure « %s » doit être un entier (centimes, millionièmes), pas "
                        "un nombre à virgule",
                        indicator->sql_path, indicator->header->measures[i].name);
            return FALSE;
        }
        figure.mesure = indicator->header->measures[i].name;
        figure.unit = indicator->header->measures[i].unit;
        figure.value = bl_cursor_int(cursor, column);
        bl_figures_add(results->figures, &figure);
    }
    return TRUE;
}

/* A row for a place that has no recipient (a region without any mission locale) is not printed
 * (§1). */
static gboolean is_printed(GHashTable *places, const BlCursor *cursor, const Shape *shape) {
    g_autofree char *place = g_strconcat(bl_cursor_text(cursor, (guint)shape->level), "/",
                                         bl_cursor_text(cursor, (guint)shape->code), NULL);
    return g_hash_table_contains(places, place);
}

static gboolean run_indicator(const BlComputation *c, const BlIndicator *indicator,
                              GHashTable *places, BlResults *results, GError **err) {
    g_autoptr(BlCursor) cursor = open_template(c, indicator, err);
    Shape shape = {0};
    gboolean done = cursor != NULL && find_shape(indicator, cursor, &shape, err);
    GError *failure = NULL;
    while (done && bl_cursor_next(cursor, &failure))
        if (is_printed(places, cursor, &shape))
            done = add_row(results, indicator, cursor, &shape, err);
    g_free(shape.measures);
    if (failure != NULL) {
        g_propagate_error(err, failure);
        return FALSE;
    }
    return done;
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
    g_autoptr(BlParams) params = campaign_params(c->year, c->cutoff);
    if (!bl_warehouse_run_folder(c->store, c->root, "arrete", params, err) ||
        !load_structures(c, results, err))
        return FALSE;
    g_autoptr(GHashTable) places = index_places(results);
    for (guint i = 0; i < bl_indicators_count(c->indicators); i++) {
        const BlIndicator *indicator = bl_indicators_at(c->indicators, i);
        if (!is_wanted(c, indicator) || !has_sources(c, indicator, results))
            continue;
        if (!run_indicator(c, indicator, places, results, err)) {
            bl_error_context(err, "%s", indicator->header->code);
            return FALSE;
        }
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
    g_autoptr(BlParams) params = campaign_params(c->year, c->cutoff);
    if (!bl_warehouse_run_folder(c->store, c->root, "arrete", params, err))
        return FALSE;
    for (guint i = 0; i < bl_indicators_count(c->indicators); i++) {
        const BlIndicator *indicator = bl_indicators_at(c->indicators, i);
        g_autoptr(BlCursor) cursor = open_template(c, indicator, err);
        Shape shape = {0};
        gboolean done = cursor != NULL && find_shape(indicator, cursor, &shape, err);
        g_free(shape.measures);
        if (!done)
            return FALSE;
    }
    return TRUE;
}
