/* A workbook read back for the tests, cell by cell, with GMarkup: not the code under test. */
#ifndef BILAN_TESTS_XLSX_BOOK_H
#define BILAN_TESTS_XLSX_BOOK_H

#include <bilan/output/output.h>
#include <check.h>
#include <glib.h>

typedef struct {
    GHashTable *parts; /* member name → its XML */
    GPtrArray *sheets; /* names, in order */
    GHashTable *cells; /* « sheet!A1 » → « n:1.5 » or « s:text » */
    GHashTable *names; /* defined name → its formula */
    GPtrArray *tables; /* names of the Excel tables */
} Book;

/* Fails the test when the file cannot be read. */
Book *book_open(const char *path);
void book_free(Book *book);

/* Text of a cell; NULL when it has none. */
const char *book_text(const Book *book, const char *sheet, const char *reference);
/* Number of a cell; NAN when it has none. */
double book_number(const Book *book, const char *sheet, const char *reference);
/* Reference of the first cell of a sheet with this text, as row (from 1) and column (from 0). */
gboolean book_find(const Book *book, const char *sheet, const char *text, guint *row,
                   guint *column);
/* « B5 » for row 5, column 1. */
char *book_reference(guint row, guint column);

/* What the tests write. */
extern const BlTheme book_theme;
BlDocument *book_document(void);
/* Text, code, count, rate, money and absent columns; one total row. Body rows: `rows`. */
BlTable *book_table(const char *name, guint rows);

TCase *xlsx_safety_tests(void);

#endif
