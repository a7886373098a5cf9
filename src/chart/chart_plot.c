/* The data of a picture: which rows and series are drawn, in which unit. */
#include "chart_private.h"

#define LIMIT G_GINT64_CONSTANT(1000000000000000000)

static char *category_name(const BlCell *cell) {
    /* a year has no thousands separator */
    if (cell->kind == BL_CELL_NUMBER && cell->unit == BL_UNIT_COUNT && cell->value >= 1900 &&
        cell->value <= 2100)
        return g_strdup_printf("%d", (int)cell->value);
    g_autofree char *text = bl_cell_display(cell);
    return g_utf8_make_valid(text != NULL ? text : "", -1);
}

static void collect_rows(BlPlot *plot) {
    const BlTable *table = plot->chart->table;
    for (guint r = 0; r < bl_table_height(table); r++) {
        const BlRow *row = bl_table_row(table, r);
        if (row->kind == BL_ROW_TOTAL)
            continue;
        plot->has_alert = plot->has_alert || row->kind == BL_ROW_ALERT;
        g_array_append_val(plot->rows, r);
        g_ptr_array_add(plot->categories, category_name(&row->cells[plot->chart->category]));
    }
}

static gboolean unit_of_column(const BlPlot *plot, guint column, BlUnit *unit) {
    for (guint i = 0; i < plot->rows->len; i++) {
        const BlCell *cell =
            bl_table_cell(plot->chart->table, g_array_index(plot->rows, guint, i), column);
        if (cell->kind == BL_CELL_NUMBER) {
            *unit = cell->unit;
            return TRUE;
        }
    }
    return FALSE;
}

/* On a line a ring shows the line's end; alone, the plain disc is the first. */
static BlMarker marker_of(BlChartKind kind, guint index) {
    if (kind == BL_CHART_DOTS && index % 5 < 2)
        return index % 5 == 0 ? BL_MARKER_DISC : BL_MARKER_RING;
    return (BlMarker)(index % 5);
}

static BlUnit first_unit(const BlPlot *plot) {
    BlUnit unit = BL_UNIT_RATE;
    if (plot->chart->series->len > 0)
        unit_of_column(plot, g_array_index(plot->chart->series, BlSeries, 0).column, &unit);
    return unit;
}

/* Bars have something to be judged against only when there are bars. */
static gboolean has_marks(const BlChart *chart) {
    for (guint i = 0; i < chart->series->len; i++)
        if (!g_array_index(chart->series, BlSeries, i).is_line)
            return chart->kind == BL_CHART_BARS;
    return FALSE;
}

static void collect_series(BlPlot *plot) {
    const GArray *wanted = plot->chart->series;
    /* dots are a rate: one that nobody has is not replaced by the counts beside it */
    gboolean has_unit = plot->chart->kind == BL_CHART_DOTS, marks = has_marks(plot->chart);
    plot->unit = has_unit ? first_unit(plot) : plot->unit;
    guint rank = 0; /* a mark takes no colour and no hatch */
    for (guint pass = 0; pass < 2 && !has_unit; pass++)
        for (guint i = 0; i < wanted->len && !has_unit; i++) {
            const BlSeries *series = &g_array_index(wanted, BlSeries, i);
            if (pass == 1 || !series->is_line)
                has_unit = unit_of_column(plot, series->column, &plot->unit);
        }
    for (guint i = 0; i < wanted->len; i++) {
        const BlSeries *series = &g_array_index(wanted, BlSeries, i);
        BlPlotSeries made = {.column = series->column, .unit = plot->unit};
        unit_of_column(plot, series->column, &made.unit);
        made.title = bl_table_column(plot->chart->table, series->column)->title;
        made.is_foreign = made.unit != plot->unit;
        made.is_line = series->is_line || made.is_foreign;
        made.is_mark = marks && series->is_line && !made.is_foreign;
        made.hatch = (BlHatch)(rank % 5);
        made.marker = marker_of(plot->chart->kind, rank);
        made.dash = (const double[]){0, 4, 1.8, 7}[rank % 4];
        if (plot->theme != NULL)
            made.color = made.is_mark ? plot->theme->ink : bl_color_series(plot->theme, rank);
        rank += made.is_mark ? 0 : 1;
        g_array_append_val(plot->series, made);
    }
}

/* Centimes are shown for small amounts only: beyond a thousand euros they are noise in a picture,
 * and the table that goes with it has them. */
static guint euro_decimals(const BlPlot *plot) {
    gboolean has_cents = FALSE;
    for (guint r = 0; r < plot->rows->len; r++)
        for (guint s = 0; s < plot->series->len; s++) {
            gint64 value;
            if (bl_plot_series(plot, s)->unit != BL_UNIT_EURO || !bl_plot_value(plot, r, s, &value))
                continue;
            if (ABS(value) >= 100000)
                return 0;
            has_cents = has_cents || value % 100 != 0;
        }
    return has_cents ? 2 : 0;
}

static void label_free(gpointer data) {
    g_free(((BlLabel *)data)->text);
    g_free(data);
}

void bl_plot_init(BlPlot *plot, const BlChart *chart, BlCanvas *canvas, const BlTheme *theme,
                  BlRect box) {
    *plot = (BlPlot){.chart = chart, .canvas = canvas, .theme = theme, .box = box};
    plot->rows = g_array_new(FALSE, FALSE, sizeof(guint));
    plot->categories = g_ptr_array_new_with_free_func(g_free);
    plot->series = g_array_new(FALSE, FALSE, sizeof(BlPlotSeries));
    plot->labels = g_ptr_array_new_with_free_func(label_free);
    plot->segments = g_array_new(FALSE, FALSE, sizeof(BlPoint));
    plot->marks = g_array_new(FALSE, FALSE, sizeof(BlRect));
    collect_rows(plot);
    collect_series(plot);
    plot->euro_decimals = euro_decimals(plot);
}

void bl_plot_dispose(BlPlot *plot) {
    g_array_unref(plot->rows);
    g_ptr_array_unref(plot->categories);
    g_array_unref(plot->series);
    g_ptr_array_unref(plot->labels);
    g_array_unref(plot->segments);
    g_array_unref(plot->marks);
}

guint bl_plot_count(const BlPlot *plot) {
    return plot->rows->len;
}

const char *bl_plot_category(const BlPlot *plot, guint row) {
    return g_ptr_array_index(plot->categories, row);
}

const BlPlotSeries *bl_plot_series(const BlPlot *plot, guint series) {
    return &g_array_index(plot->series, BlPlotSeries, series);
}

const BlCell *bl_plot_cell(const BlPlot *plot, guint row, guint series) {
    return bl_table_cell(plot->chart->table, g_array_index(plot->rows, guint, row),
                         bl_plot_series(plot, series)->column);
}

gboolean bl_plot_is_alert(const BlPlot *plot, guint row) {
    guint index = g_array_index(plot->rows, guint, row);
    return bl_table_row(plot->chart->table, index)->kind == BL_ROW_ALERT;
}

gboolean bl_plot_row_is_empty(const BlPlot *plot, guint row) {
    for (guint s = 0; s < plot->series->len; s++) {
        BlCellKind kind = bl_plot_cell(plot, row, s)->kind;
        if (kind != BL_CELL_EMPTY && kind != BL_CELL_PENDING)
            return FALSE;
    }
    return TRUE;
}

/* A secret is something to show: it says that there is a number. */
gboolean bl_plot_has_data(const BlPlot *plot) {
    for (guint s = 0; s < plot->series->len; s++)
        for (guint r = 0; r < bl_plot_count(plot); r++) {
            BlCellKind kind = bl_plot_cell(plot, r, s)->kind;
            if (!bl_plot_series(plot, s)->is_foreign &&
                (kind == BL_CELL_NUMBER || kind == BL_CELL_SECRET))
                return TRUE;
        }
    return FALSE;
}

gboolean bl_plot_value(const BlPlot *plot, guint row, guint series, gint64 *value) {
    const BlCell *cell = bl_plot_cell(plot, row, series);
    if (cell->kind != BL_CELL_NUMBER)
        return FALSE;
    *value = CLAMP(cell->value, -LIMIT, LIMIT);
    return TRUE;
}

gboolean bl_plot_objective(const BlPlot *plot, gint64 *value) {
    const BlCell *cell = &plot->chart->objective;
    if (cell->kind != BL_CELL_NUMBER || cell->unit != plot->unit)
        return FALSE;
    *value = CLAMP(cell->value, -LIMIT, LIMIT);
    return TRUE;
}

const char *bl_plot_gap_text(const BlCell *cell) {
    if (cell->kind == BL_CELL_ABSENT || cell->kind == BL_CELL_TEXT)
        return "n.d.";
    return cell->kind == BL_CELL_SECRET ? "s" : NULL;
}

char *bl_plot_format(const BlPlot *plot, gint64 value, BlUnit unit) {
    if (unit != BL_UNIT_EURO)
        return bl_number_french_unit(value, unit);
    g_autofree char *number = bl_number_french(value, 2, plot->euro_decimals);
    return g_strconcat(number, BL_NBSP "€", NULL);
}

char *bl_plot_objective_text(const BlPlot *plot, gboolean with_value) {
    const char *name = plot->chart->objective_label;
    gint64 value = 0;
    bl_plot_objective(plot, &value);
    g_autofree char *number = bl_plot_format(plot, value, plot->unit);
    g_autofree char *valid = g_utf8_make_valid(name != NULL ? name : "objectif", -1);
    return with_value ? g_strdup_printf("%s %s", valid, number) : g_steal_pointer(&valid);
}
