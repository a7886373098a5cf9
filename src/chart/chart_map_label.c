/* The value of each place: in it where there is room, else beside it where nothing is, else not at
 * all: the table has it. */
#include "chart_map.h"

#include <math.h>

#define WHITE 0xFFFFFFu
#define DIGITS 0.72 /* height of figures, in ems: they have no descenders */
#define GRID 18
#define BESIDE 22
#define MARGIN 0.7 /* points between a figure and a border */
#define NEAR 3.2   /* how far a label beside its place may be, in halves of its size */
#define TRIANGLE_EM 1.15
#define TRIANGLE_RADIUS 0.38

typedef struct {
    BlMapDrawing *d;
    BlRect area;
    gboolean is_short; /* « 76,1 »: the legend has the unit */
} Labels;

char *bl_map_value_text(const BlMapDrawing *d, const BlMapShape *shape) {
    static const char *const gaps[] = {[BL_FILL_ABSENT] = "n.d.",
                                       [BL_FILL_SECRET] = "s",
                                       [BL_FILL_PENDING] = "à venir",
                                       [BL_FILL_EMPTY] = "–"};
    return shape->fill == BL_FILL_CLASS ? bl_plot_format(d->plot, shape->value, d->plot->unit)
                                        : g_strdup(gaps[shape->fill]);
}

static char *short_text(const Labels *l, const BlMapShape *shape) {
    BlUnit unit = l->d->plot->unit;
    if (!l->is_short || shape->fill != BL_FILL_CLASS)
        return bl_map_value_text(l->d, shape);
    if (unit == BL_UNIT_RATE)
        return bl_number_french(shape->value, 4, 1);
    return unit == BL_UNIT_EURO ? bl_number_french(shape->value, 2, l->d->plot->euro_decimals)
                                : bl_number_french_int(shape->value);
}

static double width_of(const Labels *l, const char *text) {
    return bl_text_width(l->d->plot, text, BL_FONT_SEMIBOLD, l->d->label);
}

static BlRect around(BlPoint centre, BlPoint size) {
    return (BlRect){centre.x - size.x / 2 - MARGIN, centre.y - size.y / 2 - MARGIN,
                    size.x + 2 * MARGIN, size.y + 2 * MARGIN};
}

/* The point farthest from the outline, in the proportions of the text, at which it fits. */
static gboolean find_inside(const BlMapShape *shape, BlPoint size, BlPoint *found) {
    BlRect b = shape->bounds;
    BlPoint half = {size.x / 2, size.y / 2};
    double best = 0;
    for (guint i = 1; i < GRID; i++)
        for (guint j = 1; j < GRID; j++) {
            BlPoint at = {b.x + b.width * i / GRID, b.y + b.height * j / GRID};
            if (!bl_map_shape_holds(shape, at))
                continue;
            double away = bl_map_shape_distance(shape, at, half);
            if (away > best && !bl_map_shape_edges_meet(shape, around(at, size))) {
                best = away;
                *found = at;
            }
        }
    return best > 0;
}

static gboolean is_free(const Labels *l, BlRect rect) {
    BlRect a = l->area;
    if (rect.x < a.x || rect.y < a.y || rect.x + rect.width > a.x + a.width ||
        rect.y + rect.height > a.y + a.height)
        return FALSE;
    for (guint i = 0; i < l->d->shapes->len; i++)
        if (bl_map_shape_meets(g_ptr_array_index(l->d->shapes, i), 1, (BlPoint){0, 0}, rect))
            return FALSE;
    return TRUE;
}

/* A label beside its place must not be taken for a neighbour's. */
static gboolean is_nearest(const Labels *l, const BlMapShape *own, BlPoint at, BlPoint half,
                           double distance) {
    for (guint i = 0; i < l->d->shapes->len; i++) {
        const BlMapShape *shape = g_ptr_array_index(l->d->shapes, i);
        if (shape != own && bl_map_shape_distance(shape, at, half) < 1.25 * distance)
            return FALSE;
    }
    return TRUE;
}

static gboolean find_beside(const Labels *l, const BlMapShape *shape, BlPoint size,
                            BlPoint *found) {
    BlPoint half = {size.x / 2, size.y / 2};
    BlRect b = {shape->bounds.x - size.x, shape->bounds.y - 2 * size.y,
                shape->bounds.width + 2 * size.x, shape->bounds.height + 4 * size.y};
    double best = NEAR, middle = b.y + b.height / 2;
    for (guint i = 0; i <= BESIDE; i++)
        for (guint j = 0; j <= BESIDE; j++) {
            BlPoint at = {b.x + b.width * i / BESIDE, b.y + b.height * j / BESIDE};
            /* level with its place rather than at a corner */
            double away =
                bl_map_shape_distance(shape, at, half) + 0.8 * fabs(at.y - middle) / b.height;
            if (away < best && is_free(l, around(at, size)) &&
                is_nearest(l, shape, at, half, away)) {
                best = away;
                *found = at;
            }
        }
    return best < NEAR;
}

/* Red with a white rim, to be seen on any fill. */
static void draw_triangle(const Labels *l, BlPoint centre) {
    double radius = TRIANGLE_RADIUS * l->d->label;
    bl_mark_marker(l->d->plot, BL_MARKER_TRIANGLE, centre, radius + 1.3, WHITE);
    bl_mark_marker(l->d->plot, BL_MARKER_TRIANGLE, centre, radius, l->d->plot->theme->alert);
}

static BlLabel *place_text(const Labels *l, BlPoint centre, const char *text, BlColor color) {
    double size = l->d->label;
    return bl_label_place(l->d->plot, (BlPoint){centre.x, centre.y + DIGITS / 2 * size}, text,
                          bl_style_color(BL_FONT_SEMIBOLD, size, BL_ANCHOR_MIDDLE, color));
}

static gboolean place_inside(const Labels *l, const BlMapShape *shape, const char *text,
                             gboolean triangle) {
    double size = l->d->label, extra = triangle ? TRIANGLE_EM * size : 0;
    BlColor fill = bl_map_fill_color(l->d, shape->fill, shape->class);
    BlPoint at;
    if (!find_inside(shape, (BlPoint){width_of(l, text) + extra, DIGITS * size}, &at))
        return FALSE;
    BlLabel *label = place_text(l, (BlPoint){at.x - extra / 2, at.y}, text,
                                bl_color_over(l->d->plot->theme, fill));
    if (label == NULL)
        return FALSE;
    if (shape->fill != BL_FILL_CLASS)
        bl_label_back(label, BL_BACKING_OVER_MARKS, fill);
    if (triangle)
        draw_triangle(l, (BlPoint){label->rect.x + label->rect.width + extra * 0.6, at.y});
    return TRUE;
}

static gboolean place_beside(const Labels *l, const BlMapShape *shape, const char *text) {
    const BlTheme *theme = l->d->plot->theme;
    double size = l->d->label, extra = shape->is_alert ? 1.15 * size : 0;
    BlPoint at, needed = {width_of(l, text) + extra, DIGITS * size};
    if (!find_beside(l, shape, needed, &at))
        return FALSE;
    BlColor color = shape->is_alert ? bl_color_readable(theme->alert) : theme->ink;
    return bl_label_place_so(l->d->plot, (BlPoint){at.x, at.y + DIGITS / 2 * size}, text,
                             bl_style_color(BL_FONT_SEMIBOLD, size, BL_ANCHOR_MIDDLE, color),
                             shape->is_alert ? BL_PLACE_ALERT : BL_PLACE_PLAIN) != NULL;
}

static void label_shape(const Labels *l, const BlMapShape *shape) {
    g_autofree char *text = short_text(l, shape);
    if (shape->is_alert && place_inside(l, shape, text, TRUE))
        return;
    if (!shape->is_alert && place_inside(l, shape, text, FALSE))
        return;
    if (place_beside(l, shape, text))
        return;
    if (shape->is_alert && place_inside(l, shape, text, FALSE))
        return;
    BlPoint at;
    double side = 2 * TRIANGLE_RADIUS * l->d->label;
    if (shape->is_alert && find_inside(shape, (BlPoint){side, side}, &at))
        draw_triangle(l, at);
}

/* With the unit where nearly every value has room for it, else all without. */
static gboolean must_be_short(const Labels *l) {
    guint main = 0, fitting = 0;
    if (l->d->plot->unit != BL_UNIT_RATE && l->d->plot->unit != BL_UNIT_EURO)
        return FALSE;
    for (guint i = 0; i < l->d->shapes->len; i++) {
        const BlMapShape *shape = g_ptr_array_index(l->d->shapes, i);
        if (shape->is_inset)
            continue;
        g_autofree char *text = bl_map_value_text(l->d, shape);
        double extra = shape->is_alert ? TRIANGLE_EM * l->d->label : 0;
        BlPoint at, size = {width_of(l, text) + extra, DIGITS * l->d->label};
        main++;
        fitting += find_inside(shape, size, &at) ? 1 : 0;
    }
    return fitting * 10 < main * 9;
}

void bl_map_labels(BlMapDrawing *d, BlRect area) {
    Labels labels = {.d = d, .area = area};
    labels.is_short = must_be_short(&labels);
    for (guint i = 0; i < d->shapes->len; i++) {
        const BlMapShape *shape = g_ptr_array_index(d->shapes, i);
        if (!shape->is_inset)
            label_shape(&labels, shape);
    }
}

/* Name and value at the right of the shape. */
void bl_map_inset_labels(BlMapDrawing *d) {
    const BlTheme *theme = d->plot->theme;
    for (guint i = 0, cell = 0; i < d->shapes->len; i++) {
        const BlMapShape *shape = g_ptr_array_index(d->shapes, i);
        if (!shape->is_inset)
            continue;
        BlRect r = g_array_index(d->cells, BlRect, cell++);
        double x = r.x + MIN(d->side, r.height) + 4, middle = r.y + r.height / 2;
        g_autofree char *text = bl_map_value_text(d, shape);
        BlColor color = shape->is_alert ? bl_color_readable(theme->alert) : theme->ink;
        BlTextStyle name = bl_style_color(BL_FONT_REGULAR, d->label, BL_ANCHOR_START, theme->ink);
        BlTextStyle value = bl_style_color(BL_FONT_SEMIBOLD, d->label, BL_ANCHOR_START, color);
        bl_label_place(d->plot, (BlPoint){x, middle - 0.3 * d->label}, shape->place->name, name);
        bl_label_place_so(d->plot, (BlPoint){x, middle + 0.9 * d->label}, text, value,
                          shape->is_alert ? BL_PLACE_ALERT : BL_PLACE_PLAIN);
    }
}
