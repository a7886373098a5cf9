#include "warehouse_make.h"

#include <bilan/base/calendar.h>
#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <string.h>

static int year_month_day(BlDay date) {
    int year, month, day;
    bl_day_to_ymd(date, &year, &month, &day);
    return year * 10000 + month * 100 + day;
}

static gboolean load_day(BlLoader *loader, BlDay date, GError **err) {
    int year, month, day;
    bl_day_to_ymd(date, &year, &month, &day);
    char iso[16], quarter[16], period[16];
    g_snprintf(iso, sizeof iso, "%04d-%02d-%02d", year, month, day);
    g_snprintf(quarter, sizeof quarter, "%04d-T%d", year, (month + 2) / 3);
    g_snprintf(period, sizeof period, "%04d-%02d", year, month);
    bl_loader_set_int(loader, 0, date);
    bl_loader_set_text(loader, 1, iso, strlen(iso));
    bl_loader_set_int(loader, 2, year);
    bl_loader_set_text(loader, 3, quarter, strlen(quarter));
    bl_loader_set_text(loader, 4, period, strlen(period));
    bl_loader_set_int(loader, 5, year_month_day(date));
    bl_loader_set_int(loader, 6, bl_day_add_months(date, 6));
    bl_loader_set_int(loader, 7, bl_day_add_months(date, 12));
    bl_loader_set_int(loader, 8, bl_birthday(date, 26));
    return bl_loader_row(loader, err);
}

static gboolean load_calendar(BlStore *store, GError **err) {
    g_autoptr(BlLoader) loader = bl_store_loader_new(
        store, "calendrier",
        "jour, iso, annee, trimestre, mois, amj, plus_6_mois, plus_12_mois, plus_26_ans", 9, err);
    if (loader == NULL)
        return FALSE;
    BlDay last = bl_day_from_ymd(BL_CALENDAR_LAST_YEAR, 12, 31);
    for (BlDay date = bl_day_from_ymd(BL_CALENDAR_FIRST_YEAR, 1, 1); date <= last; date++)
        if (!load_day(loader, date, err))
            return FALSE;
    return bl_loader_finish(loader, err);
}

/* Our own files: a header line of column names, `;` between fields, no quotes. */
static gboolean load_reference(BlStore *store, const char *root, const char *table, GError **err) {
    g_autofree char *name = g_strconcat(table, ".csv", NULL);
    g_autofree char *path = g_build_filename(root, "sql", "referentiel", name, NULL);
    g_autofree char *text = bl_file_read(path, NULL, err);
    if (text == NULL)
        return FALSE;
    g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
    g_autofree char *columns = g_strdelimit(g_strdup(lines[0]), ";", ',');
    g_auto(GStrv) header = g_strsplit(lines[0], ";", -1);
    guint width = g_strv_length(header);
    g_autoptr(BlLoader) loader = bl_store_loader_new(store, table, columns, width, err);
    if (loader == NULL)
        return FALSE;
    for (guint i = 1; lines[i] != NULL; i++) {
        g_auto(GStrv) fields = g_strsplit(lines[i], ";", -1);
        if (g_strv_length(fields) != width) {
            g_set_error(err, BL_ERROR, BL_ERROR_CONFIG, "%s:%u : %u champs attendus", path, i + 1,
                        width);
            return FALSE;
        }
        for (guint c = 0; c < width; c++)
            bl_loader_set_text(loader, c, fields[c], strlen(fields[c]));
        if (!bl_loader_row(loader, err))
            return FALSE;
    }
    return bl_loader_finish(loader, err);
}

static const char *column_type(const BlStore *store, const BlExtractColumn *column) {
    switch (column->type) {
    case BL_TYPE_TEXT:
    case BL_TYPE_CODE:
    case BL_TYPE_LIST:
        return bl_store_type_text(store);
    case BL_TYPE_DATE:
    case BL_TYPE_INTEGER:
    case BL_TYPE_YEAR:
    case BL_TYPE_AMOUNT:
    case BL_TYPE_FLAG:
        return bl_store_type_integer(store);
    }
    g_assert_not_reached();
}

/* Names were checked when the description was read: they are identifiers. */
static gboolean make_extract_table(BlStore *store, const BlExtract *extract, GError **err) {
    g_autoptr(GString) sql = g_string_new(NULL);
    g_autoptr(GString) key = g_string_new(NULL);
    g_string_printf(sql, "CREATE TABLE IF NOT EXISTS %s (", extract->name);
    for (guint i = 0; i < extract->columns_count; i++) {
        const BlExtractColumn *column = &extract->columns[i];
        g_string_append_printf(sql, "%s %s%s, ", column->name, column_type(store, column),
                               column->required == BL_YES ? " NOT NULL" : "");
        if (column->key == BL_YES)
            g_string_append_printf(key, "%s%s", key->len > 0 ? ", " : "", column->name);
    }
    g_string_append_printf(sql, "PRIMARY KEY (%s)) %s;", key->str, bl_store_clustered(store));
    for (guint i = 0; i < extract->indexes_count; i++)
        g_string_append_printf(sql, "CREATE INDEX IF NOT EXISTS %s_index%u ON %s (%s);",
                               extract->name, i + 1, extract->name, extract->indexes[i]);
    return bl_store_exec(store, sql->str, NULL, extract->name, NULL, err);
}

gboolean bl_warehouse_add_extracts(BlStore *store, const BlExtracts *extracts, GError **err) {
    for (guint i = 0; i < bl_extracts_count(extracts); i++)
        if (!make_extract_table(store, bl_extracts_at(extracts, i), err))
            return FALSE;
    return TRUE;
}

static gboolean make_all(BlStore *store, const char *root, const BlExtracts *extracts,
                         GError **err) {
    static const char *const references[] = {"regions", "departements", "enjeux"};
    if (!bl_warehouse_run_folder(store, root, "schema", NULL, err) || !load_calendar(store, err))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(references); i++)
        if (!load_reference(store, root, references[i], err))
            return FALSE;
    return bl_warehouse_add_extracts(store, extracts, err);
}

gboolean bl_warehouse_make(BlStore *store, const char *root, const BlExtracts *extracts,
                           GError **err) {
    if (!bl_store_begin(store, err))
        return FALSE;
    if (!make_all(store, root, extracts, err)) {
        bl_store_rollback(store);
        return FALSE;
    }
    return bl_store_commit(store, err);
}
