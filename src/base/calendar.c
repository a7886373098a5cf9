#include <bilan/base/calendar.h>

static const char *const months[] = {"janvier",   "février", "mars",     "avril",
                                     "mai",       "juin",    "juillet",  "août",
                                     "septembre", "octobre", "novembre", "décembre"};

gboolean bl_year_is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int bl_month_length(int year, int month) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && bl_year_is_leap(year) ? 29 : lengths[month - 1];
}

/* Years start in March so that the leap day is the last of its year; 400 years are 146,097 days. */
BlDay bl_day_from_ymd(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void bl_day_to_ymd(BlDay date, int *year, int *month, int *day) {
    int z = date + 719468;
    int era = z / 146097;
    int day_of_era = z - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int march_month = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * march_month + 2) / 5 + 1;
    *month = march_month < 10 ? march_month + 3 : march_month - 9;
    *year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

static gboolean digits(const char *text, gsize count, int *value) {
    *value = 0;
    for (gsize i = 0; i < count; i++) {
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
        *value = *value * 10 + (text[i] - '0');
    }
    return TRUE;
}

gboolean bl_day_parse(const char *text, gsize length, BlDay *out) {
    int year, month, day;
    if (length != 10)
        return FALSE;
    gboolean iso = text[4] == '-' && text[7] == '-' && digits(text, 4, &year) &&
                   digits(text + 5, 2, &month) && digits(text + 8, 2, &day);
    gboolean french = !iso && text[2] == '/' && text[5] == '/' && digits(text, 2, &day) &&
                      digits(text + 3, 2, &month) && digits(text + 6, 4, &year);
    if (!iso && !french)
        return FALSE;
    if (year < BL_CALENDAR_FIRST_YEAR || month < 1 || month > 12 || day < 1 ||
        day > bl_month_length(year, month))
        return FALSE;
    *out = bl_day_from_ymd(year, month, day);
    return TRUE;
}

char *bl_day_iso(BlDay date) {
    int year, month, day;
    bl_day_to_ymd(date, &year, &month, &day);
    return g_strdup_printf("%04d-%02d-%02d", year, month, day);
}

char *bl_day_french(BlDay date) {
    int year, month, day;
    bl_day_to_ymd(date, &year, &month, &day);
    return g_strdup_printf("%d%s %s %d", day, day == 1 ? "er" : "", bl_month_french(month), year);
}

char *bl_day_french_short(BlDay date) {
    int year, month, day;
    bl_day_to_ymd(date, &year, &month, &day);
    return g_strdup_printf("%02d/%02d/%04d", day, month, year);
}

const char *bl_month_french(int month) {
    return months[month - 1];
}

BlDay bl_day_add_months(BlDay date, int count) {
    int year, month, day;
    bl_day_to_ymd(date, &year, &month, &day);
    int total = year * 12 + (month - 1) + count;
    int length = bl_month_length(total / 12, total % 12 + 1);
    return bl_day_from_ymd(total / 12, total % 12 + 1, MIN(day, length));
}

BlDay bl_birthday(BlDay birth, int age) {
    int year, month, day;
    bl_day_to_ymd(birth, &year, &month, &day);
    if (month == 2 && day == 29 && !bl_year_is_leap(year + age))
        return bl_day_from_ymd(year + age, 3, 1);
    return bl_day_from_ymd(year + age, month, day);
}

int bl_weekday(BlDay date) {
    int weekday = (date + 3) % 7; /* 1970-01-01 was a Thursday */
    return weekday < 0 ? weekday + 7 : weekday;
}
