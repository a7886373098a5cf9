/*
 * The documents of tests/fixtures/golden as plain text, compared byte for byte with tests/golden.
 * « make golden » writes them anew; read the difference before committing it.
 */
#include "report_bench.h"
#include "suites.h"

#include <bilan/base/file.h>
#include <bilan/output/output.h>
#include <string.h>

static void compare(const char *path, const char *got) {
    g_autofree char *expected = support_read(path);
    g_auto(GStrv) left = g_strsplit(got, "\n", -1);
    g_auto(GStrv) right = g_strsplit(expected, "\n", -1);
    for (guint i = 0; left[i] != NULL && right[i] != NULL; i++)
        ck_assert_msg(strcmp(left[i], right[i]) == 0,
                      "%s:%u\n  got      « %s »\n  expected « %s »\n"
                      "« make golden » writes the new text when the change is meant",
                      path, i + 1, left[i], right[i]);
    ck_assert_msg(strcmp(got, expected) == 0, "%s: lines missing or added at the end", path);
}

START_TEST(each_report_reads_as_its_golden_text) {
    static const char *const places[] = {"national/FR", "regional/82", "local/01004S00"};
    gboolean writes = g_strcmp0(g_getenv("BILAN_GOLDEN"), "ecrire") == 0;
    Edition edition;
    edition_open(&edition);
    for (guint r = 0; r < edition.reports->len; r++)
        for (guint p = 0; p < G_N_ELEMENTS(places); p++) {
            const BlReport *report = edition.reports->pdata[r];
            g_autoptr(BlDocument) document = edition_document(&edition, report->code, places[p]);
            g_autofree char *text = bl_output_text(document);
            g_autofree char *name = g_strdup_printf("%s-%s.txt", report->code, document->code);
            g_autofree char *path = g_build_filename(bench_root(), "tests", "golden", name, NULL);
            if (writes)
                ck_assert(bl_file_write(path, text, strlen(text), NULL));
            else
                compare(path, text);
        }
    edition_close(&edition);
}
END_TEST

Suite *golden_suite(void) {
    Suite *suite = suite_create("golden");
    TCase *tests = tcase_create("golden documents");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, each_report_reads_as_its_golden_text);
    suite_add_tcase(suite, tests);
    return suite;
}
