/* Where the legend, the insets and the map go.
 *
 * France leaves corners free, under Brittany and over Corsica: legend and insets stand at the edges
 * of the rectangle, and the largest scale is sought at which no coast comes near them. */
#include "chart_map.h"

#include <math.h>

#define WIDE 380.0 /* from here on, the legend is a column beside the map */
#define CLEAR 5.0  /* between a coast and a word */
#define SHRINK 0.97
#define SMALLEST 0.4 /* of the largest scale; under it, insets go to a row of their own */
#define CELL_GAP 4.0
#define CELL_AIR 6.0
#define STRIP_GAP 6.0
#define NOTE_SIZE 6.0

typedef struct {
    const BlMapDrawing *d;
    BlRect area, bounds; /* points; kilometres, of the main shapes */
    BlRect obstacles[2]; /* insets, legend; empty: none */
    double scale;        /* 0: nothing was found */
    BlPoint origin;
} Fit;

static BlRect union_of(BlRect a, BlRect b) {
    double left = MIN(a.x, b.x), top = MIN(a.y, b.y);
    return (BlRect){left, top, MAX(a.x + a.width, b.x + b.width) - left,
                    MAX(a.y + a.height, b.y + b.height) - top};
}

/* @return FALSE when every shape is an inset */
static gboolean main_bounds(const BlMapDrawing *d, BlRect *bounds) {
    gboolean any = FALSE;
    for (guint i = 0; i < d->shapes->len; i++) {
        const BlMapShape *shape = g_ptr_array_index(d->shapes, i);
        if (!shape->is_inset)
            *bounds = any ? union_of(*bounds, shape->bounds) : shape->bounds;
        any = any || !shape->is_inset;
    }
    return any;
}

static gboolean is_clear(const Fit *fit, double scale, BlPoint origin) {
    for (guint o = 0; o < G_N_ELEMENTS(fit->obstacles); o++) {
        BlRect r = fit->obstacles[o];
        if (r.width <= 0)
            continue;
        r = (BlRect){r.x - CLEAR, r.y - CLEAR, r.width + 2 * CLEAR, r.height + 2 * CLEAR};
        for (guint i = 0; i < fit->d->shapes->len; i++) {
            const BlMapShape *shape = g_ptr_array_index(fit->d->shapes, i);
            if (!shape->is_inset && bl_map_shape_meets(shape, scale, origin, r))
                return FALSE;
        }
    }
    return TRUE;
}

static gboolean try_scale(Fit *fit, double scale) {
    static const double across[] = {0.5, 0.6, 0.4, 0.7, 0.3, 0.85, 0.15, 1, 0};
    static const double down[] = {0.5, 0.25, 0, 0.75, 1};
    BlRect b = fit->bounds, a = fit->area;
    double free_x = a.width - scale * b.width, free_y = a.height - scale * b.height;
    for (guint i = 0; i < G_N_ELEMENTS(across); i++)
        for (guint j = 0; j < G_N_ELEMENTS(down); j++) {
            BlPoint origin = {a.x + across[i] * free_x - scale * b.x,
                              a.y + down[j] * free_y - scale * b.y};
            if (is_clear(fit, scale, origin)) {
                fit->scale = scale;
                fit->origin = origin;
                return TRUE;
            }
        }
    return FALSE;
}

static void search(Fit *fit) {
    fit->scale = 0;
    if (fit->area.width < 4 || fit->area.height < 4)
        return;
    double most = MIN(fit->area.width / fit->bounds.width, fit->area.height / fit->bounds.height);
    for (double scale = most; scale > SMALLEST * most; scale *= SHRINK)
        if (try_scale(fit, scale))
            return;
}

static double cell_text_width(const BlMapDrawing *d) {
    double widest = 0;
    for (guint i = 0; i < d->shapes->len; i++) {
        const BlMapShape *shape = g_ptr_array_index(d->shapes, i);
        if (!shape->is_inset)
            continue;
        g_autofree char *value = bl_map_value_text(d, shape);
        double name = bl_text_width(d->plot, shape->place->name, BL_FONT_REGULAR, d->label);
        double number = bl_text_width(d->plot, value, BL_FONT_SEMIBOLD, d->label) +
                        (shape->is_alert ? 1.2 * d->label : 0);
        widest = MAX(widest, MAX(name, number));
    }
    return widest;
}

/* `columns` cells a row, from `first` on. */
static void add_cells(BlMapDrawing *d, BlRect first, guint columns, double dx, double dy) {
    g_array_set_size(d->cells, 0);
    for (guint i = 0; i < d->insets; i++) {
        BlRect cell = {first.x + i % columns * dx, first.y + (i / columns) * dy, first.width,
                       first.height};
        g_array_append_val(d->cells, cell);
    }
}

/* A column in the lower left corner, in the ocean. @return its rectangle */
static BlRect stack_cells(BlMapDrawing *d, BlRect area) {
    double pitch = MIN(d->side + CELL_AIR, area.height / MAX(d->insets, 1));
    double width = d->side + CELL_GAP + cell_text_width(d);
    BlRect all = {area.x, area.y + area.height - pitch * d->insets, width, pitch * d->insets};
    add_cells(d, (BlRect){area.x, all.y, width, pitch}, 1, 0, pitch);
    return all;
}

/* Rows at the foot, as many as the names need. @return what is left over them */
static BlRect row_cells(BlMapDrawing *d, BlRect area) {
    guint count = MAX(d->insets, 1);
    double width = d->side + CELL_GAP + cell_text_width(d) + CELL_AIR;
    guint columns = (guint)CLAMP((area.width + CELL_AIR) / width, 1, count);
    guint rows = (count + columns - 1) / columns;
    columns = (count + rows - 1) / rows; /* even rows */
    double pitch = MIN(d->side + CELL_AIR, area.height / rows), height = pitch * rows;
    BlRect first = {area.x, area.y + area.height - height, area.width / columns - CELL_AIR, pitch};
    add_cells(d, first, columns, area.width / columns, pitch);
    return (BlRect){area.x, area.y, area.width, area.height - height};
}

static double note_height(const BlMapDrawing *d, double width) {
    if (d->strays == NULL)
        return 0;
    g_autoptr(GPtrArray) lines =
        bl_text_wrap(d->plot, d->strays, BL_FONT_REGULAR, NOTE_SIZE, width, NULL);
    return bl_label_height(NOTE_SIZE, MIN(lines->len, 3)) + STRIP_GAP;
}

double bl_map_layout_height(const BlMapDrawing *d, double width) {
    BlRect bounds = {0, 0, 1, 1};
    double note = note_height(d, width);
    if (!main_bounds(d, &bounds))
        return bl_map_keys_strip(d, width) + STRIP_GAP + 70 + note;
    double aspect = bounds.width > 0 ? bounds.height / bounds.width : 1;
    if (width >= WIDE)
        return MAX(MIN(0.62, aspect) * width, BL_MAP_LINE * (d->key_count + 1)) + note;
    return bl_map_keys_strip(d, width) + STRIP_GAP + MIN(aspect, 1.15) * width + note;
}

/* Takes the legend and the note of strays from the rectangle. @return what is left */
static BlRect take_legend(BlMapDrawing *d, BlRect rect) {
    double note = note_height(d, rect.width);
    d->note = (BlRect){rect.x, rect.y + rect.height - note, rect.width, note};
    rect.height = MAX(rect.height - note, 0);
    if (d->is_column) {
        double width = bl_map_keys_width(d);
        d->legend =
            (BlRect){rect.x + rect.width - width, rect.y, width, BL_MAP_LINE * d->key_count + 4};
        return rect;
    }
    double strip = bl_map_keys_strip(d, rect.width);
    d->legend = (BlRect){rect.x, rect.y, rect.width, strip};
    double taken = MIN(strip + STRIP_GAP, rect.height);
    return (BlRect){rect.x, rect.y + taken, rect.width, rect.height - taken};
}

void bl_map_layout(BlMapDrawing *d, BlRect rect, double *scale, BlPoint *origin) {
    BlRect bounds = {0, 0, 1, 1};
    gboolean has_main = main_bounds(d, &bounds);
    d->is_column =
        has_main && rect.width >= WIDE && rect.height >= BL_MAP_LINE * (d->key_count + 1);
    d->label = rect.width >= WIDE ? 6.8 : 6;
    d->side = rect.width >= WIDE ? 30 : 23;
    BlRect area = take_legend(d, rect);
    *scale = 0;
    if (!has_main) {
        d->side = MIN(area.width / 3, MIN(area.height, 64));
        row_cells(d, area);
        return;
    }
    bounds.width = MAX(bounds.width, 1);
    bounds.height = MAX(bounds.height, 1);
    BlRect legend = d->is_column ? d->legend : (BlRect){0, 0, 0, 0};
    Fit beside = {.d = d, .area = area, .bounds = bounds, .obstacles = {{0, 0, 0, 0}, legend}};
    if (d->insets > 0)
        beside.obstacles[0] = stack_cells(d, area);
    search(&beside);
    Fit over = beside;
    if (d->insets > 0) {
        over.area = row_cells(d, area);
        over.obstacles[0] = (BlRect){0, 0, 0, 0};
        search(&over);
        if (beside.scale > 1.001 * over.scale)
            stack_cells(d, area);
    }
    const Fit *best = beside.scale > 1.001 * over.scale ? &beside : &over;
    *scale = best->scale;
    *origin = best->origin;
}
