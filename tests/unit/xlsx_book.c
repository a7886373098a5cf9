#include "xlsx_book.h"

#include "../../src/output/xlsx_verify.h"
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    Book *book;
    GPtrArray *strings; /* shared strings */
    const char *sheet;
    char *reference, *type, *name;
    GString *text;
} Reading;

static const char *attribute(const char **names, const char **values, const char *wanted) {
    for (guint i = 0; names[i] != NULL; i++)
        if (strcmp(names[i], wanted) == 0)
            return values[i];
    return NULL;
}

static void on_start(GMarkupParseContext *context, const char *element, const char **names,
                     const char **values, gpointer data, GError **err) {
    (void)context, (void)err;
    Reading *reading = data;
    if (strcmp(element, "sheet") == 0)
        g_ptr_array_add(reading->book->sheets, g_strdup(attribute(names, values, "name")));
    if (strcmp(element, "table") == 0)
        g_ptr_array_add(reading->book->tables, g_strdup(attribute(names, values, "name")));
    if (strcmp(element, "definedName") == 0) {
        g_free(reading->name);
        reading->name = g_strdup(attribute(names, values, "name"));
    }
    if (strcmp(element, "c") == 0) {
        g_free(reading->reference);
        g_free(reading->type);
        reading->reference = g_strdup(attribute(names, values, "r"));
        reading->type = g_strdup(attribute(names, values, "t"));
    }
    if (strcmp(element, "si") == 0 || strcmp(element, "v") == 0 ||
        strcmp(element, "definedName") == 0)
        g_string_truncate(reading->text, 0);
}

static void on_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data,
                    GError **err) {
    (void)context, (void)err;
    g_string_append_len(((Reading *)data)->text, text, (gssize)length);
}

static void on_end(GMarkupParseContext *context, const char *element, gpointer data, GError **err) {
    (void)context, (void)err;
    Reading *reading = data;
    if (strcmp(element, "si") == 0)
        g_ptr_array_add(reading->strings, g_strdup(reading->text->str));
    if (strcmp(element, "definedName") == 0)
        g_hash_table_insert(reading->book->names, g_strdup(reading->name),
                            g_strdup(reading->text->str));
    if (strcmp(element, "v") != 0 || reading->sheet == NULL)
        return;
    gboolean is_text = g_strcmp0(reading->type, "s") == 0;
    guint index = (guint)strtoul(reading->text->str, NULL, 10);
    const char *content = is_text ? g_ptr_array_index(reading->strings, index) : reading->text->str;
    g_hash_table_insert(reading->book->cells,
                        g_strdup_printf("%s!%s", reading->sheet, reading->reference),
                        g_strdup_printf("%s:%s", is_text ? "s" : "n", content));
}

static void parse(Reading *reading, const char *part) {
    static const GMarkupParser parser = {
        .start_element = on_start, .text = on_text, .end_element = on_end};
    const char *xml = g_hash_table_lookup(reading->book->parts, part);
    if (xml == NULL)
        return;
    GError *err = NULL;
    GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, reading, NULL);
    gboolean done = g_markup_parse_context_parse(context, xml, -1, &err) &&
                    g_markup_parse_context_end_parse(context, &err);
    ck_assert_msg(done, "%s: %s", part, err != NULL ? err->message : "");
    g_markup_parse_context_free(context);
}

static void read_parts(Book *book, const char *path) {
    GError *err = NULL;
    BlZip *zip = bl_zip_open(path, &err);
    ck_assert_msg(zip != NULL, "%s", err != NULL ? err->message : "");
    for (guint i = 0; i < bl_zip_count(zip); i++) {
        gsize length;
        char *xml = bl_zip_read(zip, i, &length, &err);
        ck_assert_msg(xml != NULL, "%s", err != NULL ? err->message : "");
        g_hash_table_insert(book->parts, g_strdup(bl_zip_name(zip, i)), xml);
    }
    bl_zip_free(zip);
}

Book *book_open(const char *path) {
    Book *book = g_new0(Book, 1);
    book->parts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    book->cells = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    book->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    book->sheets = g_ptr_array_new_with_free_func(g_free);
    book->tables = g_ptr_array_new_with_free_func(g_free);
    read_parts(book, path);

    Reading reading = {.book = book,
                       .strings = g_ptr_array_new_with_free_func(g_free),
                       .text = g_string_new(NULL)};
    parse(&reading, "xl/workbook.xml");
    parse(&reading, "xl/sharedStrings.xml");
    for (guint i = 0; i < book->sheets->len; i++) {
        g_autofree char *part = g_strdup_printf("xl/worksheets/sheet%u.xml", i + 1);
        reading.sheet = g_ptr_array_index(book->sheets, i);
        parse(&reading, part);
    }
    reading.sheet = NULL;
    for (guint i = 1; i < 1000; i++) {
        g_autofree char *part = g_strdup_printf("xl/tables/table%u.xml", i);
        parse(&reading, part);
    }
    g_ptr_array_unref(reading.strings);
    g_string_free(reading.text, TRUE);
    g_free(reading.reference);
    g_free(reading.type);
    g_free(reading.name);
    return book;
}

void book_free(Book *book) {
    g_hash_table_destroy(book->parts);
    g_hash_table_destroy(book->cells);
    g_hash_table_destroy(book->names);
    g_ptr_array_unref(book->sheets);
    g_ptr_array_unref(book->tables);
    g_free(book);
}

static const char *content(const Book *book, const char *sheet, const char *reference) {
    g_autofree char *key = g_strdup_printf("%s!%s", sheet, reference);
    return g_hash_table_lookup(book->cells, key);
}

const char *book_text(const Book *book, const char *sheet, const char *reference) {
    const char *cell = content(book, sheet, reference);
    return cell != NULL && g_str_has_prefix(cell, "s:") ? cell + 2 : NULL;
}

double book_number(const Book *book, const char *sheet, const char *reference) {
    const char *cell = content(book, sheet, reference);
    return cell != NULL && g_str_has_prefix(cell, "n:") ? g_ascii_strtod(cell + 2, NULL) : NAN;
}

char *book_reference(guint row, guint column) {
    g_assert(column < 26);
    return g_strdup_printf("%c%u", 'A' + (int)column, row);
}

gboolean book_find(const Book *book, const char *sheet, const char *text, guint *row,
                   guint *column) {
    for (guint r = 1; r < 3000; r++)
        for (guint c = 0; c < 26; c++) {
            g_autofree char *reference = book_reference(r, c);
            if (g_strcmp0(book_text(book, sheet, reference), text) == 0) {
                *row = r;
                *column = c;
                return TRUE;
            }
        }
    return FALSE;
}
