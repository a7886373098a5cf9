/* Borders: rings cut into the arcs between the points where three lines meet. An arc is thinned
 * once (Douglas and Peucker) for the two places it parts, so that no gap opens between them, and is
 * drawn once. */
#include "chart_map.h"

#include <math.h>

#define WHITE 0xFFFFFFu
#define TOLERANCE 0.5 /* points: less than can be seen in a border */
#define BORDER 0.7
#define COAST 0.4
#define ALERT 1.5
#define NEIGHBOURS 3

typedef struct {
    gint64 next[NEIGHBOURS]; /* the distinct points beside it */
    guint count;
} Vertex;

typedef struct {
    GArray *points; /* thinned */
    guint uses;     /* 1: a coast or the frontier; 2: between two places */
} Arc;

typedef struct {
    GHashTable *vertices; /* key of the point → Vertex* */
    GHashTable *arcs;     /* « from:to:second » → Arc* */
    GPtrArray *order;     /* of Arc*, as met: the same drawing every time */
} Net;

/* The same place on both sides of a border gives the same key, whatever the last bits. */
static gint64 key_of(BlPoint p) {
    return (gint64)llround(p.x * 1000) * G_GINT64_CONSTANT(4294967296) + llround(p.y * 1000);
}

static BlPoint ring_at(const GArray *ring, guint index) {
    return g_array_index(ring, BlPoint, index % ring->len);
}

static void arc_free(gpointer data) {
    g_array_unref(((Arc *)data)->points);
    g_free(data);
}

static void note_neighbour(Vertex *vertex, gint64 key) {
    for (guint i = 0; i < vertex->count; i++)
        if (vertex->next[i] == key)
            return;
    if (vertex->count < NEIGHBOURS)
        vertex->next[vertex->count++] = key;
}

static void note_ring(Net *net, const GArray *ring) {
    for (guint i = 0; i < ring->len; i++) {
        gint64 key = key_of(ring_at(ring, i));
        Vertex *vertex = g_hash_table_lookup(net->vertices, &key);
        if (vertex == NULL) {
            vertex = g_new0(Vertex, 1);
            g_hash_table_insert(net->vertices, g_memdup2(&key, sizeof key), vertex);
        }
        note_neighbour(vertex, key_of(ring_at(ring, i + 1)));
        note_neighbour(vertex, key_of(ring_at(ring, i + ring->len - 1)));
    }
}

static gboolean is_junction(const Net *net, BlPoint point) {
    gint64 key = key_of(point);
    const Vertex *vertex = g_hash_table_lookup(net->vertices, &key);
    return vertex->count >= NEIGHBOURS;
}

static double distance(BlPoint p, BlPoint a, BlPoint b) {
    double dx = b.x - a.x, dy = b.y - a.y, length = hypot(dx, dy);
    return length > 0 ? fabs(dx * (a.y - p.y) - dy * (a.x - p.x)) / length
                      : hypot(p.x - a.x, p.y - a.y);
}

static guint farthest(const GArray *line, guint first, guint last, double *most) {
    guint at = first;
    *most = 0;
    for (guint i = first + 1; i < last; i++) {
        double away = distance(g_array_index(line, BlPoint, i), g_array_index(line, BlPoint, first),
                               g_array_index(line, BlPoint, last));
        if (away > *most) {
            *most = away;
            at = i;
        }
    }
    return at;
}

/* Appends the points after `first` that are worth keeping, up to `last`. */
static void thin(const GArray *line, guint first, guint last, GArray *kept) {
    double most;
    guint middle = farthest(line, first, last, &most);
    if (most > TOLERANCE) {
        thin(line, first, middle, kept);
        thin(line, middle, last, kept);
        return;
    }
    g_array_append_val(kept, g_array_index(line, BlPoint, last));
}

static void turn(GArray *line) {
    for (guint i = 0, j = line->len - 1; i < j; i++, j--) {
        BlPoint held = g_array_index(line, BlPoint, i);
        g_array_index(line, BlPoint, i) = g_array_index(line, BlPoint, j);
        g_array_index(line, BlPoint, j) = held;
    }
}

/* From both sides an arc is read the same way. @return TRUE when it had to be turned */
static gboolean settle(GArray *line) {
    gint64 from = key_of(g_array_index(line, BlPoint, 0));
    gint64 to = key_of(g_array_index(line, BlPoint, line->len - 1));
    if (from == to) {
        from = key_of(g_array_index(line, BlPoint, 1));
        to = key_of(g_array_index(line, BlPoint, line->len - 2));
    }
    if (from <= to)
        return FALSE;
    turn(line);
    return TRUE;
}

/* @param line turned, perhaps, and read only during the call. @return borrowed */
static Arc *find_arc(Net *net, GArray *line, gboolean *turned) {
    *turned = settle(line);
    char *name = g_strdup_printf("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT,
                                 key_of(g_array_index(line, BlPoint, 0)),
                                 key_of(g_array_index(line, BlPoint, line->len - 1)),
                                 key_of(g_array_index(line, BlPoint, 1)));
    Arc *arc = g_hash_table_lookup(net->arcs, name);
    if (arc != NULL) {
        g_free(name);
        arc->uses++;
        return arc;
    }
    arc = g_new0(Arc, 1);
    arc->uses = 1;
    arc->points = g_array_new(FALSE, FALSE, sizeof(BlPoint));
    g_array_append_val(arc->points, g_array_index(line, BlPoint, 0));
    thin(line, 0, line->len - 1, arc->points);
    g_hash_table_insert(net->arcs, name, arc);
    g_ptr_array_add(net->order, arc);
    return arc;
}

/* All of an arc but its last point, which begins the next one. */
static void append_arc(GArray *ring, const Arc *arc, gboolean turned) {
    guint count = arc->points->len;
    for (guint i = 0; i + 1 < count; i++) {
        BlPoint point = g_array_index(arc->points, BlPoint, turned ? count - 1 - i : i);
        g_array_append_val(ring, point);
    }
}

/* Where a ring may be cut first: a junction, else the same point from whichever side. */
static guint start_of(const Net *net, const GArray *ring) {
    guint least = 0;
    for (guint i = 0; i < ring->len; i++) {
        if (is_junction(net, ring_at(ring, i)))
            return i;
        if (key_of(ring_at(ring, i)) < key_of(ring_at(ring, least)))
            least = i;
    }
    return least;
}

/* @return the ring of thinned arcs, the caller's */
static GArray *rebuild(Net *net, const GArray *ring) {
    GArray *made = g_array_new(FALSE, FALSE, sizeof(BlPoint));
    g_autoptr(GArray) line = g_array_new(FALSE, FALSE, sizeof(BlPoint));
    guint start = start_of(net, ring);
    for (guint i = 0; i <= ring->len; i++) {
        BlPoint point = ring_at(ring, start + i);
        g_array_append_val(line, point);
        if (line->len < 2 || (i < ring->len && !is_junction(net, point)))
            continue;
        gboolean turned;
        const Arc *arc = find_arc(net, line, &turned);
        append_arc(made, arc, turned);
        g_array_set_size(line, 0);
        g_array_append_val(line, point);
    }
    return made;
}

static void thin_shapes(Net *net, GPtrArray *shapes) {
    for (guint s = 0; s < shapes->len; s++) {
        const BlMapShape *shape = g_ptr_array_index(shapes, s);
        for (guint i = 0; i < shape->rings->len; i++)
            note_ring(net, g_ptr_array_index(shape->rings, i));
    }
    for (guint s = 0; s < shapes->len; s++) {
        BlMapShape *shape = g_ptr_array_index(shapes, s);
        for (guint i = 0; i < shape->rings->len; i++) {
            GArray *thinned = rebuild(net, g_ptr_array_index(shape->rings, i));
            g_array_unref(g_ptr_array_index(shape->rings, i));
            g_ptr_array_index(shape->rings, i) = thinned;
        }
    }
}

static void draw_arcs(const BlMapDrawing *d, const Net *net, gboolean shared) {
    const BlTheme *theme = d->plot->theme;
    BlStroke stroke = {.color = shared ? WHITE : bl_color_mix(theme->muted, WHITE, 0.3),
                       .width = shared ? BORDER : COAST};
    for (guint i = 0; i < net->order->len; i++) {
        const Arc *arc = g_ptr_array_index(net->order, i);
        if ((arc->uses > 1) == shared)
            d->plot->canvas->ops->stroke_path(d->plot->canvas,
                                              (const BlPoint *)(const void *)arc->points->data,
                                              arc->points->len, &stroke);
    }
}

static void draw_shapes(const BlMapDrawing *d, gboolean outlines) {
    for (guint s = 0; s < d->shapes->len; s++) {
        const BlMapShape *shape = g_ptr_array_index(d->shapes, s);
        if (!outlines && shape->row >= 0)
            bl_mark_about(d->plot, (guint)shape->row, 0);
        for (guint i = 0; i < shape->rings->len; i++) {
            const GArray *ring = g_ptr_array_index(shape->rings, i);
            if (ring->len < 3) /* too small to be seen at this scale */
                continue;
            if (!outlines)
                bl_map_fill_ring(d, ring, shape->fill, shape->class);
            else if (shape->is_alert)
                bl_map_outline(d, ring, d->plot->theme->alert, ALERT);
        }
        bl_mark_about_end(d->plot);
    }
}

void bl_map_paint(BlMapDrawing *d) {
    Net net = {.vertices = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free),
               .arcs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, arc_free),
               .order = g_ptr_array_new()};
    thin_shapes(&net, d->shapes);
    draw_shapes(d, FALSE);
    draw_arcs(d, &net, TRUE);
    draw_arcs(d, &net, FALSE);
    if (d->outlined)
        draw_shapes(d, TRUE);
    g_ptr_array_unref(net.order);
    g_hash_table_unref(net.arcs);
    g_hash_table_unref(net.vertices);
}
