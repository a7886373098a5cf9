/**
 * @file indicator.h
 * An indicator: one SQL file of sql/indicateurs/ with its YAML header. A new indicator = one file.
 *
 * The SELECT gives the columns niveau, code, periode, axe, modalite, then one a measure, in any
 * order: integers in the measure's scale, NULL for an absent value.
 */
#ifndef BILAN_CONFIG_INDICATOR_H
#define BILAN_CONFIG_INDICATOR_H

#include <bilan/base/number.h>
#include <bilan/config/extraction.h>
#include <glib.h>

typedef enum { BL_PERIOD_YEAR, BL_PERIOD_QUARTER, BL_PERIOD_MONTH } BlPeriodKind;
typedef enum {
    BL_DISCLOSURE_COUNT, /**< counts of persons or facts: thresholds apply when they leave the house
                          */
    BL_DISCLOSURE_CONVENTION /**< contract figures: for partners in full, never public */
} BlDisclosure;
typedef enum { BL_PARAM_DATE, BL_PARAM_INTEGER, BL_PARAM_TEXT } BlParamType;

typedef struct {
    char *name;
    char *label;
    BlUnit unit;
    BlYesNo zero_totals; /**< a total of 0 is written for every structure and period of `periods` */
    BlPeriodKind *periods; /**< when they differ from the indicator's */
    unsigned periods_count;
} BlMeasure;

typedef struct {
    char *name;
    BlParamType type;
} BlParamDeclaration;

typedef struct {
    char *name;
    char *value; /**< text, or an integer */
} BlConstant;

typedef struct {
    char *code;
    char *alias; /**< as the annex prints it, when it misprints; or NULL */
    char *label;
    char *definition;
    char *ruling;
    char *article;
    unsigned version;
    char *valid_from, *valid_to; /**< AAAA-MM-JJ, or NULL */
    BlDisclosure disclosure;
    BlPeriodKind *periods;
    unsigned periods_count;
    char **axes;
    unsigned axes_count;
    BlMeasure *measures;
    unsigned measures_count;
    BlParamDeclaration *parameters;
    unsigned parameters_count;
    char **needed; /**< extracts without which the indicator is « source absente » */
    unsigned needed_count;
    char **useful; /**< extracts that it also reads; a note names the ones never loaded */
    unsigned useful_count;
    char *query; /**< SQL file shared with others, relative to the folder; or NULL: the SQL follows
                    the header */
    BlConstant *constants;
    unsigned constants_count;
} BlIndicatorHeader;

typedef struct {
    BlIndicatorHeader *header;
    char *path;     /**< of the file */
    char *sql_path; /**< of the file that holds the SQL: the same, or the shared one */
    char *sql;      /**< the header blanked, so that lines keep their numbers */
} BlIndicator;

typedef struct BlIndicators BlIndicators;

/** Read every *.sql of a folder. @return the caller's; NULL with BL_ERROR_CONFIG */
BlIndicators *bl_indicators_load(const char *folder, GError **err);
void bl_indicators_free(BlIndicators *indicators);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlIndicators, bl_indicators_free)

/** In code-point order of their codes. Borrowed. */
guint bl_indicators_count(const BlIndicators *indicators);
const BlIndicator *bl_indicators_at(const BlIndicators *indicators, guint index);
const BlIndicator *bl_indicators_find(const BlIndicators *indicators, const char *code);

/** NULL when the indicator has no such measure. */
const BlMeasure *bl_indicator_measure(const BlIndicator *indicator, const char *name);

#endif
