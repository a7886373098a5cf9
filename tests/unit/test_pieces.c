/* The same extracts in one go, or in pieces and in any order, give the same figures. */
#include "suites.h"
#include "support.h"

#include <bilan/base/file.h>
#include <bilan/simulate/simulate.h>
#include <string.h>

#define PIECES 3

/* One line of an extract, and the piece it goes to. */
typedef struct {
    const BlExtract *extract;
    char *line;
} Row;

static void row_free(gpointer data) {
    g_free(((Row *)data)->line);
    g_free(data);
}

/* Rows of the extracts of one order; the first of each extract is its header. */
static GPtrArray *rows_of_order(const Case *c, const char *folder, guint order) {
    GPtrArray *rows = g_ptr_array_new_with_free_func(row_free);
    for (guint e = 0; e < bl_extracts_count(c->bench.extracts); e++) {
        const BlExtract *extract = bl_extracts_at(c->bench.extracts, e);
        g_autofree char *name = g_strconcat(extract->name, ".csv", NULL);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *text = NULL;
        if (extract->order != order || !g_file_get_contents(path, &text, NULL, NULL))
            continue;
        g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
        for (guint i = 0; lines[i] != NULL; i++) {
            Row *row = g_new(Row, 1);
            *row = (Row){.extract = extract, .line = g_strdup(lines[i])};
            g_ptr_array_add(rows, row);
        }
    }
    return rows;
}

/* The files of one piece, in a folder of its own: headers, and the rows that chance gives it. */
static void write_piece(const GPtrArray *rows, const guint *pieces, guint piece,
                        const char *folder) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < rows->len; i++) {
        const Row *row = rows->pdata[i];
        gboolean is_header = i == 0 || ((Row *)rows->pdata[i - 1])->extract != row->extract;
        if (is_header || pieces[i] == piece)
            g_string_append_printf(text, "%s\n", row->line);
        if (i + 1 < rows->len && ((Row *)rows->pdata[i + 1])->extract == row->extract)
            continue;
        g_autofree char *name = g_strdup_printf("%s_%u.csv", row->extract->name, piece);
        g_free(support_put(folder, name, text->str));
        g_string_truncate(text, 0);
    }
}

/* Import the rows of one order in pieces; some rows come twice, which changes nothing. */
static void import_order(Case *c, const char *folder, guint order, GRand *random) {
    g_autoptr(GPtrArray) rows = rows_of_order(c, folder, order);
    g_autofree guint *pieces = g_new0(guint, rows->len + 1);
    for (guint i = 0; i < rows->len; i++)
        pieces[i] = (guint)g_rand_int_range(random, 0, PIECES);
    guint first = (guint)g_rand_int_range(random, 0, PIECES);
    for (guint k = 0; k < PIECES; k++) {
        char *part = support_folder();
        write_piece(rows, pieces, (first + k) % PIECES, part);
        case_import(c, part);
        support_remove(part);
    }
}

static char *figures_in_pieces(const char *folder, guint32 seed, BlDay cutoff) {
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    Case c;
    case_open(&c, NULL);
    for (guint order = 1; order <= 3; order++)
        import_order(&c, folder, order, random);
    g_autoptr(BlResults) results = case_compute(&c, cutoff);
    char *csv = case_csv(results);
    case_close(&c);
    return csv;
}

static char *figures_at_once(const char *folder, BlDay cutoff) {
    Case c;
    case_open(&c, NULL);
    case_import(&c, folder);
    g_autoptr(BlResults) results = case_compute(&c, cutoff);
    char *csv = case_csv(results);
    case_close(&c);
    return csv;
}

/* The first line that differs, for a message that can be read. */
static void expect_same(const char *got, const char *expected) {
    g_auto(GStrv) left = g_strsplit(got, "\n", -1);
    g_auto(GStrv) right = g_strsplit(expected, "\n", -1);
    for (guint i = 0; left[i] != NULL && right[i] != NULL; i++)
        ck_assert_str_eq(left[i], right[i]);
    ck_assert_str_eq(got, expected);
}

static void check_folder(const char *folder, BlDay cutoff) {
    g_autofree char *expected = figures_at_once(folder, cutoff);
    ck_assert_uint_gt(strlen(expected), 10000);
    for (guint32 seed = 1; seed <= 3; seed++) {
        g_autofree char *got = figures_in_pieces(folder, seed, cutoff);
        expect_same(got, expected);
    }
}

START_TEST(pieces_of_hand_made_extracts_give_the_figures_of_the_whole) {
    g_autofree char *folder = support_path("tests/fixtures/golden");
    check_folder(folder, bl_day_from_ymd(2010, 9, 30));
    check_folder(folder, bl_day_from_ymd(2010, 12, 31));
}
END_TEST

START_TEST(pieces_of_a_simulated_year_give_the_figures_of_the_whole) {
    char *folder = support_folder();
    const BlSimulation settings = {.seed = 5,
                                   .year = 2010,
                                   .youths = 400,
                                   .structures = 4,
                                   .data_folder = bench_root(),
                                   .output_folder = folder};
    ck_assert(bl_simulate(&settings, NULL, NULL));
    check_folder(folder, bl_day_from_ymd(2010, 8, 31));
    support_remove(folder);
}
END_TEST

/* What was first sent wrong and then corrected leaves no trace in the figures. */
START_TEST(a_draft_then_the_right_extracts_give_the_figures_of_the_right_ones) {
    g_autofree char *golden = support_path("tests/fixtures/golden");
    BlDay cutoff = bl_day_from_ymd(2010, 9, 30);
    char *draft = support_folder();
    g_autoptr(GPtrArray) names = bl_folder_list(golden, ".csv", NULL);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(golden, names->pdata[i], NULL);
        g_autofree char *text = support_read(path);
        g_autoptr(GString) wrong = g_string_new(text);
        g_string_replace(wrong, ";E3\n", ";E9\n", 0);
        g_string_replace(wrong, ";radie;", ";inscrit;", 0);
        g_string_replace(wrong, ";entretien", ";telephone", 0);
        g_string_replace(wrong, ";J17;69123S00;", ";J01;01004S00;", 0);
        g_string_replace(wrong, "1984-09-15", "1994-09-15", 0);
        g_free(support_put(draft, names->pdata[i], wrong->str));
    }
    g_autofree char *expected = figures_at_once(golden, cutoff);
    g_autofree char *draft_figures = figures_at_once(draft, cutoff);
    ck_assert_str_ne(draft_figures, expected);
    Case c;
    case_open(&c, NULL);
    case_import(&c, draft);
    case_import(&c, golden);
    g_autoptr(BlResults) results = case_compute(&c, cutoff);
    g_autofree char *got = case_csv(results);
    expect_same(got, expected);
    case_close(&c);
    support_remove(draft);
}
END_TEST

Suite *pieces_suite(void) {
    Suite *suite = suite_create("pieces");
    TCase *tests = tcase_create("pieces");
    tcase_set_timeout(tests, 180);
    tcase_add_test(tests, pieces_of_hand_made_extracts_give_the_figures_of_the_whole);
    tcase_add_test(tests, pieces_of_a_simulated_year_give_the_figures_of_the_whole);
    tcase_add_test(tests, a_draft_then_the_right_extracts_give_the_figures_of_the_right_ones);
    suite_add_tcase(suite, tests);
    return suite;
}
