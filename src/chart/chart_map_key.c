/* The legend: classes from light to dark, what is not a number, what the red outline means. */
#include "chart_map.h"

#define GAP 4.0
#define BETWEEN 9.0
#define SIZE BL_SIZE_LABEL

static void add_key(BlMapDrawing *d, char *text, BlMapFill fill, guint class, gboolean alert) {
    d->keys[d->key_count++] =
        (BlMapKey){.text = text, .fill = fill, .class = class, .is_alert = alert};
}

static gboolean has_fill(const BlMapDrawing *d, BlMapFill fill) {
    for (guint i = 0; i < d->shapes->len; i++)
        if (((const BlMapShape *)g_ptr_array_index(d->shapes, i))->fill == fill)
            return TRUE;
    return FALSE;
}

void bl_map_keys_init(BlMapDrawing *d) {
    static const char *const gaps[] = {[BL_FILL_ABSENT] = "n.d." BL_NBSP ": donnée absente",
                                       [BL_FILL_SECRET] = "s" BL_NBSP ": secret statistique",
                                       [BL_FILL_PENDING] = "à venir",
                                       [BL_FILL_EMPTY] = "–" BL_NBSP ": sans objet"};
    for (guint c = 0; c < d->classes.count; c++)
        add_key(d, bl_map_class_name(&d->classes, c), BL_FILL_CLASS, c, FALSE);
    for (BlMapFill fill = BL_FILL_ABSENT; fill <= BL_FILL_EMPTY; fill++)
        if (has_fill(d, fill))
            add_key(d, g_strdup(gaps[fill]), fill, 0, FALSE);
    if (d->plot->has_alert)
        add_key(d, g_strdup("appelle une décision"), BL_FILL_EMPTY, 0, TRUE);
}

static double text_width(const BlMapDrawing *d, guint key) {
    return bl_text_width(d->plot, d->keys[key].text, BL_FONT_REGULAR, SIZE);
}

double bl_map_keys_width(const BlMapDrawing *d) {
    double widest = 0;
    for (guint i = 0; i < d->key_count; i++)
        widest = MAX(widest, text_width(d, i));
    return BL_MAP_SAMPLE + GAP + widest;
}

/* Where an entry of the strip goes. @return FALSE on a new line */
static gboolean step(const BlMapDrawing *d, guint key, double width, BlPoint *at) {
    double needed = BL_MAP_SAMPLE + GAP + text_width(d, key);
    if (key == 0 || at->x + needed <= width)
        return TRUE;
    *at = (BlPoint){0, at->y + BL_MAP_LINE};
    return FALSE;
}

double bl_map_keys_strip(const BlMapDrawing *d, double width) {
    BlPoint at = {0, 0};
    for (guint i = 0; i < d->key_count; i++) {
        step(d, i, width, &at);
        at.x += BL_MAP_SAMPLE + GAP + text_width(d, i) + BETWEEN;
    }
    return d->key_count > 0 ? at.y + BL_MAP_LINE : 0;
}

static void draw_sample(const BlMapDrawing *d, const BlMapKey *key, BlRect r) {
    BlPlot *plot = d->plot;
    if (key->is_alert) {
        bl_mark_marker(plot, BL_MARKER_TRIANGLE, (BlPoint){r.x + r.width / 2, r.y + r.height / 2},
                       3, plot->theme->alert);
        return;
    }
    BlPoint corners[] = {
        {r.x, r.y}, {r.x + r.width, r.y}, {r.x + r.width, r.y + r.height}, {r.x, r.y + r.height}};
    g_autoptr(GArray) ring = g_array_new(FALSE, FALSE, sizeof(BlPoint));
    g_array_append_vals(ring, corners, G_N_ELEMENTS(corners));
    bl_map_fill_ring(d, ring, key->fill, key->class);
    bl_map_outline(d, ring, plot->theme->muted, 0.3);
}

static void draw_key(BlMapDrawing *d, const BlMapKey *key, BlPoint at) {
    const BlTheme *theme = d->plot->theme;
    BlTextStyle style = bl_style_color(BL_FONT_REGULAR, SIZE, BL_ANCHOR_START,
                                       key->is_alert ? theme->alert : theme->ink);
    BlPoint base = {at.x + BL_MAP_SAMPLE + GAP, at.y + SIZE * BL_ASCENT};
    /* without its words a sample says nothing */
    if (bl_label_place(d->plot, base, key->text, style) != NULL)
        draw_sample(d, key, (BlRect){at.x + 0.5, at.y + 0.2, BL_MAP_SAMPLE - 1, 6.4});
}

void bl_map_keys_draw(BlMapDrawing *d) {
    BlPoint at = {0, 0};
    for (guint i = 0; i < d->key_count; i++) {
        if (d->is_column) {
            /* the highest on top, as on a scale */
            guint key = i < d->classes.count ? d->classes.count - 1 - i : i;
            at = (BlPoint){0, BL_MAP_LINE * i + (i >= d->classes.count ? 4 : 0)};
            draw_key(d, &d->keys[key], (BlPoint){d->legend.x, d->legend.y + at.y});
            continue;
        }
        step(d, i, d->legend.width, &at);
        draw_key(d, &d->keys[i], (BlPoint){d->legend.x + at.x, d->legend.y + at.y});
        at.x += BL_MAP_SAMPLE + GAP + text_width(d, i) + BETWEEN;
    }
}
