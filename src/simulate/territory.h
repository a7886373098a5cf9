/**
 * @file territory.h
 * What is real in a simulation, read from our own reference files: regions, missions locales,
 * rubriques, annexe 4 and the Sénat's volumes.
 */
#ifndef BILAN_SIMULATE_TERRITORY_H
#define BILAN_SIMULATE_TERRITORY_H

#include <glib.h>

/** The years that annexe 4 and the Sénat cover. */
#define SIM_ANNEXE4_FIRST 2009
#define SIM_ANNEXE4_YEARS 2
#define SIM_SENAT_FIRST 2007
#define SIM_SENAT_YEARS 9

typedef struct {
    char *code;
    gboolean has_objective;               /**< one of the 26 of annexe 4 */
    gint64 objectives[SIM_ANNEXE4_YEARS]; /**< of annexe 4 */
    guint structures;                     /**< number of missions locales simulated in it */
    guint first;                          /**< rank of its first one in `order` */
} SimRegion;

typedef struct {
    char *code;
    char *name;     /**< as the CSV field stands, quotes included */
    char *place;    /**< code of its department */
    char *commune;  /**< INSEE code of its seat, from its own code; empty when it has none */
    char *platform; /**< name of the plateforme de vocation of its department */
    guint region;   /**< rank in `regions` */
    guint64 weight; /**< its size within its region, from its code only */
} SimStructure;

typedef struct {
    GPtrArray *regions;      /**< of SimRegion*, order of annexe 4 */
    GPtrArray *structures;   /**< of SimStructure*, order of codes */
    guint *order;            /**< ranks of the structures, those of one region side by side */
    GPtrArray *rubrics;      /**< of char*: the rows of rubriques.csv */
    GPtrArray *rubric_codes; /**< of char* */
    char *acts[2];           /**< `acte` of annexe 4: regional rows, national row */
    gint64 national[SIM_ANNEXE4_YEARS];
    gint64 contacts[SIM_SENAT_YEARS];   /**< « jeunes en contact » */
    gint64 interviews[SIM_SENAT_YEARS]; /**< « entretiens individuels » */
} SimTerritory;

/**
 * @param folder     holds donnees/ and sql/referentiel/
 * @param structures how many to keep, one from each region in turn; 0: all
 * @return FALSE with BL_ERROR_INPUT, which names file and line; nothing to dispose then
 */
gboolean sim_territory_load(SimTerritory *land, const char *folder, guint structures, GError **err);
void sim_territory_dispose(SimTerritory *land);

static inline const SimStructure *sim_structure(const SimTerritory *land, guint rank) {
    return g_ptr_array_index(land->structures, rank);
}

static inline const SimRegion *sim_region(const SimTerritory *land, guint rank) {
    return g_ptr_array_index(land->regions, rank);
}

/** Rank of the annexe 4 column that a year takes: its own, or the nearest. */
guint sim_annexe4_column(int year);

/** Another structure of the region, the `draw`-th after this one; itself when it is alone. */
guint sim_neighbour(const SimTerritory *land, guint structure, guint draw);

#endif
