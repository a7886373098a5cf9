/* Colours and hatches of places. */
#include "chart_map.h"

#include <math.h>

#define WHITE 0xFFFFFFu
#define HATCH_STEP 3.0
#define HATCH_WIDTH 0.5
#define CROSSINGS 64

BlColor bl_map_fill_color(const BlMapDrawing *d, BlMapFill fill, guint class) {
    const BlTheme *theme = d->plot->theme;
    return fill == BL_FILL_CLASS ? bl_color_ramp(theme->accent, d->classes.count, class)
                                 : theme->wash;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* A diagonal y = c ± x cut by the ring: every other piece between crossings is inside. */
static void hatch_line(const BlMapDrawing *d, const GArray *ring, double c, double slope) {
    double at[CROSSINGS];
    guint count = 0;
    for (guint i = 0; i < ring->len && count < CROSSINGS; i++) {
        BlPoint a = g_array_index(ring, BlPoint, i);
        BlPoint b = g_array_index(ring, BlPoint, (i + 1) % ring->len);
        double sa = a.y - slope * a.x - c, sb = b.y - slope * b.x - c;
        if ((sa > 0) != (sb > 0))
            at[count++] = a.x + (b.x - a.x) * sa / (sa - sb);
    }
    qsort(at, count, sizeof *at, compare);
    BlColor color = bl_color_mix(d->plot->theme->muted, WHITE, 0.35);
    for (guint i = 0; i + 1 < count; i += 2)
        if (at[i + 1] - at[i] > 0.3)
            bl_mark_line(d->plot, (BlPoint){at[i], c + slope * at[i]},
                         (BlPoint){at[i + 1], c + slope * at[i + 1]}, color, HATCH_WIDTH, 0);
}

static void hatch(const BlMapDrawing *d, const GArray *ring, double slope) {
    double low = INFINITY, high = -INFINITY;
    for (guint i = 0; i < ring->len; i++) {
        BlPoint at = g_array_index(ring, BlPoint, i);
        low = MIN(low, at.y - slope * at.x);
        high = MAX(high, at.y - slope * at.x);
    }
    /* lines at the same places everywhere: neighbours' hatches meet */
    const double step = HATCH_STEP * G_SQRT2;
    for (double c = ceil(low / step) * step; c < high; c += step)
        hatch_line(d, ring, c, slope);
}

void bl_map_fill_ring(const BlMapDrawing *d, const GArray *ring, BlMapFill fill, guint class) {
    BlCanvas *canvas = d->plot->canvas;
    canvas->ops->fill_path(canvas, (const BlPoint *)(const void *)ring->data, ring->len,
                           bl_map_fill_color(d, fill, class));
    if (fill == BL_FILL_ABSENT || fill == BL_FILL_SECRET)
        hatch(d, ring, fill == BL_FILL_ABSENT ? -1 : 1);
    if (fill == BL_FILL_SECRET)
        hatch(d, ring, -1);
}

void bl_map_outline(const BlMapDrawing *d, const GArray *ring, BlColor color, double width) {
    BlCanvas *canvas = d->plot->canvas;
    BlStroke stroke = {.color = color, .width = width};
    g_autoptr(GArray) closed = g_array_new(FALSE, FALSE, sizeof(BlPoint));
    g_array_append_vals(closed, ring->data, ring->len);
    if (ring->len > 1) /* past the first corner, that it is joined and not notched */
        g_array_append_vals(closed, ring->data, 2);
    canvas->ops->stroke_path(canvas, (const BlPoint *)(const void *)closed->data, closed->len,
                             &stroke);
}
