/* A chart of the document as a native chart that reads the cells of its table. */
#include "xlsx_private.h"

#define BASE_WIDTH 480.0 /* size that libxlsxwriter scales from */
#define BASE_HEIGHT 288.0
#define LABELLED_MAX 60u
#define ALT_UNITS_MAX 500u /* libxlsxwriter cuts attributes at 2,079 bytes, blindly */

/* What the parts of one chart need while it is made. */
typedef struct {
    BlXlsxBook *book;
    const BlChart *chart;
    const BlXlsxPlaced *placed;
    lxw_chart *native;
    BlUnit unit;
    double top;        /* highest value drawn */
    guint drawn, bars; /* series; those of them that are no lines */
    gboolean is_horizontal, has_objective, has_negative, is_labelled;
} Drawing;

static gboolean is_horizontal(BlChartKind kind) {
    return kind == BL_CHART_BARS || kind == BL_CHART_SHARES || kind == BL_CHART_DOTS ||
           kind == BL_CHART_MULTIPLES;
}

gboolean bl_xlsx_chart_is_drawable(const BlXlsxBook *book, const BlChart *chart) {
    const BlXlsxPlaced *placed = g_hash_table_lookup(book->placed, chart->table);
    if (chart->kind == BL_CHART_MAP) /* workbooks have no such chart: the table stays */
        return FALSE;
    return placed != NULL && placed->body > 0 && chart->series->len > 0;
}

double bl_xlsx_chart_height(const BlChart *chart) {
    guint rows = bl_table_height(chart->table);
    gboolean grouped = chart->kind == BL_CHART_BARS || chart->kind == BL_CHART_MULTIPLES;
    guint bars = grouped ? chart->series->len : 1;
    if (!is_horizontal(chart->kind))
        return 320;
    double row = rows > 30 ? 17 : 22;
    return MIN(110 + row * rows * (0.4 + 0.6 * bars), 1500);
}

static uint8_t native_type(BlChartKind kind) {
    switch (kind) {
    case BL_CHART_COLUMNS:
        return LXW_CHART_COLUMN;
    case BL_CHART_STACKED:
        return LXW_CHART_COLUMN_STACKED;
    case BL_CHART_LINES:
        return LXW_CHART_LINE;
    case BL_CHART_SHARES:
        return LXW_CHART_BAR_STACKED_PERCENT;
    case BL_CHART_BARS:
    case BL_CHART_DOTS:
    case BL_CHART_MULTIPLES: /* small charts are beyond a workbook: one group of bars a row */
    case BL_CHART_MAP:       /* never drawn */
        return LXW_CHART_BAR;
    }
    g_assert_not_reached();
}

static gboolean unit_of(const Drawing *drawing, guint column, BlUnit *unit) {
    for (guint r = 0; r < drawing->placed->body; r++) {
        const BlCell *cell = bl_table_cell(drawing->chart->table, r, column);
        if (cell->kind == BL_CELL_NUMBER) {
            *unit = cell->unit;
            return TRUE;
        }
    }
    return FALSE;
}

/* On horizontal bars a number of another unit has no scale: it stays in the table. */
static gboolean is_drawn(const Drawing *drawing, const BlSeries *series) {
    BlUnit unit = drawing->unit;
    return !drawing->is_horizontal || !unit_of(drawing, series->column, &unit) ||
           unit == drawing->unit;
}

/* Unit and extent of what is drawn. */
static void survey(Drawing *drawing) {
    const BlTable *table = drawing->chart->table;
    const GArray *all = drawing->chart->series;
    gboolean found = FALSE;
    for (guint i = 0; i < all->len && !found; i++)
        found = unit_of(drawing, g_array_index(all, BlSeries, i).column, &drawing->unit);
    for (guint i = 0; i < all->len; i++) {
        const BlSeries *series = &g_array_index(all, BlSeries, i);
        if (!is_drawn(drawing, series))
            continue;
        drawing->drawn++;
        drawing->bars += series->is_line ? 0 : 1;
        for (guint r = 0; r < drawing->placed->body; r++) {
            const BlCell *cell = bl_table_cell(table, r, series->column);
            if (cell->kind != BL_CELL_NUMBER)
                continue;
            drawing->top = MAX(drawing->top, bl_cell_plot(cell));
            drawing->has_negative = drawing->has_negative || cell->value < 0;
        }
    }
}

/* The values a viewer shows before it reads the cells. libxlsxwriter would hold an empty cell for a
 * 0, and a curve would fall: a point without data is a gap. */
static void fill_cache(const Drawing *drawing, lxw_series_range *range, guint source) {
    for (guint r = 0; r < drawing->placed->body; r++) {
        const BlCell *cell = source != G_MAXUINT ? bl_table_cell(drawing->chart->table, r, source)
                                                 : &drawing->chart->objective;
        lxw_series_data_point *point = calloc(1, sizeof *point); /* libxlsxwriter calls free() */
        g_assert(point != NULL);
        point->no_data = cell->kind != BL_CELL_NUMBER;
        point->number = point->no_data ? 0 : bl_cell_plot(cell);
        STAILQ_INSERT_TAIL(range->data_cache, point, list_pointers);
        range->num_data_points++;
    }
    range->ignore_cache = LXW_TRUE; /* it is not to be filled again */
}

/* A series that reads `column` of the placed table and has the name and values of `source`, a
 * column of the table of the model, or the objective when it is G_MAXUINT. */
static lxw_chart_series *add_series(const Drawing *drawing, guint column, guint source) {
    const BlXlsxPlaced *placed = drawing->placed;
    lxw_row_t first = placed->row + 1, last = placed->row + placed->body;
    lxw_col_t category = (lxw_col_t)drawing->chart->category;
    lxw_chart_series *series = chart_add_series(drawing->native, NULL, NULL);
    chart_series_set_categories(series, placed->sheet->name, first, category, last, category);
    chart_series_set_values(series, placed->sheet->name, first, (lxw_col_t)column, last,
                            (lxw_col_t)column);
    chart_series_set_name_range(series, placed->sheet->name, placed->row,
                                (lxw_col_t)(source != G_MAXUINT ? source : column));
    fill_cache(drawing, series->values, source);
    return series;
}

static void style_line(lxw_chart_series *series, lxw_color_t color) {
    lxw_chart_line line = {.color = color, .width = 2.25F};
    lxw_chart_line rim = {.color = color, .width = 1.5F};
    lxw_chart_fill fill = {.color = LXW_COLOR_WHITE};
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
    chart_series_set_marker_size(series, 7);
    chart_series_set_marker_line(series, &rim);
    chart_series_set_marker_fill(series, &fill);
}

/* Rows that need a decision in the alert colour, as in the table. */
static void mark_alerts(const Drawing *drawing, lxw_chart_series *series) {
    lxw_chart_fill fill = {.color = bl_xlsx_color(drawing->book->theme->alert)};
    lxw_chart_point plain = {0}, alert = {.fill = &fill};
    g_autofree lxw_chart_point **points = g_new0(lxw_chart_point *, drawing->placed->body + 1);
    gboolean any = FALSE;
    for (guint r = 0; r < drawing->placed->body; r++) {
        gboolean is_alert = bl_table_row(drawing->chart->table, r)->kind == BL_ROW_ALERT;
        points[r] = is_alert ? &alert : &plain;
        any = any || is_alert;
    }
    if (any)
        bl_xlsx_check(drawing->book, chart_series_set_points(series, points));
}

static void label_values(const Drawing *drawing, lxw_chart_series *series, gboolean is_line) {
    lxw_chart_font font = {.size = 9, .color = bl_xlsx_color(drawing->book->theme->ink)};
    chart_series_set_labels(series);
    chart_series_set_labels_font(series, &font);
    chart_series_set_labels_num_format(
        series, drawing->unit == BL_UNIT_RATE ? "0.0 %" : bl_xlsx_axis_format(drawing->unit));
    chart_series_set_labels_position(series, is_line ? LXW_CHART_LABEL_POSITION_ABOVE
                                                     : LXW_CHART_LABEL_POSITION_OUTSIDE_END);
}

/* What each bar was to reach. Excel mixes horizontal bars with no other mark: an empty frame that
 * the bar fills. */
static void frame_bar(const Drawing *drawing, lxw_chart_series *series) {
    lxw_chart_line line = {.color = bl_xlsx_color(drawing->book->theme->ink), .width = 1.0F};
    lxw_chart_fill none = {.none = LXW_TRUE};
    chart_series_set_line(series, &line);
    chart_series_set_fill(series, &none);
}

/* A fill with a white rim, which parts the pieces of a stack for those who see no colour. */
static void style_bar(const Drawing *drawing, lxw_chart_series *series, lxw_color_t color) {
    lxw_chart_fill fill = {.color = color};
    lxw_chart_line rim = {.color = LXW_COLOR_WHITE, .width = 0.75F};
    chart_series_set_fill(series, &fill);
    chart_series_set_line(series, &rim);
    if (drawing->bars == 1)
        mark_alerts(drawing, series);
}

static void draw_series(const Drawing *drawing) {
    const BlChart *chart = drawing->chart;
    const BlTheme *theme = drawing->book->theme;
    for (guint i = 0; i < chart->series->len; i++) {
        const BlSeries *from = &g_array_index(chart->series, BlSeries, i);
        if (!is_drawn(drawing, from))
            continue;
        lxw_chart_series *series =
            add_series(drawing, bl_xlsx_series_column(drawing->placed, from->column), from->column);
        lxw_color_t color = bl_xlsx_color(theme->series[i % G_N_ELEMENTS(theme->series)]);
        gboolean is_line =
            chart->kind == BL_CHART_LINES || (chart->kind == BL_CHART_COLUMNS && from->is_line);
        if (is_line)
            style_line(series, color);
        else if (chart->kind == BL_CHART_BARS && from->is_line && drawing->bars > 0)
            frame_bar(drawing, series);
        else
            style_bar(drawing, series, color);
        if (drawing->is_labelled)
            label_values(drawing, series, is_line);
    }
}

/* A line across the columns, a frame around horizontal bars. */
static void draw_objective(const Drawing *drawing) {
    guint column = bl_xlsx_constant_column(drawing->placed, &drawing->chart->objective);
    if (!drawing->has_objective || column == G_MAXUINT)
        return;
    lxw_chart_series *series = add_series(drawing, column, G_MAXUINT);
    if (drawing->is_horizontal) {
        frame_bar(drawing, series);
        return;
    }
    lxw_chart_line line = {.color = bl_xlsx_color(drawing->book->theme->ink), .width = 1.75F};
    chart_series_set_line(series, &line);
    /* a line needs two points: one alone is shown by a dash */
    chart_series_set_marker_type(series, drawing->placed->body > 1 ? LXW_CHART_MARKER_NONE
                                                                   : LXW_CHART_MARKER_LONG_DASH);
}

static void style_axes(const Drawing *drawing) {
    const BlTheme *theme = drawing->book->theme;
    lxw_chart *native = drawing->native;
    BlChartKind kind = drawing->chart->kind;
    lxw_chart_axis *values = drawing->is_horizontal ? native->x_axis : native->y_axis;
    lxw_chart_axis *labels = drawing->is_horizontal ? native->y_axis : native->x_axis;
    lxw_chart_font small = {.size = 9, .color = bl_xlsx_color(theme->muted)};
    lxw_chart_font names = {.size = 9, .color = bl_xlsx_color(theme->ink)};
    lxw_chart_line rule = {.color = bl_xlsx_color(theme->rule), .width = 0.75F};
    lxw_chart_line base = {.color = bl_xlsx_color(theme->muted), .width = 0.75F};
    lxw_chart_line none = {.none = LXW_TRUE};

    chart_axis_set_num_font(values, &small);
    chart_axis_set_num_font(labels, &names);
    chart_axis_set_num_format(values,
                              kind == BL_CHART_SHARES ? "0 %" : bl_xlsx_axis_format(drawing->unit));
    chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
    chart_axis_major_gridlines_set_line(values, &rule);
    chart_axis_set_line(values, &none);
    chart_axis_set_line(labels, &base);
    chart_axis_set_major_tick_mark(values, LXW_CHART_AXIS_TICK_MARK_NONE);
    chart_axis_set_major_tick_mark(labels, LXW_CHART_AXIS_TICK_MARK_NONE);
    chart_axis_set_label_position(labels, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    if (!drawing->has_negative)
        chart_axis_set_min(values, 0);
    if (drawing->is_horizontal) {
        /* the first row of the table at the top, and no name left out */
        chart_axis_set_reverse(labels);
        chart_axis_set_interval_unit(labels, 1);
    }
    if (kind == BL_CHART_SHARES)
        chart_axis_set_max(values, 1);
    if (kind == BL_CHART_DOTS && drawing->unit == BL_UNIT_RATE && drawing->top < 3) {
        chart_axis_set_max(values, MAX(1.1, drawing->top * 1.1));
        chart_axis_set_major_unit(values, 0.25);
    }
    if (kind == BL_CHART_BARS && drawing->is_labelled) {
        /* each bar says its value */
        chart_axis_major_gridlines_set_visible(values, LXW_FALSE);
        chart_axis_off(values);
    }
}

static void style_frame(const Drawing *drawing) {
    const BlTheme *theme = drawing->book->theme;
    const BlChart *chart = drawing->chart;
    lxw_chart_font title = {.size = 12, .bold = LXW_TRUE, .color = bl_xlsx_color(theme->ink)};
    lxw_chart_font small = {.size = 9, .color = bl_xlsx_color(theme->ink)};
    lxw_chart_line none = {.none = LXW_TRUE};
    if (chart->title != NULL && *chart->title != '\0') {
        /* libxlsxwriter takes a title that begins with « = » for a reference */
        g_autofree char *text = g_strconcat(*chart->title == '=' ? " " : "",
                                            bl_xlsx_safe(drawing->book, chart->title), NULL);
        chart_title_set_name(drawing->native, text);
        chart_title_set_name_font(drawing->native, &title);
    } else {
        chart_title_off(drawing->native);
    }
    if (drawing->drawn > 1 || drawing->has_objective) {
        chart_legend_set_position(drawing->native, LXW_CHART_LEGEND_BOTTOM);
        chart_legend_set_font(drawing->native, &small);
    } else {
        chart_legend_set_position(drawing->native, LXW_CHART_LEGEND_NONE);
    }
    chart_chartarea_set_line(drawing->native, &none);
    chart_set_series_gap(drawing->native, drawing->is_horizontal ? 45 : 70);
    /* one bar in the frame of what it was to reach */
    if (drawing->is_horizontal && drawing->bars == 1 &&
        (drawing->drawn > 1 || drawing->has_objective))
        chart_set_series_overlap(drawing->native, 100);
}

void bl_xlsx_insert_chart(BlXlsxBook *book, const BlXlsxPending *pending) {
    const BlChart *chart = pending->chart;
    Drawing drawing = {.book = book,
                       .chart = chart,
                       .placed = g_hash_table_lookup(book->placed, chart->table),
                       .is_horizontal = is_horizontal(chart->kind),
                       .has_objective = chart->objective.kind == BL_CELL_NUMBER &&
                                        chart->kind != BL_CHART_SHARES};
    survey(&drawing);
    guint rows_max = drawing.is_horizontal ? LABELLED_MAX : 14;
    drawing.is_labelled = drawing.drawn == 1 && chart->kind != BL_CHART_STACKED &&
                          chart->kind != BL_CHART_SHARES && drawing.placed->body <= rows_max;
    drawing.native = workbook_add_chart(book->workbook, native_type(chart->kind));
    draw_series(&drawing);
    draw_objective(&drawing);
    style_axes(&drawing);
    style_frame(&drawing);
    if (chart->kind == BL_CHART_COLUMNS || chart->kind == BL_CHART_STACKED)
        bl_xlsx_chart_combine(drawing.native);

    const char *said = chart->alt != NULL ? chart->alt : chart->title;
    g_autofree char *alt = bl_xlsx_text_line(said != NULL ? said : "Graphique", ALT_UNITS_MAX);
    lxw_chart_options options = {.x_offset = (int32_t)pending->left,
                                 .y_offset = 4,
                                 .x_scale = pending->width / BASE_WIDTH,
                                 .y_scale = pending->height / BASE_HEIGHT,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                 .description = alt};
    bl_xlsx_check(book, worksheet_insert_chart_opt(pending->sheet->sheet, pending->row, 0,
                                                   drawing.native, &options));
}
