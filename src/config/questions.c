#include "schema.h"

#include <bilan/base/error.h>
#include <bilan/config/wording.h>

typedef struct {
    char *question;
    char *text;
} Answer;

typedef struct {
    Answer *answers;
    unsigned answers_count;
} Answers;

static const cyaml_schema_field_t question_fields[] = {
    STRING("serie", BlQuestion, set), STRING("code", BlQuestion, code),
    STRING("texte", BlQuestion, text), CYAML_FIELD_END};
static const cyaml_schema_value_t question_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, BlQuestion, question_fields)};
static const cyaml_schema_field_t questions_fields[] = {
    LIST("questions", BlQuestions, questions, &question_schema), CYAML_FIELD_END};
static const cyaml_schema_value_t questions_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, BlQuestions, questions_fields)};

static const cyaml_schema_field_t answer_fields[] = {
    STRING("question", Answer, question), STRING("texte", Answer, text), CYAML_FIELD_END};
static const cyaml_schema_value_t answer_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, Answer, answer_fields)};
static const cyaml_schema_field_t answers_fields[] = {
    LIST("reponses", Answers, answers, &answer_schema), CYAML_FIELD_END};
static const cyaml_schema_value_t answers_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, Answers, answers_fields)};

BlQuestions *bl_questions_load(const char *path, GError **err) {
    return bl_yaml_load(path, NULL, &questions_schema, err);
}

void bl_questions_free(BlQuestions *questions) {
    if (questions != NULL)
        bl_yaml_free(&questions_schema, questions);
}

GHashTable *bl_answers_load(const char *path, GError **err) {
    GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return table;
    Answers *answers = bl_yaml_load(path, NULL, &answers_schema, err);
    if (answers == NULL) {
        g_hash_table_destroy(table);
        return NULL;
    }
    for (unsigned i = 0; i < answers->answers_count; i++)
        g_hash_table_replace(table, g_strdup(answers->answers[i].question),
                             g_strdup(answers->answers[i].text));
    bl_yaml_free(&answers_schema, answers);
    return table;
}
