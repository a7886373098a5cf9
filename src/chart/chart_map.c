/* A choropleth: each place filled by the class of its value. */
#include "chart_map.h"

#define NOTE_SIZE 6.0

/* Insets in the order of the map's file: Guadeloupe, Martinique, Guyane, La Réunion, Mayotte. */
static guint rank_of(const BlMap *map, const BlMapShape *shape) {
    guint rank = 0;
    g_ptr_array_find(map->places, shape->place, &rank);
    return rank;
}

static gint by_file(gconstpointer a, gconstpointer b, gpointer map) {
    const BlMapShape *first = *(BlMapShape *const *)a, *second = *(BlMapShape *const *)b;
    if (first->is_inset != second->is_inset)
        return first->is_inset ? 1 : -1;
    if (!first->is_inset)
        return 0;
    guint left = rank_of(map, first), right = rank_of(map, second);
    return left < right ? -1 : left > right;
}

/* Rows that the map does not know are said in words: nothing of the table may vanish. */
static char *stray_text(const BlPlot *plot) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint r = 0; r < bl_plot_count(plot); r++) {
        const BlRow *row = bl_table_row(plot->chart->table, g_array_index(plot->rows, guint, r));
        if (bl_map_find(plot->chart->map, row->code) != NULL)
            continue;
        const BlCell *cell = bl_plot_cell(plot, r, 0);
        gint64 value;
        g_autofree char *number = bl_plot_value(plot, r, 0, &value)
                                      ? bl_plot_format(plot, value, plot->unit)
                                      : bl_cell_display(cell);
        g_string_append_printf(text, "%s%s %s", text->len > 0 ? ", " : "Hors carte" BL_NBSP ": ",
                               bl_plot_category(plot, r), number != NULL ? number : "–");
    }
    return text->len > 0 ? g_string_free(g_steal_pointer(&text), FALSE) : NULL;
}

static void classify(BlMapDrawing *d) {
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (guint i = 0; i < d->shapes->len; i++) {
        const BlMapShape *shape = g_ptr_array_index(d->shapes, i);
        if (shape->fill == BL_FILL_CLASS)
            g_array_append_val(values, shape->value);
    }
    bl_map_classes_init(&d->classes, values, d->plot->unit);
    for (guint i = 0; i < d->shapes->len; i++) {
        BlMapShape *shape = g_ptr_array_index(d->shapes, i);
        shape->class = bl_map_class_of(&d->classes, shape->value);
    }
}

static void drawing_init(BlMapDrawing *d, BlPlot *plot) {
    *d = (BlMapDrawing){.plot = plot};
    d->shapes = bl_map_shapes_new(plot);
    g_ptr_array_sort_with_data(d->shapes, by_file, (gpointer)plot->chart->map);
    d->cells = g_array_new(FALSE, FALSE, sizeof(BlRect));
    d->strays = stray_text(plot);
    guint alerts = 0;
    for (guint i = 0; i < d->shapes->len; i++) {
        const BlMapShape *shape = g_ptr_array_index(d->shapes, i);
        d->insets += shape->is_inset ? 1 : 0;
        alerts += shape->is_alert ? 1 : 0;
    }
    /* what rings more than half of the map tells nothing apart: the triangles remain */
    d->outlined = 2 * alerts <= d->shapes->len;
    classify(d);
    bl_map_keys_init(d);
}

static void drawing_dispose(BlMapDrawing *d) {
    for (guint i = 0; i < d->key_count; i++)
        g_free(d->keys[i].text);
    g_ptr_array_unref(d->shapes);
    g_array_unref(d->cells);
    g_free(d->strays);
}

static gboolean has_place(const BlPlot *plot) {
    for (guint r = 0; r < bl_plot_count(plot); r++) {
        const BlRow *row = bl_table_row(plot->chart->table, g_array_index(plot->rows, guint, r));
        if (bl_map_find(plot->chart->map, row->code) != NULL)
            return TRUE;
    }
    return FALSE;
}

gboolean bl_map_suits(const BlPlot *plot) {
    return plot->chart->map != NULL && plot->series->len > 0 && has_place(plot);
}

double bl_map_height(const BlPlot *plot, double width) {
    BlMapDrawing d;
    BlPlot copy = *plot; /* nothing is drawn; the drawing just wants to be able to */
    drawing_init(&d, &copy);
    double height = bl_map_layout_height(&d, width);
    drawing_dispose(&d);
    return height;
}

/* A shape fills a square at the left of its cell. */
static void move_inset(const BlMapDrawing *d, BlMapShape *shape, BlRect cell) {
    double side = MIN(d->side, cell.height) - 1;
    BlRect b = shape->bounds;
    double scale = MAX(side, 0.1) / MAX(MAX(b.width, b.height), 1);
    bl_map_shape_move(shape, scale,
                      (BlPoint){cell.x + (side + 1 - scale * b.width) / 2 - scale * b.x,
                                cell.y + (cell.height - scale * b.height) / 2 - scale * b.y});
}

static void draw_note(BlMapDrawing *d) {
    if (d->strays == NULL)
        return;
    g_autoptr(GPtrArray) lines =
        bl_text_wrap(d->plot, d->strays, BL_FONT_REGULAR, NOTE_SIZE, d->note.width, NULL);
    if (lines->len > 3)
        g_ptr_array_set_size(lines, 3);
    bl_label_place_lines(
        d->plot, lines, d->note.x,
        d->note.y + d->note.height - bl_label_height(NOTE_SIZE, lines->len),
        bl_style_color(BL_FONT_REGULAR, NOTE_SIZE, BL_ANCHOR_START, d->plot->theme->muted), NULL);
}

void bl_map_draw(BlPlot *plot, BlRect rect) {
    BlMapDrawing d;
    double scale;
    BlPoint origin = {0, 0};
    drawing_init(&d, plot);
    bl_map_layout(&d, rect, &scale, &origin);
    for (guint i = d.shapes->len, cell = d.insets; i-- > 0;) {
        BlMapShape *shape = g_ptr_array_index(d.shapes, i);
        if (shape->is_inset)
            move_inset(&d, shape, g_array_index(d.cells, BlRect, --cell));
        else if (scale > 0)
            bl_map_shape_move(shape, scale, origin);
        else /* no room at all: the values stay in the table */
            g_ptr_array_remove_index(d.shapes, i);
    }
    bl_map_paint(&d);
    bl_map_keys_draw(&d);
    bl_map_inset_labels(&d);
    draw_note(&d);
    bl_map_labels(&d, rect);
    drawing_dispose(&d);
}
