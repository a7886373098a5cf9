/* The pages of the demonstration: the nation, large and small regions, the longest names. Nothing
 * over anything. */
#include "layout_sound.h"
#include "report_bench.h"
#include "suites.h"

#include <string.h>

#define YOUTHS 1500

/* The mission locale whose name is longest. */
static const BlStructure *longest_name(const BlResults *results) {
    const BlStructure *longest = NULL;
    for (guint i = 0; i < results->structures->len; i++) {
        const BlStructure *s = g_ptr_array_index(results->structures, i);
        if (s->level == BL_LEVEL_LOCAL &&
            (longest == NULL || strlen(s->label) > strlen(longest->label)))
            longest = s;
    }
    return longest;
}

static void expect_sound(const Edition *edition, const BlStructure *place) {
    for (guint i = 0; i < edition->reports->len; i++) {
        const BlReport *report = g_ptr_array_index(edition->reports, i);
        g_autoptr(GError) error = NULL;
        g_autoptr(BlDocument) document = bl_report_build(report, edition->data, place, &error);
        ck_assert_msg(document != NULL, "%s", error != NULL ? error->message : "");
        g_autoptr(BlLayout) layout = bl_layout_new(document, edition->theme, &error);
        ck_assert_msg(layout != NULL, "%s", error != NULL ? error->message : "");
        layout_expect_sound(layout);
    }
}

START_TEST(no_text_crosses_another_its_column_or_the_margin_in_the_demonstration) {
    static const char *const places[] = {"national/FR", "regional/11", "regional/82",
                                         "regional/94", "regional/06", "local/01004S00"};
    Edition edition = {0};
    edition_open_simulated(&edition, YOUTHS);
    for (guint i = 0; i < G_N_ELEMENTS(places); i++)
        expect_sound(&edition, edition_place(&edition, places[i]));
    expect_sound(&edition, longest_name(edition.data->now));
    edition_close(&edition);
}
END_TEST

Suite *pages_suite(void) {
    Suite *suite = suite_create("pages");
    TCase *tests = tcase_create("pages");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, no_text_crosses_another_its_column_or_the_margin_in_the_demonstration);
    suite_add_tcase(suite, tests);
    return suite;
}
