#include "reference.h"

#include <bilan/base/error.h>
#include <string.h>

void bl_reference_clear(BlReference *reference) {
    g_free(reference->code);
    g_free(reference->measure);
    g_free(reference->period);
    g_free(reference->axis);
    g_free(reference->modality);
    *reference = (BlReference){0};
}

static const char *take_prefixes(const char *text, BlReference *reference) {
    static const struct {
        const char *prefix;
        BlReferenceScope scope;
    } scopes[] = {{"somme:", BL_SCOPE_CHILDREN_SUM},
                  {"national:", BL_SCOPE_NATIONAL},
                  {"region:", BL_SCOPE_REGION}};
    if (g_str_has_prefix(text, "precedent:")) {
        reference->previous = TRUE;
        text += strlen("precedent:");
    }
    for (guint i = 0; i < G_N_ELEMENTS(scopes); i++)
        if (g_str_has_prefix(text, scopes[i].prefix)) {
            reference->scope = scopes[i].scope;
            return text + strlen(scopes[i].prefix);
        }
    return text;
}

/* CODE.mesure[@periode][/axe=modalite] */
static gboolean take_parts(const char *text, BlReference *reference) {
    g_autoptr(GRegex) shape = g_regex_new(
        "^([A-Z0-9]+)\\.([a-z0-9_]+)(?:@([A-Za-z0-9]+))?(?:/([a-z]+)(?:=(.+))?)?$", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(shape, text, 0, &match))
        return FALSE;
    char **targets[] = {&reference->code, &reference->measure, &reference->period, &reference->axis,
                        &reference->modality};
    for (int i = 0; i < (int)G_N_ELEMENTS(targets); i++) {
        char *part = g_match_info_fetch(match, i + 1);
        if (part != NULL && *part != '\0')
            *targets[i] = part;
        else
            g_free(part);
    }
    return TRUE;
}

gboolean bl_reference_parse(const char *text, const BlIndicators *indicators,
                            BlReference *reference, GError **err) {
    *reference = (BlReference){0};
    if (!take_parts(take_prefixes(text, reference), reference)) {
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG,
                    "référence « %s » : attendu CODE.mesure[@periode][/axe=modalite]", text);
        return FALSE;
    }
    const BlIndicator *indicator = bl_indicators_find(indicators, reference->code);
    if (indicator == NULL || bl_indicator_measure(indicator, reference->measure) == NULL) {
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG, "référence « %s » : %s inconnu%s", text,
                    indicator == NULL ? "indicateur" : "mesure", indicator == NULL ? "" : "e");
        bl_reference_clear(reference);
        return FALSE;
    }
    return TRUE;
}

static BlPeriodKind default_kind(const BlIndicator *indicator, const BlMeasure *measure) {
    const BlPeriodKind *kinds =
        measure->periods_count > 0 ? measure->periods : indicator->header->periods;
    guint count =
        measure->periods_count > 0 ? measure->periods_count : indicator->header->periods_count;
    for (guint i = 0; i < count; i++)
        if (kinds[i] == BL_PERIOD_YEAR)
            return BL_PERIOD_YEAR;
    return count > 0 ? kinds[0] : BL_PERIOD_YEAR;
}

/* « T3 », « 09 », « annee », « dernier » → « 2010-T3 »…; NULL when the period begins after the
 * arrêté. */
static char *period_name(const BlResults *results, const char *period, BlPeriodKind kind) {
    int year, month, day;
    bl_day_to_ymd(results->cutoff, &year, &month, &day);
    int quarter = (month + 2) / 3;
    if (period == NULL)
        period = kind == BL_PERIOD_YEAR ? "annee" : "dernier";
    if (strcmp(period, "annee") == 0)
        return g_strdup_printf("%04d", year);
    if (strcmp(period, "dernier") == 0)
        return g_strdup_printf("%04d-T%d", year, quarter);
    if (period[0] == 'T')
        return period[1] - '0' > quarter ? NULL : g_strdup_printf("%04d-%s", year, period);
    return atoi(period) > month ? NULL : g_strdup_printf("%04d-%s", year, period);
}

GPtrArray *bl_place_children(const BlResults *results, const BlStructure *place) {
    GPtrArray *children = g_ptr_array_new();
    for (guint i = 0; i < results->structures->len; i++) {
        const BlStructure *s = g_ptr_array_index(results->structures, i);
        if ((place->level == BL_LEVEL_NATIONAL && s->level == BL_LEVEL_REGIONAL) ||
            (place->level == BL_LEVEL_REGIONAL && s->level == BL_LEVEL_LOCAL &&
             g_strcmp0(s->region, place->code) == 0))
            g_ptr_array_add(children, (gpointer)s);
    }
    return children;
}

typedef struct {
    const BlResults *results;
    const BlReference *reference;
    const char *period, *axis, *modality;
} Lookup;

static const BlFigure *find(const Lookup *l, BlLevel level, const char *code) {
    return bl_figures_find(l->results->figures, l->reference->code, l->reference->measure,
                           bl_level_name(level), code, l->period, l->axis, l->modality);
}

static BlCell sum_children(const Lookup *l, const BlStructure *place, const BlMeasure *measure) {
    g_autoptr(GPtrArray) children = bl_place_children(l->results, place);
    BlCell cell = {.kind = BL_CELL_ABSENT, .unit = measure->unit};
    for (guint i = 0; i < children->len; i++) {
        const BlStructure *child = g_ptr_array_index(children, i);
        const BlFigure *figure = find(l, child->level, child->code);
        if (figure != NULL) {
            cell.kind = BL_CELL_NUMBER;
            cell.unit = figure->unit;
            cell.value += figure->value;
        }
    }
    return cell;
}

static BlCell find_cell(const Lookup *l, const BlStructure *place, const BlMeasure *measure) {
    const BlFigure *figure = NULL;
    switch (l->reference->scope) {
    case BL_SCOPE_CHILDREN_SUM:
        return sum_children(l, place, measure);
    case BL_SCOPE_NATIONAL:
        figure = find(l, BL_LEVEL_NATIONAL, "FR");
        break;
    case BL_SCOPE_REGION:
        figure = place->region != NULL ? find(l, BL_LEVEL_REGIONAL, place->region)
                                       : find(l, place->level, place->code);
        break;
    case BL_SCOPE_OWN:
        figure = find(l, place->level, place->code);
        break;
    }
    if (figure != NULL)
        return (BlCell){.kind = BL_CELL_NUMBER, .unit = figure->unit, .value = figure->value};
    /* a modality that nobody is in has no row: its count is 0; a rate or a delay of nothing is
     * absent */
    gboolean is_zero = l->axis != NULL && *l->axis != '\0' && measure->unit == BL_UNIT_COUNT &&
                       bl_results_knows(l->results, l->reference->code);
    return is_zero ? (BlCell){.kind = BL_CELL_NUMBER, .unit = BL_UNIT_COUNT}
                   : (BlCell){.kind = BL_CELL_ABSENT, .unit = measure->unit};
}

BlCell bl_reference_resolve(const BlReference *reference, const BlScopeContext *context) {
    const BlResults *results = reference->previous ? context->data->before : context->data->now;
    const BlIndicator *indicator = bl_indicators_find(context->data->indicators, reference->code);
    const BlMeasure *measure = bl_indicator_measure(indicator, reference->measure);
    /* an absent value keeps its unit: a sentence compares it to « 0,9 » all the same */
    if (results == NULL)
        return (BlCell){.kind = BL_CELL_ABSENT, .unit = measure->unit};
    g_autofree char *period =
        period_name(results, reference->period != NULL ? reference->period : context->period,
                    default_kind(indicator, measure));
    if (period == NULL)
        return (BlCell){.kind = BL_CELL_PENDING, .unit = measure->unit};
    Lookup lookup = {.results = results,
                     .reference = reference,
                     .period = period,
                     .axis = reference->axis != NULL ? reference->axis : context->axis,
                     .modality =
                         reference->modality != NULL ? reference->modality : context->modality};
    return find_cell(&lookup, context->place, measure);
}

gboolean bl_reference_cell(const char *text, const BlScopeContext *context, BlCell *cell,
                           GError **err) {
    BlReference reference;
    if (!bl_reference_parse(text, context->data->indicators, &reference, err))
        return FALSE;
    *cell = bl_reference_resolve(&reference, context);
    bl_reference_clear(&reference);
    return TRUE;
}
