/* UTF-8, Windows-1252, names, CSV and JSON fields. */
#include "suites.h"

#include <bilan/base/json.h>
#include <bilan/base/text.h>
#include <string.h>

static void expect(char *got, const char *expected) {
    ck_assert_str_eq(got, expected);
    g_free(got);
}

START_TEST(header_names_differ_neither_by_case_nor_accents_nor_spaces) {
    expect(bl_text_fold_name("  Date d’Affectation "), "date_d’affectation");
    expect(bl_text_fold_name("CODE-ML"), "code_ml");
    expect(bl_text_fold_name("Date\u00a0de Naissance"), "date_de_naissance");
    expect(bl_text_fold_name("Libellé"), "libelle");
    expect(bl_text_fold_name("Libelle\u0301"), "libelle");
    expect(bl_text_fold_name("\ufeffid_jeune"), "id_jeune");
    expect(bl_text_fold_name(""), "");
    expect(bl_text_fold_name(" - "), "");
}
END_TEST

START_TEST(messages_show_no_control_character_and_eighty_characters_at_most) {
    expect(bl_text_printable("a\x1b[31mb\n"), "a\ufffd[31mb\ufffd");
    expect(bl_text_printable("caf\xe9"), "caf\ufffd");
    g_autofree char *long_text = g_strnfill(200, 'x');
    g_autofree char *shown = bl_text_printable(long_text);
    ck_assert_uint_eq(strlen(shown), 80);
}
END_TEST

START_TEST(a_name_of_a_file_is_plain_and_leads_nowhere) {
    static const char *const safe[] = {"01004S00", "FR", "a.b-c_d", "_x"};
    static const char *const unsafe[] = {"",    ".",   "..", ".cache", "-rf",
                                         "a/b", "a b", "é",  "a\\b",   "a\n"};
    for (guint i = 0; i < G_N_ELEMENTS(safe); i++)
        ck_assert_msg(bl_text_is_safe_name(safe[i]), "%s", safe[i]);
    for (guint i = 0; i < G_N_ELEMENTS(unsafe); i++)
        ck_assert_msg(!bl_text_is_safe_name(unsafe[i]), "%s", unsafe[i]);
    ck_assert(!bl_text_is_safe_name(NULL));
}
END_TEST

START_TEST(controls_make_a_text_unclean_but_line_ends_and_tabs_do_not) {
    static const char *const dirty[] = {"a\x01", "\x7f", "x\xc2\x85y", "\x1b[0m"};
    ck_assert(bl_text_is_clean("é\tà\r\n€\u00a0", strlen("é\tà\r\n€\u00a0")));
    for (guint i = 0; i < G_N_ELEMENTS(dirty); i++)
        ck_assert_msg(!bl_text_is_clean(dirty[i], strlen(dirty[i])), "%u", i);
    ck_assert(!bl_text_is_clean("a\0b", 3));
    ck_assert(bl_text_is_clean("ab\x01", 2));
}
END_TEST

START_TEST(windows_1252_goes_to_utf8_and_back) {
    gsize length = 0;
    g_autofree char *utf8 = bl_text_from_cp1252("C\xf4t\xe9 \x96 \x80 \x9cuvre \x92", 16, &length);
    ck_assert_str_eq(utf8, "Côté – € œuvre ’");
    ck_assert_uint_eq(length, strlen(utf8));
    g_autofree char *back = bl_text_to_cp1252(utf8);
    ck_assert_mem_eq(back, "C\xf4t\xe9 \x96 \x80 \x9cuvre \x92", 17);
    gsize odd_length = 0;
    g_autofree char *undefined = bl_text_from_cp1252("\x81", 1, &odd_length);
    ck_assert(!bl_text_is_clean(undefined, odd_length));
}
END_TEST

START_TEST(what_windows_1252_lacks_becomes_its_nearest) {
    expect(bl_text_to_cp1252("12\u202f345\u00a0€"), "12\xa0"
                                                    "345\xa0\x80");
    expect(bl_text_to_cp1252("\u22125"), "\x96"
                                         "5");
    expect(bl_text_to_cp1252("Łódź ő"), "?\xf3"
                                        "dz o");
    expect(bl_text_to_cp1252("日"), "?");
    expect(bl_text_to_cp1252("e\u0301"), "\xe9");
}
END_TEST

START_TEST(no_line_begins_with_french_punctuation) {
    expect(bl_text_no_break("a ; b : c ! d ? 5 %"), "a\u202f; b\u00a0: c\u202f! d\u202f? 5\u202f%");
    expect(bl_text_no_break("« les jeunes »"), "«\u00a0les jeunes\u00a0»");
    expect(bl_text_no_break("« a » « b »"), "«\u00a0a\u00a0» «\u00a0b\u00a0»");
    expect(bl_text_no_break("12\u202f345 déjà\u00a0: fait "), "12\u202f345 déjà\u00a0: fait ");
    expect(bl_text_no_break(""), "");
    ck_assert_ptr_null(bl_text_no_break(NULL));
}
END_TEST

static void expect_field(const char *field, const char *expected) {
    g_autoptr(GString) line = g_string_new(NULL);
    bl_text_append_csv(line, field, ';');
    ck_assert_str_eq(line->str, expected);
}

START_TEST(a_csv_field_is_quoted_when_needed_and_never_a_formula) {
    expect_field("Bugey", "Bugey");
    expect_field("Ain ; \"Bugey\"", "\"Ain ; \"\"Bugey\"\"\"");
    expect_field("deux\nlignes", "\"deux\nlignes\"");
    expect_field("a,b", "a,b");
    expect_field("=1+1", "'=1+1");
    expect_field("@x", "'@x");
    expect_field("\tx", "'\tx");
    expect_field("-x;y", "\"'-x;y\"");
    expect_field("", "");
}
END_TEST

START_TEST(a_json_string_escapes_quotes_backslashes_and_controls) {
    g_autoptr(GString) out = g_string_new(NULL);
    bl_json_append_string(out, "é \"a\\b\"\n\x01");
    ck_assert_str_eq(out->str, "\"é \\\"a\\\\b\\\"\\u000a\\u0001\"");
}
END_TEST

Suite *text_base_suite(void) {
    Suite *suite = suite_create("text");
    TCase *tests = tcase_create("text");
    tcase_add_test(tests, header_names_differ_neither_by_case_nor_accents_nor_spaces);
    tcase_add_test(tests, messages_show_no_control_character_and_eighty_characters_at_most);
    tcase_add_test(tests, a_name_of_a_file_is_plain_and_leads_nowhere);
    tcase_add_test(tests, controls_make_a_text_unclean_but_line_ends_and_tabs_do_not);
    tcase_add_test(tests, windows_1252_goes_to_utf8_and_back);
    tcase_add_test(tests, what_windows_1252_lacks_becomes_its_nearest);
    tcase_add_test(tests, no_line_begins_with_french_punctuation);
    tcase_add_test(tests, a_csv_field_is_quoted_when_needed_and_never_a_formula);
    tcase_add_test(tests, a_json_string_escapes_quotes_backslashes_and_controls);
    suite_add_tcase(suite, tests);
    return suite;
}
