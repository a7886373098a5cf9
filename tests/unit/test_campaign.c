/* Campaigns: manifest, failures that stay their own, workers that die, same bytes every time. */
#include "report_bench.h"
#include "suites.h"

#include <bilan/base/file.h>
#include <glib/gstdio.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define ALL_FORMATS "xlsx,pdf,html,svg,png,csv,texte"

static void count_calls(guint done, guint total, gpointer data) {
    guint *calls = data;
    ck_assert_uint_eq(done, ++*calls);
    ck_assert_uint_eq(total, 18); /* three reports, six recipients */
}

static GPtrArray *run(const Edition *edition, const char *folder, guint jobs, guint *calls) {
    g_autoptr(GError) error = NULL;
    GPtrArray *outcomes = NULL;
    BlCampaign campaign = {.data = edition->data,
                           .theme = edition->theme,
                           .reports = edition->reports,
                           .recipients = edition->data->now->structures,
                           .formats = BL_FORMAT_TEXT | BL_FORMAT_CSV,
                           .output = folder,
                           .jobs = jobs,
                           .progress = calls != NULL ? count_calls : NULL,
                           .progress_data = calls};
    ck_assert_msg(bl_campaign_run(&campaign, &outcomes, &error), "%s",
                  error != NULL ? error->message : "");
    return outcomes;
}

static char *manifest_of(const char *folder) {
    g_autofree char *path = g_build_filename(folder, "manifeste.json", NULL);
    return support_read(path);
}

static guint count_failures(const GPtrArray *outcomes) {
    guint count = 0;
    for (guint i = 0; i < outcomes->len; i++)
        count += ((BlOutcome *)outcomes->pdata[i])->failure != NULL;
    return count;
}

START_TEST(the_manifest_lists_each_file_with_its_sha256_and_size) {
    char *folder = support_folder();
    guint calls = 0;
    Edition edition;
    edition_open(&edition);
    g_autoptr(GPtrArray) outcomes = run(&edition, folder, 2, &calls);
    g_autofree char *manifest = manifest_of(folder);
    ck_assert_uint_eq(outcomes->len, 36);
    ck_assert_uint_eq(calls, 18);
    support_assert_has(manifest, "\"annee\": 2010,\n  \"arrete\": \"2010-09-30\"");
    for (guint i = 0; i < outcomes->len; i++) {
        const BlOutcome *outcome = outcomes->pdata[i];
        ck_assert_msg(outcome->failure == NULL, "%s", outcome->failure);
        g_autofree char *path = g_build_filename(folder, outcome->file, NULL);
        guint64 bytes = 0;
        g_autofree char *sum = bl_file_sha256(path, &bytes, NULL);
        ck_assert_str_eq(sum, outcome->sha256);
        ck_assert_uint_eq(bytes, outcome->bytes);
        g_autofree char *line = g_strdup_printf(
            "\"fichier\": \"%s\", \"sha256\": \"%s\", \"octets\": %" G_GUINT64_FORMAT
            ", \"statut\": \"produit\"",
            outcome->file, sum, bytes);
        support_assert_has(manifest, line);
    }
    support_remove(folder);
    edition_close(&edition);
}
END_TEST

START_TEST(the_manifest_is_sorted_and_is_json) {
    char *folder = support_folder();
    Edition edition;
    edition_open(&edition);
    g_autoptr(GPtrArray) outcomes = run(&edition, folder, 2, NULL);
    for (guint i = 1; i < outcomes->len; i++) {
        const BlOutcome *a = outcomes->pdata[i - 1], *b = outcomes->pdata[i];
        g_autofree char *left = g_strjoin("\n", a->level, a->code, a->report, a->file, NULL);
        g_autofree char *right = g_strjoin("\n", b->level, b->code, b->report, b->file, NULL);
        ck_assert_int_lt(strcmp(left, right), 0);
    }
    g_autofree char *check =
        g_strdup_printf("python3 -c \"import json, sys; d = json.load(open('%s/manifeste.json')); "
                        "sys.exit(len(d['fichiers']) != 36)\"",
                        folder);
    int status = 0;
    ck_assert(g_spawn_command_line_sync(check, NULL, NULL, &status, NULL));
    ck_assert_int_eq(status, 0);
    support_remove(folder);
    edition_close(&edition);
}
END_TEST

/* A file stands where a recipient's folder should be: not even an administrator can write there. */
START_TEST(a_recipient_that_fails_does_not_stop_the_others) {
    char *folder = support_folder();
    g_free(support_put(folder, "local/69123S00", "à la place du dossier"));
    Edition edition;
    edition_open(&edition);
    g_autoptr(GPtrArray) outcomes = run(&edition, folder, 2, NULL);
    ck_assert_uint_eq(count_failures(outcomes), 3);
    ck_assert_uint_eq(outcomes->len, 30 + 3);
    for (guint i = 0; i < outcomes->len; i++) {
        const BlOutcome *outcome = outcomes->pdata[i];
        ck_assert((outcome->failure != NULL) == (strcmp(outcome->code, "69123S00") == 0));
        if (outcome->failure != NULL)
            support_assert_has(outcome->failure, "local/69123S00");
    }
    g_autofree char *manifest = manifest_of(folder);
    support_assert_has(manifest, "\"statut\": \"echec\"");
    support_remove(folder);
    edition_close(&edition);
}
END_TEST

START_TEST(a_link_under_the_output_is_not_followed) {
    char *folder = support_folder();
    char *elsewhere = support_folder();
    g_autofree char *level = g_build_filename(folder, "local", NULL);
    g_autofree char *link_path = g_build_filename(level, "69123S00", NULL);
    ck_assert_int_eq(g_mkdir_with_parents(level, 0755), 0);
    ck_assert_int_eq(symlink(elsewhere, link_path), 0);
    Edition edition;
    edition_open(&edition);
    g_autoptr(GPtrArray) outcomes = run(&edition, folder, 2, NULL);
    ck_assert_uint_eq(count_failures(outcomes), 3);
    ck_assert_uint_eq(support_count(elsewhere), 0);
    support_remove(folder);
    support_remove(elsewhere);
    edition_close(&edition);
}
END_TEST

START_TEST(a_recipient_has_all_its_files_or_none) {
    char *folder = support_folder();
    /* the csv comes before the text: a folder in the text's place makes the second file fail */
    g_free(support_put(folder, "local/69123S00/bilan-69123S00-2010-09-30.txt/x", ""));
    Edition edition;
    edition_open(&edition);
    g_autoptr(GPtrArray) outcomes = run(&edition, folder, 1, NULL);
    ck_assert_uint_eq(count_failures(outcomes), 1);
    g_autofree char *csv =
        g_build_filename(folder, "local/69123S00/bilan-69123S00-2010-09-30.csv", NULL);
    g_autofree char *other =
        g_build_filename(folder, "local/69123S00/cotraitance-69123S00-2010-09-30.csv", NULL);
    ck_assert(!g_file_test(csv, G_FILE_TEST_EXISTS));
    ck_assert(g_file_test(other, G_FILE_TEST_EXISTS));
    support_remove(folder);
    edition_close(&edition);
}
END_TEST

static guint forks;

static void count_forks(void) {
    forks++;
}

/* In the child: the second worker dies at once, as when memory runs out. */
static void die_second(void) {
    if (forks == 2)
        raise(SIGKILL);
}

START_TEST(a_worker_that_is_killed_is_a_failure_of_its_recipients_only) {
    char *folder = support_folder();
    Edition edition;
    edition_open(&edition);
    ck_assert_int_eq(pthread_atfork(count_forks, NULL, die_second), 0);
    g_autoptr(GPtrArray) outcomes = run(&edition, folder, 2, NULL);
    ck_assert_uint_eq(count_failures(outcomes), 9);
    ck_assert_uint_eq(outcomes->len, 9 * 2 + 9);
    for (guint i = 0; i < outcomes->len; i++) {
        const BlOutcome *outcome = outcomes->pdata[i];
        if (outcome->failure != NULL)
            support_assert_has(outcome->failure, "interrompu");
    }
    g_autofree char *manifest = manifest_of(folder);
    support_assert_has(manifest, "interrompu");
    support_remove(folder);
    edition_close(&edition);
}
END_TEST

START_TEST(a_folder_that_cannot_be_made_fails_the_campaign) {
    char *folder = support_folder();
    g_autofree char *output = support_put(folder, "sortie", "un fichier");
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) outcomes = NULL;
    Edition edition;
    edition_open(&edition);
    BlCampaign campaign = {.data = edition.data,
                           .theme = edition.theme,
                           .reports = edition.reports,
                           .recipients = edition.data->now->structures,
                           .formats = BL_FORMAT_TEXT,
                           .output = output,
                           .jobs = 1};
    ck_assert(!bl_campaign_run(&campaign, &outcomes, &error));
    support_assert_error(&error, BL_ERROR_OUTPUT, output, NULL);
    ck_assert_ptr_null(outcomes);
    support_remove(folder);
    edition_close(&edition);
}
END_TEST

/* A French locale made for the occasion when the machine has what it takes; "" when it has not. */
static char *make_locale(const char *folder) {
    g_autofree char *place = g_build_filename(folder, "fr_FR.UTF-8", NULL);
    const char *argv[] = {"localedef", "-i", "fr_FR", "-f", "UTF-8", place, NULL};
    int status = 1;
    g_spawn_sync(NULL, (char **)argv, NULL,
                 G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                 NULL, NULL, NULL, NULL, &status, NULL);
    return g_strdup_printf("LOCPATH=%s", status == 0 ? folder : "");
}

static char *produce(const char *base, const char *folder, guint jobs,
                     const char *const *environment) {
    g_autofree char *arguments = g_strdup_printf(
        "produire --annee 2010 --arrete 2010-09-30 --base '%s' --sortie '%s' --formats " ALL_FORMATS
        " --code 82 --jobs %u --quiet",
        base, folder, jobs);
    Run result = support_run(arguments, environment);
    ck_assert_msg(result.code == 0, "%d: %s", result.code, result.err);
    run_clear(&result);
    return manifest_of(folder);
}

START_TEST(the_same_bytes_come_whatever_the_jobs_the_time_zone_and_the_locale) {
    char *folder = support_folder();
    g_autofree char *base = g_build_filename(folder, "a.db", NULL);
    g_autofree char *golden = support_path("tests/fixtures/golden");
    g_autofree char *locales = make_locale(folder);
    g_free(support_output(0, "importer '%s' --base '%s' --quiet", golden, base));
    const char *const first[] = {"TZ=America/Los_Angeles", "LC_ALL=C", NULL};
    const char *const second[] = {"TZ=Pacific/Auckland", "LC_ALL=fr_FR.UTF-8", locales, NULL};
    g_autofree char *one = g_build_filename(folder, "un", NULL);
    g_autofree char *two = g_build_filename(folder, "deux", NULL);
    g_autofree char *expected = produce(base, one, 1, first);
    g_autofree char *got = produce(base, two, 2, second);
    ck_assert_str_eq(got, expected);
    support_assert_has(got, ".xlsx\"");
    support_assert_has(got, ".pdf\"");
    support_assert_has(got, ".png\"");
    support_remove(folder);
}
END_TEST

Suite *campaign_suite(void) {
    Suite *suite = suite_create("campaign");
    TCase *tests = tcase_create("campaign");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, the_manifest_lists_each_file_with_its_sha256_and_size);
    tcase_add_test(tests, the_manifest_is_sorted_and_is_json);
    tcase_add_test(tests, a_recipient_that_fails_does_not_stop_the_others);
    tcase_add_test(tests, a_link_under_the_output_is_not_followed);
    tcase_add_test(tests, a_recipient_has_all_its_files_or_none);
    tcase_add_test(tests, a_worker_that_is_killed_is_a_failure_of_its_recipients_only);
    tcase_add_test(tests, a_folder_that_cannot_be_made_fails_the_campaign);
    tcase_add_test(tests, the_same_bytes_come_whatever_the_jobs_the_time_zone_and_the_locale);
    suite_add_tcase(suite, tests);
    return suite;
}
