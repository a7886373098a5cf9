/* The totals of 0 that §5 asks to write. Private to compute. */
#ifndef BILAN_ZERO_TOTALS_H
#define BILAN_ZERO_TOTALS_H

#include <bilan/compute/compute.h>

/**
 * For the measures declared `totaux: oui`: a total of 0 where a structure has no row, for each
 * period that has begun at the arrêté. A template then only returns what it found.
 */
void bl_fill_zero_totals(const BlIndicator *indicator, BlResults *results);

#endif
