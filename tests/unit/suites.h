/* The suites of check_bilan, one a module; main runs them all. */
#ifndef BILAN_TESTS_SUITES_H
#define BILAN_TESTS_SUITES_H

#include <check.h>

Suite *reader_csv_suite(void);
Suite *import_suite(void);
Suite *layout_suite(void);
Suite *document_text_suite(void);
Suite *output_pdf_suite(void);
Suite *chart_suite(void);
Suite *xlsx_suite(void);
Suite *csv_output_suite(void);
Suite *simulate_suite(void);

#endif
