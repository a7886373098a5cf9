/**
 * @file map.h
 * The outlines of places: what a choropleth fills. Read by config/map from templates/cartes/.
 */
#ifndef BILAN_MODEL_MAP_H
#define BILAN_MODEL_MAP_H

#include <glib.h>

/** Degrees, WGS 84; north and east are positive. */
typedef struct {
    double longitude, latitude;
} BlGeoPoint;

/** A place, and the outline of each of its pieces: a mainland and its islands. */
typedef struct {
    char *code; /**< that BlRow.code names: « 82 » */
    char *name;
    gboolean is_optional; /**< left out when the table does not have it, instead of « n.d. » */
    GPtrArray *rings; /**< of GArray of BlGeoPoint, the last point not repeating the first; a hole
                         is no ring: the place in it is drawn over */
} BlMapPlace;

typedef struct BlMap {
    char *credit;      /**< who drew the outlines, under which licence; may be NULL */
    GPtrArray *places; /**< of BlMapPlace* */
} BlMap;

BlMap *bl_map_new(const char *credit);
void bl_map_free(BlMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlMap, bl_map_free)

/** @return borrowed from the map, without any ring yet */
BlMapPlace *bl_map_add_place(BlMap *map, const char *code, const char *name);

/** Add an outline. @return borrowed: an empty GArray of BlGeoPoint, to be filled */
GArray *bl_map_place_add_ring(BlMapPlace *place);

/** NULL when no place has this code. */
const BlMapPlace *bl_map_find(const BlMap *map, const char *code);

#endif
