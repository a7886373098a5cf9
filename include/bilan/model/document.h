/**
 * @file document.h
 * One tree for every renderer: sections of elements. It knows no layout, no SQL and no file format.
 */
#ifndef BILAN_MODEL_DOCUMENT_H
#define BILAN_MODEL_DOCUMENT_H

#include <bilan/base/calendar.h>
#include <bilan/model/chart.h>
#include <bilan/model/figure.h>
#include <bilan/model/table.h>

typedef enum {
    BL_ELEMENT_TEXT,        /**< a paragraph; `**bold**` is its only mark */
    BL_ELEMENT_LEAD,        /**< the sentence that opens a section, larger; same mark */
    BL_ELEMENT_NOTE,        /**< small print: rulings, what is missing */
    BL_ELEMENT_LIST,        /**< bulleted paragraphs: `texts` */
    BL_ELEMENT_KEY_FIGURES, /**< `key_figures`, in one band */
    BL_ELEMENT_TABLE,
    BL_ELEMENT_CHART,
    BL_ELEMENT_QUESTION,  /**< an evaluative question: `text` and the committee's `answer`, or a
                             ruled space */
    BL_ELEMENT_SIGNATURES /**< one box for each of `texts`: place, date, name, signature */
} BlElementKind;

typedef enum { BL_TONE_NEUTRAL, BL_TONE_GOOD, BL_TONE_ALERT } BlTone;

typedef struct {
    char *label; /**< « Décomptés » */
    BlCell value;
    char *detail; /**< a line under it; may be NULL */
    BlTone tone;
    char *key; /**< `<indicateur>.<mesure>`, for defined names */
} BlKeyFigure;

typedef struct {
    BlElementKind kind;
    gboolean is_half; /**< two half-width elements in a row stand side by side */
    char *text;
    char *answer;           /**< of a question; NULL: leave a ruled space */
    GPtrArray *texts;       /**< of char* */
    GPtrArray *key_figures; /**< of BlKeyFigure* */
    BlTable *table;         /**< owned */
    BlChart *chart;         /**< owned */
} BlElement;

typedef struct {
    char *title;
    gboolean starts_page;
    GPtrArray *elements; /**< of BlElement* */
} BlSection;

typedef struct BlDocument {
    char *report; /**< code: « cotraitance » */
    char *title;  /**< « Comité de pilotage » */
    char *kicker; /**< the line above the title: « Co-traitance · région Rhône-Alpes · arrêté au … »
                   */
    char *place; /**< « France », « Rhône-Alpes », name of the mission locale */
    BlLevel level;
    char *code;
    int year;
    BlDay cutoff;          /**< the arrêté */
    BlDay edition;         /**< date of edition printed: SOURCE_DATE_EPOCH, or the arrêté */
    char *sources;         /**< one line for the foot of every page */
    char *confidentiality; /**< mark on every page and sheet, « Diffusion interne »; may be NULL */
    GPtrArray *logos;      /**< of char*: paths of PNG partner logos, may be empty */
    gboolean has_cover;    /**< the PDF begins with a cover */
    GPtrArray *sections;   /**< of BlSection* */
    GPtrArray *data; /**< of const BlFigure*, sorted: the tidy rows this reader may hold (sheet «
                        Données ») */
} BlDocument;

BlDocument *bl_document_new(const char *report, BlLevel level, const char *code);
void bl_document_free(BlDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlDocument, bl_document_free)

/** Add parts. What is returned is borrowed from the document; `table` and `chart` become its own.
 */
BlSection *bl_document_add_section(BlDocument *document, const char *title);
BlElement *bl_section_add(BlSection *section, BlElementKind kind, const char *text);
BlElement *bl_section_add_table(BlSection *section, BlTable *table);
BlElement *bl_section_add_chart(BlSection *section, BlChart *chart);
BlKeyFigure *bl_element_add_key_figure(BlElement *element, const char *label);

#endif
