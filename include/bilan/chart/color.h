/**
 * @file color.h
 * What can be read on what.
 */
#ifndef BILAN_CHART_COLOR_H
#define BILAN_CHART_COLOR_H

#include <bilan/model/theme.h>

/** Contrast of two colours after WCAG 2.1, 1 to 21; texts need 4.5. */
double bl_color_contrast(BlColor a, BlColor b);

#endif
