#include "../../src/import/reader_csv.h"
#include "suites.h"

#include <bilan/base/error.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* Records as « line:field|field » one a line; faults as !1 or !2, invalid fields with a ~. */
static char *dump(const char *bytes, gsize length, GError **err) {
    g_autoptr(GBytes) data = g_bytes_new(bytes, length);
    g_autoptr(BlCsvReader) reader = bl_csv_reader_from_bytes(data, "essai.csv", err);
    if (reader == NULL)
        return NULL;
    GString *out = g_string_new(NULL);
    BlCsvRecord record;
    while (bl_csv_reader_next(reader, &record, err)) {
        g_string_append_printf(out, "%" G_GUINT64_FORMAT ":", record.line);
        if (record.fault != BL_CSV_SOUND)
            g_string_append_printf(out, "!%d@%" G_GUINT64_FORMAT, record.fault, record.fault_field);
        for (guint f = 0; f < record.count; f++) {
            g_string_append_len(out, f > 0 ? "|" : "", f > 0 ? 1 : 0);
            if ((record.fields[f].flags & BL_CSV_INVALID) != 0)
                g_string_append_c(out, '~');
            else
                g_string_append_len(out, record.fields[f].text, (gssize)record.fields[f].length);
        }
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

static void expect(const char *bytes, gsize length, const char *expected) {
    g_autoptr(GError) error = NULL;
    g_autofree char *got = dump(bytes, length, &error);
    ck_assert_msg(error == NULL, "%s", error != NULL ? error->message : "");
    ck_assert_str_eq(got, expected);
}

static void expect_refusal(const char *bytes, gsize length, const char *part) {
    g_autoptr(GError) error = NULL;
    g_autofree char *got = dump(bytes, length, &error);
    ck_assert_msg(g_error_matches(error, BL_ERROR, BL_ERROR_INPUT), "accepted: %s", part);
    ck_assert_msg(strstr(error->message, part) != NULL, "« %s » not in « %s »", part,
                  error->message);
}

#define EXPECT(bytes, expected) expect(bytes, sizeof(bytes) - 1, expected)
#define REFUSED(bytes, part) expect_refusal(bytes, sizeof(bytes) - 1, part)

START_TEST(fields_are_split_at_semicolons) {
    EXPECT("a;b;c\n1;2;3\n", "1:a|b|c\n2:1|2|3\n");
    EXPECT("a;b\n;\n;x\n", "1:a|b\n2:|\n3:|x\n");
}
END_TEST

START_TEST(last_line_needs_no_newline) {
    EXPECT("a;b\n1;2", "1:a|b\n2:1|2\n");
    EXPECT("a;b\n1;", "1:a|b\n2:1|\n");
    EXPECT("a;b\r\n1;2\r", "1:a|b\n2:1|2\n");
}
END_TEST

START_TEST(line_endings_may_be_mixed) {
    EXPECT("a;b\r\n1;2\n3;4\r\n", "1:a|b\n2:1|2\n3:3|4\n");
}
END_TEST

START_TEST(empty_lines_are_skipped_and_counted) {
    EXPECT("\n\r\na;b\n\n\r\n1;2\n\n", "3:a|b\n6:1|2\n");
}
END_TEST

START_TEST(quotes_protect_separators_newlines_and_quotes) {
    EXPECT("a;b\n\"x;y\";\"he said \"\"no\"\"\"\n", "1:a|b\n2:x;y|he said \"no\"\n");
    EXPECT("a;b\n\"1\n2\r\n3\";4\n5;6\n", "1:a|b\n2:1\n2\r\n3|4\n5:5|6\n");
    EXPECT("a;b\n\"\";\"\"\"\"\n", "1:a|b\n2:|\"\n");
    EXPECT("\"a\";\"b\"", "1:a|b\n");
}
END_TEST

START_TEST(misplaced_quotes_cost_the_row_only) {
    EXPECT("a;b\n\"x\"y;2\n3;4\n", "1:a|b\n2:!1@0x|2\n3:3|4\n");
    EXPECT("a;b\n1;x\"y\n3;4\n", "1:a|b\n2:!2@11|x\"y\n3:3|4\n");
    EXPECT("a;b\n\"x\"y;\"2\n2\"\n3;4\n", "1:a|b\n2:!1@0x|2\n2\n4:3|4\n");
}
END_TEST

START_TEST(unclosed_quote_refuses_the_file_naming_its_line) {
    REFUSED("a;b\n1;\"2\n3;4\n", "essai.csv:2 :");
    REFUSED("a;b\n\"1\n2\";\"\n", "essai.csv:3 :");
    REFUSED("a;b\n1;\"\"\"\n", "essai.csv:2 :");
}
END_TEST

START_TEST(encoding_is_detected) {
    EXPECT("\xEF\xBB\xBF"
           "a;é\n1;2\n",
           "1:a|é\n2:1|2\n");
    EXPECT("a;\xE9\n1;\x80\x92\n", "1:a|é\n2:1|€’\n");
    EXPECT("a;b\n\"\"\"\xE9\"\"\";2\n", "1:a|b\n2:\"é\"|2\n");
    /* more UTF-8 than not: the odd byte is a fault, not another encoding */
    EXPECT("é;à\nü;\xE9\n", "1:é|à\n2:ü|~\n");
}
END_TEST

START_TEST(control_characters_are_flagged) {
    EXPECT("a;b\n1\0;2\n\x01;\t\n", "1:a|b\n2:~|2\n3:~|\t\n");
    EXPECT("a;b\n1\r2;3\n", "1:a|b\n2:~|3\n");
    EXPECT("a;b\n\"1\x7F\";\xC2\x85\n", "1:a|b\n2:~|~\n");
    EXPECT("a;b\n\x81;\xEF\xBF\xBF\n", "1:a|b\n2:~|ï¿¿\n");
    EXPECT("é;b\n1;\xEF\xBF\xBF\n", "1:é|b\n2:1|~\n");
}
END_TEST

START_TEST(what_is_no_csv_is_refused_with_advice) {
    REFUSED("", "fichier vide");
    REFUSED("\r\n\n", "fichier vide");
    REFUSED("\xEF\xBB\xBF\n", "fichier vide");
    REFUSED("PK\x03\x04zzz", "classeur");
    REFUSED("\xD0\xCF\x11\xE0zzz", "Excel");
    REFUSED("\xFF\xFE"
            "a\0;\0",
            "UTF-16");
    REFUSED("a\0;\0b\0\n\0", "UTF-16");
    REFUSED("\x7F"
            "ELF\x02\n",
            "CSV");
    REFUSED("a;b\r1;2\r", "retour chariot");
}
END_TEST

START_TEST(folders_pipes_and_missing_files_are_refused) {
    g_autoptr(GError) error = NULL;
    ck_assert_ptr_null(bl_csv_reader_open("/", &error));
    ck_assert_ptr_nonnull(strstr(error->message, "dossier"));
    g_clear_error(&error);
    ck_assert_ptr_null(bl_csv_reader_open("/nulle/part.csv", &error));
    ck_assert_ptr_nonnull(strstr(error->message, "introuvable"));
    g_clear_error(&error);
    g_autofree char *folder = g_dir_make_tmp("bilan-XXXXXX", NULL);
    g_autofree char *pipe = g_build_filename(folder, "tube.csv", NULL);
    ck_assert_int_eq(mkfifo(pipe, 0600), 0);
    ck_assert_ptr_null(bl_csv_reader_open(pipe, &error));
    ck_assert_ptr_nonnull(strstr(error->message, "ordinaire"));
    g_unlink(pipe);
    g_rmdir(folder);
}
END_TEST

START_TEST(a_line_of_many_fields_is_counted_not_kept) {
    g_autoptr(GString) text = g_string_new("a;b\n");
    for (guint i = 0; i < 3 * BL_CSV_MAX_FIELDS; i++)
        g_string_append(text, "é;");
    g_string_append(text, "\n1;2\n");
    g_autoptr(GBytes) bytes = g_bytes_new(text->str, text->len);
    g_autoptr(BlCsvReader) reader = bl_csv_reader_from_bytes(bytes, "essai.csv", NULL);
    BlCsvRecord record;
    ck_assert(bl_csv_reader_next(reader, &record, NULL));
    ck_assert(bl_csv_reader_next(reader, &record, NULL));
    ck_assert_uint_eq(record.count, 3 * BL_CSV_MAX_FIELDS + 1);
    ck_assert_uint_eq(record.fields[BL_CSV_MAX_FIELDS - 1].length, 2);
    ck_assert(bl_csv_reader_next(reader, &record, NULL));
    ck_assert_uint_eq(record.count, 2);
    ck_assert_uint_eq(record.line, 3);
}
END_TEST

/* Enough of a file for the pages behind to be given back; every row must still read the same. */
START_TEST(large_file_is_read_whole) {
    g_autofree char *folder = g_dir_make_tmp("bilan-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "grand.csv", NULL);
    g_autoptr(GString) text = g_string_new("id;nom\n");
    for (guint i = 0; i < 3000000; i++)
        g_string_append_printf(text, "%u;C\xF4te-d'Or, \x80\n", i);
    ck_assert(g_file_set_contents(path, text->str, (gssize)text->len, NULL));
    g_autoptr(BlCsvReader) reader = bl_csv_reader_open(path, NULL);
    ck_assert_int_eq(bl_csv_reader_encoding(reader), BL_CSV_CP1252);
    BlCsvRecord record;
    ck_assert(bl_csv_reader_next(reader, &record, NULL));
    guint64 count = 0;
    for (; bl_csv_reader_next(reader, &record, NULL); count++) {
        if (g_ascii_strtoull(record.fields[0].text, NULL, 10) != count ||
            record.fields[1].length != strlen("Côte-d'Or, €"))
            ck_abort_msg("row %u differs", (guint)count);
    }
    ck_assert_uint_eq(count, 3000000);
    g_unlink(path);
    g_rmdir(folder);
}
END_TEST

Suite *reader_csv_suite(void) {
    Suite *suite = suite_create("reader_csv");
    TCase *cases = tcase_create("reader_csv");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, fields_are_split_at_semicolons);
    tcase_add_test(cases, last_line_needs_no_newline);
    tcase_add_test(cases, line_endings_may_be_mixed);
    tcase_add_test(cases, empty_lines_are_skipped_and_counted);
    tcase_add_test(cases, quotes_protect_separators_newlines_and_quotes);
    tcase_add_test(cases, misplaced_quotes_cost_the_row_only);
    tcase_add_test(cases, unclosed_quote_refuses_the_file_naming_its_line);
    tcase_add_test(cases, encoding_is_detected);
    tcase_add_test(cases, control_characters_are_flagged);
    tcase_add_test(cases, what_is_no_csv_is_refused_with_advice);
    tcase_add_test(cases, folders_pipes_and_missing_files_are_refused);
    tcase_add_test(cases, a_line_of_many_fields_is_counted_not_kept);
    tcase_add_test(cases, large_file_is_read_whole);
    suite_add_tcase(suite, cases);
    return suite;
}
