#include <bilan/base/number.h>

#include <string.h>

static const struct {
    const char *name;
    guint scale;
} units[] = {
    [BL_UNIT_COUNT] = {"nombre", 0},
    [BL_UNIT_DAYS] = {"jours", 0},
    [BL_UNIT_EURO] = {"euros", 2},
    [BL_UNIT_RATE] = {"taux", 6},
};

guint bl_unit_scale(BlUnit unit) {
    return units[unit].scale;
}

const char *bl_unit_name(BlUnit unit) {
    return units[unit].name;
}

gboolean bl_unit_from_name(const char *name, BlUnit *unit) {
    for (guint i = 0; i < G_N_ELEMENTS(units); i++)
        if (g_strcmp0(name, units[i].name) == 0) {
            *unit = (BlUnit)i;
            return TRUE;
        }
    return FALSE;
}

static gint64 power_of_ten(guint exponent) {
    gint64 power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* The magnitude survives G_MININT64, whose opposite does not fit in a gint64. */
static guint64 magnitude(gint64 value) {
    return value < 0 ? (guint64)0 - (guint64)value : (guint64)value;
}

static void append_grouped(GString *out, guint64 value) {
    char digits[32];
    int length = g_snprintf(digits, sizeof digits, "%" G_GUINT64_FORMAT, value);
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            g_string_append(out, BL_NNBSP);
        g_string_append_c(out, digits[i]);
    }
}

char *bl_number_french_int(gint64 value) {
    return bl_number_french(value, 0, 0);
}

char *bl_number_french(gint64 value, guint scale, guint decimals) {
    guint64 size = magnitude(value);
    guint kept = MIN(decimals, scale);
    guint64 dropped = (guint64)power_of_ten(scale - kept);
    size = size / dropped + (dropped > 1 && size % dropped >= dropped / 2 ? 1 : 0);
    guint64 one = (guint64)power_of_ten(kept);

    GString *out = g_string_new(NULL);
    if (value < 0 && size > 0)
        g_string_append(out, "\u2212"); /* a true minus sign, as wide as a digit */
    append_grouped(out, size / one);
    if (decimals > 0) {
        g_string_append_c(out, ',');
        if (kept > 0)
            g_string_append_printf(out, "%0*" G_GUINT64_FORMAT, (int)kept, size % one);
        for (guint i = kept; i < decimals; i++)
            g_string_append_c(out, '0');
    }
    return g_string_free(out, FALSE);
}

char *bl_number_french_unit(gint64 value, BlUnit unit) {
    g_autofree char *number = NULL;
    switch (unit) {
    case BL_UNIT_COUNT:
        return bl_number_french_int(value);
    case BL_UNIT_DAYS:
        number = bl_number_french_int(value);
        return g_strconcat(number, BL_NBSP "j", NULL);
    case BL_UNIT_EURO:
        number = bl_number_french(value, 2, 2);
        return g_strconcat(number, BL_NBSP "€", NULL);
    case BL_UNIT_RATE:
        number = bl_number_french(value, 4, 1);
        return g_strconcat(number, BL_NNBSP "%", NULL);
    }
    g_assert_not_reached();
}

char *bl_number_machine(gint64 value, BlUnit unit) {
    guint scale = bl_unit_scale(unit);
    if (scale == 0)
        return g_strdup_printf("%" G_GINT64_FORMAT, value);
    guint64 one = (guint64)power_of_ten(scale);
    return g_strdup_printf("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, value < 0 ? "-" : "",
                           magnitude(value) / one, (int)scale, magnitude(value) % one);
}

/* Length of the thousands separator at `text`, 0 when there is none. */
static gsize separator_length(const char *text, gsize length) {
    if (length >= 1 && text[0] == ' ')
        return 1;
    if (length >= 2 && memcmp(text, BL_NBSP, 2) == 0)
        return 2;
    if (length >= 3 && memcmp(text, BL_NNBSP, 3) == 0)
        return 3;
    return 0;
}

gboolean bl_number_parse(const char *text, gsize length, guint scale, gint64 *out) {
    gsize i = 0;
    gboolean negative = length > 0 && text[0] == '-';
    if (negative || (length > 0 && text[0] == '+'))
        i++;

    gint64 value = 0;
    guint digits = 0, decimals = 0, since_separator = 0;
    gboolean in_decimals = FALSE, grouped = FALSE;
    while (i < length) {
        gsize separator = separator_length(text + i, length - i);
        if (g_ascii_isdigit(text[i])) {
            if (in_decimals && ++decimals > scale)
                return FALSE;
            if (__builtin_mul_overflow(value, 10, &value) ||
                __builtin_add_overflow(value, text[i] - '0', &value))
                return FALSE;
            digits++;
            since_separator++;
            i++;
        } else if (!in_decimals && (text[i] == ',' || text[i] == '.') && digits > 0) {
            if (grouped && since_separator != 3)
                return FALSE;
            in_decimals = TRUE;
            i++;
        } else if (!in_decimals && separator > 0 && digits > 0) {
            if (grouped ? since_separator != 3 : since_separator > 3)
                return FALSE;
            grouped = TRUE;
            since_separator = 0;
            i += separator;
        } else {
            return FALSE;
        }
    }
    if (digits == 0 || (in_decimals && decimals == 0) ||
        (grouped && !in_decimals && since_separator != 3))
        return FALSE;
    if (__builtin_mul_overflow(value, power_of_ten(scale - decimals), &value))
        return FALSE;
    *out = negative ? -value : value;
    return TRUE;
}
