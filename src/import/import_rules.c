/* What can only be checked once every file is read: references and rules across columns. */
#include "import_run.h"

#include <bilan/base/error.h>

/* The CASE that numbers the first rule a row breaks, and the rules themselves. */
typedef struct {
    GString *cases;
    gint64 count;
} RuleList;

/* @param condition taken over */
static gboolean add_rule(BlRun *run, RuleList *list, char *condition, const char *column,
                         const char *reason, GError **err) {
    g_autoptr(BlParams) params = bl_params_new();
    list->count++;
    g_string_append_printf(list->cases, " WHEN %s THEN %" G_GINT64_FORMAT, condition, list->count);
    g_free(condition);
    bl_params_set_int(params, "regle", list->count);
    bl_params_set_text(params, "colonne", column);
    bl_params_set_text(params, "motif", reason);
    return bl_store_exec(run->store,
                         "INSERT INTO regles_lot (regle, colonne, motif) "
                         "VALUES (:regle, :colonne, :motif)",
                         params, "import", NULL, err);
}

static gboolean add_references(BlRun *run, const BlExtract *extract, RuleList *list, GError **err) {
    for (guint c = 0; c < extract->columns_count; c++) {
        const BlExtractColumn *column = &extract->columns[c];
        if (column->reference == NULL || g_ptr_array_index(run->column_keys, c) != NULL)
            continue; /* none, or checked while the files were read */
        const BlExtract *target = bl_extracts_find(run->import->extracts, column->reference);
        const char *key = bl_sql_first_key(target);
        char *condition = g_strdup_printf(
            "t.%s IS NOT NULL AND NOT EXISTS (SELECT 1 FROM %s r WHERE r.%s = t.%s)", column->name,
            target->name, key, column->name);
        g_autofree char *reason = bl_reject_reason(BL_REJECT_REFERENCE, column, 0, 0);
        if (!add_rule(run, list, condition, column->name, reason, err))
            return FALSE;
    }
    return TRUE;
}

static gboolean add_checks(BlRun *run, const BlExtract *extract, RuleList *list, GError **err) {
    for (guint i = 0; i < extract->checks_count; i++) {
        const BlRowCheck *check = &extract->checks[i];
        char *condition = g_strdup_printf("(%s)", check->condition);
        if (!add_rule(run, list, condition, check->column, check->reason, err))
            return FALSE;
    }
    return TRUE;
}

static gboolean reject_rows_of(BlRun *run, const BlRunFile *file, GError **err) {
    gint64 count = 0;
    if (!bl_rejects_from_select(run, file,
                                "SELECT l.rang_import, g.colonne, g.motif FROM rejets_lot l "
                                "JOIN regles_lot g ON g.regle = l.regle "
                                "WHERE l.rang_import BETWEEN :premier AND :dernier",
                                &count, err))
        return FALSE;
    file->result->rejected += count;
    return TRUE;
}

static gboolean find_broken(BlRun *run, const BlExtract *extract, const RuleList *list,
                            gint64 *broken, GError **err) {
    char *sql = g_strdup_printf("INSERT INTO rejets_lot (rang_import, regle) "
                                "SELECT r.rang_import, r.regle FROM (SELECT t.rang_import, "
                                "CASE%s END AS regle FROM tampon_%s t) r WHERE r.regle IS NOT NULL",
                                list->cases->str, extract->name);
    if (bl_sql_run(run->store, sql, NULL, broken, err))
        return TRUE;
    bl_error_context(err, "contrôles de l’extraction « %s »", extract->name);
    return FALSE;
}

static gboolean reject_broken(BlRun *run, const BlExtract *extract, GError **err) {
    for (guint i = 0; i < run->files->len; i++) {
        const BlRunFile *file = g_ptr_array_index(run->files, i);
        if (file->result->extract == extract && file->result->refusal == NULL &&
            !reject_rows_of(run, file, err))
            return FALSE;
    }
    return bl_sql_run(run->store,
                      g_strdup_printf("DELETE FROM tampon_%s WHERE rang_import IN "
                                      "(SELECT rang_import FROM rejets_lot)",
                                      extract->name),
                      NULL, NULL, err);
}

gboolean bl_run_apply_rules(BlRun *run, const BlExtract *extract, GError **err) {
    g_autoptr(GString) cases = g_string_new(NULL);
    RuleList list = {.cases = cases};
    if (!bl_store_exec(run->store, "DELETE FROM rejets_lot; DELETE FROM regles_lot", NULL, "import",
                       NULL, err) ||
        !add_references(run, extract, &list, err) || !add_checks(run, extract, &list, err))
        return FALSE;
    gint64 broken = 0;
    if (list.count > 0 && !find_broken(run, extract, &list, &broken, err))
        return FALSE;
    return broken == 0 || reject_broken(run, extract, err);
}
