/* Classes whose bounds a reader can say aloud: « moins de 60 % », « 60 à 70 % », « 70 % et plus ».
 *
 * Every round step and every place to begin is tried; the classes kept are those that share the
 * places out most evenly (by entropy), with a preference for tens, and for 100 % as a bound. */
#include "chart_map.h"

#include <math.h>

#define WHOLE 1000000 /* 100 % */
#define POINT 10000

typedef struct {
    const GArray *values;
    BlMapClasses *best;
    double score;
} Search;

static gint64 value_at(const GArray *values, guint index) {
    return g_array_index(values, gint64, index);
}

guint bl_map_class_of(const BlMapClasses *classes, gint64 value) {
    guint class = 0;
    while (class + 1 < classes->count && value >= classes->bounds[class])
        class ++;
    return class;
}

/* How much a reader likes the step. */
static double roundness(BlUnit unit, gint64 step) {
    gint64 digit = step;
    while (digit % 10 == 0)
        digit /= 10;
    if (unit == BL_UNIT_RATE && step == 5 * POINT)
        return 0;
    return digit == 1 ? 0.2 : digit == 5 ? 0.1 : 0.08;
}

static double score_of(const Search *search, const BlMapClasses *classes, gint64 step) {
    guint counts[BL_MAP_CLASSES] = {0};
    double score = roundness(classes->unit, step);
    for (guint i = 0; i < search->values->len; i++)
        counts[bl_map_class_of(classes, value_at(search->values, i))]++;
    for (guint c = 0; c < classes->count; c++) {
        double part = (double)counts[c] / search->values->len;
        score -= part > 0 ? part * log(part) : 0.25; /* an empty class says little */
        if (classes->unit == BL_UNIT_RATE && c + 1 < classes->count && classes->bounds[c] == WHOLE)
            score += 0.15;
    }
    return score;
}

/* @param first lowest bound */
static void try_bounds(Search *search, gint64 first, gint64 step) {
    BlMapClasses trial = *search->best;
    trial.count = 1;
    for (guint n = 0; n < BL_MAP_CLASSES - 1; n++) {
        gint64 bound = first + (gint64)n * step;
        if (bound <= trial.low || bound > trial.high)
            return;
        trial.bounds[n] = bound;
        trial.count = n + 2;
        double score = score_of(search, &trial, step);
        if (score > search->score + 1e-9) {
            search->score = score;
            *search->best = trial;
        }
    }
}

static gint64 floor_to(gint64 value, gint64 step) {
    gint64 rest = value % step;
    return value - rest - (rest < 0 ? step : 0);
}

/* The classes change only where a bound passes a value: the multiples around each are all that
 * need trying. */
static void try_step(Search *search, gint64 step) {
    for (guint i = 0; i < search->values->len; i++) {
        gint64 under = floor_to(value_at(search->values, i), step);
        try_bounds(search, under, step);
        try_bounds(search, under + step, step);
    }
}

void bl_map_classes_init(BlMapClasses *classes, const GArray *values, BlUnit unit) {
    *classes = (BlMapClasses){.unit = unit, .count = values->len > 0 ? 1 : 0};
    for (guint i = 0; i < values->len; i++) {
        gint64 value = value_at(values, i);
        classes->low = i == 0 ? value : MIN(classes->low, value);
        classes->high = i == 0 ? value : MAX(classes->high, value);
    }
    gint64 range = classes->high - classes->low;
    Search search = {.values = values, .best = classes, .score = -INFINITY};
    if (range == 0)
        return;
    if (unit == BL_UNIT_RATE) {
        try_step(&search, 5 * POINT);
        try_step(&search, 10 * POINT);
        try_step(&search, 20 * POINT);
    }
    gint64 one = unit == BL_UNIT_RATE ? WHOLE / 10 : unit == BL_UNIT_EURO ? 100 : 1;
    static const gint64 digits[] = {1, 2, 5};
    guint first = unit == BL_UNIT_RATE ? 2 : 0; /* 50 points, 100, 200… */
    for (gint64 power = one; power <= range; power *= 10, first = 0) {
        for (guint d = first; d < G_N_ELEMENTS(digits); d++)
            if (digits[d] * power <= range)
                try_step(&search, digits[d] * power);
        if (power > range / 10)
            break; /* ten times more may be more than an integer holds */
    }
}

static char *bare(gint64 value, BlUnit unit) {
    if (unit == BL_UNIT_RATE)
        return bl_number_french(value, 4, 0);
    return unit == BL_UNIT_EURO ? bl_number_french(value, 2, 0) : bl_number_french_int(value);
}

static const char *suffix(BlUnit unit) {
    static const char *const names[] = {[BL_UNIT_COUNT] = "",
                                        [BL_UNIT_DAYS] = BL_NBSP "j",
                                        [BL_UNIT_EURO] = BL_NBSP "€",
                                        [BL_UNIT_RATE] = BL_NNBSP "%"};
    return names[unit];
}

/* All in one class: what they are is said exactly. */
static char *name_range(const BlMapClasses *classes) {
    g_autofree char *low = bl_number_french_unit(classes->low, classes->unit);
    g_autofree char *high = bl_number_french_unit(classes->high, classes->unit);
    return g_str_equal(low, high) ? g_strdup(low) : g_strdup_printf("%s à %s", low, high);
}

char *bl_map_class_name(const BlMapClasses *classes, guint class) {
    if (classes->count == 1)
        return name_range(classes);
    const char *unit = suffix(classes->unit);
    /* things are counted one by one: « 20 à 39 » leaves no doubt about 40 */
    gboolean whole = classes->unit == BL_UNIT_COUNT || classes->unit == BL_UNIT_DAYS;
    gint64 from = class > 0 ? classes->bounds[class - 1] : 0;
    gint64 to = class + 1 < classes->count ? classes->bounds[class] : 0;
    g_autofree char *low = bare(from, classes->unit);
    g_autofree char *high = bare(to, classes->unit);
    if (class == 0 && whole && to == 1 && classes->low == 0)
        return g_strdup_printf("0%s", unit);
    if (class == 0)
        return g_strdup_printf("moins de %s%s", high, unit);
    if (class + 1 == classes->count)
        return g_strdup_printf("%s%s et plus", low, unit);
    if (!whole)
        return g_strdup_printf("%s à %s%s", low, high, unit);
    if (from == to - 1)
        return g_strdup_printf("%s%s", low, unit);
    g_autofree char *last = bare(to - 1, classes->unit);
    return g_strdup_printf("%s à %s%s", low, last, unit);
}
