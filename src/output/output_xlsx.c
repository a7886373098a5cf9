/* The workbook: built by the xlsx_*.c files, closed, read back, and only then put in its place. */
#include "xlsx_private.h"

#include <bilan/base/file.h>
#include <glib/gstdio.h>
#include <locale.h>

#define NOON 43200

static void set_properties(BlXlsxBook *book) {
    const BlDocument *document = book->document;
    g_autofree char *title = bl_xlsx_text_line(document->title != NULL ? document->title : "", 200);
    g_autofree char *subject = bl_xlsx_text_line(document->kicker != NULL  ? document->kicker
                                                 : document->place != NULL ? document->place
                                                                           : "",
                                                 200);
    BlDay edition = document->edition != BL_DAY_NONE ? document->edition : document->cutoff;
    /* libxlsxwriter reads it with gmtime(): no time zone; never 0, which would mean now */
    time_t created = (time_t)edition * 86400 + NOON;
    lxw_doc_properties properties = {
        .title = title, .subject = subject, .author = "bilan", .created = created};
    bl_xlsx_check(book, workbook_set_properties(book->workbook, &properties));
}

static void fill(BlXlsxBook *book) {
    const GPtrArray *sections = book->document->sections;
    for (guint i = 0; i < book->sheets->len && book->error == NULL; i++) {
        BlXlsxSheet *sheet = g_ptr_array_index(book->sheets, i);
        sheet->sheet = workbook_add_worksheet(book->workbook, sheet->name);
        if (sheet->sheet == NULL)
            g_set_error(&book->error, BL_ERROR, BL_ERROR_OUTPUT,
                        "feuille « %s » : nom refusé (libxlsxwriter)", sheet->name);
    }
    if (book->error != NULL)
        return;
    set_properties(book);
    bl_xlsx_formats_make(book);
    bl_xlsx_write_summary(g_ptr_array_index(book->sheets, 0));
    for (guint i = 0; i < sections->len; i++)
        bl_xlsx_write_section(bl_xlsx_section_sheet(book, i), g_ptr_array_index(sections, i));
    bl_xlsx_write_data(g_ptr_array_index(book->sheets, book->sheets->len - 1));
    for (guint i = 0; i < book->pending->len; i++)
        bl_xlsx_insert_chart(book, &g_array_index(book->pending, BlXlsxPending, i));
}

/* Write the workbook to `path`, with the library's own temporary files in `scratch`. */
static gboolean write_workbook(const BlDocument *document, const BlTheme *theme, const char *path,
                               char *scratch, guint64 *sum, GError **err) {
    lxw_workbook_options options = {.tmpdir = scratch};
    BlXlsxBook book = {
        .document = document, .theme = theme, .workbook = workbook_new_opt(path, &options)};
    if (book.workbook == NULL) {
        g_set_error(err, BL_ERROR, BL_ERROR_OUTPUT, "mémoire insuffisante pour un classeur");
        return FALSE;
    }
    bl_xlsx_plan(&book);
    fill(&book);
    if (book.error != NULL) {
        lxw_workbook_free(book.workbook);
    } else {
        bl_xlsx_check(&book, workbook_close(book.workbook));
    }
    *sum = book.sum;
    bl_xlsx_plan_dispose(&book);
    if (book.error != NULL) {
        g_propagate_error(err, book.error);
        return FALSE;
    }
    return TRUE;
}

/* One attempt, in a private folder of `base` for the temporary files, read back when done. */
static gboolean attempt(const BlDocument *document, const BlTheme *theme, const char *path,
                        const char *base, GError **err) {
    g_autofree char *scratch = g_build_filename(base, ".bilan-xlsx.XXXXXX", NULL);
    if (g_mkdtemp_full(scratch, 0700) == NULL) {
        g_set_error(err, BL_ERROR, BL_ERROR_OUTPUT, "%s : impossible d’y créer un dossier", base);
        return FALSE;
    }
    /* « 1,37 » would be written as a number under a French locale set by a caller */
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t before = uselocale(plain);
    guint64 sum = 0;
    gboolean done =
        write_workbook(document, theme, path, scratch, &sum, err) && bl_xlsx_verify(path, sum, err);
    uselocale(before);
    freelocale(plain);
    g_rmdir(scratch);
    return done;
}

gboolean bl_output_xlsx(const BlDocument *document, const BlTheme *theme, const char *path,
                        GError **err) {
    BlPendingFile file = {0};
    if (!bl_pending_file_begin(&file, path, err))
        return FALSE;
    g_autofree char *folder = g_path_get_dirname(path);
    /* in memory first; it may be small, or missing: then beside the workbook */
    gboolean done = g_file_test("/dev/shm", G_FILE_TEST_IS_DIR) &&
                    attempt(document, theme, file.temporary, "/dev/shm", NULL);
    if (!done && !attempt(document, theme, file.temporary, folder, err)) {
        bl_error_context(err, "%s", path);
        bl_pending_file_abandon(&file);
        return FALSE;
    }
    return bl_pending_file_commit(&file, err);
}
