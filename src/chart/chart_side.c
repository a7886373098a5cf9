/* Names at the right of the plot, beside what they name, pushed apart when they would touch. */
#include "chart_private.h"

#define SIZE BL_SIZE_LABEL
#define APART 2.5

static void side_clear(gpointer data) {
    BlSideName *name = data;
    g_free(name->text);
    g_clear_pointer(&name->lines, g_ptr_array_unref);
}

GArray *bl_side_new(void) {
    GArray *names = g_array_new(FALSE, TRUE, sizeof(BlSideName));
    g_array_set_clear_func(names, side_clear);
    return names;
}

void bl_side_add(GArray *names, double y, BlColor color, const char *text) {
    BlSideName name = {.y = y, .color = color, .text = g_strdup(text)};
    g_array_append_val(names, name);
}

/* @return the width taken; 0 when a word is wider, a name takes over three lines, or all together
 * are too high */
static double layout_at(const BlPlot *plot, GArray *names, double width, double height) {
    double widest = 0, total = 0;
    for (guint i = 0; i < names->len; i++) {
        BlSideName *name = &g_array_index(names, BlSideName, i);
        gboolean broken;
        g_clear_pointer(&name->lines, g_ptr_array_unref);
        name->lines = bl_text_wrap(plot, name->text, BL_FONT_SEMIBOLD, SIZE, width, &broken);
        if (broken || name->lines->len > 3)
            return 0;
        widest = MAX(widest, bl_text_widest(plot, name->lines, BL_FONT_SEMIBOLD, SIZE));
        total += bl_label_height(SIZE, name->lines->len) + APART;
    }
    return total > height ? 0 : widest;
}

double bl_side_layout(const BlPlot *plot, GArray *names, double width, double height) {
    for (double trial = MIN(34, width); names->len > 0 && trial <= width; trial += 6) {
        double taken = layout_at(plot, names, trial, height);
        if (taken > 0)
            return taken;
    }
    return 0;
}

static int compare_y(gconstpointer a, gconstpointer b) {
    double ya = ((const BlSideName *)a)->y, yb = ((const BlSideName *)b)->y;
    return (ya > yb) - (ya < yb);
}

void bl_side_place(BlPlot *plot, GArray *names, double x, double top, double bottom) {
    g_array_sort(names, compare_y);
    double *tops = g_new0(double, names->len + 1);
    double next = top;
    for (guint i = 0; i < names->len; i++) {
        const BlSideName *name = &g_array_index(names, BlSideName, i);
        double height = bl_label_height(SIZE, name->lines->len);
        tops[i] = MAX(next, name->y - height / 2);
        next = tops[i] + height + APART;
    }
    double floor = bottom;
    for (guint i = names->len; i-- > 0;) {
        const BlSideName *name = &g_array_index(names, BlSideName, i);
        double height = bl_label_height(SIZE, name->lines->len);
        tops[i] = MIN(tops[i], floor - height);
        floor = tops[i] - APART;
        bl_label_place_lines(
            plot, name->lines, x, tops[i],
            bl_style_color(BL_FONT_SEMIBOLD, SIZE, BL_ANCHOR_START, bl_color_readable(name->color)),
            NULL);
    }
    g_free(tops);
}
