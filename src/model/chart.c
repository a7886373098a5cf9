#include <bilan/model/chart.h>

static const char *const kinds[] = {"colonnes", "empilees", "barres",    "parts",
                                    "lignes",   "points",   "multiples", "carte"};

gboolean bl_chart_kind_from_name(const char *name, BlChartKind *kind) {
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_strcmp0(name, kinds[i]) == 0) {
            *kind = (BlChartKind)i;
            return TRUE;
        }
    return FALSE;
}

BlChart *bl_chart_new(const char *name, BlChartKind kind, const BlTable *table, guint category) {
    BlChart *chart = g_new0(BlChart, 1);
    chart->name = g_strdup(name);
    chart->kind = kind;
    chart->table = table;
    chart->category = category;
    chart->series = g_array_new(FALSE, TRUE, sizeof(BlSeries));
    return chart;
}

void bl_chart_free(BlChart *chart) {
    if (chart == NULL)
        return;
    g_array_unref(chart->series);
    g_free(chart->name);
    g_free(chart->title);
    g_free(chart->subtitle);
    g_free(chart->objective_label);
    g_free(chart->objective.text);
    g_free(chart->source);
    g_free(chart->alt);
    g_free(chart);
}

void bl_chart_add_series(BlChart *chart, guint column, gboolean is_line) {
    BlSeries series = {.column = column, .is_line = is_line};
    g_array_append_val(chart->series, series);
}
