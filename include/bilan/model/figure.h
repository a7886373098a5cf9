/**
 * @file figure.h
 * The figures of a campaign: tidy rows (DEFINITIONS §5), found by key, sliced by place.
 */
#ifndef BILAN_MODEL_FIGURE_H
#define BILAN_MODEL_FIGURE_H

#include <bilan/base/number.h>
#include <glib.h>

typedef enum { BL_LEVEL_NATIONAL, BL_LEVEL_REGIONAL, BL_LEVEL_LOCAL } BlLevel;

const char *bl_level_name(BlLevel level); /**< « national », « regional », « local » */
gboolean bl_level_from_name(const char *name, BlLevel *level);

/** One figure. All strings are interned in the set that holds the row; axe and modalite are "" for
 * a total. */
typedef struct {
    const char *indicateur;
    const char *mesure;
    const char *niveau;
    const char *code;
    const char *periode;
    const char *axe;
    const char *modalite;
    BlUnit unit;
    gint64 value; /**< in the unit's scale */
} BlFigure;

/**
 * Has the figure a line in the tidy rows? A modality that counts 0 has none (§5); a total of 0 has,
 * and so has a delay of 0 days: that is a value, not an absence.
 */
gboolean bl_figure_is_written(const BlFigure *figure);

typedef struct BlFigures BlFigures;

BlFigures *bl_figures_new(void);
void bl_figures_free(BlFigures *figures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlFigures, bl_figures_free)

/** Add a figure; the seven strings are copied (interned). A key given twice replaces the first
 * value. */
void bl_figures_add(BlFigures *figures, const BlFigure *figure);

/** Sort by the seven columns in code-point order (§5). Needed before bl_figures_at() follows the
 * order. */
void bl_figures_sort(BlFigures *figures);

/**
 * The figures of one place, as bl_figures_sort() left them.
 * @return borrowed array of const BlFigure*, NULL when the place has none
 */
const GPtrArray *bl_figures_of_place(const BlFigures *figures, const char *niveau,
                                     const char *code);

/** Order of §5, for g_ptr_array_sort() on an array of BlFigure*. */
int bl_figure_compare(gconstpointer a, gconstpointer b);

gsize bl_figures_count(const BlFigures *figures);
const BlFigure *bl_figures_at(const BlFigures *figures, gsize index);

/**
 * Find one figure.
 * @param axe, modalite "" or NULL for the total
 * @return borrowed from the set, NULL when the figure is absent (which is not 0)
 */
const BlFigure *bl_figures_find(const BlFigures *figures, const char *indicateur,
                                const char *mesure, const char *niveau, const char *code,
                                const char *periode, const char *axe, const char *modalite);

/**
 * The modalities present for a measure, in code-point order, over all periods starting with `year`.
 * @return borrowed strings; the array is the caller's
 */
GPtrArray *bl_figures_modalities(const BlFigures *figures, const char *indicateur,
                                 const char *mesure, const char *niveau, const char *code,
                                 const char *year, const char *axe);

#endif
