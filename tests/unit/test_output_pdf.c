/* The PDF file: same bytes twice, and nothing left behind when something is wrong. */
#include "../../src/output/pdf_page.h"
#include "suites.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <bilan/output/output.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static BlTheme new_theme(void) {
    return (BlTheme){.font_regular = (char *)"templates/fonts/OpenSans-Regular.ttf",
                     .font_semibold = (char *)"templates/fonts/OpenSans-Semibold.ttf",
                     .font_bold = (char *)"templates/fonts/OpenSans-Bold.ttf",
                     .accent = 0x29598F,
                     .ink = 0x1B2430};
}

static BlDocument *new_document(void) {
    BlDocument *document = bl_document_new("essai", BL_LEVEL_REGIONAL, "82");
    document->title = g_strdup("Comité de pilotage");
    document->cutoff = bl_day_from_ymd(2010, 9, 30);
    document->edition = bl_day_from_ymd(2010, 10, 5);
    BlSection *section = bl_document_add_section(document, "L’essentiel – cœur ≥ 60\u202f%");
    bl_section_add(section, BL_ELEMENT_LEAD,
                   "**9\u202f104** jeunes… soit 76,1\u202f% ; «\u00a0oui\u00a0».");
    return document;
}

static char *folder;

static void setup(void) {
    folder = g_dir_make_tmp("bilan-pdf-XXXXXX", NULL);
}

static void teardown(void) {
    g_autoptr(GPtrArray) names = bl_folder_list(folder, NULL, NULL);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        g_unlink(path);
    }
    g_rmdir(folder);
    g_clear_pointer(&folder, g_free);
}

static guint files_left(void) {
    g_autoptr(GPtrArray) names = bl_folder_list(folder, NULL, NULL);
    return names->len;
}

static void assert_fails(const BlDocument *document, const BlTheme *theme, const char *path,
                         BlError code) {
    GError *err = NULL;
    ck_assert(!bl_output_pdf(document, theme, path, &err));
    ck_assert_msg(g_error_matches(err, BL_ERROR, (int)code), "%s", err->message);
    g_error_free(err);
}

START_TEST(same_document_gives_the_same_bytes) {
    BlTheme theme = new_theme();
    g_autoptr(BlDocument) document = new_document();
    g_autofree char *first = g_build_filename(folder, "a.pdf", NULL);
    g_autofree char *second = g_build_filename(folder, "b.pdf", NULL);
    ck_assert(bl_output_pdf(document, &theme, first, NULL));
    ck_assert(bl_output_pdf(document, &theme, second, NULL));
    gsize length[2];
    g_autofree char *a = bl_file_read(first, &length[0], NULL);
    g_autofree char *b = bl_file_read(second, &length[1], NULL);
    ck_assert_uint_eq(length[0], length[1]);
    ck_assert_int_eq(memcmp(a, b, length[0]), 0);
    ck_assert(g_str_has_prefix(a, "%PDF-1.4"));
    ck_assert(g_strrstr_len(a, (gssize)length[0], "/Lang (fr-FR)") != NULL);
    ck_assert(g_strrstr_len(a, (gssize)length[0], "D:20101005000000Z") != NULL);
    ck_assert_uint_eq(files_left(), 2);
}
END_TEST

START_TEST(missing_or_broken_font_is_a_configuration_error) {
    BlTheme theme = new_theme();
    g_autoptr(BlDocument) document = new_document();
    g_autofree char *path = g_build_filename(folder, "a.pdf", NULL);
    theme.font_bold = (char *)"templates/fonts/absente.ttf";
    assert_fails(document, &theme, path, BL_ERROR_CONFIG);
    theme.font_bold = (char *)"Makefile";
    assert_fails(document, &theme, path, BL_ERROR_CONFIG);
    theme.font_bold = NULL;
    assert_fails(document, &theme, path, BL_ERROR_CONFIG);
    theme = new_theme();
    theme.font_bold = theme.font_regular; /* one file for two styles is no error */
    ck_assert(bl_output_pdf(document, &theme, path, NULL));
    ck_assert_uint_eq(files_left(), 1);
}
END_TEST

START_TEST(broken_logo_is_a_configuration_error) {
    BlTheme theme = new_theme();
    g_autoptr(BlDocument) document = new_document();
    g_autofree char *logo = g_build_filename(folder, "logo.png", NULL);
    g_autofree char *path = g_build_filename(folder, "a.pdf", NULL);
    g_ptr_array_add(document->logos, g_strdup(logo));
    assert_fails(document, &theme, path, BL_ERROR_CONFIG);
    /* a right beginning: 16 × 16, then nothing */
    static const char head[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x02\0\0\0";
    ck_assert(bl_file_write(logo, head, sizeof head - 1, NULL));
    assert_fails(document, &theme, path, BL_ERROR_CONFIG);
    ck_assert_uint_eq(files_left(), 1);
}
END_TEST

START_TEST(place_that_cannot_be_written_is_an_output_error) {
    BlTheme theme = new_theme();
    g_autoptr(BlDocument) document = new_document();
    g_autofree char *file = g_build_filename(folder, "fichier", NULL);
    g_autofree char *path = g_build_filename(file, "a.pdf", NULL);
    ck_assert(bl_file_write(file, "x", 1, NULL));
    assert_fails(document, &theme, path, BL_ERROR_OUTPUT);
}
END_TEST

START_TEST(impossible_coordinates_are_refused) {
    BlTheme theme = new_theme();
    const double wrong[] = {NAN, INFINITY, 1e6};
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        PdfMetrics metrics;
        ck_assert(pdf_metrics_load(&metrics, &theme, NULL));
        g_autoptr(PdfFile) file = pdf_file_open(&theme, &metrics, NULL);
        g_autoptr(GByteArray) bytes = g_byte_array_new();
        BlCanvasPdf canvas;
        bl_canvas_pdf_init(&canvas, pdf_file_add_page(file, 500, 500));
        canvas.base.ops->fill_rect(&canvas.base, (BlRect){10, 10, wrong[i], 10}, 0);
        GError *err = NULL;
        ck_assert(!pdf_file_bytes(file, bytes, &err));
        ck_assert(g_error_matches(err, BL_ERROR, BL_ERROR_OUTPUT));
        g_error_free(err);
    }
}
END_TEST

START_TEST(text_keeps_its_typography_in_one_byte) {
    static const char *const kept[] = {"9\u202f104 €", "« cœur »… l’Été – Œuvre — 5\u00a0%",
                                       "≥ 60, ≤ 5, −12, ∑", "Ÿ Š ž ‰"};
    for (guint i = 0; i < G_N_ELEMENTS(kept); i++) {
        g_autofree char *bytes = pdf_encode(kept[i]);
        g_autofree char *back = pdf_decode(bytes);
        ck_assert_uint_eq(strlen(bytes), (gulong)g_utf8_strlen(kept[i], -1));
        g_strdelimit(back, " ", '_'); /* spaces may have become unbreakable */
        for (const char *p = kept[i], *q = back; *p != '\0';
             p = g_utf8_next_char(p), q = g_utf8_next_char(q))
            ck_assert(g_unichar_isspace(g_utf8_get_char(p)) ||
                      g_utf8_get_char(p) == g_utf8_get_char(q));
    }
    g_autofree char *composed = pdf_encode("E\u0301te\u0301 ; vu ?");
    ck_assert_str_eq(composed, "\xC9t\xE9\x90; vu\x90?");
    g_autofree char *nearest = pdf_encode("Čapek \u00adet\tdeŁ\xff");
    ck_assert_str_eq(nearest, "Capek et de??");
}
END_TEST

Suite *output_pdf_suite(void) {
    Suite *suite = suite_create("output_pdf");
    TCase *tests = tcase_create("pdf");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, same_document_gives_the_same_bytes);
    tcase_add_test(tests, missing_or_broken_font_is_a_configuration_error);
    tcase_add_test(tests, broken_logo_is_a_configuration_error);
    tcase_add_test(tests, place_that_cannot_be_written_is_an_output_error);
    tcase_add_test(tests, impossible_coordinates_are_refused);
    tcase_add_test(tests, text_keeps_its_typography_in_one_byte);
    suite_add_tcase(suite, tests);
    return suite;
}
