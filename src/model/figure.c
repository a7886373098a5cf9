#include <bilan/model/figure.h>

#include <string.h>

static const char *const levels[] = {"national", "regional", "local"};

struct BlFigures {
    GStringChunk *strings; /* interned, so that equal strings are equal pointers within the set */
    GPtrArray *rows;       /* of BlFigure*, in order of addition or sorted */
    GHashTable *by_key;    /* BlFigure* → itself */
    GHashTable *by_place;  /* « niveau/code » → GPtrArray of BlFigure*, made by the sort */
};

const char *bl_level_name(BlLevel level) {
    return levels[level];
}

gboolean bl_level_from_name(const char *name, BlLevel *level) {
    for (guint i = 0; i < G_N_ELEMENTS(levels); i++)
        if (g_strcmp0(name, levels[i]) == 0) {
            *level = (BlLevel)i;
            return TRUE;
        }
    return FALSE;
}

gboolean bl_figure_is_written(const BlFigure *figure) {
    return *figure->axe == '\0' || figure->value != 0 || figure->unit == BL_UNIT_DAYS;
}

static guint figure_hash(gconstpointer key) {
    const BlFigure *f = key;
    guint hash = g_str_hash(f->indicateur);
    const char *const parts[] = {f->mesure, f->code, f->periode, f->axe, f->modalite};
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        hash = hash * 31 + g_str_hash(parts[i]);
    return hash;
}

/* The seven columns in the order of the CSV. */
static int figure_compare(const BlFigure *a, const BlFigure *b) {
    const char *const left[] = {a->indicateur, a->mesure, a->niveau,  a->code,
                                a->periode,    a->axe,    a->modalite};
    const char *const right[] = {b->indicateur, b->mesure, b->niveau,  b->code,
                                 b->periode,    b->axe,    b->modalite};
    for (guint i = 0; i < G_N_ELEMENTS(left); i++) {
        /* strcmp on UTF-8 is code-point order */
        int order = left[i] == right[i] ? 0 : strcmp(left[i], right[i]);
        if (order != 0)
            return order;
    }
    return 0;
}

static gboolean figure_equal(gconstpointer a, gconstpointer b) {
    return figure_compare(a, b) == 0;
}

int bl_figure_compare(gconstpointer a, gconstpointer b) {
    return figure_compare(*(const BlFigure *const *)a, *(const BlFigure *const *)b);
}

BlFigures *bl_figures_new(void) {
    BlFigures *figures = g_new0(BlFigures, 1);
    figures->strings = g_string_chunk_new(4096);
    figures->rows = g_ptr_array_new_with_free_func(g_free);
    figures->by_key = g_hash_table_new(figure_hash, figure_equal);
    figures->by_place =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    return figures;
}

void bl_figures_free(BlFigures *figures) {
    if (figures == NULL)
        return;
    g_hash_table_destroy(figures->by_key);
    g_hash_table_destroy(figures->by_place);
    g_ptr_array_unref(figures->rows);
    g_string_chunk_free(figures->strings);
    g_free(figures);
}

void bl_figures_add(BlFigures *figures, const BlFigure *figure) {
    BlFigure *known = g_hash_table_lookup(figures->by_key, figure);
    if (known != NULL) {
        known->value = figure->value;
        known->unit = figure->unit;
        return;
    }
    BlFigure *row = g_new(BlFigure, 1);
    GStringChunk *s = figures->strings;
    *row = (BlFigure){.indicateur = g_string_chunk_insert_const(s, figure->indicateur),
                      .mesure = g_string_chunk_insert_const(s, figure->mesure),
                      .niveau = g_string_chunk_insert_const(s, figure->niveau),
                      .code = g_string_chunk_insert_const(s, figure->code),
                      .periode = g_string_chunk_insert_const(s, figure->periode),
                      .axe = g_string_chunk_insert_const(s, figure->axe),
                      .modalite = g_string_chunk_insert_const(s, figure->modalite),
                      .unit = figure->unit,
                      .value = figure->value};
    g_ptr_array_add(figures->rows, row);
    g_hash_table_add(figures->by_key, row);
}

void bl_figures_sort(BlFigures *figures) {
    g_ptr_array_sort(figures->rows, bl_figure_compare);
    g_hash_table_remove_all(figures->by_place);
    for (guint i = 0; i < figures->rows->len; i++) {
        BlFigure *row = g_ptr_array_index(figures->rows, i);
        g_autofree char *place = g_strconcat(row->niveau, "/", row->code, NULL);
        GPtrArray *list = g_hash_table_lookup(figures->by_place, place);
        if (list == NULL) {
            list = g_ptr_array_new();
            g_hash_table_insert(figures->by_place, g_steal_pointer(&place), list);
        }
        g_ptr_array_add(list, row);
    }
}

const GPtrArray *bl_figures_of_place(const BlFigures *figures, const char *niveau,
                                     const char *code) {
    g_autofree char *place = g_strconcat(niveau, "/", code, NULL);
    return g_hash_table_lookup(figures->by_place, place);
}

gsize bl_figures_count(const BlFigures *figures) {
    return figures->rows->len;
}

const BlFigure *bl_figures_at(const BlFigures *figures, gsize index) {
    return g_ptr_array_index(figures->rows, index);
}

const BlFigure *bl_figures_find(const BlFigures *figures, const char *indicateur,
                                const char *mesure, const char *niveau, const char *code,
                                const char *periode, const char *axe, const char *modalite) {
    BlFigure key = {.indicateur = indicateur,
                    .mesure = mesure,
                    .niveau = niveau,
                    .code = code,
                    .periode = periode,
                    .axe = axe != NULL ? axe : "",
                    .modalite = modalite != NULL ? modalite : ""};
    return g_hash_table_lookup(figures->by_key, &key);
}

static int compare_strings(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *bl_figures_modalities(const BlFigures *figures, const char *indicateur,
                                 const char *mesure, const char *niveau, const char *code,
                                 const char *year, const char *axe) {
    GPtrArray *found = g_ptr_array_new();
    const GPtrArray *rows = bl_figures_of_place(figures, niveau, code);
    for (guint i = 0; rows != NULL && i < rows->len; i++) {
        const BlFigure *f = g_ptr_array_index(rows, i);
        if (strcmp(f->axe, axe) == 0 && strcmp(f->mesure, mesure) == 0 &&
            strcmp(f->indicateur, indicateur) == 0 && g_str_has_prefix(f->periode, year) &&
            !g_ptr_array_find(found, f->modalite, NULL))
            g_ptr_array_add(found, (gpointer)f->modalite);
    }
    g_ptr_array_sort(found, compare_strings);
    return found;
}
