/* The rules of a course (DEFINITIONS §2) at their boundaries, one course and one arrêté a case. */
#include "suites.h"
#include "support.h"

#include <bilan/store/warehouse.h>
#include <string.h>

/* Rows of one case, « | » between rows; NULL: none. The person is J, the mission locale A. */
typedef struct {
    const char *what;
    const char *birth;
    const char *courses;  /* affectation;acceptation;refus;initialisation;sortie */
    const char *events;   /* date;type */
    const char *statuses; /* début;statut;fin */
    const char *civis;    /* entrée;sortie */
    const char *moves;    /* date */
    const char *expected; /* état;I;X;sortie théorique;cause;civis, of each course */
} Rule;

static void put_rows(Bench *bench, const char *file, const char *header, const char *format,
                     const char *rows) {
    g_autoptr(GString) text = g_string_new(header);
    g_auto(GStrv) list = g_strsplit(rows != NULL ? rows : "", "|", -1);
    for (guint i = 0; list[i] != NULL; i++) {
        g_autoptr(GString) line = g_string_new(format);
        g_autofree char *number = g_strdup_printf("%u", i + 1);
        g_string_replace(line, "#", number, 0);
        g_string_replace(line, "@", list[i], 0);
        g_string_append_printf(text, "%s\n", line->str);
    }
    bench_put(bench, file, text->str);
}

static void put_rule(Bench *bench, const Rule *rule) {
    bench_put(bench, "missions_locales.csv", "code_ml;nom;code_region\nA;Ain;82\n");
    put_rows(bench, "jeunes.csv", "id_jeune;sexe;date_naissance\n", "J;F;@",
             rule->birth != NULL ? rule->birth : "1990-05-10");
    put_rows(bench, "cotraitances.csv",
             "id_cotraitance;id_jeune;code_ml;date_affectation;date_acceptation;date_refus;"
             "date_initialisation;date_sortie\n",
             "C#;J;A;@", rule->courses);
    put_rows(bench, "evenements.csv", "id_evenement;id_jeune;code_ml;date;type\n", "V#;J;A;@",
             rule->events);
    put_rows(bench, "statuts_pe.csv", "id_jeune;date_debut;statut;date_fin\n", "J;@",
             rule->statuses);
    put_rows(bench, "dispositifs.csv", "id_jeune;code_ml;dispositif;date_entree;date_sortie\n",
             "J;A;CIVIS;@", rule->civis);
    put_rows(bench, "demenagements.csv", "id_jeune;code_ml;date\n", "J;A;@", rule->moves);
}

static void check_rule(const Rule *rule) {
    g_autoptr(GError) error = NULL;
    g_autoptr(BlParams) params = bl_params_new();
    Bench bench;
    bench_open(&bench);
    put_rule(&bench, rule);
    bench_import(&bench, ".");
    for (guint i = 0; i < bench.files->len; i++)
        ck_assert_msg(bench_file(&bench, i)->rejected == 0, "%s: rejected rows", rule->what);
    bl_params_set_int(params, "annee", 2010);
    bl_params_set_int(params, "arrete", bl_day_from_ymd(2010, 9, 30));
    ck_assert_msg(bl_warehouse_run_folder(bench.store, bench.root, "arrete", params, &error), "%s",
                  error != NULL ? error->message : "");
    g_autofree char *got = bench_rows(
        &bench, "SELECT p.etat, i.iso, x.iso, s.iso, p.cause, p.civis FROM parcours_arrete p "
                "LEFT JOIN calendrier i ON i.jour = p.initialisation "
                "LEFT JOIN calendrier x ON x.jour = p.annulation "
                "LEFT JOIN calendrier s ON s.jour = p.sortie_theorique ORDER BY p.id_cotraitance");
    ck_assert_msg(strcmp(got, rule->expected) == 0, "%s\ngot      %sexpected %s", rule->what, got,
                  rule->expected);
    bench_close(&bench);
}

static void check_rules(const Rule *rules, gsize count) {
    for (gsize i = 0; i < count; i++)
        check_rule(&rules[i]);
}

#define NEVER ";;;;;0\n"
#define AGE "2016-05-10;age;0\n" /* the 26th birthday of somebody born on 10 May 1990 */

START_TEST(an_initialisation_is_the_first_event_of_its_course) {
    static const Rule rules[] = {{.what = "an event on the day of the affectation",
                                  .courses = "2010-01-11;;;;",
                                  .events = "2010-01-11;entretien",
                                  .expected = "actif;2010-01-11;;" AGE},
                                 {.what = "the day before it does not count",
                                  .courses = "2010-01-11;;;;",
                                  .events = "2010-01-10;entretien",
                                  .expected = "affecte" NEVER},
                                 {.what = "nor does an event of another type",
                                  .courses = "2010-01-11;2010-01-12;;;",
                                  .events = "2010-01-20;telephone",
                                  .expected = "accepte" NEVER},
                                 {.what = "nor an event on the day of the exit",
                                  .courses = "2010-01-11;;;;2010-02-01",
                                  .events = "2010-02-01;atelier",
                                  .expected = "sorti" NEVER},
                                 {.what = "the date of the extract comes first",
                                  .courses = "2010-01-11;;;2010-03-01;",
                                  .events = "2010-01-20;entretien",
                                  .expected = "actif;2010-03-01;;" AGE},
                                 {.what = "unless it is after the arrêté",
                                  .courses = "2010-01-11;;;2010-10-01;",
                                  .events = "2010-01-20;entretien",
                                  .expected = "actif;2010-01-20;;" AGE},
                                 {.what = "an event after the arrêté does not exist",
                                  .courses = "2010-01-11;;;;",
                                  .events = "2010-10-01;entretien",
                                  .expected = "affecte" NEVER},
                                 {.what = "an event on the next affectation is of the next course",
                                  .courses = "2010-01-11;;;;|2010-03-01;;;;",
                                  .events = "2010-03-01;entretien",
                                  .expected = "affecte" NEVER "actif;2010-03-01;;" AGE},
                                 {.what = "two courses of one day share the event",
                                  .courses = "2010-01-11;;;;|2010-01-11;;;;",
                                  .events = "2010-01-12;information_collective",
                                  .expected = "actif;2010-01-12;;" AGE "actif;2010-01-12;;" AGE},
                                 {.what = "a refused course is never initialised",
                                  .courses = "2010-01-11;;2010-01-15;;",
                                  .events = "2010-01-20;entretien",
                                  .expected = "refuse" NEVER},
                                 {.what = "a refusal after the arrêté is not given",
                                  .courses = "2010-01-11;;2010-10-15;;",
                                  .events = "2010-01-20;entretien",
                                  .expected = "actif;2010-01-20;;" AGE}};
    check_rules(rules, G_N_ELEMENTS(rules));
}
END_TEST

START_TEST(being_struck_off_before_the_initialisation_cancels) {
    static const Rule rules[] = {{.what = "on the day of the affectation",
                                  .courses = "2010-01-11;;;;",
                                  .events = "2010-02-01;entretien",
                                  .statuses = "2010-01-11;radie;2010-01-20",
                                  .expected = "annule;;2010-01-11;;;0\n"},
                                 {.what = "the day before it does not",
                                  .courses = "2010-01-11;;;;",
                                  .events = "2010-02-01;entretien",
                                  .statuses = "2010-01-10;radie;2010-01-20",
                                  .expected = "actif;2010-02-01;;" AGE},
                                 {.what = "on the day of the initialisation it does not",
                                  .courses = "2010-01-11;;;;",
                                  .events = "2010-02-01;entretien",
                                  .statuses = "2010-02-01;radie;2010-02-20",
                                  .expected = "actif;2010-02-01;;" AGE},
                                 {.what = "a row of no day does not",
                                  .courses = "2010-01-11;;;;",
                                  .events = "2010-02-01;entretien",
                                  .statuses = "2010-01-15;radie;2010-01-15",
                                  .expected = "actif;2010-02-01;;" AGE},
                                 {.what = "a cessation does not",
                                  .courses = "2010-01-11;;;;",
                                  .events = "2010-02-01;entretien",
                                  .statuses = "2010-01-15;cessation;2010-01-20",
                                  .expected = "actif;2010-02-01;;" AGE},
                                 {.what = "whatever the extract says",
                                  .courses = "2010-01-11;;;2010-02-01;",
                                  .statuses = "2010-01-15;radie;",
                                  .expected = "annule;;2010-01-15;;;0\n"},
                                 {.what = "on the day of the exit it does",
                                  .courses = "2010-01-11;;;;2010-03-01",
                                  .statuses = "2010-03-01;radie;",
                                  .expected = "annule;;2010-03-01;;;0\n"},
                                 {.what = "after the exit it does not",
                                  .courses = "2010-01-11;;;;2010-03-01",
                                  .statuses = "2010-03-02;radie;",
                                  .expected = "sorti" NEVER}};
    check_rules(rules, G_N_ELEMENTS(rules));
}
END_TEST

START_TEST(a_theoretical_exit_is_the_earliest_of_its_rules) {
    static const Rule rules[] = {
        {.what = "25 at the affectation: a year after the initialisation",
         .birth = "1984-08-15",
         .courses = "2010-02-01;;;2010-03-01;",
         .expected = "actif;2010-03-01;;2011-03-01;age;0\n"},
        {.what = "25 on the very day",
         .birth = "1985-02-01",
         .courses = "2010-02-01;;;2010-03-01;",
         .expected = "actif;2010-03-01;;2011-03-01;age;0\n"},
        {.what = "24 the day before",
         .birth = "1985-02-02",
         .courses = "2010-02-01;;;2010-03-01;",
         .expected = "actif;2010-03-01;;2011-02-02;age;0\n"},
        {.what = "26 or more: on the initialisation",
         .birth = "1980-01-01",
         .courses = "2010-02-01;;;2010-03-01;",
         .expected = "actif;2010-03-01;;2010-03-01;age;0\n"},
        {.what = "born on 29 February: 1 March",
         .birth = "1988-02-29",
         .courses = "2010-02-01;;;2010-03-01;",
         .expected = "actif;2010-03-01;;2014-03-01;age;0\n"},
        {.what = "six months of cessation, counted from its start",
         .courses = "2010-01-11;;;2010-01-20;",
         .statuses = "2010-08-31;cessation;",
         .expected = "suspension;2010-01-20;;2011-02-28;cessation;0\n"},
        {.what = "or from the initialisation, when it began before",
         .courses = "2010-01-11;;;2010-01-20;",
         .statuses = "2010-01-12;cessation;",
         .expected = "suspension;2010-01-20;;2010-07-20;cessation;0\n"},
        {.what = "radie and cessation in a row are one run",
         .courses = "2010-01-11;;;2010-01-20;",
         .statuses = "2010-02-01;cessation;2010-05-01|2010-05-01;radie;2010-08-01",
         .expected = "actif;2010-01-20;;2010-08-01;cessation;0\n"},
        {.what = "a run that ends before its six months gives none",
         .courses = "2010-01-11;;;2010-01-20;",
         .statuses = "2010-02-01;cessation;2010-05-01|2010-05-01;radie;2010-07-31",
         .expected = "actif;2010-01-20;;" AGE},
        {.what = "a day between them breaks the run",
         .courses = "2010-01-11;;;2010-01-20;",
         .statuses = "2010-02-01;cessation;2010-05-01|2010-05-02;radie;2010-08-01",
         .expected = "actif;2010-01-20;;" AGE},
        {.what = "a move out on the day of the initialisation",
         .courses = "2010-01-11;;;2010-01-20;",
         .moves = "2010-01-20",
         .expected = "actif;2010-01-20;;2010-01-20;demenagement;0\n"},
        {.what = "a move before it does not count",
         .courses = "2010-01-11;;;2010-01-20;",
         .moves = "2010-01-19",
         .expected = "actif;2010-01-20;;" AGE},
        {.what = "cessation comes before a move of the same day",
         .courses = "2010-01-11;;;2010-01-20;",
         .statuses = "2010-02-01;cessation;",
         .moves = "2010-08-01",
         .expected = "suspension;2010-01-20;;2010-08-01;cessation;0\n"}};
    check_rules(rules, G_N_ELEMENTS(rules));
}
END_TEST

START_TEST(civis_is_looked_at_on_the_day_of_the_initialisation) {
    static const Rule rules[] = {{.what = "entered that day",
                                  .courses = "2010-01-11;;;2010-01-20;",
                                  .civis = "2010-01-20;",
                                  .expected = "actif;2010-01-20;;2016-05-10;age;1\n"},
                                 {.what = "entered the day after",
                                  .courses = "2010-01-11;;;2010-01-20;",
                                  .civis = "2010-01-21;",
                                  .expected = "actif;2010-01-20;;" AGE},
                                 {.what = "left that day",
                                  .courses = "2010-01-11;;;2010-01-20;",
                                  .civis = "2009-01-20;2010-01-20",
                                  .expected = "actif;2010-01-20;;" AGE},
                                 {.what = "left the day after",
                                  .courses = "2010-01-11;;;2010-01-20;",
                                  .civis = "2009-01-20;2010-01-21",
                                  .expected = "actif;2010-01-20;;2016-05-10;age;1\n"}};
    check_rules(rules, G_N_ELEMENTS(rules));
}
END_TEST

Suite *rules_suite(void) {
    Suite *suite = suite_create("rules");
    TCase *tests = tcase_create("rules of a course");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, an_initialisation_is_the_first_event_of_its_course);
    tcase_add_test(tests, being_struck_off_before_the_initialisation_cancels);
    tcase_add_test(tests, a_theoretical_exit_is_the_earliest_of_its_rules);
    tcase_add_test(tests, civis_is_looked_at_on_the_day_of_the_initialisation);
    suite_add_tcase(suite, tests);
    return suite;
}
