/* The tidy CSV (DEFINITIONS §5). */
#include "suites.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <bilan/output/output.h>
#include <glib/gstdio.h>

#define HEADER "indicateur;mesure;niveau;code;periode;axe;modalite;valeur\n"

static char *line_of(const BlFigure *figure) {
    GString *out = g_string_new(NULL);
    bl_output_csv_figure(out, figure);
    return g_string_free(out, FALSE);
}

START_TEST(the_header_names_the_eight_columns) {
    GString *out = g_string_new(NULL);
    bl_output_csv_header(out);
    ck_assert_str_eq(out->str, HEADER);
    g_string_free(out, TRUE);
}
END_TEST

START_TEST(a_value_has_the_decimals_of_its_unit) {
    BlFigure figure = {"SUBV", "du", "local", "01004S00", "2010", "", "", BL_UNIT_EURO, 25000};
    g_autofree char *money = line_of(&figure);
    ck_assert_str_eq(money, "SUBV;du;local;01004S00;2010;;;250.00\n");
    figure.unit = BL_UNIT_RATE;
    figure.value = 250000;
    g_autofree char *rate = line_of(&figure);
    ck_assert_str_eq(rate, "SUBV;du;local;01004S00;2010;;;0.250000\n");
    figure.unit = BL_UNIT_COUNT;
    figure.value = 1234567;
    g_autofree char *count = line_of(&figure);
    ck_assert_str_eq(count, "SUBV;du;local;01004S00;2010;;;1234567\n");
}
END_TEST

START_TEST(a_negative_value_stays_a_number_and_a_text_is_no_formula) {
    BlFigure figure = {"OBJ", "ecart", "local", "=1+1", "2010", "", "", BL_UNIT_COUNT, -3};
    g_autofree char *line = line_of(&figure);
    ck_assert_str_eq(line, "OBJ;ecart;local;'=1+1;2010;;;-3\n");
}
END_TEST

START_TEST(a_modality_with_a_separator_or_a_quote_is_quoted) {
    BlFigure figure = {"SORTIE", "parcours",         "local",       "01", "2010-T1",
                       "motif",  "emploi ; \"CDI\"", BL_UNIT_COUNT, 2};
    g_autofree char *line = line_of(&figure);
    ck_assert_str_eq(line, "SORTIE;parcours;local;01;2010-T1;motif;\"emploi ; \"\"CDI\"\"\";2\n");
}
END_TEST

START_TEST(a_document_is_written_whole_and_in_its_order) {
    g_autoptr(BlDocument) document = bl_document_new("essai", BL_LEVEL_LOCAL, "01");
    BlFigure first = {"DE1", "jeunes", "local", "01", "2010-T1", "", "", BL_UNIT_COUNT, 0};
    BlFigure second = {"DE1", "jeunes", "local", "01", "2010-T1", "sexe", "F", BL_UNIT_COUNT, 7};
    g_ptr_array_add(document->data, &first);
    g_ptr_array_add(document->data, &second);
    g_autofree char *folder = g_dir_make_tmp("bilan-csv-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "donnees.csv", NULL);
    ck_assert(bl_output_csv(document, path, NULL));
    g_autofree char *text = bl_file_read(path, NULL, NULL);
    ck_assert_str_eq(text, HEADER "DE1;jeunes;local;01;2010-T1;;;0\n"
                                  "DE1;jeunes;local;01;2010-T1;sexe;F;7\n");
    g_unlink(path);
    g_rmdir(folder);
}
END_TEST

START_TEST(a_file_that_cannot_be_written_is_an_output_error) {
    g_autoptr(BlDocument) document = bl_document_new("essai", BL_LEVEL_LOCAL, "01");
    GError *err = NULL;
    ck_assert(!bl_output_csv(document, "/dev/null/donnees.csv", &err));
    ck_assert(g_error_matches(err, BL_ERROR, BL_ERROR_OUTPUT));
    g_error_free(err);
}
END_TEST

Suite *csv_output_suite(void) {
    Suite *suite = suite_create("csv_output");
    TCase *tests = tcase_create("tidy rows");
    tcase_add_test(tests, the_header_names_the_eight_columns);
    tcase_add_test(tests, a_value_has_the_decimals_of_its_unit);
    tcase_add_test(tests, a_negative_value_stays_a_number_and_a_text_is_no_formula);
    tcase_add_test(tests, a_modality_with_a_separator_or_a_quote_is_quoted);
    tcase_add_test(tests, a_document_is_written_whole_and_in_its_order);
    tcase_add_test(tests, a_file_that_cannot_be_written_is_an_output_error);
    suite_add_tcase(suite, tests);
    return suite;
}
