/* Small multiples: a small chart a row, the same scale for all, so that shapes can be compared.
 *
 * Each has its row's name over it, whole, and its last number on it; the scale is written once a
 * line, at the left. */
#include "chart_multiples.h"

#define WHITE 0xFFFFFFu
#define SIZE_VALUE 6.0

double bl_multiples_height(const BlPlot *plot, double width) {
    BlSmallGrid m;
    BlPlot copy = *plot;
    bl_small_grid_init(&m, &copy, width);
    double height = bl_small_grid_height(&m);
    bl_small_grid_dispose(&m);
    return height;
}

static guint series_at(const BlSmallGrid *m, guint index) {
    return g_array_index(m->series, guint, index);
}

static gboolean is_lowest(const BlSmallGrid *m, guint row) {
    return row + m->per_line >= m->titles->len;
}

typedef struct {
    BlRect area; /**< of the plot */
    guint row;
} Cell;

static double y_at(const BlSmallGrid *m, const Cell *cell, gint64 value) {
    double part = CLAMP(bl_small_grid_part(m, value), 0, 1);
    return cell->area.y + cell->area.height * (1 - part);
}

static double slot(const BlSmallGrid *m) {
    return m->cell / m->series->len;
}

static double middle_of(const BlSmallGrid *m, const Cell *cell, guint index) {
    return cell->area.x + slot(m) * (index + 0.5);
}

static BlRect column_rect(const BlSmallGrid *m, const Cell *cell, guint index, gint64 value) {
    double zero = y_at(m, cell, 0), end = y_at(m, cell, value);
    double width = m->is_line ? 3 : MIN(slot(m) * 0.66, 22);
    double height = value == 0 ? 0 : MAX(ABS(zero - end), 0.6);
    if (m->is_line)
        return (BlRect){middle_of(m, cell, index) - 1.5, end - 1.5, 3, 3};
    return (BlRect){middle_of(m, cell, index) - width / 2, value < 0 ? zero : zero - height, width,
                    height};
}

static void place_title(BlSmallGrid *m, const Cell *cell, double bottom) {
    BlPlot *plot = m->plot;
    const BlSmallTitle *title = &g_array_index(m->titles, BlSmallTitle, cell->row);
    double size = title->size * m->scale;
    gboolean alert = bl_plot_is_alert(plot, cell->row);
    BlTextStyle style = bl_style_color(BL_FONT_SEMIBOLD, size, BL_ANCHOR_START,
                                       alert ? plot->theme->alert : plot->theme->ink);
    double top = bottom - bl_label_height(size, title->lines->len);
    for (guint i = 0; i < title->lines->len; i++) {
        BlPoint base = {cell->area.x, top + size * (BL_ASCENT + BL_LEADING * i)};
        bl_label_place_so(plot, base, g_ptr_array_index(title->lines, i), style,
                          alert && i + 1 == title->lines->len ? BL_PLACE_ALERT : BL_PLACE_PLAIN);
    }
}

static void draw_scale(BlSmallGrid *m, const Cell *cell) {
    BlPlot *plot = m->plot;
    double size = BL_SMALL_AXIS * m->scale, right = cell->area.x + cell->area.width;
    BlTextStyle style = bl_style_color(BL_FONT_REGULAR, size, BL_ANCHOR_END, plot->theme->muted);
    for (gint64 tick = m->axis.first; tick <= m->high; tick += m->axis.step) {
        double y = y_at(m, cell, tick);
        if (tick < m->low)
            continue;
        BlColor color =
            tick == 0 ? bl_color_mix(plot->theme->muted, WHITE, 0.35) : plot->theme->rule;
        bl_mark_line(plot, (BlPoint){cell->area.x, y}, (BlPoint){right, y}, color,
                     tick == 0 ? 0.7 : 0.5, 0);
        if (cell->row % m->per_line != 0)
            continue;
        g_autofree char *text = bl_axis_label(&m->axis, tick);
        bl_label_place(plot, (BlPoint){cell->area.x - BL_SMALL_TICK_GAP, y + 0.36 * size}, text,
                       style);
    }
}

static const char *series_name(const BlSmallGrid *m, guint index) {
    const char *title = bl_plot_series(m->plot, series_at(m, index))->title;
    return title != NULL ? title : "";
}

/* Every series when their names hold side by side, else the first and the last. */
static void name_series(BlSmallGrid *m, const Cell *cell) {
    BlPlot *plot = m->plot;
    guint count = m->series->len;
    double size = BL_SMALL_AXIS * m->scale, y = cell->area.y + cell->area.height + 2 * m->scale;
    gboolean all = TRUE;
    BlTextStyle style = bl_style_color(BL_FONT_REGULAR, size, BL_ANCHOR_MIDDLE, plot->theme->muted);
    y += BL_ASCENT * size;
    for (guint i = 0; i < count; i++)
        all = all && bl_text_width(plot, series_name(m, i), BL_FONT_REGULAR, size) <= slot(m) - 2.2;
    for (guint i = 0; all && i < count; i++)
        bl_label_place(plot, (BlPoint){middle_of(m, cell, i), y}, series_name(m, i), style);
    if (all)
        return;
    double widths[] = {
        bl_text_width(plot, series_name(m, 0), BL_FONT_REGULAR, size),
        bl_text_width(plot, series_name(m, count - 1), BL_FONT_REGULAR, size),
    };
    if (widths[0] + widths[1] > m->cell - 4) /* an end alone would be no scale */
        return;
    style.anchor = BL_ANCHOR_START;
    bl_label_place(plot, (BlPoint){cell->area.x, y}, series_name(m, 0), style);
    style.anchor = BL_ANCHOR_END;
    bl_label_place(plot, (BlPoint){cell->area.x + m->cell, y}, series_name(m, count - 1), style);
}

/* The last number, over every column that it stands above. */
static void label_last(BlSmallGrid *m, const Cell *cell) {
    BlPlot *plot = m->plot;
    gint64 value, other;
    guint last = m->series->len;
    for (guint i = m->series->len; i-- > 0 && last == m->series->len;)
        last = bl_plot_value(plot, cell->row, series_at(m, i), &value) ? i : last;
    if (last == m->series->len)
        return;
    g_autofree char *text = bl_plot_format(plot, value, plot->unit);
    double size = SIZE_VALUE * m->scale;
    double width = bl_text_width(plot, text, BL_FONT_SEMIBOLD, size);
    double left = middle_of(m, cell, last) - width / 2;
    left = MAX(MIN(left, cell->area.x + m->cell - width), cell->area.x);
    double y = y_at(m, cell, MAX(value, 0));
    for (guint i = 0; i < m->series->len; i++)
        if (bl_plot_value(plot, cell->row, series_at(m, i), &other)) {
            BlRect rect = column_rect(m, cell, i, other);
            if (rect.x < left + width + 1 && rect.x + rect.width > left - 1)
                y = MIN(y, rect.y);
        }
    gboolean alert = bl_plot_is_alert(plot, cell->row);
    BlTextStyle style = bl_style_color(BL_FONT_SEMIBOLD, size, BL_ANCHOR_START,
                                       alert ? plot->theme->alert : plot->theme->ink);
    bl_label_back(bl_label_place(plot, (BlPoint){left, y - 2 * m->scale}, text, style),
                  BL_BACKING_UNDER_MARKS, WHITE);
}

/* What stands where there is no number. A period to come is said where it is the whole row, or in
 * the first chart: the others show the same. */
static const char *gap_at(const BlSmallGrid *m, guint row, guint index) {
    const BlCell *cell = bl_plot_cell(m->plot, row, series_at(m, index));
    if (bl_plot_row_is_empty(m->plot, row) || (cell->kind == BL_CELL_PENDING && row == 0))
        return "à venir";
    return bl_plot_gap_text(cell);
}

/* One word for the neighbours that lack the same. */
static void label_gaps(BlSmallGrid *m, const Cell *cell) {
    BlPlot *plot = m->plot;
    BlTextStyle style = bl_style_color(BL_FONT_REGULAR, BL_SIZE_FLOOR * m->scale, BL_ANCHOR_MIDDLE,
                                       plot->theme->muted);
    for (guint i = 0, end; i < m->series->len; i = end) {
        const char *gap = gap_at(m, cell->row, i);
        for (end = i + 1; end < m->series->len && gap_at(m, cell->row, end) == gap; end++)
            ;
        if (gap == NULL)
            continue;
        double x = (middle_of(m, cell, i) + middle_of(m, cell, end - 1)) / 2;
        BlPoint base = {x, y_at(m, cell, 0) - 2 * m->scale};
        BlLabel *label = bl_label_place_so(plot, base, gap, style, BL_PLACE_OFF_MARKS);
        if (label == NULL) /* over the feet of its neighbours: a bare gap would read as zero */
            bl_label_back(bl_label_place(plot, base, gap, style), BL_BACKING_OVER_MARKS, WHITE);
    }
}

static void draw_marks(BlSmallGrid *m, const Cell *cell) {
    BlPlot *plot = m->plot;
    gint64 value, next;
    BlColor color =
        bl_plot_is_alert(plot, cell->row) ? plot->theme->alert : bl_color_series(plot->theme, 0);
    for (guint i = 0; m->is_line && i + 1 < m->series->len; i++)
        if (bl_plot_value(plot, cell->row, series_at(m, i), &value) &&
            bl_plot_value(plot, cell->row, series_at(m, i + 1), &next))
            bl_mark_line(plot, (BlPoint){middle_of(m, cell, i), y_at(m, cell, value)},
                         (BlPoint){middle_of(m, cell, i + 1), y_at(m, cell, next)}, color, 1.2, 0);
    for (guint i = 0; i < m->series->len; i++) {
        if (!bl_plot_value(plot, cell->row, series_at(m, i), &value))
            continue;
        bl_mark_about(plot, cell->row, series_at(m, i));
        if (m->is_line)
            bl_mark_marker(plot, BL_MARKER_DISC,
                           (BlPoint){middle_of(m, cell, i), y_at(m, cell, value)}, 1.1, color);
        else
            bl_mark_rect(plot, column_rect(m, cell, i, value), color, BL_HATCH_NONE);
    }
    bl_mark_about_end(plot);
}

static void register_marks(BlSmallGrid *m, const Cell *cell) {
    gint64 value;
    for (guint i = 0; i < m->series->len; i++)
        if (bl_plot_value(m->plot, cell->row, series_at(m, i), &value)) {
            BlRect rect = column_rect(m, cell, i, value);
            g_array_append_val(m->plot->marks, rect);
        }
}

/* Texts and rules of a small chart; its marks come later, over the backings. @return its plot */
static Cell lay_out(BlSmallGrid *m, guint row, BlRect rect, double top) {
    double titles = bl_small_grid_titles(m, row / m->per_line) * m->scale;
    Cell cell = {.row = row,
                 .area = {rect.x + m->left + (row % m->per_line) * (m->cell + BL_SMALL_BETWEEN),
                          top + titles + BL_SMALL_HEAD * m->scale, m->cell, m->height * m->scale}};
    register_marks(m, &cell);
    place_title(m, &cell, top + titles);
    draw_scale(m, &cell);
    if (!m->names_last || is_lowest(m, row))
        name_series(m, &cell);
    label_last(m, &cell);
    label_gaps(m, &cell);
    return cell;
}

void bl_multiples_draw(BlPlot *plot, BlRect rect) {
    BlSmallGrid m;
    double legend = bl_legend(plot, rect, FALSE);
    rect = (BlRect){rect.x, rect.y + legend, rect.width, MAX(rect.height - legend, 1)};
    bl_small_grid_init(&m, plot, rect.width);
    bl_small_grid_fit(&m, rect.height);
    g_autofree Cell *cells = g_new0(Cell, bl_plot_count(plot));
    double top = rect.y;
    for (guint line = 0; line < m.lines; line++) {
        for (guint r = line * m.per_line; r < MIN((line + 1) * m.per_line, m.titles->len); r++)
            cells[r] = lay_out(&m, r, rect, top);
        top += (bl_small_grid_line(&m, line) + m.gap) * m.scale;
    }
    bl_label_draw_backings(plot, BL_BACKING_UNDER_MARKS);
    for (guint r = 0; r < bl_plot_count(plot); r++)
        draw_marks(&m, &cells[r]);
    bl_small_grid_dispose(&m);
}
