/* The suites of check_bilan, one a module. Adding a name to BILAN_SUITES declares and runs it. */
#ifndef BILAN_TESTS_SUITES_H
#define BILAN_TESTS_SUITES_H

#include <check.h>

/* clang-format off */
#define BILAN_SUITES(X)                                                                            \
    X(number_suite)                                                                                \
    X(calendar_suite)                                                                              \
    X(text_base_suite)                                                                             \
    X(file_suite)                                                                                  \
    X(figure_suite)                                                                                \
    X(table_suite)                                                                                 \
    X(config_suite)                                                                                \
    X(indicator_suite)                                                                             \
    X(store_suite)                                                                                 \
    X(warehouse_suite)                                                                             \
    X(reader_csv_suite)                                                                            \
    X(import_suite)                                                                                \
    X(compute_suite)                                                                               \
    X(pieces_suite)                                                                                \
    X(example_suite)                                                                               \
    X(rules_suite)                                                                                 \
    X(sentence_suite)                                                                              \
    X(table_builder_suite)                                                                         \
    X(names_suite)                                                                                 \
    X(report_suite)                                                                                \
    X(golden_suite)                                                                                \
    X(campaign_suite)                                                                              \
    X(layout_suite)                                                                                \
    X(document_text_suite)                                                                         \
    X(output_pdf_suite)                                                                            \
    X(logo_suite)                                                                                  \
    X(chart_suite)                                                                                 \
    X(map_suite)                                                                                   \
    X(map_parts_suite)                                                                             \
    X(multiples_suite)                                                                             \
    X(xlsx_suite)                                                                                  \
    X(html_suite)                                                                                  \
    X(csv_output_suite)                                                                            \
    X(formats_suite)                                                                               \
    X(pages_suite)                                                                                 \
    X(simulate_suite)                                                                              \
    X(cli_suite)                                                                                   \
    X(cli_figures_suite)
/* clang-format on */

#define BILAN_SUITE_DECLARE(name) Suite *name(void);
BILAN_SUITES(BILAN_SUITE_DECLARE)

#endif
