/*
 * From the stage to the warehouse, one file at a time.
 *
 * `lignes_modifiees` stands for the rows of the file that are not already in the warehouse as they
 * are: a view of the stage when the table is empty, else a temporary table. The first insertion
 * leaves existing keys alone; when it takes as many rows as there are, no key was there before nor
 * twice in the file, and nothing is left to do. That is the case of a first load, which so costs
 * one sort; duplicates and replacements are looked for only after it fell short.
 */
#include "import_run.h"

#include <bilan/base/error.h>

/* Rows from which an index is worth making anew rather than keeping up. */
#define MANY_ROWS 20000

typedef struct {
    BlRun *run;
    const BlRunFile *file;
    const BlExtract *extract;
    gboolean was_empty; /* the table of the extract, before this file */
    gboolean settled;   /* every changed row was a new key and is in */
    gint64 changed;     /* rows of lignes_modifiees */
    gint64 duplicates;  /* rows rejected for their key, seen before in the file */
} Merge;

static gboolean run_ranked(const Merge *merge, char *sql, gint64 *changes, GError **err) {
    g_autoptr(BlParams) params = bl_sql_rank_params(merge->file);
    return bl_sql_run(merge->run->store, sql, params, changes, err);
}

/* A view takes no parameters: the ranks are our own numbers. */
static gboolean view_changes(Merge *merge, GError **err) {
    merge->changed = merge->file->result->read - merge->file->result->rejected;
    char *sql =
        g_strdup_printf("CREATE TEMPORARY VIEW lignes_modifiees AS SELECT * FROM tampon_%s "
                        "WHERE rang_import BETWEEN %" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT,
                        merge->extract->name, merge->file->first_rank, merge->file->last_rank);
    return bl_sql_run(merge->run->store, sql, NULL, NULL, err);
}

static gboolean compare_changes(Merge *merge, GError **err) {
    const BlExtract *extract = merge->extract;
    g_autofree char *same = bl_sql_same_key(extract, "c.", "t.");
    g_autofree char *differs = bl_sql_differs(extract, "t.", "c.");
    g_autofree char *columns = bl_sql_columns(extract, "", NULL);
    g_autofree char *values = bl_sql_columns(extract, "t.", NULL);
    char *table = g_strdup_printf("CREATE TEMPORARY TABLE lignes_modifiees AS "
                                  "SELECT rang_import, %s FROM tampon_%s WHERE 1 = 0",
                                  columns, extract->name);
    char *fill = g_strdup_printf(
        "INSERT INTO lignes_modifiees (rang_import, %s) SELECT t.rang_import, %s "
        "FROM tampon_%s t LEFT JOIN %s c ON %s "
        "WHERE t.rang_import BETWEEN :premier AND :dernier AND (c.%s IS NULL OR %s)",
        columns, values, extract->name, extract->name, same, bl_sql_first_key(extract), differs);
    gboolean made = bl_sql_run(merge->run->store, table, NULL, NULL, err);
    if (made)
        return run_ranked(merge, fill, &merge->changed, err);
    g_free(fill);
    return FALSE;
}

/* In the order of the key, which is how the table is clustered; the first of a key comes first. */
static gboolean insert_changes(Merge *merge, const char *on_conflict, gint64 *inserted,
                               GError **err) {
    BlYesNo key = BL_YES;
    g_autofree char *columns = bl_sql_columns(merge->extract, "", NULL);
    g_autofree char *keys = bl_sql_columns(merge->extract, "", &key);
    char *sql = g_strdup_printf("INSERT INTO %s (%s) SELECT %s FROM lignes_modifiees WHERE 1=1 "
                                "ORDER BY %s, rang_import ON CONFLICT (%s) %s",
                                merge->extract->name, columns, columns, keys, keys, on_conflict);
    return bl_sql_run(merge->run->store, sql, NULL, inserted, err);
}

static gboolean replace_changes(Merge *merge, GError **err) {
    g_autoptr(GString) update = g_string_new(NULL);
    for (guint c = 0; c < merge->extract->columns_count; c++)
        if (merge->extract->columns[c].key == BL_NO)
            g_string_append_printf(
                update, "%s%s = excluded.%s", update->len > 0 ? ", " : "DO UPDATE SET ",
                merge->extract->columns[c].name, merge->extract->columns[c].name);
    return insert_changes(merge, update->len > 0 ? update->str : "DO NOTHING", NULL, err);
}

/* Rows whose key the file has already given, among the keys that change: where nothing of a key
 * changes, its rows are all the same as the warehouse's and count as unchanged as they are. */
static gboolean find_duplicates(Merge *merge, gint64 *count, GError **err) {
    BlYesNo key = BL_YES;
    const char *name = merge->extract->name;
    g_autofree char *keys = bl_sql_columns(merge->extract, "", &key);
    g_autofree char *differs = bl_sql_differs(merge->extract, "t.", "f.");
    g_autofree char *changing =
        merge->was_empty
            ? g_strdup("")
            : g_strdup_printf(" AND (%s) IN (SELECT %s FROM lignes_modifiees)", keys, keys);
    if (!bl_store_exec(merge->run->store, "DELETE FROM doublons_lot", NULL, "import", NULL, err))
        return FALSE;
    return run_ranked(
        merge,
        g_strdup_printf("INSERT INTO doublons_lot (rang_import, premier, different) "
                        "SELECT d.rang_import, d.premier, CASE WHEN %s THEN 1 ELSE 0 END FROM "
                        "(SELECT rang_import, MIN(rang_import) OVER (PARTITION BY %s) AS premier "
                        "FROM tampon_%s WHERE rang_import BETWEEN :premier AND :dernier%s) d "
                        "JOIN tampon_%s t ON t.rang_import = d.rang_import "
                        "JOIN tampon_%s f ON f.rang_import = d.premier "
                        "WHERE d.rang_import > d.premier",
                        differs, keys, name, changing, name, name),
        count, err);
}

static gboolean remove_duplicates(Merge *merge, GError **err) {
    gint64 count = 0, removed = 0;
    if (!find_duplicates(merge, &count, err))
        return FALSE;
    if (count == 0)
        return TRUE;
    g_autofree char *select = g_strdup_printf(
        "SELECT rang_import, '%s' AS colonne, 'clé déjà vue dans ce fichier, ligne ' || "
        "CAST(premier - :premier AS TEXT) || ', avec d’autres valeurs' AS motif "
        "FROM doublons_lot WHERE different = 1",
        bl_sql_first_key(merge->extract));
    char *remove = g_strdup_printf("DELETE FROM %s%s WHERE rang_import IN "
                                   "(SELECT rang_import FROM doublons_lot)",
                                   merge->was_empty ? "tampon_" : "lignes_modifiees",
                                   merge->was_empty ? merge->extract->name : "");
    gboolean done =
        bl_rejects_from_select(merge->run, merge->file, select, &merge->duplicates, err);
    if (!done)
        g_free(remove);
    done = done && bl_sql_run(merge->run->store, remove, NULL, &removed, err);
    merge->changed -= removed;
    return done;
}

static const BlExtractColumn *person_column(const BlExtract *extract) {
    int index = bl_extract_column_index(extract, "id_jeune");
    return index >= 0 ? &extract->columns[index] : NULL;
}

/* Persons whose derived facts must be computed again: of the rows as they will be, and as they
 * were. Called before rows are replaced. */
static gboolean list_persons(Merge *merge, GError **err) {
    const BlExtract *extract = merge->extract;
    const BlExtractColumn *person = person_column(extract);
    if (person == NULL && extract->affected == NULL) {
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG,
                    "extraction « %s » : « faits_derives: oui » demande une colonne id_jeune ou "
                    "« personnes: »",
                    extract->name);
        return FALSE;
    }
    if (extract->affected == NULL && merge->run->everyone != NULL &&
        g_strcmp0(person->reference, merge->run->everyone->name) == 0)
        return TRUE;
    char *sql = g_strdup_printf(
        "INSERT INTO personnes_modifiees (id_jeune) SELECT a.id_jeune FROM "
        "(%s) a WHERE a.id_jeune IS NOT NULL ON CONFLICT DO NOTHING",
        extract->affected != NULL ? extract->affected : "SELECT id_jeune FROM lignes_modifiees");
    if (!bl_sql_run(merge->run->store, sql, NULL, NULL, err))
        return FALSE;
    if (extract->affected != NULL || person->key == BL_YES || merge->was_empty || merge->settled)
        return TRUE;
    g_autofree char *same = bl_sql_same_key(extract, "c.", "t.");
    sql = g_strdup_printf("INSERT INTO personnes_modifiees (id_jeune) SELECT c.id_jeune "
                          "FROM lignes_modifiees t JOIN %s c ON %s "
                          "WHERE c.id_jeune IS NOT NULL ON CONFLICT DO NOTHING",
                          extract->name, same);
    return bl_sql_run(merge->run->store, sql, NULL, NULL, err);
}

/* When the table of persons was empty, every person there is has just been listed: the extracts
 * that refer to it have none to add. */
static void note_everyone(Merge *merge) {
    const BlExtractColumn *person = person_column(merge->extract);
    if (merge->was_empty && merge->extract->derived == BL_YES && merge->extract->affected == NULL &&
        person != NULL && person->key == BL_YES && person->reference == NULL)
        merge->run->everyone = merge->extract;
}

/* A first load makes its indexes after the rows, by a sort, instead of row by row in no order; they
 * have the names that the making of the warehouse gives them. */
static gboolean drop_indexes(const Merge *merge, GError **err) {
    for (guint i = 0; i < merge->extract->indexes_count; i++)
        if (!bl_sql_run(
                merge->run->store,
                g_strdup_printf("DROP INDEX IF EXISTS %s_index%u", merge->extract->name, i + 1),
                NULL, NULL, err))
            return FALSE;
    return TRUE;
}

static gboolean make_indexes(const Merge *merge, GError **err) {
    for (guint i = 0; i < merge->extract->indexes_count; i++)
        if (!bl_sql_run(merge->run->store,
                        g_strdup_printf("CREATE INDEX %s_index%u ON %s (%s)", merge->extract->name,
                                        i + 1, merge->extract->name, merge->extract->indexes[i]),
                        NULL, NULL, err))
            return FALSE;
    return TRUE;
}

static gboolean insert_new(Merge *merge, gint64 *inserted, GError **err) {
    gboolean bulk = merge->was_empty && merge->changed >= MANY_ROWS;
    return (!bulk || drop_indexes(merge, err)) &&
           insert_changes(merge, "DO NOTHING", inserted, err) &&
           (!bulk || make_indexes(merge, err));
}

static gboolean apply_changes(Merge *merge, GError **err) {
    const BlExtract *extract = merge->extract;
    gint64 inserted = 0;
    /* a SELECT of `affected` may read the table as it was */
    gboolean at_once = extract->affected == NULL;
    if (at_once && !insert_new(merge, &inserted, err))
        return FALSE;
    merge->settled = at_once && inserted == merge->changed;
    if (!merge->settled && !remove_duplicates(merge, err))
        return FALSE;
    if (extract->derived == BL_YES && !list_persons(merge, err))
        return FALSE;
    note_everyone(merge);
    return merge->settled || (at_once && merge->was_empty) || replace_changes(merge, err);
}

gboolean bl_run_merge_file(BlRun *run, BlRunFile *file, GError **err) {
    BlImportedFile *result = file->result;
    Merge merge = {.run = run, .file = file, .extract = result->extract};
    if (result->read == result->rejected)
        return TRUE;
    g_autofree char *any = g_strdup_printf("SELECT 1 FROM %s LIMIT 1", merge.extract->name);
    GError *cause = NULL;
    merge.was_empty = bl_store_int(run->store, any, NULL, 0, &cause) == 0;
    if (cause != NULL) {
        g_propagate_error(err, cause);
        return FALSE;
    }
    if (!(merge.was_empty ? view_changes(&merge, err) : compare_changes(&merge, err)))
        return FALSE;
    if (merge.changed > 0 && !apply_changes(&merge, err))
        return FALSE;
    result->accepted = merge.changed;
    result->rejected += merge.duplicates;
    result->unchanged = result->read - result->accepted - result->rejected;
    return bl_store_exec(
        run->store, merge.was_empty ? "DROP VIEW lignes_modifiees" : "DROP TABLE lignes_modifiees",
        NULL, "import", NULL, err);
}
