/* Places of the map as shapes on a plane, and what is asked of them. */
#include "chart_map.h"

#include <math.h>

#define EARTH 6371.0 /* kilometres */

static double radians(double degrees) {
    return degrees * G_PI / 180;
}

/* The cone of Lambert-93 on a sphere: parallels 44° and 49°, meridian 3°. */
static BlPoint project_metropole(BlGeoPoint at) {
    const double f1 = radians(44), f2 = radians(49), f0 = radians(46.5);
    const double t1 = tan(G_PI / 4 + f1 / 2), t2 = tan(G_PI / 4 + f2 / 2);
    const double n = log(cos(f1) / cos(f2)) / log(t2 / t1), f = cos(f1) * pow(t1, n) / n;
    double rho = EARTH * f / pow(tan(G_PI / 4 + radians(at.latitude) / 2), n);
    double rho0 = EARTH * f / pow(tan(G_PI / 4 + f0 / 2), n);
    double angle = n * radians(at.longitude - 3);
    return (BlPoint){rho * sin(angle), rho * cos(angle) - rho0};
}

/* A small place elsewhere: true in its middle, which is enough. */
static BlPoint project_inset(BlGeoPoint at, BlGeoPoint middle) {
    return (BlPoint){EARTH * radians(at.longitude - middle.longitude) *
                         cos(radians(middle.latitude)),
                     EARTH * radians(middle.latitude - at.latitude)};
}

static BlGeoPoint middle_of(const BlMapPlace *place) {
    double west = 180, east = -180, south = 90, north = -90;
    for (guint i = 0; i < place->rings->len; i++) {
        const GArray *ring = g_ptr_array_index(place->rings, i);
        for (guint k = 0; k < ring->len; k++) {
            BlGeoPoint at = g_array_index(ring, BlGeoPoint, k);
            west = MIN(west, at.longitude);
            east = MAX(east, at.longitude);
            south = MIN(south, at.latitude);
            north = MAX(north, at.latitude);
        }
    }
    return (BlGeoPoint){(west + east) / 2, (south + north) / 2};
}

static void measure(BlMapShape *shape) {
    double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
    for (guint i = 0; i < shape->rings->len; i++) {
        const GArray *ring = g_ptr_array_index(shape->rings, i);
        for (guint k = 0; k < ring->len; k++) {
            BlPoint at = g_array_index(ring, BlPoint, k);
            left = MIN(left, at.x);
            right = MAX(right, at.x);
            top = MIN(top, at.y);
            bottom = MAX(bottom, at.y);
        }
    }
    shape->bounds = (BlRect){left, top, right - left, bottom - top};
}

static void ring_free(gpointer data) {
    g_array_unref(data);
}

static void shape_free(gpointer data) {
    BlMapShape *shape = data;
    g_ptr_array_unref(shape->rings);
    g_free(shape);
}

static BlMapShape *shape_new(const BlMapPlace *place) {
    BlMapShape *shape = g_new0(BlMapShape, 1);
    BlGeoPoint middle = middle_of(place);
    shape->place = place;
    /* metropolitan France, with its islands */
    shape->is_inset = middle.longitude < -6 || middle.longitude > 10.5 || middle.latitude < 41 ||
                      middle.latitude > 52;
    shape->rings = g_ptr_array_new_with_free_func(ring_free);
    for (guint i = 0; i < place->rings->len; i++) {
        const GArray *from = g_ptr_array_index(place->rings, i);
        GArray *ring = g_array_sized_new(FALSE, FALSE, sizeof(BlPoint), from->len);
        for (guint k = 0; k < from->len; k++) {
            BlGeoPoint at = g_array_index(from, BlGeoPoint, k);
            BlPoint point = shape->is_inset ? project_inset(at, middle) : project_metropole(at);
            g_array_append_val(ring, point);
        }
        g_ptr_array_add(shape->rings, ring);
    }
    measure(shape);
    return shape;
}

static gint row_of(const BlPlot *plot, const char *code) {
    for (guint r = 0; r < bl_plot_count(plot); r++) {
        const BlRow *row = bl_table_row(plot->chart->table, g_array_index(plot->rows, guint, r));
        if (g_strcmp0(row->code, code) == 0)
            return (gint)r;
    }
    return -1;
}

static void read_row(const BlPlot *plot, BlMapShape *shape) {
    shape->fill = BL_FILL_ABSENT;
    if (shape->row < 0)
        return;
    guint row = (guint)shape->row;
    shape->is_alert = bl_plot_is_alert(plot, row);
    switch (bl_plot_cell(plot, row, 0)->kind) {
    case BL_CELL_NUMBER:
        shape->fill = BL_FILL_CLASS;
        bl_plot_value(plot, row, 0, &shape->value);
        return;
    case BL_CELL_SECRET:
        shape->fill = BL_FILL_SECRET;
        return;
    case BL_CELL_PENDING:
        shape->fill = BL_FILL_PENDING;
        return;
    case BL_CELL_EMPTY:
        shape->fill = BL_FILL_EMPTY;
        return;
    case BL_CELL_ABSENT:
    case BL_CELL_TEXT:
        return;
    }
}

static gint by_size(gconstpointer a, gconstpointer b) {
    const BlMapShape *first = *(BlMapShape *const *)a, *second = *(BlMapShape *const *)b;
    double difference =
        second->bounds.width * second->bounds.height - first->bounds.width * first->bounds.height;
    if (difference < 0 || difference > 0)
        return difference < 0 ? -1 : 1;
    return g_strcmp0(first->place->code, second->place->code);
}

GPtrArray *bl_map_shapes_new(const BlPlot *plot) {
    const BlMap *map = plot->chart->map;
    GPtrArray *shapes = g_ptr_array_new_with_free_func(shape_free);
    for (guint i = 0; i < map->places->len; i++) {
        const BlMapPlace *place = g_ptr_array_index(map->places, i);
        gint row = row_of(plot, place->code);
        if (row < 0 && (place->is_optional || plot->chart->map_is_partial))
            continue;
        BlMapShape *shape = shape_new(place);
        shape->row = row;
        read_row(plot, shape);
        g_ptr_array_add(shapes, shape);
    }
    g_ptr_array_sort(shapes, by_size);
    return shapes;
}

static BlPoint moved(BlPoint at, double scale, BlPoint origin) {
    return (BlPoint){origin.x + scale * at.x, origin.y + scale * at.y};
}

void bl_map_shape_move(BlMapShape *shape, double scale, BlPoint origin) {
    for (guint i = 0; i < shape->rings->len; i++) {
        GArray *ring = g_ptr_array_index(shape->rings, i);
        for (guint k = 0; k < ring->len; k++)
            g_array_index(ring, BlPoint, k) = moved(g_array_index(ring, BlPoint, k), scale, origin);
    }
    measure(shape);
}

/* Crossings of a ray to the right: odd inside. */
static gboolean ring_holds(const GArray *ring, BlPoint p) {
    gboolean inside = FALSE;
    for (guint i = 0, j = ring->len - 1; i < ring->len; j = i++) {
        BlPoint a = g_array_index(ring, BlPoint, i), b = g_array_index(ring, BlPoint, j);
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
            inside = !inside;
    }
    return inside;
}

gboolean bl_map_shape_holds(const BlMapShape *shape, BlPoint point) {
    for (guint i = 0; i < shape->rings->len; i++)
        if (ring_holds(g_ptr_array_index(shape->rings, i), point))
            return TRUE;
    return FALSE;
}

gboolean bl_map_shape_edges_meet(const BlMapShape *shape, BlRect r) {
    BlRect b = shape->bounds;
    if (r.x > b.x + b.width || b.x > r.x + r.width || r.y > b.y + b.height || b.y > r.y + r.height)
        return FALSE;
    for (guint i = 0; i < shape->rings->len; i++) {
        const GArray *ring = g_ptr_array_index(shape->rings, i);
        for (guint k = 0; k < ring->len; k++)
            if (bl_segment_meets(r, g_array_index(ring, BlPoint, k),
                                 g_array_index(ring, BlPoint, (k + 1) % ring->len)))
                return TRUE;
    }
    return FALSE;
}

/* The rectangle is brought to the shape's plane: a search moves the map a hundred times. */
gboolean bl_map_shape_meets(const BlMapShape *shape, double scale, BlPoint origin, BlRect rect) {
    BlRect r = {(rect.x - origin.x) / scale, (rect.y - origin.y) / scale, rect.width / scale,
                rect.height / scale};
    return bl_map_shape_edges_meet(shape, r) ||
           bl_map_shape_holds(shape, (BlPoint){r.x + r.width / 2, r.y + r.height / 2});
}

/* Squared. */
static double segment_distance(BlPoint p, BlPoint a, BlPoint b) {
    double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    double t = length > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length : 0;
    t = CLAMP(t, 0, 1);
    double x = p.x - a.x - t * dx, y = p.y - a.y - t * dy;
    return x * x + y * y;
}

double bl_map_shape_distance(const BlMapShape *shape, BlPoint point, BlPoint unit) {
    double least = INFINITY;
    BlPoint p = {point.x / unit.x, point.y / unit.y};
    for (guint i = 0; i < shape->rings->len; i++) {
        const GArray *ring = g_ptr_array_index(shape->rings, i);
        if (ring->len == 0)
            continue;
        BlPoint last = g_array_index(ring, BlPoint, ring->len - 1);
        BlPoint from = {last.x / unit.x, last.y / unit.y};
        for (guint k = 0; k < ring->len; k++) {
            BlPoint b = g_array_index(ring, BlPoint, k);
            BlPoint to = {b.x / unit.x, b.y / unit.y};
            double away = segment_distance(p, from, to);
            least = MIN(least, away); /* MIN would compute it twice */
            from = to;
        }
    }
    return sqrt(least);
}
