/* The layout of horizontal charts: a row a category, its name at the left or over its mark. */
#include "chart_private.h"

#define NAME_TO_MARK 2.5
#define MANY 15

static double name_size(guint count) {
    return count <= MANY ? 7.5 : count <= 2 * MANY ? 7.0 : 6.5;
}

static double widest_name(const BlPlot *plot, double size) {
    double widest = 0;
    for (guint r = 0; r < bl_plot_count(plot); r++)
        widest = MAX(widest, bl_text_width(plot, bl_plot_category(plot, r), BL_FONT_REGULAR, size));
    return widest;
}

/* Do all names hold on two lines of this width? */
static gboolean names_fit(const BlPlot *plot, double size, double width) {
    for (guint r = 0; r < bl_plot_count(plot); r++) {
        gboolean broken;
        g_autoptr(GPtrArray) lines =
            bl_text_wrap(plot, bl_plot_category(plot, r), BL_FONT_REGULAR, size, width, &broken);
        if (broken || lines->len > 2)
            return FALSE;
    }
    return TRUE;
}

static double column_width(guint count, double width) {
    return width * (count > MANY ? 0.42 : 0.36);
}

/* Decided on estimated widths even with a canvas: the height and the drawing must agree. */
static gboolean goes_above(const BlPlot *plot, double size, double width) {
    BlPlot estimate = *plot;
    estimate.canvas = NULL;
    guint count = bl_plot_count(plot);
    double column = column_width(count, width);
    if (width < 300 && count <= 8)
        return widest_name(&estimate, size) > width * 0.22;
    return !names_fit(&estimate, size, column);
}

void bl_rows_init(BlRows *rows, const BlPlot *plot, double width, double body, double gap) {
    guint count = bl_plot_count(plot);
    *rows = (BlRows){.size = name_size(count), .body = body, .gap = gap};
    rows->is_above = goes_above(plot, rows->size, width);
    rows->label_width = rows->is_above ? width : column_width(count, width);
    rows->lines = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    double widest = 0;
    for (guint r = 0; r < count; r++) {
        const char *name = bl_plot_category(plot, r);
        double size = rows->size;
        g_ptr_array_unref(bl_text_fit(plot, name, BL_FONT_REGULAR, &size, rows->label_width, 3));
        rows->size = MIN(rows->size, size); /* one size for all */
    }
    for (guint r = 0; r < count; r++) {
        GPtrArray *lines = bl_text_wrap(plot, bl_plot_category(plot, r), BL_FONT_REGULAR,
                                        rows->size, rows->label_width, NULL);
        widest = MAX(widest, bl_text_widest(plot, lines, BL_FONT_REGULAR, rows->size));
        g_ptr_array_add(rows->lines, lines);
    }
    if (!rows->is_above)
        rows->label_width = widest;
}

void bl_rows_dispose(BlRows *rows) {
    g_ptr_array_unref(rows->lines);
}

static double row_height(const BlRows *rows, guint row) {
    GPtrArray *lines = g_ptr_array_index(rows->lines, row);
    double name = bl_label_height(rows->size, lines->len);
    if (rows->is_above)
        return name + (lines->len > 0 ? NAME_TO_MARK * rows->size / 7.5 : 0) + rows->body;
    return MAX(name, rows->body);
}

double bl_rows_height(const BlRows *rows) {
    double sum = 0;
    for (guint r = 0; r < rows->lines->len; r++)
        sum += row_height(rows, r) + (rows->is_above ? rows->gap * 1.25 : rows->gap);
    return sum;
}

void bl_rows_fit(BlRows *rows, double height) {
    double needed = bl_rows_height(rows);
    if (needed > height) {
        double part = height / needed;
        rows->size *= part;
        rows->body *= part;
        rows->gap *= part;
        rows->label_width *= rows->is_above ? 1 : part;
    } else if (rows->lines->len > 0) {
        rows->gap += MIN((height - needed) / rows->lines->len, rows->gap * 0.7);
    }
}

double bl_rows_next(const BlRows *rows, BlPlot *plot, guint row, double x, double *top) {
    GPtrArray *lines = g_ptr_array_index(rows->lines, row);
    double height = row_height(rows, row), begin = *top;
    double name = bl_label_height(rows->size, lines->len);
    BlTextStyle style = bl_style(plot, BL_FONT_REGULAR, rows->size, BL_ANCHOR_START);
    const BlColor white = 0xFFFFFF;
    double at = rows->is_above ? begin : begin + (height - name) / 2;
    bl_label_place_lines(plot, lines, x, at, style, &white);
    *top = begin + height + (rows->is_above ? rows->gap * 1.25 : rows->gap);
    return rows->is_above ? begin + height - rows->body : begin + (height - rows->body) / 2;
}
