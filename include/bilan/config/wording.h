/**
 * @file wording.h
 * Sentences with their variants (templates/textes/), evaluative questions and their answers,
 * settings.
 */
#ifndef BILAN_CONFIG_WORDING_H
#define BILAN_CONFIG_WORDING_H

#include <bilan/model/theme.h>
#include <glib.h>

/** The first variant whose condition holds is written; a condition left out always holds. */
typedef struct {
    char *condition; /**< « présent REF », « absent REF », « REF > 1,05 », « REF < REF », joined by
                        « et »; or NULL */
    char *text; /**< with {placeholders}; see report/sentence.h */
} BlVariant;

typedef struct {
    char *name;
    BlVariant *variants;
    unsigned variants_count;
} BlWording;

typedef struct BlWordings BlWordings;

/** Read every *.yaml of a folder. @return the caller's; NULL with BL_ERROR_CONFIG */
BlWordings *bl_wordings_load(const char *folder, GError **err);
void bl_wordings_free(BlWordings *wordings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlWordings, bl_wordings_free)

/**
 * The wordings of a folder in front of those of `parent` (a region's own words), or `parent`'s
 * alone when there is no such folder.
 * @param parent borrowed; outlives the result
 */
BlWordings *bl_wordings_load_over(const char *folder, const BlWordings *parent, GError **err);

/** NULL when no wording has this name. */
const BlWording *bl_wordings_find(const BlWordings *wordings, const char *name);

typedef struct {
    char *set;  /**< QDE, QEM, QPA */
    char *code; /**< QDE1 */
    char *text;
} BlQuestion;

typedef struct {
    BlQuestion *questions;
    unsigned questions_count;
} BlQuestions;

BlQuestions *bl_questions_load(const char *path, GError **err);
void bl_questions_free(BlQuestions *questions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlQuestions, bl_questions_free)

/**
 * The committee's answers, from templates/<niveau>/<code>/reponses-<annee>.yaml.
 * @return question code → text, the caller's; empty when there is no such file; NULL with *err when
 * it is wrong
 */
GHashTable *bl_answers_load(const char *path, GError **err);

/** templates/reglages.yaml. */
typedef struct {
    unsigned
        overrun_per_mille; /**< alert when taux > 1 + this (no value is in the text; default 50) */
    unsigned underrun_per_mille; /**< alert when projection < this share of the objective (900) */
    unsigned timeout_seconds;    /**< for one template */
} BlSettings;

/** @return FALSE with BL_ERROR_CONFIG */
gboolean bl_settings_load(const char *path, BlSettings *settings, GError **err);

/** A theme; its font names are relative to `fonts`, beside which is `html`. @return the caller's,
 * or NULL with BL_ERROR_CONFIG */
BlTheme *bl_theme_load(const char *path, const char *fonts, GError **err);

#endif
