/**
 * @file map.h
 * Reading the outlines of places (templates/cartes/). A new map = one GeoJSON file.
 */
#ifndef BILAN_CONFIG_MAP_H
#define BILAN_CONFIG_MAP_H

#include <bilan/model/map.h>

/**
 * Read a GeoJSON FeatureCollection (RFC 7946): each feature has the properties `code` and `nom`,
 * may have `facultatif: true` (see BlMapPlace.is_optional), and a Polygon or MultiPolygon in
 * degrees. The collection's own member `attribution` is the credit printed under the map.
 *
 * @param[out] err BL_ERROR_CONFIG: French message with file and line or faulty place
 * @return the caller's, bl_map_free(); NULL on failure
 */
BlMap *bl_map_load(const char *path, GError **err);

#endif
