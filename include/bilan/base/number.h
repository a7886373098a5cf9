/**
 * @file number.h
 * Exact decimal numbers, as 64-bit integers with a scale, and their French and machine forms.
 *
 * No figure of the agreement ever passes through a double: money is in centimes, rates in
 * millionths.
 */
#ifndef BILAN_BASE_NUMBER_H
#define BILAN_BASE_NUMBER_H

#include <glib.h>

/** What an integer value counts. The unit decides the scale and every printed form. */
typedef enum {
    BL_UNIT_COUNT, /**< a number of things, scale 0 */
    BL_UNIT_DAYS,  /**< days, scale 0 */
    BL_UNIT_EURO,  /**< centimes, scale 2 */
    BL_UNIT_RATE   /**< millionths (1 000 000 = 100 %), scale 6 */
} BlUnit;

#define BL_NNBSP "\u202f" /**< espace fine insécable: thousands, before « % », « ; » */
#define BL_NBSP "\u00a0"  /**< espace insécable: before « : » and « € » */

/** Number of decimals that a unit carries in the machine form (0, 2 or 6). */
guint bl_unit_scale(BlUnit unit);

/** Name of the unit in the headers of sql/indicateurs: « nombre », « jours », « euros », « taux ».
 */
gboolean bl_unit_from_name(const char *name, BlUnit *unit);
const char *bl_unit_name(BlUnit unit);

/** 12345 → « 12 345 » with U+202F. @return the caller's, g_free() */
char *bl_number_french_int(gint64 value);

/** value × 10^-scale, rounded half away from zero to `decimals`, French form. @return the caller's
 */
char *bl_number_french(gint64 value, guint scale, guint decimals);

/**
 * The form a reader expects for a unit: « 12 345 », « 12 j », « 1 000,01 € », « 76,1 % ».
 * @return the caller's, g_free()
 */
char *bl_number_french_unit(gint64 value, BlUnit unit);

/** The form of the tidy CSV: no separator, decimal point, exactly bl_unit_scale() decimals. */
char *bl_number_machine(gint64 value, BlUnit unit);

/**
 * Read an amount: `1234`, `1 234,56` (space, U+00A0 or U+202F), `1234.56`; at most `scale`
 * decimals.
 *
 * @param text     not NUL-terminated, UTF-8, surrounding spaces already removed
 * @param[out] out value × 10^scale
 * @return FALSE when the text is not such a number or overflows; *out untouched
 */
gboolean bl_number_parse(const char *text, gsize length, guint scale, gint64 *out);

#endif
