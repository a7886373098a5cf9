#include <bilan/report/report.h>

#include "alert.h"
#include "builder.h"
#include "reference.h"
#include "sentence.h"
#include "typography.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <string.h>

/* What is at hand while one document is built. */
typedef struct {
    const BlReport *report;
    const BlCampaignData *data;
    const BlStructure *place;
    BlDocument *document;
    GHashTable *answers; /* of the committee: question code → text */
} Work;

static gboolean add_sentence(Work *w, BlSection *section, BlElementKind kind, const char *name,
                             BlElement **element, GError **err) {
    g_autofree char *text = bl_sentence(w->data, w->place, name, err);
    if (text == NULL)
        return FALSE;
    if (*text != '\0')
        *element = bl_section_add(section, kind, text);
    return TRUE;
}

static gboolean add_list(Work *w, const BlElementDefinition *d, BlSection *section,
                         BlElement **element, GError **err) {
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; i < d->list_count; i++) {
        g_autofree char *text = bl_sentence(w->data, w->place, d->list[i], err);
        if (text == NULL)
            return FALSE;
        if (*text != '\0')
            g_ptr_array_add(texts, g_steal_pointer(&text));
    }
    if (texts->len == 0)
        return TRUE;
    *element = bl_section_add(section, BL_ELEMENT_LIST, d->list_title);
    for (guint i = 0; i < texts->len; i++)
        g_ptr_array_add((*element)->texts, g_strdup(g_ptr_array_index(texts, i)));
    return TRUE;
}

static BlTone tone_of(const Work *w) {
    switch (bl_alert_of(w->data->now, w->data->settings, w->place)) {
    case BL_ALERT_UNKNOWN:
        return BL_TONE_NEUTRAL;
    case BL_ALERT_NONE:
        return BL_TONE_GOOD;
    case BL_ALERT_OVERRUN:
    case BL_ALERT_UNDERRUN:
        return BL_TONE_ALERT;
    }
    return BL_TONE_NEUTRAL;
}

/* « OBJ.decomptes@T1 » → « OBJ.decomptes » */
static char *key_of(const char *reference) {
    return g_strndup(reference, strcspn(reference, "@/"));
}

static gboolean add_key_figures(Work *w, const BlElementDefinition *d, BlSection *section,
                                BlElement **element, GError **err) {
    *element = bl_section_add(section, BL_ELEMENT_KEY_FIGURES, NULL);
    BlScopeContext context = {.data = w->data, .place = w->place};
    for (unsigned i = 0; i < d->key_figures_count; i++) {
        const BlKeyFigureDefinition *k = &d->key_figures[i];
        BlKeyFigure *figure = bl_element_add_key_figure(*element, k->label);
        figure->key = key_of(k->reference);
        figure->tone = k->alert == BL_YES ? tone_of(w) : BL_TONE_NEUTRAL;
        if (!bl_reference_cell(k->reference, &context, &figure->value, err))
            return FALSE;
        if (k->detail != NULL &&
            (figure->detail = bl_sentence(w->data, w->place, k->detail, err)) == NULL)
            return FALSE;
    }
    return TRUE;
}

static void add_questions(Work *w, const char *set, BlSection *section) {
    for (unsigned i = 0; i < w->data->questions->questions_count; i++) {
        const BlQuestion *question = &w->data->questions->questions[i];
        if (strcmp(question->set, set) != 0)
            continue;
        g_autofree char *text = g_strdup_printf("**%s** %s", question->code, question->text);
        BlElement *element = bl_section_add(section, BL_ELEMENT_QUESTION, text);
        element->answer = g_strdup(g_hash_table_lookup(w->answers, question->code));
    }
}

static void add_signatures(const BlElementDefinition *d, BlSection *section) {
    BlElement *element = bl_section_add(section, BL_ELEMENT_SIGNATURES, NULL);
    for (unsigned i = 0; i < d->signatures_count; i++)
        g_ptr_array_add(element->texts, g_strdup(d->signatures[i]));
}

static gboolean add_element(Work *w, const BlElementDefinition *d, BlSection *section,
                            GError **err) {
    BlElement *element = NULL;
    gboolean done = TRUE;
    if (d->lead != NULL)
        done = add_sentence(w, section, BL_ELEMENT_LEAD, d->lead, &element, err);
    else if (d->text != NULL)
        done = add_sentence(w, section, BL_ELEMENT_TEXT, d->text, &element, err);
    else if (d->note != NULL)
        done = add_sentence(w, section, BL_ELEMENT_NOTE, d->note, &element, err);
    else if (d->list_count > 0)
        done = add_list(w, d, section, &element, err);
    else if (d->key_figures_count > 0)
        done = add_key_figures(w, d, section, &element, err);
    else if (d->table != NULL)
        done = bl_build_table(d->table, w->data, w->place, section, &element, err);
    else if (d->chart != NULL)
        done = bl_build_chart(d->chart, w->data, w->place, w->document, section, &element, err);
    else if (d->questions != NULL)
        add_questions(w, d->questions, section);
    else if (d->signatures_count > 0)
        add_signatures(d, section);
    if (element != NULL)
        element->is_half = d->half == BL_YES;
    return done;
}

static gboolean add_section(Work *w, const BlSectionDefinition *d, GError **err) {
    if (!bl_levels_hold(d->levels, d->levels_count, w->place->level))
        return TRUE;
    BlSection *section = bl_document_add_section(w->document, d->title);
    section->starts_page = d->page == BL_YES;
    for (unsigned i = 0; i < d->elements_count; i++) {
        const BlElementDefinition *element = &d->elements[i];
        if (bl_levels_hold(element->levels, element->levels_count, w->place->level) &&
            !add_element(w, element, section, err)) {
            bl_error_context(err, "rapport « %s », section « %s »", w->report->code, d->title);
            return FALSE;
        }
    }
    if (section->elements->len == 0) /* a section of absent things is no section */
        g_ptr_array_remove(w->document->sections, section);
    return TRUE;
}

/* Is the indicator among those that the report declares? */
static gboolean is_declared(const BlReport *report, const char *code) {
    for (unsigned i = 0; i < report->indicators_count; i++)
        if (strcmp(report->indicators[i], code) == 0)
            return TRUE;
    return FALSE;
}

static void add_place(Work *w, const char *level, const char *code) {
    const GPtrArray *figures = bl_figures_of_place(w->data->now->figures, level, code);
    for (guint i = 0; figures != NULL && i < figures->len; i++) {
        const BlFigure *figure = g_ptr_array_index(figures, i);
        if (bl_figure_is_written(figure) && is_declared(w->report, figure->indicateur))
            g_ptr_array_add(w->document->data, (gpointer)figure);
    }
}

/* The reader's own place, those above it and those directly below it; never a neighbour's. */
static void add_data(Work *w) {
    g_autoptr(GPtrArray) children = bl_place_children(w->data->now, w->place);
    add_place(w, "national", "FR");
    if (w->place->region != NULL)
        add_place(w, "regional", w->place->region);
    if (w->place->level != BL_LEVEL_NATIONAL)
        add_place(w, bl_level_name(w->place->level), w->place->code);
    for (guint i = 0; i < children->len; i++) {
        const BlStructure *child = g_ptr_array_index(children, i);
        add_place(w, bl_level_name(child->level), child->code);
    }
    g_ptr_array_sort(w->document->data, bl_figure_compare);
}

/* templates/<niveau>/<code>/…: what a place has of its own. @return the caller's */
static char *own_path(const BlCampaignData *data, const BlStructure *place, const char *name) {
    return g_build_filename(data->root, "templates", bl_level_name(place->level), place->code, name,
                            NULL);
}

/* The place's own logos, else those of the house. */
static void add_logos(Work *w) {
    g_autofree char *own = own_path(w->data, w->place, "logos");
    g_autofree char *folder = g_file_test(own, G_FILE_TEST_IS_DIR)
                                  ? g_strdup(own)
                                  : g_build_filename(w->data->root, "templates", "logos", NULL);
    g_autoptr(GPtrArray) names = bl_folder_list(folder, ".png", NULL);
    for (guint i = 0; names != NULL && i < names->len; i++)
        g_ptr_array_add(w->document->logos,
                        g_build_filename(folder, g_ptr_array_index(names, i), NULL));
}

/* « national », « région Corse », « mission locale Bagneux »; most missions locales say what they
 * are in their name, and it is not said twice. @return the caller's */
static char *place_name(const BlStructure *place) {
    if (place->level == BL_LEVEL_NATIONAL)
        return g_strdup("national");
    g_autofree char *label = g_utf8_casefold(place->label, -1);
    if (place->level == BL_LEVEL_LOCAL && strstr(label, "mission") != NULL)
        return g_strdup(place->label);
    return g_strdup_printf("%s %s", place->level == BL_LEVEL_LOCAL ? "mission locale" : "région",
                           place->label);
}

static void add_furniture(Work *w) {
    BlDocument *document = w->document;
    g_autofree char *cutoff = bl_day_french(w->data->now->cutoff);
    document->title = g_strdup(w->report->title);
    g_autofree char *place = place_name(w->place);
    document->kicker = g_strdup_printf("%s · %s · arrêté au %s", w->report->kicker, place, cutoff);
    document->place = g_strdup(w->place->label);
    document->has_cover = w->report->cover == BL_YES;
    document->year = w->data->now->year;
    document->cutoff = w->data->now->cutoff;
    document->edition = w->data->edition;
    document->sources = g_strdup(
        "Sources" BL_NBSP ": extractions des missions locales et de Pôle emploi ; définitions de "
        "l’accord-cadre 2010-2014, annexes 4, 6, 7 et 10");
    document->confidentiality = g_strdup("Diffusion interne");
}

static GHashTable *load_answers(const Work *w, GError **err) {
    g_autofree char *name = g_strdup_printf("reponses-%d.yaml", w->data->now->year);
    g_autofree char *path = own_path(w->data, w->place, name);
    return bl_answers_load(path, err);
}

BlDocument *bl_report_build(const BlReport *report, const BlCampaignData *data,
                            const BlStructure *place, GError **err) {
    g_autofree char *words = own_path(data, place, "textes");
    g_autoptr(BlWordings) wordings = bl_wordings_load_over(words, data->wordings, err);
    if (wordings == NULL)
        return NULL;
    BlCampaignData own = *data;
    own.wordings = wordings;
    g_autoptr(BlDocument) document = bl_document_new(report->code, place->level, place->code);
    Work work = {.report = report, .data = &own, .place = place, .document = document};
    g_autoptr(GHashTable) answers = work.answers = load_answers(&work, err);
    if (answers == NULL)
        return NULL;
    add_furniture(&work);
    add_logos(&work);
    for (unsigned i = 0; i < report->sections_count; i++)
        if (!add_section(&work, &report->sections[i], err))
            return NULL;
    bl_build_sources(report, &own, document);
    add_data(&work);
    bl_typeset(document);
    return g_steal_pointer(&document);
}
