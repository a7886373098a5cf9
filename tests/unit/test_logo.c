/* Partner logos (art. 3.3): a sound PNG is printed, anything else is refused by name. */
#include "report_bench.h"
#include "suites.h"

#include <bilan/base/file.h>
#include <bilan/output/output.h>
#include <string.h>

/* A picture of our own making: 8 bits, a palette. */
static char *make_logo(const Edition *edition, const char *folder) {
    g_autoptr(GError) error = NULL;
    g_autoptr(BlTable) table = bl_table_new("t", NULL);
    bl_table_add_column(table, "Mois", TRUE);
    bl_table_add_column(table, "Jeunes", FALSE);
    BlRow *row = bl_table_add_row(table, BL_ROW_BODY);
    bl_cell_set_text(&row->cells[0], "mai");
    bl_cell_set_number(&row->cells[1], 3, BL_UNIT_COUNT);
    BlChart *chart = bl_chart_new("logo", BL_CHART_COLUMNS, table, 0);
    bl_chart_add_series(chart, 1, FALSE);
    char *path = g_build_filename(folder, "logo.png", NULL);
    gboolean drawn = bl_output_image(chart, edition->theme, "png", path, &error);
    bl_chart_free(chart);
    ck_assert_msg(drawn, "%s", error != NULL ? error->message : "");
    return path;
}

static gboolean print(const Edition *edition, const char *logo, const char *path, GError **error) {
    g_autoptr(BlDocument) document = edition_document(edition, "compte-rendu", "local/01004S00");
    g_ptr_array_set_size(document->logos, 0);
    g_ptr_array_add(document->logos, g_strdup(logo));
    return bl_output_pdf(document, edition->theme, path, error);
}

START_TEST(a_sound_logo_is_printed) {
    char *folder = support_folder();
    g_autoptr(GError) error = NULL;
    Edition edition;
    edition_open(&edition);
    g_autofree char *logo = make_logo(&edition, folder);
    g_autofree char *path = g_build_filename(folder, "a.pdf", NULL);
    ck_assert_msg(print(&edition, logo, path, &error), "%s", error != NULL ? error->message : "");
    g_autofree char *check = g_strdup_printf("pdfimages -list '%s'", path);
    g_autofree char *listed = NULL;
    ck_assert(g_spawn_command_line_sync(check, &listed, NULL, NULL, NULL));
    support_assert_has(listed, "image");
    edition_close(&edition);
    support_remove(folder);
}
END_TEST

/* The picture with one byte changed, or cut: `at` from the start, -1: cut in the middle. */
static void write_damaged(const char *logo, const char *damaged, gssize at, guint8 value) {
    g_autofree char *bytes = NULL;
    gsize length = 0;
    ck_assert(g_file_get_contents(logo, &bytes, &length, NULL));
    if (at >= 0)
        bytes[at] = (char)value;
    ck_assert(g_file_set_contents(damaged, bytes, (gssize)(at >= 0 ? length : length / 2), NULL));
}

START_TEST(a_logo_that_is_damaged_or_no_png_is_refused_by_name) {
    static const struct {
        gssize at;
        guint8 value;
        const char *part;
    } damages[] = {{-1, 0, "incomplète"}, /* cut */
                   {0, 'X', "PNG"},       /* no signature */
                   {18, 0xFF, "abîmée"},  /* the width, its checksum no more right */
                   {12, 'X', "PNG"}};     /* no header */
    char *folder = support_folder();
    Edition edition;
    edition_open(&edition);
    g_autofree char *logo = make_logo(&edition, folder);
    g_autofree char *damaged = g_build_filename(folder, "abime.png", NULL);
    g_autofree char *path = g_build_filename(folder, "a.pdf", NULL);
    for (guint i = 0; i < G_N_ELEMENTS(damages); i++) {
        g_autoptr(GError) error = NULL;
        write_damaged(logo, damaged, damages[i].at, damages[i].value);
        ck_assert_msg(!print(&edition, damaged, path, &error), "damage %u", i);
        support_assert_error(&error, BL_ERROR_CONFIG, "abime.png", damages[i].part);
        ck_assert(!g_file_test(path, G_FILE_TEST_EXISTS));
    }
    g_autoptr(GError) error = NULL;
    ck_assert(!print(&edition, "/nulle/part.png", path, &error));
    support_assert_error(&error, BL_ERROR_CONFIG, "/nulle/part.png", NULL);
    edition_close(&edition);
    support_remove(folder);
}
END_TEST

START_TEST(a_logo_stands_in_the_workbook_too) {
    char *folder = support_folder();
    g_autoptr(GError) error = NULL;
    Edition edition;
    edition_open(&edition);
    g_autofree char *logo = make_logo(&edition, folder);
    g_autofree char *path = g_build_filename(folder, "a.xlsx", NULL);
    g_autoptr(BlDocument) document = edition_document(&edition, "compte-rendu", "local/01004S00");
    g_ptr_array_set_size(document->logos, 0);
    g_ptr_array_add(document->logos, g_strdup(logo));
    ck_assert_msg(bl_output_xlsx(document, edition.theme, path, &error), "%s",
                  error != NULL ? error->message : "");
    g_autofree char *list = g_strdup_printf("python3 -m zipfile -l '%s'", path);
    g_autofree char *listed = NULL;
    ck_assert(g_spawn_command_line_sync(list, &listed, NULL, NULL, NULL));
    support_assert_has(listed, "xl/media/image1.png");
    g_ptr_array_set_size(document->logos, 0);
    g_ptr_array_add(document->logos, g_strdup("/nulle/part.png"));
    ck_assert(!bl_output_xlsx(document, edition.theme, path, &error));
    support_assert_error(&error, BL_ERROR_CONFIG, "/nulle/part.png", NULL);
    edition_close(&edition);
    support_remove(folder);
}
END_TEST

Suite *logo_suite(void) {
    Suite *suite = suite_create("logo");
    TCase *tests = tcase_create("logos");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_sound_logo_is_printed);
    tcase_add_test(tests, a_logo_stands_in_the_workbook_too);
    tcase_add_test(tests, a_logo_that_is_damaged_or_no_png_is_refused_by_name);
    suite_add_tcase(suite, tests);
    return suite;
}
