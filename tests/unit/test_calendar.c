#include "suites.h"

#include <bilan/base/calendar.h>
#include <string.h>

static BlDay day(const char *iso) {
    BlDay date = BL_DAY_NONE;
    ck_assert_msg(bl_day_parse(iso, strlen(iso), &date), "%s", iso);
    return date;
}

static void expect_day(BlDay date, const char *iso) {
    g_autofree char *got = bl_day_iso(date);
    ck_assert_str_eq(got, iso);
}

START_TEST(days_are_counted_from_the_first_of_january_1970) {
    ck_assert_int_eq(bl_day_from_ymd(1970, 1, 1), 0);
    ck_assert_int_eq(bl_day_from_ymd(1969, 12, 31), -1);
    ck_assert_int_eq(day("2010-09-30"), 14882);
    ck_assert_int_eq(day("1900-01-01"), -25567);
}
END_TEST

START_TEST(four_hundred_years_are_146097_days_one_after_another) {
    BlDay date = bl_day_from_ymd(1800, 1, 1), first = date;
    for (int year = 1800; year < 2200; year++)
        for (int month = 1; month <= 12; month++)
            for (int d = 1; d <= bl_month_length(year, month); d++, date++) {
                int y, m, dd;
                bl_day_to_ymd(date, &y, &m, &dd);
                ck_assert(bl_day_from_ymd(year, month, d) == date);
                ck_assert(y == year && m == month && dd == d);
            }
    ck_assert_int_eq(date - first, 146097);
}
END_TEST

START_TEST(centuries_are_common_years_but_for_one_in_four) {
    ck_assert(bl_year_is_leap(2000) && bl_year_is_leap(2008) && bl_year_is_leap(1600));
    ck_assert(!bl_year_is_leap(1900) && !bl_year_is_leap(2100) && !bl_year_is_leap(2010));
    ck_assert_int_eq(bl_month_length(2000, 2), 29);
    ck_assert_int_eq(bl_month_length(1900, 2), 28);
    ck_assert_int_eq(bl_month_length(2010, 4), 30);
}
END_TEST

START_TEST(a_birthday_on_29_february_falls_on_1_march_in_common_years) {
    BlDay birth = day("1984-02-29");
    expect_day(bl_birthday(birth, 26), "2010-03-01");
    expect_day(bl_birthday(birth, 28), "2012-02-29");
    expect_day(bl_birthday(day("1990-05-10"), 26), "2016-05-10");
    expect_day(bl_birthday(day("1984-02-28"), 26), "2010-02-28");
}
END_TEST

START_TEST(a_day_that_does_not_exist_becomes_the_last_of_its_month) {
    expect_day(bl_day_add_months(day("2010-08-31"), 6), "2011-02-28");
    expect_day(bl_day_add_months(day("2011-08-31"), 6), "2012-02-29");
    expect_day(bl_day_add_months(day("2008-02-29"), 12), "2009-02-28");
    expect_day(bl_day_add_months(day("2010-01-31"), 1), "2010-02-28");
    expect_day(bl_day_add_months(day("2010-12-15"), 1), "2011-01-15");
    expect_day(bl_day_add_months(day("2010-03-31"), -1), "2010-02-28");
    expect_day(bl_day_add_months(day("2010-01-15"), -12), "2009-01-15");
    expect_day(bl_day_add_months(day("2010-06-01"), 6), "2010-12-01");
}
END_TEST

START_TEST(dates_are_read_in_both_forms) {
    ck_assert_int_eq(day("30/09/2010"), day("2010-09-30"));
    ck_assert_int_eq(day("29/02/2008"), day("2008-02-29"));
    expect_day(day("9999-12-31"), "9999-12-31");
    expect_day(day("1900-01-01"), "1900-01-01");
}
END_TEST

START_TEST(malformed_and_impossible_dates_are_refused) {
    static const char *const bad[] = {
        "",           "2010",       "2010-1-01",  "2010-01-1",  "2010/01/01",  "01-01-2010",
        "2010-02-29", "1900-02-29", "31/04/2010", "2010-13-01", "2010-00-10",  "00/01/2010",
        "1899-12-31", "0000-01-01", "+010-01-01", "2010-01- 1", "2010-01-01 ", " 2010-01-01",
        "2010-01-0x", "20100101",   "1/1/2010",   "2010-01-32", "01/13/2010",  "2010–01-01"};
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        BlDay date = 7;
        ck_assert_msg(!bl_day_parse(bad[i], strlen(bad[i]), &date), "« %s »", bad[i]);
        ck_assert_int_eq(date, 7);
    }
}
END_TEST

START_TEST(dates_are_written_in_french) {
    g_autofree char *plain = bl_day_french(day("2010-09-30"));
    g_autofree char *first = bl_day_french(day("2010-01-01"));
    g_autofree char *brief = bl_day_french_short(day("2010-02-03"));
    ck_assert_str_eq(plain, "30 septembre 2010");
    ck_assert_str_eq(first, "1er janvier 2010");
    ck_assert_str_eq(brief, "03/02/2010");
    ck_assert_str_eq(bl_month_french(2), "février");
    ck_assert_str_eq(bl_month_french(8), "août");
    ck_assert_str_eq(bl_month_french(12), "décembre");
}
END_TEST

START_TEST(weeks_begin_on_monday) {
    ck_assert_int_eq(bl_weekday(day("1970-01-01")), 3);
    ck_assert_int_eq(bl_weekday(day("2010-10-04")), 0);
    ck_assert_int_eq(bl_weekday(day("2010-10-03")), 6);
    ck_assert_int_eq(bl_weekday(day("1900-01-01")), 0);
}
END_TEST

Suite *calendar_suite(void) {
    Suite *suite = suite_create("calendar");
    TCase *tests = tcase_create("calendar");
    tcase_add_test(tests, days_are_counted_from_the_first_of_january_1970);
    tcase_add_test(tests, four_hundred_years_are_146097_days_one_after_another);
    tcase_add_test(tests, centuries_are_common_years_but_for_one_in_four);
    tcase_add_test(tests, a_birthday_on_29_february_falls_on_1_march_in_common_years);
    tcase_add_test(tests, a_day_that_does_not_exist_becomes_the_last_of_its_month);
    tcase_add_test(tests, dates_are_read_in_both_forms);
    tcase_add_test(tests, malformed_and_impossible_dates_are_refused);
    tcase_add_test(tests, dates_are_written_in_french);
    tcase_add_test(tests, weeks_begin_on_monday);
    suite_add_tcase(suite, tests);
    return suite;
}
