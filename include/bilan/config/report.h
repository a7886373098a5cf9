/**
 * @file report.h
 * What a report contains: one YAML file of reports/. A new report = one file; no report is written
 * in C.
 *
 * A *reference* names one figure:
 * `[precedent:][somme:|national:|region:]CODE.mesure[@periode][/axe=modalite]`, where periode is
 * T1…T4, a month 01…12, `annee` or `dernier` (the last quarter begun at the arrêté, the default for
 * quarterly measures). What it leaves out, the row of the table it stands in gives.
 */
#ifndef BILAN_CONFIG_REPORT_H
#define BILAN_CONFIG_REPORT_H

#include <bilan/config/extraction.h>
#include <bilan/model/chart.h>
#include <bilan/model/figure.h>

/** What the rows of a table are. */
typedef enum {
    BL_ROWS_LIST,       /**< those written under `liste` */
    BL_ROWS_QUARTERS,   /**< T1 to T4 */
    BL_ROWS_MONTHS,     /**< January to December */
    BL_ROWS_CHILDREN,   /**< the regions of the nation, the missions locales of a region; then the
                           place itself as total */
    BL_ROWS_MODALITIES, /**< the modalities found for `axe` of `reference` */
    BL_ROWS_STAKES      /**< the enjeux of `public`, with their labels, on the axis enjeu */
} BlRowsKind;

typedef enum {
    BL_CALC_VALUE,
    BL_CALC_TREND, /**< the value less that of the year before, at the same date */
    BL_CALC_ALERT, /**< the alert of art. 9 in words */
    BL_CALC_SHARE  /**< the value over the column's total */
} BlCalculation;

typedef struct {
    char *label;
    char *reference; /**< completed by the column's period; may be NULL when the columns have theirs
                      */
    BlYesNo is_total;
} BlRowDefinition;

typedef struct {
    char *title;
    char *reference; /**< completed by the row; NULL: the row's */
    char *period;    /**< T1…, annee: given to the row's reference */
    BlCalculation calculation;
    BlYesNo gauge;
} BlColumnDefinition;

typedef struct {
    char *name;
    char *title;
    BlRowsKind rows;
    char *heading; /**< title of the first column */
    char *axis;
    char *reference; /**< of BL_ROWS_MODALITIES */
    char *audience;  /**< DE, EM, PA: of BL_ROWS_STAKES */
    BlRowDefinition *list;
    unsigned list_count;
    BlColumnDefinition *columns;
    unsigned columns_count;
    char **notes; /**< names of wordings */
    unsigned notes_count;
    BlYesNo hidden;
    BlYesNo alerts; /**< rows whose place is in alert stand out */
    BlYesNo total;  /**< of modalities and stakes: a last row with the total */
    unsigned sort;  /**< column whose highest values come first, from 1; 0: as listed */
} BlTableDefinition;

typedef struct {
    char *name;
    char *title;
    char *subtitle;
    BlChartKind kind;
    char *table;       /**< name of a table of the same section or an earlier one */
    unsigned *columns; /**< columns of the table that are series, from 1 (0 is the label) */
    unsigned columns_count;
    unsigned *lines; /**< those drawn as lines */
    unsigned lines_count;
    char *map;       /**< of « carte »: a file of templates/cartes; NULL: « regions » */
    char *objective; /**< reference */
    char *objective_label;
} BlChartDefinition;

typedef struct {
    char *label;
    char *reference;
    char *detail;  /**< name of a wording */
    BlYesNo alert; /**< takes the tone of the place's alert */
} BlKeyFigureDefinition;

typedef struct {
    BlLevel *levels; /**< where it stands; none: everywhere */
    unsigned levels_count;
    BlYesNo half;
    char *lead;       /**< name of a wording */
    char *text;       /**< name of a wording */
    char *note;       /**< name of a wording */
    char *list_title; /**< stands above the list, and goes with it */
    char **list;      /**< names of wordings; one that says nothing is left out */
    unsigned list_count;
    BlKeyFigureDefinition *key_figures;
    unsigned key_figures_count;
    BlTableDefinition *table;
    BlChartDefinition *chart;
    char *questions; /**< QDE, QEM, QPA: templates/textes/questions.yaml */
    char **signatures;
    unsigned signatures_count;
} BlElementDefinition;

typedef struct {
    char *title;
    BlLevel *levels;
    unsigned levels_count;
    BlYesNo page; /**< begins a page */
    BlElementDefinition *elements;
    unsigned elements_count;
} BlSectionDefinition;

typedef struct {
    char *code;
    char *title;
    char *kicker;      /**< what stands above the title, before the place and the arrêté */
    char *description; /**< for « bilan lister rapports » */
    BlLevel *levels;
    unsigned levels_count;
    char **indicators; /**< those explained under « Sources et définitions » */
    unsigned indicators_count;
    BlYesNo cover;
    BlSectionDefinition *sections;
    unsigned sections_count;
} BlReport;

/** Read every *.yaml of a folder, sorted by name. @return of BlReport*, the caller's; NULL with
 * BL_ERROR_CONFIG */
GPtrArray *bl_reports_load(const char *folder, GError **err);

/** The file of templates/cartes that a chart is drawn on, without its extension; NULL: it is no
 * map. */
const char *bl_chart_definition_map(const BlChartDefinition *chart);

/** Is `level` among these (or are there none)? */
gboolean bl_levels_hold(const BlLevel *levels, unsigned count, BlLevel level);

#endif
