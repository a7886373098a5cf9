#include "territory.h"

#include "prng.h"
#include "reference.h"

#include <string.h>

#define REGIONS "sql/referentiel/regions.csv"
#define DEPARTMENTS "sql/referentiel/departements.csv"
#define STRUCTURES "donnees/missions_locales_milo.csv"
#define OBJECTIVES "donnees/objectifs_annexe4.csv"
#define RUBRICS "donnees/rubriques_parcours3.csv"
#define SENAT "donnees/senat_activite.csv"

static void free_region(gpointer data) {
    SimRegion *region = data;
    g_free(region->code);
    g_free(region);
}

static void free_structure(gpointer data) {
    SimStructure *one = data;
    g_free(one->code);
    g_free(one->name);
    g_free(one->place);
    g_free(one->commune);
    g_free(one->platform);
    g_free(one);
}

static guint find_region(const SimTerritory *land, const char *code) {
    for (guint i = 0; i < land->regions->len; i++)
        if (strcmp(sim_region(land, i)->code, code) == 0)
            return i;
    return land->regions->len;
}

static gboolean load_regions(SimTerritory *land, const char *folder, GError **err) {
    g_autoptr(GPtrArray) rows =
        sim_reference_read(folder, REGIONS, "code_region;region;ordre;annexe4", err);
    for (guint i = 0; rows != NULL && i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);
        SimRegion *region = g_new0(SimRegion, 1);
        region->code = g_strdup(row[0]);
        region->has_objective = strcmp(row[3], "1") == 0;
        g_ptr_array_add(land->regions, region);
    }
    return rows != NULL;
}

static gboolean load_objectives(SimTerritory *land, const char *folder, GError **err) {
    g_autoptr(GPtrArray) rows =
        sim_reference_read(folder, OBJECTIVES, "annee;niveau;code;date_effet;volume;acte", err);
    for (guint i = 0; rows != NULL && i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);
        gint64 year, volume;
        gboolean is_national = strcmp(row[1], "national") == 0;
        guint region = find_region(land, row[2]);
        if (!sim_reference_int(row[0], &year) || !sim_reference_int(row[4], &volume) ||
            year < SIM_ANNEXE4_FIRST || year >= SIM_ANNEXE4_FIRST + SIM_ANNEXE4_YEARS ||
            (!is_national && region == land->regions->len)) {
            sim_reference_refuse(err, OBJECTIVES, i, "objectif illisible");
            return FALSE;
        }
        gint64 column = year - SIM_ANNEXE4_FIRST;
        if (is_national)
            land->national[column] = volume;
        else
            ((SimRegion *)g_ptr_array_index(land->regions, region))->objectives[column] = volume;
        if (land->acts[is_national] == NULL)
            land->acts[is_national] = g_strdup(row[5]);
    }
    return rows != NULL;
}

static gboolean load_rubrics(SimTerritory *land, const char *folder, GError **err) {
    g_autoptr(GPtrArray) rows = sim_reference_read(folder, RUBRICS, "rubrique;libelle;enjeu", err);
    for (guint i = 0; rows != NULL && i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);
        g_ptr_array_add(land->rubric_codes, g_strdup(row[0]));
        g_ptr_array_add(land->rubrics, g_strjoinv(";", row));
    }
    if (rows != NULL && rows->len == 0)
        sim_reference_refuse(err, RUBRICS, 0, "aucune rubrique");
    return rows != NULL && rows->len > 0;
}

static gboolean load_activity(SimTerritory *land, const char *folder, GError **err) {
    g_autoptr(GPtrArray) rows = sim_reference_read(
        folder, SENAT, "indicateur;2007;2008;2009;2010;2011;2012;2013;2014;2015;source", err);
    for (guint i = 0; rows != NULL && i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);
        gint64 *volumes = strcmp(row[0], "Jeunes en contact") == 0        ? land->contacts
                          : strcmp(row[0], "Entretiens individuels") == 0 ? land->interviews
                                                                          : NULL;
        for (guint k = 0; volumes != NULL && k < SIM_SENAT_YEARS; k++) {
            if (!sim_reference_int(row[k + 1], &volumes[k])) {
                sim_reference_refuse(err, SENAT, i, "volume illisible");
                return FALSE;
            }
        }
    }
    if (rows != NULL && (land->contacts[0] == 0 || land->interviews[0] == 0)) {
        sim_reference_refuse(err, SENAT, 0, "jeunes en contact ou entretiens absents");
        return FALSE;
    }
    return rows != NULL;
}

/* A product of four even draws is close to lognormal: many middling structures, a few large. The
 * stream is named by the code alone, so that a structure has one size in every simulation. */
static guint64 structure_weight(const char *code) {
    SimPrng prng;
    sim_prng_seed(&prng, 0, SIM_DOMAIN_WEIGHT, sim_hash(code));
    guint64 weight = 1000;
    for (guint i = 0; i < 4; i++)
        weight = weight * (600 + sim_below(&prng, 1000)) / 1000;
    return MAX(weight, 1);
}

static SimStructure *new_structure(char **row, guint region, GHashTable *departments) {
    const char *department = g_hash_table_lookup(departments, row[3]);
    SimStructure *one = g_new0(SimStructure, 1);
    one->code = g_strdup(row[0]);
    one->name = g_strdup(row[1]);
    one->place = g_strdup(row[3]);
    /* MILO codes begin with the INSEE code of the seat; a made-up one does not match its place */
    one->commune = g_str_has_prefix(row[0], row[3]) ? g_strndup(row[0], 5) : g_strdup("");
    one->platform = g_strdup_printf("PFV %s", department != NULL ? department : row[3]);
    one->region = region;
    one->weight = structure_weight(row[0]);
    return one;
}

/* Keeps `wanted` of the file's structures: the first of each region, then the second… */
static gboolean *choose(const SimTerritory *land, const guint *region_of, guint count,
                        guint wanted) {
    gboolean *kept = g_new0(gboolean, count);
    guint left = wanted == 0 ? count : MIN(wanted, count);
    while (left > 0) {
        for (guint region = 0; region < land->regions->len && left > 0; region++) {
            for (guint i = 0; i < count; i++) {
                if (region_of[i] == region && !kept[i]) {
                    kept[i] = TRUE;
                    left--;
                    break;
                }
            }
        }
    }
    return kept;
}

static void order_by_region(SimTerritory *land) {
    land->order = g_new(guint, land->structures->len);
    guint rank = 0;
    for (guint r = 0; r < land->regions->len; r++) {
        SimRegion *region = g_ptr_array_index(land->regions, r);
        region->first = rank;
        for (guint i = 0; i < land->structures->len; i++)
            if (sim_structure(land, i)->region == r)
                land->order[rank++] = i;
        region->structures = rank - region->first;
    }
}

static gboolean load_structures(SimTerritory *land, const char *folder, guint wanted,
                                GHashTable *departments, GError **err) {
    g_autoptr(GPtrArray) rows = sim_reference_read(
        folder, STRUCTURES, "code_ml;nom;code_region;code_departement;date_debut;date_fin", err);
    if (rows == NULL)
        return FALSE;
    g_autofree guint *region_of = g_new(guint, rows->len + 1);
    for (guint i = 0; i < rows->len; i++) {
        region_of[i] = find_region(land, ((char **)g_ptr_array_index(rows, i))[2]);
        if (region_of[i] == land->regions->len) {
            sim_reference_refuse(err, STRUCTURES, i, "région inconnue");
            return FALSE;
        }
    }
    if (rows->len == 0) {
        sim_reference_refuse(err, STRUCTURES, 0, "aucune mission locale");
        return FALSE;
    }
    g_autofree gboolean *kept = choose(land, region_of, rows->len, wanted);
    for (guint i = 0; i < rows->len; i++)
        if (kept[i])
            g_ptr_array_add(land->structures,
                            new_structure(g_ptr_array_index(rows, i), region_of[i], departments));
    order_by_region(land);
    return TRUE;
}

gboolean sim_territory_load(SimTerritory *land, const char *folder, guint structures,
                            GError **err) {
    memset(land, 0, sizeof *land);
    land->regions = g_ptr_array_new_with_free_func(free_region);
    land->structures = g_ptr_array_new_with_free_func(free_structure);
    land->rubrics = g_ptr_array_new_with_free_func(g_free);
    land->rubric_codes = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) departments = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) rows =
        sim_reference_read(folder, DEPARTMENTS, "code_departement;departement;code_region", err);
    for (guint i = 0; rows != NULL && i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);
        g_hash_table_insert(departments, row[0], row[1]);
    }
    gboolean loaded = rows != NULL && load_regions(land, folder, err) &&
                      load_objectives(land, folder, err) && load_rubrics(land, folder, err) &&
                      load_activity(land, folder, err) &&
                      load_structures(land, folder, structures, departments, err);
    if (!loaded)
        sim_territory_dispose(land);
    return loaded;
}

void sim_territory_dispose(SimTerritory *land) {
    g_clear_pointer(&land->regions, g_ptr_array_unref);
    g_clear_pointer(&land->structures, g_ptr_array_unref);
    g_clear_pointer(&land->rubrics, g_ptr_array_unref);
    g_clear_pointer(&land->rubric_codes, g_ptr_array_unref);
    g_clear_pointer(&land->order, g_free);
    g_clear_pointer(&land->acts[0], g_free);
    g_clear_pointer(&land->acts[1], g_free);
}

guint sim_annexe4_column(int year) {
    return (guint)(CLAMP(year, SIM_ANNEXE4_FIRST, SIM_ANNEXE4_FIRST + SIM_ANNEXE4_YEARS - 1) -
                   SIM_ANNEXE4_FIRST);
}

guint sim_neighbour(const SimTerritory *land, guint structure, guint draw) {
    const SimRegion *region = sim_region(land, sim_structure(land, structure)->region);
    if (region->structures < 2)
        return structure;
    guint pick = draw % (region->structures - 1);
    const guint *row = land->order + region->first;
    guint found = row[pick];
    /* the structures of the region but this one: those from its own rank on shift by one */
    for (guint i = 0; i <= pick; i++)
        if (row[i] == structure)
            found = row[pick + 1];
    return found;
}
