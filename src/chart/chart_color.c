/* Colours that can be read: contrasts after WCAG 2.1, and the choice of colours for series. */
#include "chart_private.h"

#include <math.h>

#define WHITE 0xFFFFFFu
#define READABLE 4.5

static guint channel(BlColor color, guint shift) {
    return (color >> shift) & 0xFFu;
}

static double luminance(BlColor color) {
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (guint i = 0; i < 3; i++) {
        double part = channel(color, 16 - 8 * i) / 255.0;
        sum += weights[i] * (part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double bl_color_contrast(BlColor a, BlColor b) {
    double la = luminance(a), lb = luminance(b);
    return (MAX(la, lb) + 0.05) / (MIN(la, lb) + 0.05);
}

BlColor bl_color_mix(BlColor color, BlColor other, double part_of_other) {
    BlColor mixed = 0;
    for (guint shift = 0; shift <= 16; shift += 8) {
        double value =
            channel(color, shift) * (1 - part_of_other) + channel(other, shift) * part_of_other;
        mixed |= (BlColor)lround(value) << shift;
    }
    return mixed;
}

/* The colour itself when text in it can be read on white, else the nearest darker one. */
BlColor bl_color_readable(BlColor color) {
    BlColor dark = color;
    for (guint step = 1; bl_color_contrast(dark, WHITE) < READABLE && step <= 20; step++)
        dark = bl_color_mix(color, 0, 0.05 * step);
    return dark;
}

/* What to write with on a filled mark. */
BlColor bl_color_over(const BlTheme *theme, BlColor background) {
    double white = bl_color_contrast(WHITE, background);
    return white >= MIN(READABLE, bl_color_contrast(theme->ink, background)) ? WHITE : theme->ink;
}

/* Red is kept for the rows that need a decision: a series may not look like an alert. */
static gboolean looks_like_alert(const BlTheme *theme, BlColor color) {
    double distance = 0;
    for (guint shift = 0; shift <= 16; shift += 8) {
        double d = (double)channel(color, shift) - (double)channel(theme->alert, shift);
        distance += d * d;
    }
    return sqrt(distance) < 60;
}

BlColor bl_color_series(const BlTheme *theme, guint index) {
    BlColor kept[G_N_ELEMENTS(theme->series)];
    guint count = 0;
    for (guint i = 0; i < G_N_ELEMENTS(theme->series); i++)
        if (!looks_like_alert(theme, theme->series[i]))
            kept[count++] = theme->series[i];
    if (count == 0)
        return theme->accent;
    /* past the last colour, the same ones again, lighter: hatches and markers differ too */
    guint round = index / count;
    return bl_color_mix(kept[index % count], WHITE, MIN(0.4 * round, 0.6));
}

static double lightness(BlColor color) {
    return 116 * cbrt(luminance(color)) - 16;
}

/* part 0: white; 1: the accent; 2: black. */
static BlColor ramp_at(BlColor accent, double part) {
    return part < 1 ? bl_color_mix(WHITE, accent, part) : bl_color_mix(accent, 0, part - 1);
}

BlColor bl_color_ramp(BlColor accent, guint count, guint index) {
    /* L* of each step; none between 50 and 57, where neither white nor ink can be read */
    static const double steps[5][5] = {
        {62}, {80, 38}, {87, 61, 30}, {87, 68, 45, 22}, {87, 74, 60, 41, 22}};
    count = CLAMP(count, 1, G_N_ELEMENTS(steps));
    double wanted = steps[count - 1][MIN(index, count - 1)], low = 0, high = 2;
    for (guint step = 0; step < 20; step++) {
        double half = (low + high) / 2;
        if (lightness(ramp_at(accent, half)) > wanted)
            low = half;
        else
            high = half;
    }
    return ramp_at(accent, high);
}
