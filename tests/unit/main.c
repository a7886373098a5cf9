/* Every suite, in one run: Check's closing line counts them all. CK_RUN_SUITE=name runs one. */
#include "suites.h"

#include <stdlib.h>

#define SUITE_ENTRY(name) name,

int main(void) {
    SRunner *runner = srunner_create(NULL);
    Suite *(*const suites[])(void) = {BILAN_SUITES(SUITE_ENTRY)};
    for (size_t i = 0; i < sizeof suites / sizeof *suites; i++)
        srunner_add_suite(runner, suites[i]());
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
