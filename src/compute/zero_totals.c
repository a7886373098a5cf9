#include "zero_totals.h"

static void fill_period(const BlIndicator *indicator, const BlMeasure *measure, const char *period,
                        BlResults *results) {
    for (guint i = 0; i < results->structures->len; i++) {
        const BlStructure *structure = g_ptr_array_index(results->structures, i);
        BlFigure zero = {.indicateur = indicator->header->code,
                         .mesure = measure->name,
                         .niveau = bl_level_name(structure->level),
                         .code = structure->code,
                         .periode = period,
                         .axe = "",
                         .modalite = "",
                         .unit = measure->unit};
        if (bl_figures_find(results->figures, zero.indicateur, zero.mesure, zero.niveau, zero.code,
                            period, "", "") == NULL)
            bl_figures_add(results->figures, &zero);
    }
}

static void fill_kind(const BlIndicator *indicator, const BlMeasure *measure, BlPeriodKind kind,
                      BlResults *results) {
    int year, month, day;
    bl_day_to_ymd(results->cutoff, &year, &month, &day);
    char period[16];
    switch (kind) {
    case BL_PERIOD_YEAR:
        g_snprintf(period, sizeof period, "%04d", year);
        fill_period(indicator, measure, period, results);
        break;
    case BL_PERIOD_QUARTER:
        for (int quarter = 1; quarter <= (month + 2) / 3; quarter++) {
            g_snprintf(period, sizeof period, "%04d-T%d", year, quarter);
            fill_period(indicator, measure, period, results);
        }
        break;
    case BL_PERIOD_MONTH:
        for (int m = 1; m <= month; m++) {
            g_snprintf(period, sizeof period, "%04d-%02d", year, m);
            fill_period(indicator, measure, period, results);
        }
        break;
    }
}

void bl_fill_zero_totals(const BlIndicator *indicator, BlResults *results) {
    const BlIndicatorHeader *header = indicator->header;
    for (guint i = 0; i < header->measures_count; i++) {
        const BlMeasure *measure = &header->measures[i];
        if (measure->zero_totals != BL_YES)
            continue;
        const BlPeriodKind *kinds = measure->periods_count > 0 ? measure->periods : header->periods;
        guint count = measure->periods_count > 0 ? measure->periods_count : header->periods_count;
        for (guint k = 0; k < count; k++)
            fill_kind(indicator, measure, kinds[k], results);
    }
}
