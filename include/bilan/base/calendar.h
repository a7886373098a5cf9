/**
 * @file calendar.h
 * Calendar dates as days since 1970-01-01 (proleptic Gregorian), and the periods of an exercice.
 */
#ifndef BILAN_BASE_CALENDAR_H
#define BILAN_BASE_CALENDAR_H

#include <glib.h>

typedef gint32 BlDay;

#define BL_DAY_NONE G_MININT32

/** First and last year of the warehouse's calendar; the rules need date arithmetic within it. */
#define BL_CALENDAR_FIRST_YEAR 1900
#define BL_CALENDAR_LAST_YEAR 2100

BlDay bl_day_from_ymd(int year, int month, int day);
void bl_day_to_ymd(BlDay date, int *year, int *month, int *day);
int bl_month_length(int year, int month);
gboolean bl_year_is_leap(int year);

/**
 * Read `AAAA-MM-JJ` or `JJ/MM/AAAA`, years 1900 to 9999.
 *
 * @param text not NUL-terminated, surrounding spaces already removed
 * @return FALSE for a malformed or impossible date; *out untouched
 */
gboolean bl_day_parse(const char *text, gsize length, BlDay *out);

/** « 2010-09-30 ». @return the caller's, g_free() */
char *bl_day_iso(BlDay date);

/** « 30 septembre 2010 », « 1er janvier 2010 ». @return the caller's, g_free() */
char *bl_day_french(BlDay date);

/** « 30/09/2010 ». @return the caller's, g_free() */
char *bl_day_french_short(BlDay date);

/** « janvier » … « décembre », for month 1 to 12. @return static */
const char *bl_month_french(int month);

/** The same day `months` later; a day that does not exist becomes the month's last (art. 5.2,
 * §2.5). */
BlDay bl_day_add_months(BlDay date, int months);

/** The `age`-th birthday; born on 29 February, it falls on 1 March in common years (§2.5 a). */
BlDay bl_birthday(BlDay birth, int age);

/** Monday 0 … Sunday 6. */
int bl_weekday(BlDay date);

#endif
