/* The workbook as a file: the same bytes twice, refused when it is not whole, names and texts that
 * Excel takes. */
#include "xlsx_book.h"

#include "../../src/output/xlsx_text.h"
#include "../../src/output/xlsx_verify.h"
#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static BlDocument *full_document(void) {
    BlDocument *document = book_document();
    BlSection *section = bl_document_add_section(document, "Objectifs");
    BlTable *table = book_table("objectifs", 12);
    bl_section_add_table(section, table);
    BlChart *chart = bl_chart_new("graphique", BL_CHART_DOTS, table, 0);
    bl_chart_add_series(chart, 3, FALSE);
    bl_section_add_chart(section, chart);
    return document;
}

START_TEST(the_bytes_do_not_depend_on_time_zone_or_locale) {
    g_autoptr(BlDocument) document = full_document();
    g_autofree char *folder = g_dir_make_tmp("bilan-xlsx-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "a.xlsx", NULL);
    static const char *const zones[] = {"UTC", "Pacific/Kiritimati", "America/Guadeloupe"};
    g_autofree char *first = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(zones); i++) {
        g_setenv("TZ", zones[i], TRUE);
        /* "" when the machine has not got it: then it says nothing, and the test still holds */
        setlocale(LC_ALL, i == 1 ? "fr_FR.UTF-8" : "C");
        ck_assert(bl_output_xlsx(document, &book_theme, path, NULL));
        g_autofree char *sum = bl_file_sha256(path, NULL, NULL);
        if (first == NULL)
            first = g_steal_pointer(&sum);
        else
            ck_assert_str_eq(sum, first);
    }
    setlocale(LC_ALL, "C");
    Book *book = book_open(path);
    ck_assert_ptr_nonnull(
        strstr(g_hash_table_lookup(book->parts, "docProps/core.xml"), "2010-10-05T12:00:00Z"));
    book_free(book);
    g_unlink(path);
    g_rmdir(folder);
}
END_TEST

START_TEST(python_finds_the_archive_whole_and_its_xml_well_formed) {
    g_autoptr(BlDocument) document = full_document();
    g_autofree char *folder = g_dir_make_tmp("bilan-xlsx-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "a.xlsx", NULL);
    ck_assert(bl_output_xlsx(document, &book_theme, path, NULL));
    char *argv[] = {"python3", "-c",
                    "import sys, zipfile, xml.dom.minidom as m\n"
                    "z = zipfile.ZipFile(sys.argv[1])\n"
                    "assert z.testzip() is None\n"
                    "[m.parseString(z.read(n)) for n in z.namelist()]",
                    path, NULL};
    int status = -1;
    ck_assert(
        g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL));
    ck_assert_int_eq(status, 0);
    g_unlink(path);
    g_rmdir(folder);
}
END_TEST

START_TEST(a_truncated_or_altered_workbook_is_refused) {
    g_autoptr(BlDocument) document = full_document();
    g_autofree char *folder = g_dir_make_tmp("bilan-xlsx-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "a.xlsx", NULL);
    ck_assert(bl_output_xlsx(document, &book_theme, path, NULL));
    gsize length;
    g_autofree char *bytes = bl_file_read(path, &length, NULL);
    GError *err = NULL;
    ck_assert(!bl_xlsx_verify(path, 0, &err)); /* other numbers than those given */
    ck_assert(g_error_matches(err, BL_ERROR, BL_ERROR_OUTPUT));
    g_clear_error(&err);
    for (gsize kept = 0; kept < length; kept += length / 50) {
        ck_assert(bl_file_write(path, bytes, kept, NULL));
        ck_assert(!bl_xlsx_verify(path, 0, NULL));
    }
    for (gsize at = 40; at < length; at += length / 50) {
        bytes[at] = (char)(bytes[at] ^ 0x55);
        ck_assert(bl_file_write(path, bytes, length, NULL));
        g_autoptr(BlZip) zip = bl_zip_open(path, NULL); /* whatever it says, it must not fall */
        for (guint i = 0; zip != NULL && i < bl_zip_count(zip); i++) {
            gsize size;
            g_free(bl_zip_read(zip, i, &size, NULL));
        }
        bytes[at] = (char)(bytes[at] ^ 0x55);
    }
    g_unlink(path);
    g_rmdir(folder);
}
END_TEST

START_TEST(xml_with_a_hole_is_not_whole) {
    static const char *const whole[] = {"<?xml version=\"1\"?>\n<a><b c=\"1\"/><d>e</d></a>\n"};
    static const char *const holed[] = {"",
                                        "<?xml version=\"1\"?>\n",
                                        "<?xml version=\"1\"?>\n<a><b>",
                                        "<?xml version=\"1\"?>\n<a><b></a>",
                                        "<?xml version=\"1\"?>\n<a></a><b></b>",
                                        "<?xml version=\"1\"?>\n<a></a",
                                        "<?xml version=\"1\"?>\n<a></a>\xff"};
    ck_assert(bl_xml_is_whole(whole[0], strlen(whole[0])));
    for (guint i = 0; i < G_N_ELEMENTS(holed); i++)
        ck_assert_msg(!bl_xml_is_whole(holed[i], strlen(holed[i])), "%u", i);
}
END_TEST

START_TEST(a_number_beyond_fifteen_digits_is_refused_and_leaves_no_file) {
    g_autoptr(BlDocument) document = book_document();
    BlFigure figure = {"X", "x", "local", "1", "2010", "", "", BL_UNIT_COUNT, G_MAXINT64};
    g_ptr_array_add(document->data, &figure);
    g_autofree char *folder = g_dir_make_tmp("bilan-xlsx-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "a.xlsx", NULL);
    GError *err = NULL;
    ck_assert(!bl_output_xlsx(document, &book_theme, path, &err));
    ck_assert(g_error_matches(err, BL_ERROR, BL_ERROR_OUTPUT));
    g_error_free(err);
    ck_assert_int_eq(g_rmdir(folder), 0);
}
END_TEST

START_TEST(identifiers_never_look_like_a_cell) {
    static const struct {
        const char *text, *name;
    } cases[] = {{"OBJ.decomptes", "OBJ_decomptes"},
                 {"DE1", "_DE1"},
                 {"R1C1", "_R1C1"},
                 {"C", "_C"},
                 {"", "_"},
                 {"1er", "_1er"},
                 {"Élève’s", "Eleve_s"},
                 {"de1", "_de1_2"},
                 {"SUBV", "SUBV"}};
    g_autoptr(GHashTable) taken = bl_xlsx_names_new();
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *name = bl_xlsx_identifier(taken, "", cases[i].text);
        ck_assert_str_eq(name, cases[i].name);
    }
}
END_TEST

START_TEST(a_text_too_long_is_cut_within_no_character) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < 20000; i++)
        g_string_append(text, "𝒜"); /* two UTF-16 units */
    g_autofree char *clean = bl_xlsx_text_clean(text->str);
    glong units = 0;
    g_autofree gunichar2 *utf16 = g_utf8_to_utf16(clean, -1, NULL, &units, NULL);
    ck_assert_ptr_nonnull(utf16);
    ck_assert_int_le(units, 32767);
    ck_assert_int_ge(units, 32760);
    ck_assert(g_str_has_suffix(clean, "…"));
    g_string_free(text, TRUE);
}
END_TEST

TCase *xlsx_safety_tests(void) {
    TCase *tests = tcase_create("file");
    tcase_set_timeout(tests, 60); /* under valgrind */
    tcase_add_test(tests, the_bytes_do_not_depend_on_time_zone_or_locale);
    tcase_add_test(tests, python_finds_the_archive_whole_and_its_xml_well_formed);
    tcase_add_test(tests, a_truncated_or_altered_workbook_is_refused);
    tcase_add_test(tests, xml_with_a_hole_is_not_whole);
    tcase_add_test(tests, a_number_beyond_fifteen_digits_is_refused_and_leaves_no_file);
    tcase_add_test(tests, identifiers_never_look_like_a_cell);
    tcase_add_test(tests, a_text_too_long_is_cut_within_no_character);
    return tests;
}
