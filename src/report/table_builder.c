#include "alert.h"
#include "builder.h"
#include "reference.h"
#include "sentence.h"

#include <bilan/base/error.h>
#include <string.h>

/* One row to be: its label and what it gives to the references of the columns. */
typedef struct {
    char *label;
    const char *reference; /* its own; or NULL */
    const BlStructure *place;
    char period[4];
    const char *axis, *modality;
    BlRowKind kind;
} RowPlan;

static void plan_free(gpointer data) {
    g_free(((RowPlan *)data)->label);
    g_free(data);
}

static RowPlan *add_plan(GPtrArray *plans, const char *label, const BlStructure *place) {
    RowPlan *plan = g_new0(RowPlan, 1);
    plan->label = g_strdup(label);
    plan->place = place;
    g_ptr_array_add(plans, plan);
    return plan;
}

static void plan_periods(GPtrArray *plans, const BlTableDefinition *definition,
                         const BlStructure *place) {
    gboolean months = definition->rows == BL_ROWS_MONTHS;
    for (int i = 1; i <= (months ? 12 : 4); i++) {
        g_autofree char *quarter = g_strdup_printf("T%d", i);
        RowPlan *plan = add_plan(plans, months ? bl_month_french(i) : quarter, place);
        g_snprintf(plan->period, sizeof plan->period, months ? "%02d" : "T%d", i);
    }
}

static void plan_list(GPtrArray *plans, const BlTableDefinition *definition,
                      const BlStructure *place) {
    for (unsigned i = 0; i < definition->list_count; i++) {
        RowPlan *plan = add_plan(plans, definition->list[i].label, place);
        plan->reference = definition->list[i].reference;
        plan->kind = definition->list[i].is_total == BL_YES ? BL_ROW_TOTAL : BL_ROW_BODY;
    }
}

static void plan_children(GPtrArray *plans, const BlTableDefinition *definition,
                          const BlCampaignData *data, const BlStructure *place) {
    g_autoptr(GPtrArray) children = bl_place_children(data->now, place);
    for (guint i = 0; i < children->len; i++) {
        const BlStructure *child = g_ptr_array_index(children, i);
        RowPlan *plan = add_plan(plans, child->label, child);
        BlAlert alert = bl_alert_of(data->now, data->settings, child);
        if (definition->alerts == BL_YES &&
            (alert == BL_ALERT_OVERRUN || alert == BL_ALERT_UNDERRUN))
            plan->kind = BL_ROW_ALERT;
    }
    if (children->len > 0)
        add_plan(plans, place->label, place)->kind = BL_ROW_TOTAL;
}

static void plan_total(GPtrArray *plans, const BlStructure *place) {
    RowPlan *plan = add_plan(plans, "Total", place);
    plan->kind = BL_ROW_TOTAL;
}

static void plan_stakes(GPtrArray *plans, const BlTableDefinition *definition,
                        const BlCampaignData *data, const BlStructure *place) {
    for (guint i = 0; i < data->stakes->len; i++) {
        const BlStake *stake = g_ptr_array_index(data->stakes, i);
        if (g_strcmp0(stake->audience, definition->audience) != 0)
            continue;
        g_autofree char *label = g_strconcat(stake->code, BL_NBSP "· ", stake->label, NULL);
        RowPlan *plan = add_plan(plans, label, place);
        plan->axis = "enjeu";
        plan->modality = stake->code;
    }
    if (definition->total == BL_YES)
        plan_total(plans, place);
}

static gboolean plan_modalities(GPtrArray *plans, const BlTableDefinition *definition,
                                const BlCampaignData *data, const BlStructure *place,
                                GError **err) {
    BlReference reference;
    if (definition->reference == NULL || definition->axis == NULL) {
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG,
                    "« chiffre » et « axe » sont attendus pour des modalités");
        return FALSE;
    }
    if (!bl_reference_parse(definition->reference, data->indicators, &reference, err))
        return FALSE;
    char year[8];
    g_snprintf(year, sizeof year, "%04d", data->now->year);
    g_autoptr(GPtrArray) modalities =
        bl_figures_modalities(data->now->figures, reference.code, reference.measure,
                              bl_level_name(place->level), place->code, year, definition->axis);
    for (guint i = 0; i < modalities->len; i++) {
        RowPlan *plan = add_plan(plans, g_ptr_array_index(modalities, i), place);
        plan->axis = definition->axis;
        plan->modality = g_ptr_array_index(modalities, i);
    }
    bl_reference_clear(&reference);
    if (definition->total == BL_YES && plans->len > 0)
        plan_total(plans, place);
    return TRUE;
}

static gboolean plan_rows(GPtrArray *plans, const BlTableDefinition *definition,
                          const BlCampaignData *data, const BlStructure *place, GError **err) {
    switch (definition->rows) {
    case BL_ROWS_QUARTERS:
    case BL_ROWS_MONTHS:
        plan_periods(plans, definition, place);
        plan_list(plans, definition, place); /* what closes the year */
        return TRUE;
    case BL_ROWS_LIST:
        plan_list(plans, definition, place);
        return TRUE;
    case BL_ROWS_CHILDREN:
        plan_children(plans, definition, data, place);
        return TRUE;
    case BL_ROWS_STAKES:
        plan_stakes(plans, definition, data, place);
        return TRUE;
    case BL_ROWS_MODALITIES:
        return plan_modalities(plans, definition, data, place, err);
    }
    g_assert_not_reached();
}

static BlCell resolve(BlReference *reference, const RowPlan *plan, const BlColumnDefinition *column,
                      const BlCampaignData *data) {
    BlScopeContext context = {.data = data,
                              .place = plan->place,
                              .period = plan->period[0] != '\0' ? plan->period : column->period,
                              .axis = plan->axis,
                              .modality = plan->modality};
    return bl_reference_resolve(reference, &context);
}

/* The value less that of the year before; absent when one of them is. */
static BlCell trend(BlReference *reference, const RowPlan *plan, const BlColumnDefinition *column,
                    const BlCampaignData *data) {
    BlCell now = resolve(reference, plan, column, data);
    reference->previous = TRUE;
    BlCell before = resolve(reference, plan, column, data);
    if (now.kind != BL_CELL_NUMBER)
        return now;
    if (before.kind != BL_CELL_NUMBER)
        return before;
    now.value -= before.value;
    return now;
}

static BlCell share(BlReference *reference, const RowPlan *plan, const BlColumnDefinition *column,
                    const BlCampaignData *data) {
    BlCell part = resolve(reference, plan, column, data);
    RowPlan whole_plan = *plan;
    whole_plan.axis = whole_plan.modality = NULL;
    g_clear_pointer(&reference->axis, g_free);
    g_clear_pointer(&reference->modality, g_free);
    BlCell whole = resolve(reference, &whole_plan, column, data);
    if (part.kind != BL_CELL_NUMBER || whole.kind != BL_CELL_NUMBER)
        return part.kind != BL_CELL_NUMBER ? part : whole;
    if (whole.value <= 0)
        return (BlCell){.kind = BL_CELL_ABSENT};
    gint64 rate = (2000000 * part.value + whole.value) / (2 * whole.value);
    return (BlCell){.kind = BL_CELL_NUMBER, .unit = BL_UNIT_RATE, .value = rate};
}

static gboolean fill_cell(const BlColumnDefinition *column, const RowPlan *plan,
                          const BlCampaignData *data, BlCell *cell, GError **err) {
    const char *text = column->reference != NULL ? column->reference : plan->reference;
    if (column->calculation == BL_CALC_ALERT) {
        bl_cell_set_text(cell, bl_alert_label(bl_alert_of(data->now, data->settings, plan->place)));
        return TRUE;
    }
    if (text == NULL) {
        bl_cell_set_kind(cell, BL_CELL_EMPTY);
        return TRUE;
    }
    BlReference reference;
    if (!bl_reference_parse(text, data->indicators, &reference, err))
        return FALSE;
    if (column->calculation == BL_CALC_TREND)
        *cell = trend(&reference, plan, column, data);
    else if (column->calculation == BL_CALC_SHARE)
        *cell = share(&reference, plan, column, data);
    else
        *cell = resolve(&reference, plan, column, data);
    bl_reference_clear(&reference);
    return TRUE;
}

static gboolean fill_row(const BlTableDefinition *definition, const RowPlan *plan,
                         const BlCampaignData *data, BlRow *row, GError **err) {
    bl_cell_set_text(&row->cells[0], plan->label);
    row->code = definition->rows == BL_ROWS_CHILDREN ? g_strdup(plan->place->code) : NULL;
    for (unsigned c = 0; c < definition->columns_count; c++)
        if (!fill_cell(&definition->columns[c], plan, data, &row->cells[c + 1], err))
            return FALSE;
    return TRUE;
}

static gboolean add_notes(const BlTableDefinition *definition, const BlCampaignData *data,
                          const BlStructure *place, BlTable *table, GError **err) {
    for (unsigned i = 0; i < definition->notes_count; i++) {
        g_autofree char *note = bl_sentence(data, place, definition->notes[i], err);
        if (note == NULL)
            return FALSE;
        if (*note != '\0')
            bl_table_add_note(table, note);
    }
    return TRUE;
}

/* A source never loaded is told under the table that wants it. */
static void note_absences(const BlTableDefinition *definition, const BlCampaignData *data,
                          BlTable *table) {
    g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (unsigned i = 0; i < definition->columns_count + definition->list_count; i++) {
        const char *text = i < definition->columns_count
                               ? definition->columns[i].reference
                               : definition->list[i - definition->columns_count].reference;
        BlReference reference;
        if (text == NULL || !bl_reference_parse(text, data->indicators, &reference, NULL))
            continue;
        const char *extract = bl_results_absence(data->now, reference.code);
        if (extract != NULL && g_hash_table_add(told, g_strdup(reference.code))) {
            g_autofree char *note =
                g_strdup_printf("%s" BL_NBSP ": source absente, l’extraction «" BL_NBSP "%s" BL_NBSP
                                "» n’a jamais été importée.",
                                reference.code, extract);
            bl_table_add_note(table, note);
        }
        bl_reference_clear(&reference);
    }
}

static BlTable *make_table(const BlTableDefinition *definition, const BlCampaignData *data) {
    g_autofree char *year = g_strdup_printf("%d", data->now->year);
    g_autofree char *year_before = g_strdup_printf("%d", data->now->year - 1);
    BlTable *table = bl_table_new(definition->name, definition->title);
    table->hidden = definition->hidden == BL_YES;
    bl_table_add_column(table, definition->heading, TRUE);
    for (unsigned i = 0; i < definition->columns_count; i++) {
        const BlColumnDefinition *column = &definition->columns[i];
        g_autoptr(GString) title = g_string_new(column->title);
        g_string_replace(title, "{annee}", year, 0);
        g_string_replace(title, "{precedente}", year_before, 0);
        guint index = bl_table_add_column(table, title->str, column->calculation == BL_CALC_ALERT);
        g_array_index(table->columns, BlColumn, index).is_gauge = column->gauge == BL_YES;
    }
    return table;
}

/* Highest first, what has no value last, the total where it was; rows of one value keep their
 * order. */
static int compare_rows(gconstpointer a, gconstpointer b, gpointer data) {
    const BlRow *x = *(BlRow *const *)a, *y = *(BlRow *const *)b;
    unsigned column = GPOINTER_TO_UINT(data);
    if ((x->kind == BL_ROW_TOTAL) != (y->kind == BL_ROW_TOTAL))
        return x->kind == BL_ROW_TOTAL ? 1 : -1;
    gboolean x_known = x->cells[column].kind == BL_CELL_NUMBER,
             y_known = y->cells[column].kind == BL_CELL_NUMBER;
    if (x_known != y_known)
        return x_known ? -1 : 1;
    if (!x_known || x->cells[column].value == y->cells[column].value)
        return 0;
    return x->cells[column].value > y->cells[column].value ? -1 : 1;
}

gboolean bl_build_table(const BlTableDefinition *definition, const BlCampaignData *data,
                        const BlStructure *place, BlSection *section, BlElement **element,
                        GError **err) {
    g_autoptr(GPtrArray) plans = g_ptr_array_new_with_free_func(plan_free);
    *element = NULL;
    if (!plan_rows(plans, definition, data, place, err)) {
        bl_error_context(err, "tableau « %s »", definition->name);
        return FALSE;
    }
    if (plans->len == 0)
        return TRUE;
    g_autoptr(BlTable) table = make_table(definition, data);
    for (guint i = 0; i < plans->len; i++) {
        const RowPlan *plan = g_ptr_array_index(plans, i);
        if (!fill_row(definition, plan, data, bl_table_add_row(table, plan->kind), err)) {
            bl_error_context(err, "tableau « %s »", definition->name);
            return FALSE;
        }
    }
    if (definition->sort > 0 && definition->sort <= definition->columns_count)
        g_ptr_array_sort_with_data(table->rows, compare_rows, GUINT_TO_POINTER(definition->sort));
    if (!add_notes(definition, data, place, table, err))
        return FALSE;
    note_absences(definition, data, table);
    *element = bl_section_add_table(section, g_steal_pointer(&table));
    return TRUE;
}
