/* Round steps of 1, 2 or 5 times a power of ten, in the integers of the unit. */
#include "chart_private.h"

/* Smallest step worth a mark: one thing, one cent (or one euro), a tenth of a percent. */
static gint64 smallest_step(BlUnit unit) {
    return unit == BL_UNIT_RATE ? 1000 : 1;
}

static gint64 round_step(gint64 raw, BlUnit unit) {
    static const gint64 digits[] = {1, 2, 5};
    gint64 power = smallest_step(unit);
    for (;; power *= 10)
        for (guint i = 0; i < G_N_ELEMENTS(digits); i++)
            if (digits[i] * power >= raw || power >= G_GINT64_CONSTANT(1000000000000000000))
                return digits[i] * power;
}

static gint64 floor_to(gint64 value, gint64 step) {
    gint64 rest = value % step;
    return value - rest - (rest < 0 ? step : 0);
}

void bl_axis_init(BlAxis *axis, gint64 low, gint64 high, BlUnit unit, guint wanted) {
    if (high <= low) {
        /* all the same, often all zeros: an axis that says the order of the unit */
        gint64 one = unit == BL_UNIT_RATE ? 100000 : unit == BL_UNIT_EURO ? 100 : 1;
        high = low + one;
    }
    axis->unit = unit;
    axis->step = round_step((high - low + wanted - 1) / MAX(wanted, 1), unit);
    axis->first = floor_to(low, axis->step);
    axis->last = floor_to(high + axis->step - 1, axis->step);
}

double bl_axis_part(const BlAxis *axis, double value) {
    return (value - (double)axis->first) / ((double)axis->last - (double)axis->first);
}

static guint decimals_needed(gint64 step, gint64 one) {
    guint decimals = 0;
    for (; step % one != 0 && decimals < 2; one /= 10)
        decimals++;
    return decimals;
}

static char *with_unit(gint64 value, gint64 step, guint scale, gint64 one, const char *unit) {
    g_autofree char *number = bl_number_french(value, scale, decimals_needed(step, one));
    return g_strconcat(number, unit, NULL);
}

char *bl_axis_label(const BlAxis *axis, gint64 tick) {
    gint64 size = MAX(ABS(axis->first), ABS(axis->last));
    switch (axis->unit) {
    case BL_UNIT_RATE:
        return with_unit(tick, axis->step, 4, 10000, BL_NNBSP "%");
    case BL_UNIT_EURO:
        if (tick == 0)
            return g_strdup("0");
        if (size >= 200000000)
            return with_unit(tick, axis->step, 8, 100000000, BL_NBSP "M€");
        if (size >= 2000000)
            return with_unit(tick, axis->step, 5, 100000, BL_NBSP "k€");
        return with_unit(tick, axis->step, 2, 100, BL_NBSP "€");
    case BL_UNIT_COUNT:
    case BL_UNIT_DAYS:
        break;
    }
    return bl_number_french_int(tick);
}
