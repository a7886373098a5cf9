/* Parsing: a file into the temporary table tampon_<extract>, rejected rows aside. */
#include "header.h"
#include "import_run.h"

#include <bilan/base/file.h>

/* Rows between two looks at the clock, and microseconds between two calls of the progress. */
#define ROWS_PER_LOOK 4096
#define PROGRESS_PERIOD 100000

/* The file in hand. */
typedef struct {
    BlRun *run;
    BlRunFile *file;
    const BlExtract *extract;
    BlCsvReader *reader;
    BlHeader *header;
    BlRejects *rejects;
    BlLoader *loader; /* NULL while rejects are written */
    gint64 last_progress;
} Staging;

static void staging_dispose(Staging *staging) {
    bl_csv_reader_free(staging->reader);
    bl_header_free(staging->header);
    bl_rejects_free(staging->rejects);
    bl_loader_free(staging->loader);
}

/* On all engines the rank comes first as primary key; on SQLite that makes it the rowid itself. */
gboolean bl_run_make_stage(BlRun *run, const BlExtract *extract, GError **err) {
    const char *integer = bl_store_type_integer(run->store);
    const char *text = bl_store_type_text(run->store);
    g_autoptr(GString) columns = g_string_new(NULL);
    for (guint c = 0; c < extract->columns_count; c++) {
        BlColumnType type = extract->columns[c].type;
        gboolean is_text = type == BL_TYPE_TEXT || type == BL_TYPE_CODE || type == BL_TYPE_LIST;
        g_string_append_printf(columns, ", %s %s", extract->columns[c].name,
                               is_text ? text : integer);
    }
    return bl_sql_run(run->store,
                      g_strdup_printf("CREATE TEMPORARY TABLE tampon_%s (rang_import %s PRIMARY "
                                      "KEY%s)",
                                      extract->name, integer, columns->str),
                      NULL, NULL, err);
}

static gboolean open_loader(Staging *staging, GError **err) {
    const BlExtract *extract = staging->extract;
    g_autofree char *columns = bl_sql_columns(extract, "", NULL);
    g_autofree char *all = g_strconcat("rang_import, ", columns, NULL);
    g_autofree char *table = g_strconcat("tampon_", extract->name, NULL);
    staging->loader =
        bl_store_loader_new(staging->run->store, table, all, extract->columns_count + 1, err);
    return staging->loader != NULL;
}

static gboolean close_loader(Staging *staging, GError **err) {
    gboolean done = staging->loader == NULL || bl_loader_finish(staging->loader, err);
    g_clear_pointer(&staging->loader, bl_loader_free);
    return done;
}

/* A load may own the connection: it is closed while rejects are written. */
static gboolean flush_rejects(Staging *staging, gboolean reopen, GError **err) {
    return close_loader(staging, err) && bl_rejects_flush(staging->rejects, err) &&
           (!reopen || open_loader(staging, err));
}

/* TRUE when the shape of the record is that of the header; else the row is rejected. */
static gboolean check_shape(Staging *staging, const BlCsvRecord *record) {
    const BlHeader *header = staging->header;
    if (record->fault != BL_CSV_SOUND) {
        gboolean named = record->fault_field < header->fields;
        bl_rejects_add(staging->rejects, record->line,
                       record->fault == BL_CSV_STRAY_QUOTE ? BL_REJECT_STRAY_QUOTE
                                                           : BL_REJECT_TEXT_AFTER_QUOTE,
                       named ? header->column_of[record->fault_field] : -1, 0);
        return FALSE;
    }
    if (record->count != header->fields) {
        bl_rejects_add(staging->rejects, record->line, BL_REJECT_FIELD_COUNT, -1, record->count);
        return FALSE;
    }
    return TRUE;
}

static void set_value(BlLoader *loader, guint column, const BlImportValue *value) {
    if (value->kind == BL_IMPORT_TEXT)
        bl_loader_set_text(loader, column, value->text, value->length);
    else if (value->kind == BL_IMPORT_INT)
        bl_loader_set_int(loader, column, value->integer);
    else
        bl_loader_set_null(loader, column);
}

/* Every value is read before any reference is looked up: a row gives the same reason whether its
 * references are checked here or in SQL, which only sees the rows that read well. */
static BlReject read_values(Staging *staging, const BlCsvRecord *record, guint *column) {
    const BlExtract *extract = staging->extract;
    gboolean known = TRUE;
    for (guint c = 0; c < extract->columns_count; c++) {
        int field = staging->header->field_of[c];
        const BlKeys *keys = g_ptr_array_index(staging->run->column_keys, c);
        BlImportValue value;
        BlReject reject =
            bl_value_read(&extract->columns[c], field >= 0 ? &record->fields[field] : NULL, &value);
        if (reject != BL_REJECT_NONE) {
            *column = c;
            return reject;
        }
        set_value(staging->loader, c + 1, &value);
        if (known && keys != NULL && value.kind == BL_IMPORT_TEXT &&
            !bl_keys_contain(keys, value.text, value.length)) {
            *column = c;
            known = FALSE;
        }
    }
    return known ? BL_REJECT_NONE : BL_REJECT_REFERENCE;
}

static gboolean stage_record(Staging *staging, const BlCsvRecord *record, GError **err) {
    staging->file->result->read++;
    if (!check_shape(staging, record)) {
        staging->file->result->rejected++;
        return TRUE;
    }
    guint column = 0;
    BlReject reject = read_values(staging, record, &column);
    if (reject != BL_REJECT_NONE) {
        bl_rejects_add(staging->rejects, record->line, reject, (int)column, 0);
        staging->file->result->rejected++;
        return TRUE;
    }
    bl_loader_set_int(staging->loader, 0, staging->file->first_rank + (gint64)record->line);
    return bl_loader_row(staging->loader, err);
}

static void tell_progress(Staging *staging) {
    gint64 now = g_get_monotonic_time();
    if (now - staging->last_progress < PROGRESS_PERIOD)
        return;
    staging->last_progress = now;
    bl_run_progress(staging->run, staging->file, BL_IMPORT_READING,
                    bl_csv_reader_offset(staging->reader));
}

/* Read the header and what it calls for; a problem here refuses the file. */
static gboolean begin_file(Staging *staging, GError **err) {
    BlImportedFile *result = staging->file->result;
    BlCsvRecord record;
    char *notice = NULL;
    staging->reader = bl_csv_reader_open(result->path, err);
    if (staging->reader == NULL || !bl_csv_reader_next(staging->reader, &record, err))
        return FALSE;
    staging->file->size = bl_csv_reader_size(staging->reader);
    staging->header = bl_header_read(staging->extract, &record, result->path, &notice, err);
    if (notice != NULL)
        g_ptr_array_add(result->notices, notice);
    if (staging->header == NULL)
        return FALSE;
    if (bl_csv_reader_encoding(staging->reader) == BL_CSV_UTF8_MIXED)
        g_ptr_array_add(result->notices,
                        g_strdup_printf("%s : fichier en UTF-8 avec des octets qui n’en sont pas ; "
                                        "les lignes touchées sont rejetées",
                                        result->path));
    staging->rejects = bl_rejects_new(staging->run, staging->file, staging->header->fields);
    return TRUE;
}

/* @param[out] refusal why the file is refused; *err is for the warehouse */
static gboolean read_rows(Staging *staging, GError **refusal, GError **err) {
    BlCsvRecord record;
    if (!open_loader(staging, err))
        return FALSE;
    for (guint64 count = 1; bl_csv_reader_next(staging->reader, &record, refusal); count++) {
        if (!stage_record(staging, &record, err))
            return FALSE;
        if (bl_rejects_is_full(staging->rejects) && !flush_rejects(staging, TRUE, err))
            return FALSE;
        if (count % ROWS_PER_LOOK == 0)
            tell_progress(staging);
    }
    return flush_rejects(staging, FALSE, err);
}

/* What a refused file had already put aside. */
static gboolean forget_rows(BlRun *run, const BlRunFile *file, GError **err) {
    g_autoptr(BlParams) params = bl_sql_rank_params(file);
    bl_params_set_int(params, "no_import", run->number);
    bl_params_set_text(params, "chemin", file->full_path);
    return bl_sql_run(run->store,
                      g_strdup_printf("DELETE FROM tampon_%s WHERE rang_import BETWEEN :premier "
                                      "AND :dernier",
                                      file->result->extract->name),
                      params, NULL, err) &&
           bl_store_exec(run->store,
                         "DELETE FROM rejets WHERE no_import = :no_import AND chemin = :chemin",
                         params, "import", NULL, err);
}

static gpointer hash_file(gpointer data) {
    BlRunFile *file = data;
    return bl_file_sha256(file->result->path, NULL, NULL);
}

static gboolean stage_file(BlRun *run, BlRunFile *file, GError **err) {
    Staging staging = {.run = run, .file = file, .extract = file->result->extract};
    GError *refusal = NULL;
    gboolean done = TRUE;
    if (begin_file(&staging, &refusal))
        done = read_rows(&staging, &refusal, err);
    staging_dispose(&staging);
    if (refusal == NULL)
        return done;
    bl_run_refuse(file, refusal);
    return done && forget_rows(run, file, err);
}

gboolean bl_run_stage_file(BlRun *run, BlRunFile *file, GError **err) {
    if (!g_file_test(file->result->path, G_FILE_TEST_IS_REGULAR))
        return stage_file(run, file, err); /* which says what it is */
    /* the fingerprint of a large file takes as long as its parsing: beside it */
    GThread *hashing = g_thread_new("sha256", hash_file, file);
    gboolean done = stage_file(run, file, err);
    file->sha256 = g_thread_join(hashing);
    return done;
}
