#include "sentence.h"

#include "reference.h"
#include "variables.h"

#include <bilan/base/error.h>
#include <string.h>

/* What a name stands for: a figure's cell, or a variable's text and count. */
typedef struct {
    BlCell cell;
    char *text;
} Value;

static gboolean is_reference(const char *name) {
    return strchr(name, '.') != NULL;
}

static gboolean evaluate(const BlCampaignData *data, const BlStructure *place, const char *name,
                         Value *value, GError **err) {
    gboolean absolute = g_str_has_prefix(name, "abs:");
    const char *rest = absolute ? name + strlen("abs:") : name;
    BlScopeContext context = {.data = data, .place = place};
    *value = (Value){0};
    if (is_reference(rest)) {
        if (!bl_reference_cell(rest, &context, &value->cell, err))
            return FALSE;
        if (absolute)
            value->cell.value = ABS(value->cell.value);
        value->text = bl_cell_display(&value->cell);
        return TRUE;
    }
    gint64 count = 0;
    if (bl_variable(data, place, rest, &value->text, &count)) {
        value->cell = (BlCell){.kind = BL_CELL_NUMBER, .unit = BL_UNIT_COUNT, .value = count};
        return TRUE;
    }
    g_set_error(err, BL_ERROR, BL_ERROR_CONFIG, "nom inconnu « %s »", name);
    return FALSE;
}

/* French plural begins at 2: « 0 jeune », « 1 jeune », « 2 jeunes »; a rate of 1,5 is singular. */
static gboolean is_plural(const BlCell *cell) {
    gint64 two = 2;
    for (guint i = 0; i < bl_unit_scale(cell->unit); i++)
        two *= 10;
    return ABS(cell->value) >= two;
}

static gboolean append_placeholder(GString *out, const BlCampaignData *data,
                                   const BlStructure *place, const char *inside, GError **err) {
    g_auto(GStrv) parts = g_strsplit(inside, "|", 3);
    Value value;
    if (!evaluate(data, place, parts[0], &value, err))
        return FALSE;
    if (g_strv_length(parts) == 3)
        g_string_append(out, is_plural(&value.cell) ? parts[2] : parts[1]);
    else
        g_string_append(out, value.text);
    g_free(value.text);
    return TRUE;
}

static char *fill(const BlCampaignData *data, const BlStructure *place, const char *text,
                  GError **err) {
    g_autoptr(GString) out = g_string_new(NULL);
    while (*text != '\0') {
        const char *end = *text == '{' ? strchr(text, '}') : NULL;
        if (end == NULL) {
            g_string_append_c(out, *text++);
            continue;
        }
        g_autofree char *inside = g_strndup(text + 1, (gsize)(end - text - 1));
        if (!append_placeholder(out, data, place, inside, err))
            return NULL;
        text = end + 1;
    }
    g_strchomp(out->str);
    return g_strdup(out->str);
}

/* A literal of a condition in the unit of the figure it is compared to: « 1,05 » for a rate is 1
 * 050 000. */
static gboolean literal(const char *word, BlUnit unit, gint64 *value) {
    return bl_number_parse(word, strlen(word), bl_unit_scale(unit), value);
}

/* The first two suit words too: « niveau = local ». */
static const char *const operators[] = {"=", "<>", "<", ">", "<=", ">="};

static gboolean is_word(const char *name) {
    return strcmp(name, "niveau") == 0 || strcmp(name, "alerte") == 0;
}

static gboolean find_operator(char *const *words, guint *op) {
    guint count = is_word(words[0]) ? 2 : G_N_ELEMENTS(operators);
    for (guint i = 0; i < count; i++)
        if (strcmp(words[1], operators[i]) == 0) {
            *op = i;
            return TRUE;
        }
    return FALSE;
}

static gboolean order_fits(guint op, gint64 left, gint64 right) {
    const gboolean fits[] = {left == right, left != right, left<right, left> right, left <= right,
                             left >= right};
    return fits[op];
}

static gboolean compare(const BlCampaignData *data, const BlStructure *place, char *const *words,
                        guint op, gboolean *holds, GError **err) {
    Value left, right = {0};
    gint64 value = 0;
    if (!evaluate(data, place, words[0], &left, err))
        return FALSE;
    g_autofree char *left_text = left.text;
    gboolean known = left.cell.kind == BL_CELL_NUMBER;
    if (is_word(words[0])) {
        *holds = order_fits(op, strcmp(left_text, words[2]), 0);
        return TRUE;
    }
    if (!literal(words[2], left.cell.unit, &value)) {
        if (!evaluate(data, place, words[2], &right, err))
            return FALSE;
        g_free(right.text);
        known = known && right.cell.kind == BL_CELL_NUMBER;
        value = right.cell.value;
    }
    *holds = known && order_fits(op, left.cell.value, value);
    return TRUE;
}

static gboolean clause_holds(const BlCampaignData *data, const BlStructure *place,
                             const char *clause, gboolean *holds, GError **err) {
    g_auto(GStrv) words = g_strsplit(clause, " ", -1);
    guint count = g_strv_length(words), op = 0;
    if (count == 2 && (strcmp(words[0], "présent") == 0 || strcmp(words[0], "absent") == 0)) {
        Value value;
        if (!evaluate(data, place, words[1], &value, err))
            return FALSE;
        g_free(value.text);
        *holds = (value.cell.kind == BL_CELL_NUMBER) == (strcmp(words[0], "présent") == 0);
        return TRUE;
    }
    if (count == 3 && find_operator(words, &op))
        return compare(data, place, words, op, holds, err);
    g_set_error(
        err, BL_ERROR, BL_ERROR_CONFIG,
        "condition « %s » : attendu « présent REF », « absent REF » ou « REF < REF » (=, <>, <, "
        ">, <=, >=)",
        clause);
    return FALSE;
}

static gboolean condition_holds(const BlCampaignData *data, const BlStructure *place,
                                const char *condition, gboolean *holds, GError **err) {
    *holds = TRUE;
    if (condition == NULL)
        return TRUE;
    g_auto(GStrv) clauses = g_strsplit(condition, " et ", -1);
    for (guint i = 0; clauses[i] != NULL && *holds; i++)
        if (!clause_holds(data, place, clauses[i], holds, err))
            return FALSE;
    return TRUE;
}

char *bl_sentence(const BlCampaignData *data, const BlStructure *place, const char *name,
                  GError **err) {
    const BlWording *wording = bl_wordings_find(data->wordings, name);
    if (wording == NULL) {
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG,
                    "texte « %s » introuvable dans templates/textes/", name);
        return NULL;
    }
    for (unsigned i = 0; i < wording->variants_count; i++) {
        gboolean holds = FALSE;
        if (!condition_holds(data, place, wording->variants[i].condition, &holds, err)) {
            bl_error_context(err, "texte « %s »", name);
            return NULL;
        }
        if (!holds)
            continue;
        char *text = fill(data, place, wording->variants[i].text, err);
        if (text == NULL)
            bl_error_context(err, "texte « %s »", name);
        return text;
    }
    return g_strdup("");
}

static gboolean check_variant(const BlCampaignData *data, const BlStructure *place,
                              const BlVariant *variant, GError **err) {
    g_auto(GStrv) clauses =
        g_strsplit(variant->condition != NULL ? variant->condition : "", " et ", -1);
    gboolean holds;
    for (guint i = 0; clauses[i] != NULL; i++)
        if (!clause_holds(data, place, clauses[i], &holds, err))
            return FALSE;
    g_autofree char *text = fill(data, place, variant->text, err);
    return text != NULL;
}

gboolean bl_sentence_check(const BlCampaignData *data, const BlStructure *place,
                           const BlWording *wording, GError **err) {
    for (unsigned i = 0; i < wording->variants_count; i++)
        if (!check_variant(data, place, &wording->variants[i], err)) {
            bl_error_context(err, "texte « %s »", wording->name);
            return FALSE;
        }
    return TRUE;
}
