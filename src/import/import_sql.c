#include "import_run.h"

char *bl_sql_columns(const BlExtract *extract, const char *prefix, const BlYesNo *which) {
    GString *list = g_string_new(NULL);
    for (guint c = 0; c < extract->columns_count; c++)
        if (which == NULL || extract->columns[c].key == *which)
            g_string_append_printf(list, "%s%s%s", list->len > 0 ? ", " : "", prefix,
                                   extract->columns[c].name);
    return g_string_free(list, FALSE);
}

char *bl_sql_same_key(const BlExtract *extract, const char *left, const char *right) {
    GString *condition = g_string_new(NULL);
    for (guint c = 0; c < extract->columns_count; c++)
        if (extract->columns[c].key == BL_YES)
            g_string_append_printf(condition, "%s%s%s = %s%s", condition->len > 0 ? " AND " : "",
                                   left, extract->columns[c].name, right, extract->columns[c].name);
    return g_string_free(condition, FALSE);
}

char *bl_sql_differs(const BlExtract *extract, const char *left, const char *right) {
    GString *condition = g_string_new("(");
    for (guint c = 0; c < extract->columns_count; c++)
        if (extract->columns[c].key == BL_NO)
            g_string_append_printf(condition, "%s%s%s IS DISTINCT FROM %s%s",
                                   condition->len > 1 ? " OR " : "", left, extract->columns[c].name,
                                   right, extract->columns[c].name);
    if (condition->len == 1)
        g_string_append(condition, "1 = 0");
    g_string_append_c(condition, ')');
    return g_string_free(condition, FALSE);
}

const char *bl_sql_first_key(const BlExtract *extract) {
    for (guint c = 0; c < extract->columns_count; c++)
        if (extract->columns[c].key == BL_YES)
            return extract->columns[c].name;
    g_assert_not_reached(); /* bl_extracts_load() wants a key */
}

gboolean bl_sql_run(BlStore *store, char *sql, const BlParams *params, gint64 *changes,
                    GError **err) {
    gboolean done = bl_store_exec(store, sql, params, "import", changes, err);
    g_free(sql);
    return done;
}

BlParams *bl_sql_rank_params(const BlRunFile *file) {
    BlParams *params = bl_params_new();
    bl_params_set_int(params, "premier", file->first_rank);
    bl_params_set_int(params, "dernier", file->last_rank);
    return params;
}
