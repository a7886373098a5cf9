/* The map's file, its classes and colours. */
#include "suites.h"

#include "../../src/chart/chart_map.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <bilan/config/map.h>
#include <glib/gstdio.h>
#include <string.h>

#define POINT 10000 /* of a rate */

static const BlTheme theme = {
    .accent = 0x29598F,
    .alert = 0xC9141B,
    .good = 0x1F7A38,
    .ink = 0x1B2430,
    .muted = 0x5B6675,
    .rule = 0xD9DEE4,
    .wash = 0xF1F4F8,
    .series = {0x29598F, 0x5C68E5, 0xB478F1, 0x298641, 0xE91719, 0x00005F}};

static BlMap *load(const char *name) {
    const char *root = g_getenv("BILAN_RACINE");
    g_autofree char *file = g_strconcat(name, ".geojson", NULL);
    g_autofree char *path =
        g_build_filename(root != NULL ? root : ".", "templates", "cartes", file, NULL);
    GError *error = NULL;
    BlMap *map = bl_map_load(path, &error);
    ck_assert_msg(map != NULL, "%s", error != NULL ? error->message : "");
    return map;
}

/* --- the file ----------------------------------------------------------------------------------
 */

START_TEST(the_regions_of_2010_are_read_with_their_credit) {
    g_autoptr(BlMap) map = load("regions");
    ck_assert_uint_eq(map->places->len, 27);
    ck_assert_str_eq(bl_map_find(map, "82")->name, "Rhône-Alpes");
    ck_assert(bl_map_find(map, "06")->is_optional && !bl_map_find(map, "04")->is_optional);
    ck_assert_ptr_null(bl_map_find(map, "99"));
    ck_assert_ptr_null(bl_map_find(map, NULL));
    ck_assert_ptr_nonnull(strstr(map->credit, "Licence ouverte"));
    const BlMapPlace *bretagne = bl_map_find(map, "53");
    ck_assert_uint_eq(bretagne->rings->len, 2);
    const GArray *ring = g_ptr_array_index(bretagne->rings, 0);
    BlGeoPoint at = g_array_index(ring, BlGeoPoint, 0);
    ck_assert(at.longitude > -5.5 && at.longitude < -0.5 && at.latitude > 47 && at.latitude < 49);
    g_autoptr(BlMap) departments = load("departements");
    ck_assert_uint_eq(departments->places->len, 101);
}
END_TEST

#define FEATURE(properties, geometry)                                                              \
    "{\"features\":[{\"properties\":{" properties "},\"geometry\":{" geometry "}}]}"
#define NAMED "\"code\":\"1\",\"nom\":\"Un\""

START_TEST(a_faulty_map_is_refused_with_the_place_that_is_wrong) {
    static const char *const texts[][2] = {
        {"", ":1:"},
        {"{\n\"features\": [1,,2]}", ":2:"},
        {"[]", "aucun lieu"},
        {"{\"features\":[]}", "aucun lieu"},
        {"{\"features\":[3]}", "« code » et « nom »"},
        {FEATURE("\"code\":1,\"nom\":\"Un\"", ""), "« code » et « nom »"},
        {FEATURE(NAMED, ""), "lieu « 1 »"},
        {FEATURE(NAMED, "\"type\":\"Point\",\"coordinates\":[1,2]"), "lieu « 1 »"},
        {FEATURE(NAMED, "\"type\":\"Polygon\",\"coordinates\":[[[1,2],[2,2],[1,2]]]"), "Polygon"},
        {FEATURE(NAMED, "\"type\":\"Polygon\",\"coordinates\":[[[1,2],[2,\"x\"],[3,3],[1,2]]]"),
         "degrés"},
        {FEATURE(NAMED, "\"type\":\"Polygon\",\"coordinates\":[[[1,2],[900,2],[3,3],[1,2]]]"),
         "degrés"},
        {FEATURE(NAMED, "\"type\":\"MultiPolygon\",\"coordinates\":[]"), "MultiPolygon"}};
    g_autofree char *folder = g_dir_make_tmp("bilan-carte-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "carte.geojson", NULL);
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        ck_assert(bl_file_write(path, texts[i][0], strlen(texts[i][0]), NULL));
        ck_assert_ptr_null(bl_map_load(path, &error));
        ck_assert(g_error_matches(error, BL_ERROR, BL_ERROR_CONFIG));
        ck_assert_msg(strstr(error->message, texts[i][1]) != NULL &&
                          strstr(error->message, "carte.geojson") != NULL,
                      "%u: %s", i, error->message);
    }
    g_unlink(path);
    g_rmdir(folder);
}
END_TEST

/* --- classes -----------------------------------------------------------------------------------
 */

static BlMapClasses classes_of(const gint64 *values, guint count, BlUnit unit) {
    g_autoptr(GArray) array = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_array_append_vals(array, values, count);
    BlMapClasses classes;
    bl_map_classes_init(&classes, array, unit);
    return classes;
}

static void expect_round(const BlMapClasses *c) {
    gint64 step = c->count > 2 ? c->bounds[1] - c->bounds[0] : 0;
    for (guint i = 0; i + 1 < c->count; i++) {
        ck_assert_int_gt(c->bounds[i], c->low);
        ck_assert_int_le(c->bounds[i], c->high);
        ck_assert(i == 0 || c->bounds[i] - c->bounds[i - 1] == step);
        ck_assert(step == 0 || c->bounds[i] % step == 0);
        if (c->unit == BL_UNIT_RATE)
            ck_assert_int_eq(c->bounds[i] % (5 * POINT), 0);
    }
    for (; step != 0 && step % 10 == 0; step /= 10)
        ;
    ck_assert(step == 0 || step == 1 || step == 2 || step == 5);
}

START_TEST(classes_have_round_bounds_that_hold_every_value) {
    static const gint64 extremes[] = {-G_GINT64_CONSTANT(1000000000000000000), 0, 5,
                                      G_GINT64_CONSTANT(1000000000000000000)};
    for (guint seed = 0; seed < 400; seed++) {
        GRand *random = g_rand_new_with_seed(seed);
        gint64 values[60];
        guint count = 1 + seed % G_N_ELEMENTS(values);
        BlUnit unit = (BlUnit)(seed % 4);
        gint64 range = (gint64)g_rand_int_range(random, 1, 2000000) * (seed % 7 == 0 ? 977 : 1);
        for (guint i = 0; i < count; i++)
            values[i] = seed % 11 == 0 ? extremes[i % 4]
                                       : (gint64)(g_rand_double(random) * (double)range) -
                                             (seed % 5 == 0 ? range / 2 : 0);
        BlMapClasses c = classes_of(values, count, unit);
        ck_assert_uint_ge(c.count, 1);
        ck_assert_uint_le(c.count, BL_MAP_CLASSES);
        expect_round(&c);
        ck_assert_uint_eq(bl_map_class_of(&c, c.low), 0);
        ck_assert_uint_eq(bl_map_class_of(&c, c.high), c.count - 1);
        g_rand_free(random);
    }
}
END_TEST

/* @param names joined by « | » */
static void expect_names(const gint64 *values, guint count, BlUnit unit, const char *names) {
    BlMapClasses c = classes_of(values, count, unit);
    g_autoptr(GString) found = g_string_new(NULL);
    for (guint i = 0; i < c.count; i++) {
        g_autofree char *name = bl_map_class_name(&c, i);
        g_string_append_printf(found, "%s%s", i > 0 ? "|" : "", name);
    }
    ck_assert_str_eq(found->str, names);
}

START_TEST(classes_can_be_said_aloud) {
    gint64 spread[26], equal[26], huge[26], few[26], counts[26];
    for (guint i = 0; i < 26; i++) {
        spread[i] = (gint64)(30 + i * 3) * POINT; /* 30 to 105 % */
        equal[i] = 75 * POINT;
        huge[i] = i == 0 ? 900 * POINT : (gint64)(60 + i % 20) * POINT;
        few[i] = i % 3;
        counts[i] = 100 + 370 * (gint64)i;
    }
    expect_names(spread, 26, BL_UNIT_RATE,
                 "moins de 40\u202f%|40 à 60\u202f%|60 à 80\u202f%|80 à 100\u202f%|"
                 "100\u202f% et plus");
    expect_names(equal, 26, BL_UNIT_RATE, "75,0\u202f%");
    expect_names(huge, 26, BL_UNIT_RATE,
                 "moins de 65\u202f%|65 à 70\u202f%|70 à 75\u202f%|75 à 80\u202f%|"
                 "80\u202f% et plus");
    expect_names(few, 26, BL_UNIT_COUNT, "0|1|2 et plus");
    expect_names(counts, 26, BL_UNIT_COUNT,
                 "moins de 2\u202f000|2\u202f000 à 3\u202f999|4\u202f000 à 5\u202f999|"
                 "6\u202f000 à 7\u202f999|8\u202f000 et plus");
    expect_names((const gint64[]){740000, 745000}, 2, BL_UNIT_RATE, "74,0\u202f% à 74,5\u202f%");
    expect_names((const gint64[]){0, 0, 0}, 3, BL_UNIT_COUNT, "0");
    ck_assert_uint_eq(classes_of(NULL, 0, BL_UNIT_RATE).count, 0);
}
END_TEST

START_TEST(the_ramp_darkens_and_can_be_written_on) {
    for (guint count = 1; count <= BL_MAP_CLASSES; count++)
        for (guint i = 0; i < count; i++) {
            BlColor color = bl_color_ramp(theme.accent, count, i);
            ck_assert(bl_color_contrast(color, bl_color_over(&theme, color)) >= 4.5);
            if (i > 0)
                ck_assert(
                    bl_color_contrast(color, 0xFFFFFF) >
                    1.3 * bl_color_contrast(bl_color_ramp(theme.accent, count, i - 1), 0xFFFFFF));
        }
}
END_TEST

Suite *map_parts_suite(void) {
    Suite *suite = suite_create("map_parts");
    TCase *parts = tcase_create("parts");
    tcase_add_test(parts, the_regions_of_2010_are_read_with_their_credit);
    tcase_add_test(parts, a_faulty_map_is_refused_with_the_place_that_is_wrong);
    tcase_add_test(parts, classes_have_round_bounds_that_hold_every_value);
    tcase_add_test(parts, classes_can_be_said_aloud);
    tcase_add_test(parts, the_ramp_darkens_and_can_be_written_on);
    suite_add_tcase(suite, parts);
    return suite;
}
