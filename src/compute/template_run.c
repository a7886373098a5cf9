#include "template_run.h"

#include <bilan/base/error.h>
#include <string.h>

/* Columns of a template's rows, by what they mean. */
typedef struct {
    int level, code, period, axis, modality;
    int *measures; /* as many as the header has */
} Shape;

/* Every parameter that a template may declare; jours_ecoules counts the arrêté itself (§3,
 * projection). */
BlParams *bl_campaign_params(int year, BlDay cutoff) {
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
    BlParams *params = bl_campaign_params(year, cutoff);
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

static BlCursor *open_template(const BlComputation *c, BlStore *store, const BlIndicator *indicator,
                               GError **err) {
    g_autoptr(BlParams) params = template_params(indicator, c->year, c->cutoff);
    return bl_store_select_untrusted(store, indicator->sql, params, indicator->sql_path,
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

static gboolean add_row(BlFigures *figures, const BlIndicator *indicator, const BlCursor *cursor,
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
        bl_figures_add(figures, &figure);
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

gboolean bl_template_run(const BlComputation *c, BlStore *store, const BlIndicator *indicator,
                         GHashTable *places, BlFigures *figures, GError **err) {
    g_autoptr(BlCursor) cursor = open_template(c, store, indicator, err);
    Shape shape = {0};
    gboolean done = cursor != NULL && find_shape(indicator, cursor, &shape, err);
    GError *failure = NULL;
    while (done && bl_cursor_next(cursor, &failure))
        if (is_printed(places, cursor, &shape))
            done = add_row(figures, indicator, cursor, &shape, err);
    g_free(shape.measures);
    if (failure != NULL) {
        g_propagate_error(err, failure);
        done = FALSE;
    }
    if (!done)
        bl_error_context(err, "%s", indicator->header->code);
    return done;
}

gboolean bl_template_prepare(const BlComputation *c, const BlIndicator *indicator, GError **err) {
    g_autoptr(BlCursor) cursor = open_template(c, c->store, indicator, err);
    Shape shape = {0};
    gboolean done = cursor != NULL && find_shape(indicator, cursor, &shape, err);
    g_free(shape.measures);
    return done;
}
