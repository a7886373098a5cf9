/**
 * @file xlsx_private.h
 * The workbook being written, shared by output_xlsx.c and the xlsx_*.c files. The only place where
 * xlsxwriter.h is included.
 *
 * The writing is in three passes: plan (names, headers, widths: nothing is written), fill (sheet
 * after sheet, from top to bottom), charts (once every table has its place).
 */
#ifndef BILAN_OUTPUT_XLSX_PRIVATE_H
#define BILAN_OUTPUT_XLSX_PRIVATE_H

#include <bilan/base/error.h>
#include <bilan/output/output.h>

#include "xlsx_text.h"
#include "xlsx_verify.h"

#include <xlsxwriter.h>

/** Paragraphs and single cells outside tables. */
typedef enum {
    BL_XLSX_TITLE,
    BL_XLSX_CONTEXT,
    BL_XLSX_LINK,
    BL_XLSX_HEADING,
    BL_XLSX_LEAD,
    BL_XLSX_TEXT,
    BL_XLSX_LIST,
    BL_XLSX_NOTE,
    BL_XLSX_QUESTION,
    BL_XLSX_ANSWER,
    BL_XLSX_LABEL,
    BL_XLSX_STYLES
} BlXlsxStyle;

/** What a cell holds; the first four are BlUnit. */
typedef enum {
    BL_XLSX_COUNT = BL_UNIT_COUNT,
    BL_XLSX_DAYS = BL_UNIT_DAYS,
    BL_XLSX_EURO = BL_UNIT_EURO,
    BL_XLSX_RATE = BL_UNIT_RATE,
    BL_XLSX_WORDS,
    BL_XLSX_MARKED, /**< text of a row that needs a decision: shown with « ▲ » before it */
    BL_XLSX_ABSENT, /**< « n.d. », « s » */
    BL_XLSX_TYPES
} BlXlsxType;

typedef struct {
    lxw_format *cell;      /**< of a paragraph of this style */
    lxw_format *cell_bold; /**< of one that is bold throughout */
    lxw_format *run[2];    /**< of a plain or bold run within it */
    double size;           /**< points */
} BlXlsxLook;

typedef struct {
    BlXlsxLook look[BL_XLSX_STYLES];
    lxw_format *head[2];                /**< of a table: numbers, text */
    lxw_format *cell[3][BL_XLSX_TYPES]; /**< by BlRowKind */
    lxw_format *key[3][BL_XLSX_TYPES];  /**< value of a key figure, by BlTone */
    lxw_format *key_text[2];            /**< its label, its detail */
    lxw_format *box;                    /**< an empty frame to fill in */
    lxw_format *data_head, *data_text;  /**< sheet « Données » */
    lxw_format *data_value[BL_UNIT_RATE + 1];
} BlXlsxFormats;

typedef struct BlXlsxBook BlXlsxBook;

typedef struct {
    BlXlsxBook *book;
    lxw_worksheet *sheet;
    guint index;         /**< in the workbook, from 0 */
    char *name;          /**< as on its tab */
    char *title;         /**< one line, not cut */
    GArray *widths;      /**< of double: digits, one for each column of the text band */
    guint row;           /**< next free row */
    double used, page;   /**< pixels: printed on the present page, a page holds */
    GArray *breaks;      /**< of lxw_row_t, printed page breaks */
    GPtrArray *deferred; /**< of const BlTable*: written last, they only feed charts */
} BlXlsxSheet;

/** A column added at the right of a table because a chart needs it. */
typedef struct {
    guint source;    /**< column whose numbers are repeated; G_MAXUINT for a constant */
    BlCell constant; /**< its text is not used */
} BlXlsxExtra;

/** A table and where it stands. */
typedef struct {
    const BlTable *table;
    char *name;         /**< of the Excel table */
    GPtrArray *headers; /**< of char*: unique, the extra columns included */
    GArray *extras;     /**< of BlXlsxExtra */
    guint body;         /**< rows before the totals that end it */
    BlXlsxSheet *sheet; /**< NULL until written */
    guint row;          /**< of the headers */
} BlXlsxPlaced;

/** A chart waiting for its table to have a place. */
typedef struct {
    const BlChart *chart;
    BlXlsxSheet *sheet;
    guint row;
    double left, width, height; /**< pixels */
} BlXlsxPending;

struct BlXlsxBook {
    const BlDocument *document;
    const BlTheme *theme;
    lxw_workbook *workbook;
    BlXlsxFormats formats;
    GStringChunk *strings;   /**< texts made safe, as long as the workbook */
    GHashTable *identifiers; /**< names of tables and cells share one scope */
    GHashTable *placed;      /**< const BlTable* → BlXlsxPlaced*, owned */
    GPtrArray *sheets;       /**< of BlXlsxSheet*: Synthèse, one a section, Données */
    GArray *pending;         /**< of BlXlsxPending */
    guint64 sum;             /**< of the numbers written, for bl_xlsx_verify() */
    GError *error;           /**< the first failure; what follows is then without effect */
};

/* xlsx_format.c */
void bl_xlsx_formats_make(BlXlsxBook *book);
lxw_color_t bl_xlsx_color(BlColor color);
/** Number format of a unit on an axis or label. @return static */
const char *bl_xlsx_axis_format(BlUnit unit);
BlColor bl_xlsx_tint(BlColor color, double share);

/* xlsx_plan.c: names, headers, extra columns and widths, before anything is written */
void bl_xlsx_plan(BlXlsxBook *book);
void bl_xlsx_plan_dispose(BlXlsxBook *book);
BlXlsxSheet *bl_xlsx_section_sheet(const BlXlsxBook *book, guint section);
/** The column of the placed table that a series reads, which may be an added one. */
guint bl_xlsx_series_column(const BlXlsxPlaced *placed, guint column);
/** The added column that holds a constant; G_MAXUINT when there is none. */
guint bl_xlsx_constant_column(const BlXlsxPlaced *placed, const BlCell *constant);
double bl_xlsx_band_pixels(const BlXlsxSheet *sheet, guint columns);

/* xlsx_sheet.c: one cell, one paragraph, one page */
const char *bl_xlsx_safe(BlXlsxBook *book, const char *text);
void bl_xlsx_check(BlXlsxBook *book, lxw_error status);
void bl_xlsx_put_text(BlXlsxSheet *sheet, guint row, guint column, const char *text,
                      lxw_format *format);
void bl_xlsx_put_number(BlXlsxSheet *sheet, guint row, guint column, gint64 value, BlUnit unit,
                        lxw_format *format);
void bl_xlsx_put_link(BlXlsxSheet *sheet, guint row, guint column, const char *target,
                      const char *text);
/** Any cell of the model. `formats` are BL_XLSX_TYPES formats. */
void bl_xlsx_put_cell(BlXlsxSheet *sheet, guint row, guint column, const BlCell *cell,
                      lxw_format *const *formats, gboolean is_marked);
/** A text over columns first…last of a row, its `**` marks as bold runs. */
void bl_xlsx_put_runs(BlXlsxSheet *sheet, guint row, guint first, guint last, const char *text,
                      BlXlsxStyle style);
/** Lines that the text takes in columns first…last. */
guint bl_xlsx_lines(const BlXlsxSheet *sheet, guint first, guint last, const char *text,
                    BlXlsxStyle style);
/** Set the height of the next row and go past it. @return the row */
guint bl_xlsx_next_row(BlXlsxSheet *sheet, double points);
/** A row of its own across the band, as high as its text. */
void bl_xlsx_paragraph(BlXlsxSheet *sheet, const char *text, BlXlsxStyle style);
/** Begin a printed page unless so many pixels are left on this one. */
void bl_xlsx_keep(BlXlsxSheet *sheet, double pixels);

/* xlsx_page.c: columns, panes and printed page */
/** Title, context and the link back; panes frozen under them, printed on every page. */
void bl_xlsx_sheet_begin(BlXlsxSheet *sheet, const char *title);
void bl_xlsx_sheet_end(BlXlsxSheet *sheet);
void bl_xlsx_page_setup(BlXlsxSheet *sheet);

/* what sheets are made of */
void bl_xlsx_write_table(BlXlsxSheet *sheet, const BlTable *table);
void bl_xlsx_write_section(BlXlsxSheet *sheet, const BlSection *section);
void bl_xlsx_write_summary(BlXlsxSheet *sheet);
void bl_xlsx_write_data(BlXlsxSheet *sheet);
void bl_xlsx_insert_chart(BlXlsxBook *book, const BlXlsxPending *pending);
/** Room a chart asks for, pixels. */
double bl_xlsx_chart_height(const BlChart *chart);
gboolean bl_xlsx_chart_is_drawable(const BlXlsxBook *book, const BlChart *chart);

/** xlsx_combine.c: from now on the series that have a marker are drawn as lines over the columns.
 */
void bl_xlsx_chart_combine(lxw_chart *chart);

#endif
