/* Indicator files: YAML header, parameters, shared queries. */
#include "suites.h"
#include "support.h"

#include <bilan/config/sqltemplate.h>
#include <string.h>

#define HEADER(extra)                                                                              \
    "/*---\ncode: ESSAI\nlibelle: Essai\ndefinition: d\ndecision: r\narticle: art. 1\n"            \
    "version: 1\ndiffusion: comptage\nperiodes: [annee]\nmesures:\n"                               \
    "  - {nom: n, libelle: N, unite: nombre, totaux: oui}\n" extra "---*/\n"
#define PARAMETERS "parametres:\n  - {nom: annee, type: entier}\n"

typedef struct {
    const char *text, *one, *more;
} Bad;

static BlIndicators *load(char *folder, GError **error) {
    BlIndicators *indicators = bl_indicators_load(folder, error);
    support_remove(folder);
    return indicators;
}

START_TEST(parameters_are_found_with_the_line_of_their_first_use) {
    g_autoptr(GPtrArray) found =
        bl_sql_parameters("SELECT ':non', \":ni_moi\" -- :pas_la\n/* :ni\n:ici */ WHERE a = :un\n"
                          "AND b = :deux AND c = :un AND d::text = '' AND e = : f AND g = :_x");
    static const char *const names[] = {"un", "deux", "_x"};
    static const guint lines[] = {3, 4, 4};
    ck_assert_uint_eq(found->len, G_N_ELEMENTS(names));
    for (guint i = 0; i < found->len; i++) {
        const BlSqlParameter *parameter = found->pdata[i];
        ck_assert_str_eq(parameter->name, names[i]);
        ck_assert_uint_eq(parameter->line, lines[i]);
    }
    g_autoptr(GPtrArray) open = bl_sql_parameters("SELECT 'ouvert :x\n/* :y");
    g_autoptr(GPtrArray) comment = bl_sql_parameters("SELECT 1 /* :y");
    g_autoptr(GPtrArray) dash = bl_sql_parameters("SELECT 1 -- :y");
    ck_assert_uint_eq(open->len + comment->len + dash->len, 0);
}
END_TEST

START_TEST(an_indicator_is_read_and_its_sql_keeps_its_lines) {
    char *folder = support_folder();
    g_free(support_put(folder, "essai.sql", HEADER(PARAMETERS) "SELECT :annee"));
    g_autoptr(GError) error = NULL;
    g_autoptr(BlIndicators) indicators = load(folder, &error);
    ck_assert_msg(indicators != NULL, "%s", error != NULL ? error->message : "");
    const BlIndicator *indicator = bl_indicators_find(indicators, "essai");
    g_autoptr(GPtrArray) parameters = bl_sql_parameters(indicator->sql);
    ck_assert_uint_eq(((BlSqlParameter *)parameters->pdata[0])->line, 15);
    ck_assert_str_eq(indicator->sql + strspn(indicator->sql, " \n"), "SELECT :annee");
    ck_assert_int_eq(bl_indicator_measure(indicator, "n")->unit, BL_UNIT_COUNT);
    ck_assert_ptr_null(bl_indicator_measure(indicator, "m"));
    ck_assert_ptr_null(bl_indicators_find(indicators, "AUTRE"));
}
END_TEST

START_TEST(a_wrong_header_is_refused_with_its_file_and_key) {
    static const Bad bad[] = {
        {"SELECT 1", "essai.sql:1", "en-tête YAML"},
        {"/*---\ncode: X\n", "essai.sql:1", "---*/"},
        {"/*---\ncode: X\n---*/\nSELECT 1", "essai.sql", "libelle"},
        {HEADER("unite: x\n"), "essai.sql", "unite"},
        {HEADER("parametres:\n  - {nom: a, type: nombre}\n"), "essai.sql", "type"},
        {HEADER("requete: commun/absente.sql\n"), "commun/absente.sql", "lecture impossible"},
        {HEADER("") "\nSELECT :annee", "essai.sql:14", "« :annee » non déclaré"},
        {HEADER(PARAMETERS) "SELECT :annee,\n  :arrete", "essai.sql:16", "« :arrete »"}};
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        char *folder = support_folder();
        g_autoptr(GError) error = NULL;
        g_free(support_put(folder, "essai.sql", bad[i].text));
        ck_assert_msg(load(folder, &error) == NULL, "%s", bad[i].text);
        ck_assert_ptr_nonnull(error);
        support_assert_has(error->message, bad[i].one);
        support_assert_has(error->message, bad[i].more);
    }
}
END_TEST

START_TEST(a_parameter_of_a_shared_query_names_both_files) {
    char *folder = support_folder();
    g_autoptr(GError) error = NULL;
    g_free(support_put(folder, "essai.sql", HEADER(PARAMETERS "requete: commun/q.sql\n")));
    g_free(support_put(folder, "commun/q.sql", "SELECT :annee\n, :categorie"));
    ck_assert_ptr_null(load(folder, &error));
    support_assert_error(&error, BL_ERROR_CONFIG, "commun/q.sql:2", "essai.sql");
}
END_TEST

START_TEST(a_constant_is_a_parameter_too) {
    char *folder = support_folder();
    g_free(support_put(
        folder, "essai.sql",
        HEADER("constantes:\n  - {nom: categorie, valeur: concertee}\n") "SELECT :categorie"));
    g_autoptr(BlIndicators) indicators = load(folder, NULL);
    ck_assert_ptr_nonnull(indicators);
    ck_assert_str_eq(bl_indicators_at(indicators, 0)->header->constants[0].value, "concertee");
}
END_TEST

START_TEST(two_files_cannot_have_the_same_code) {
    char *folder = support_folder();
    g_autoptr(GError) error = NULL;
    g_free(support_put(folder, "a.sql", HEADER("") "SELECT 1"));
    g_free(support_put(folder, "b.sql", HEADER("") "SELECT 1"));
    ck_assert_ptr_null(load(folder, &error));
    support_assert_error(&error, BL_ERROR_CONFIG, "ESSAI", "déjà");
}
END_TEST

START_TEST(the_project_has_the_indicators_of_the_definitions) {
    static const char *const codes[] = {
        "CRE", "COPIL", "DE0", "DE1", "DE2", "DE3", "DE4", "DELAI", "EM1",    "EM2",  "EM3",
        "EM4", "ETAT",  "OBJ", "PA1", "PA2", "PA3", "PA4", "PFV",   "SORTIE", "SUBV", "SUIVI"};
    g_autofree char *folder = support_path("sql/indicateurs");
    g_autoptr(BlIndicators) indicators = bl_indicators_load(folder, NULL);
    ck_assert_uint_eq(bl_indicators_count(indicators), G_N_ELEMENTS(codes));
    for (guint i = 0; i < G_N_ELEMENTS(codes); i++) {
        const BlIndicator *indicator = bl_indicators_find(indicators, codes[i]);
        ck_assert_msg(indicator != NULL, "%s", codes[i]);
        ck_assert_msg(*indicator->header->article != '\0' && *indicator->header->ruling != '\0',
                      "%s", codes[i]);
    }
}
END_TEST

Suite *indicator_suite(void) {
    Suite *suite = suite_create("indicator");
    TCase *tests = tcase_create("indicator");
    tcase_add_test(tests, parameters_are_found_with_the_line_of_their_first_use);
    tcase_add_test(tests, an_indicator_is_read_and_its_sql_keeps_its_lines);
    tcase_add_test(tests, a_wrong_header_is_refused_with_its_file_and_key);
    tcase_add_test(tests, a_parameter_of_a_shared_query_names_both_files);
    tcase_add_test(tests, a_constant_is_a_parameter_too);
    tcase_add_test(tests, two_files_cannot_have_the_same_code);
    tcase_add_test(tests, the_project_has_the_indicators_of_the_definitions);
    suite_add_tcase(suite, tests);
    return suite;
}
