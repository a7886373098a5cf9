#include "suites.h"

#include <bilan/base/number.h>
#include <string.h>

static void expect(char *got, const char *expected) {
    ck_assert_str_eq(got, expected);
    g_free(got);
}

START_TEST(thousands_are_parted_by_a_narrow_no_break_space) {
    expect(bl_number_french_int(0), "0");
    expect(bl_number_french_int(999), "999");
    expect(bl_number_french_int(1000), "1\u202f000");
    expect(bl_number_french_int(34500000), "34\u202f500\u202f000");
}
END_TEST

START_TEST(a_negative_number_has_a_true_minus_sign) {
    expect(bl_number_french_int(-12345), "\u221212\u202f345");
    expect(bl_number_french_int(G_MININT64),
           "\u22129\u202f223\u202f372\u202f036\u202f854\u202f775\u202f808");
    expect(bl_number_machine(-5, BL_UNIT_EURO), "-0.05");
    expect(bl_number_machine(-3, BL_UNIT_COUNT), "-3");
}
END_TEST

START_TEST(rounding_is_half_away_from_zero) {
    expect(bl_number_french(1250, 3, 2), "1,25");
    expect(bl_number_french(1245, 3, 2), "1,25");
    expect(bl_number_french(1244, 3, 2), "1,24");
    expect(bl_number_french(-1245, 3, 2), "\u22121,25");
    expect(bl_number_french(9995, 3, 2), "10,00");
    expect(bl_number_french(500, 3, 0), "1");
}
END_TEST

START_TEST(what_rounds_to_zero_has_no_sign) {
    expect(bl_number_french(-4, 2, 0), "0");
    expect(bl_number_french(-4, 3, 1), "0,0");
}
END_TEST

START_TEST(decimals_beyond_the_scale_are_zeros) {
    expect(bl_number_french(5, 0, 2), "5,00");
    expect(bl_number_french(15, 1, 3), "1,500");
}
END_TEST

START_TEST(each_unit_has_its_french_form) {
    expect(bl_number_french_unit(12345, BL_UNIT_COUNT), "12\u202f345");
    expect(bl_number_french_unit(12, BL_UNIT_DAYS), "12\u00a0j");
    expect(bl_number_french_unit(100001, BL_UNIT_EURO), "1\u202f000,01\u00a0€");
    expect(bl_number_french_unit(761000, BL_UNIT_RATE), "76,1\u202f%");
    expect(bl_number_french_unit(1050000, BL_UNIT_RATE), "105,0\u202f%");
    expect(bl_number_french_unit(666667, BL_UNIT_RATE), "66,7\u202f%");
}
END_TEST

START_TEST(the_machine_form_has_the_decimals_of_the_unit_and_no_separator) {
    expect(bl_number_machine(12345, BL_UNIT_COUNT), "12345");
    expect(bl_number_machine(100001, BL_UNIT_EURO), "1000.01");
    expect(bl_number_machine(7, BL_UNIT_EURO), "0.07");
    expect(bl_number_machine(250000, BL_UNIT_RATE), "0.250000");
    expect(bl_number_machine(3, BL_UNIT_DAYS), "3");
}
END_TEST

START_TEST(units_are_known_by_their_french_names) {
    static const char *const names[] = {"nombre", "jours", "euros", "taux"};
    static const guint scales[] = {0, 0, 2, 6};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        BlUnit unit;
        ck_assert(bl_unit_from_name(names[i], &unit));
        ck_assert_str_eq(bl_unit_name(unit), names[i]);
        ck_assert_uint_eq(bl_unit_scale(unit), scales[i]);
    }
    BlUnit unit = BL_UNIT_EURO;
    ck_assert(!bl_unit_from_name("dollars", &unit) && !bl_unit_from_name(NULL, &unit));
    ck_assert_int_eq(unit, BL_UNIT_EURO);
}
END_TEST

START_TEST(amounts_are_read_in_every_accepted_form) {
    static const struct {
        const char *text;
        gint64 cents;
    } good[] = {{"1234", 123400},
                {"1 234,56", 123456},
                {"1\u00a0234,56", 123456},
                {"1\u202f234\u202f567,8", 123456780},
                {"1234.56", 123456},
                {"0,05", 5},
                {"-12,3", -1230},
                {"+7", 700},
                {"007", 700},
                {"92233720368547758,07", G_MAXINT64}};
    for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
        gint64 value = 0;
        ck_assert_msg(bl_number_parse(good[i].text, strlen(good[i].text), 2, &value), "%s",
                      good[i].text);
        ck_assert_int_eq(value, good[i].cents);
    }
}
END_TEST

START_TEST(what_is_no_amount_is_refused_and_leaves_the_value) {
    static const char *const bad[] = {"",
                                      "-",
                                      "1,",
                                      ",5",
                                      "1,234",
                                      "1.2.3",
                                      "1 23",
                                      "12 34",
                                      "1234 567",
                                      "1 ",
                                      " 1",
                                      "1  234",
                                      "1,5 0",
                                      "1e3",
                                      "0x10",
                                      "12€",
                                      "NaN",
                                      "--1",
                                      "1 234 56",
                                      "92233720368547758,08",
                                      "9223372036854775807"};
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        gint64 value = 42;
        ck_assert_msg(!bl_number_parse(bad[i], strlen(bad[i]), 2, &value), "« %s »", bad[i]);
        ck_assert_int_eq(value, 42);
    }
    gint64 value = 0;
    ck_assert(!bl_number_parse("1,5", 3, 0, &value));
    ck_assert(bl_number_parse("12345", 3, 0, &value)); /* only as long as told */
    ck_assert_int_eq(value, 123);
}
END_TEST

Suite *number_suite(void) {
    Suite *suite = suite_create("number");
    TCase *tests = tcase_create("number");
    tcase_add_test(tests, thousands_are_parted_by_a_narrow_no_break_space);
    tcase_add_test(tests, a_negative_number_has_a_true_minus_sign);
    tcase_add_test(tests, rounding_is_half_away_from_zero);
    tcase_add_test(tests, what_rounds_to_zero_has_no_sign);
    tcase_add_test(tests, decimals_beyond_the_scale_are_zeros);
    tcase_add_test(tests, each_unit_has_its_french_form);
    tcase_add_test(tests, the_machine_form_has_the_decimals_of_the_unit_and_no_separator);
    tcase_add_test(tests, units_are_known_by_their_french_names);
    tcase_add_test(tests, amounts_are_read_in_every_accepted_form);
    tcase_add_test(tests, what_is_no_amount_is_refused_and_leaves_the_value);
    suite_add_tcase(suite, tests);
    return suite;
}
