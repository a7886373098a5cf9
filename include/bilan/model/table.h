/**
 * @file table.h
 * A table as a reader sees it: typed columns and rows. Charts, workbook, PDF and text all read this
 * one object.
 */
#ifndef BILAN_MODEL_TABLE_H
#define BILAN_MODEL_TABLE_H

#include <bilan/base/number.h>
#include <glib.h>

typedef enum {
    BL_CELL_EMPTY,   /**< nothing belongs here */
    BL_CELL_PENDING, /**< of a period that has not begun: printed « à venir » */
    BL_CELL_ABSENT,  /**< no data: printed « n.d. », never 0 */
    BL_CELL_SECRET,  /**< held back: printed « s » */
    BL_CELL_TEXT,
    BL_CELL_NUMBER
} BlCellKind;

typedef struct {
    BlCellKind kind;
    BlUnit unit;  /**< of a number */
    gint64 value; /**< of a number, in the unit's scale */
    char *text;   /**< of a text, owned */
} BlCell;

typedef enum {
    BL_ROW_BODY,
    BL_ROW_TOTAL, /**< set apart, last */
    BL_ROW_ALERT  /**< needs a decision: drawn in the alert colour, with a mark for those who see no
                     colour */
} BlRowKind;

typedef struct {
    BlRowKind kind;
    char *code;    /**< of the territory that the row is about, owned; NULL for another row */
    BlCell *cells; /**< as many as the table has columns */
} BlRow;

typedef struct {
    char *title;
    gboolean is_text;  /**< left-aligned; else numbers, right-aligned on the decimal */
    gboolean is_gauge; /**< a rate to show with a small bar beside it, 100 % marked */
} BlColumn;

typedef struct BlTable {
    char *name;       /**< identifier, [a-z0-9-]+, unique in the document */
    char *title;      /**< may be NULL */
    GArray *columns;  /**< of BlColumn */
    GPtrArray *rows;  /**< of BlRow* */
    GPtrArray *notes; /**< of char*, printed under the table */
    gboolean hidden;  /**< feeds a chart; the PDF shows only the chart, the workbook both */
} BlTable;

BlTable *bl_table_new(const char *name, const char *title);
void bl_table_free(BlTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlTable, bl_table_free)

/** Add a column. Only before the first row. @return its index */
guint bl_table_add_column(BlTable *table, const char *title, gboolean is_text);

/** Add a row of empty cells. @return borrowed */
BlRow *bl_table_add_row(BlTable *table, BlRowKind kind);

void bl_table_add_note(BlTable *table, const char *note);

guint bl_table_width(const BlTable *table);
guint bl_table_height(const BlTable *table);
const BlColumn *bl_table_column(const BlTable *table, guint column);
const BlRow *bl_table_row(const BlTable *table, guint row);
const BlCell *bl_table_cell(const BlTable *table, guint row, guint column);

/** Fill a cell. Text is copied. */
void bl_cell_set_text(BlCell *cell, const char *text);
void bl_cell_set_number(BlCell *cell, gint64 value, BlUnit unit);
void bl_cell_set_kind(BlCell *cell, BlCellKind kind);

/** What a reader sees in the cell (« 12 345 », « n.d. », « s », ""). @return the caller's, g_free()
 */
char *bl_cell_display(const BlCell *cell);

/** The number as a double for drawing only (money in euros, rates as fractions); NAN when it is
 * none. */
double bl_cell_plot(const BlCell *cell);

#endif
