/* GeoJSON, with jansson: libcyaml, which reads the rest of our files, has no lists of lists. */
#include <bilan/config/map.h>

#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

static gboolean refuse(const char *path, const char *place, const char *what, GError **err) {
    g_set_error(err, BL_ERROR, BL_ERROR_CONFIG, "%s : carte, lieu « %s » : %s", path, place, what);
    return FALSE;
}

/* A position is [longitude, latitude], and perhaps an altitude that is no use here. */
static gboolean read_point(const json_t *position, BlGeoPoint *point) {
    const json_t *longitude = json_array_get(position, 0), *latitude = json_array_get(position, 1);
    point->longitude = json_number_value(longitude);
    point->latitude = json_number_value(latitude);
    return json_is_number(longitude) && json_is_number(latitude) && fabs(point->longitude) <= 180 &&
           fabs(point->latitude) < 90;
}

/* The first ring of a polygon is its outline, the others are holes. */
static gboolean read_polygon(const json_t *polygon, BlMapPlace *place) {
    const json_t *outline = json_array_get(polygon, 0);
    size_t count = json_array_size(outline);
    GArray *ring = bl_map_place_add_ring(place);
    for (size_t i = 0; i + 1 < count; i++) {
        BlGeoPoint point;
        if (!read_point(json_array_get(outline, i), &point))
            return FALSE;
        g_array_append_val(ring, point);
    }
    return ring->len >= 3;
}

static gboolean read_geometry(const json_t *geometry, BlMapPlace *place) {
    const char *type = json_string_value(json_object_get(geometry, "type"));
    const json_t *coordinates = json_object_get(geometry, "coordinates");
    if (g_strcmp0(type, "Polygon") == 0)
        return read_polygon(coordinates, place);
    if (g_strcmp0(type, "MultiPolygon") != 0 || json_array_size(coordinates) == 0)
        return FALSE;
    for (size_t i = 0; i < json_array_size(coordinates); i++)
        if (!read_polygon(json_array_get(coordinates, i), place))
            return FALSE;
    return TRUE;
}

static gboolean read_feature(const char *path, const json_t *feature, BlMap *map, GError **err) {
    const json_t *properties = json_object_get(feature, "properties");
    const char *code = json_string_value(json_object_get(properties, "code"));
    const char *name = json_string_value(json_object_get(properties, "nom"));
    if (code == NULL || name == NULL)
        return refuse(path, code != NULL ? code : "?", "« code » et « nom » sont attendus", err);
    if (bl_map_find(map, code) != NULL)
        return refuse(path, code, "ce code y est deux fois", err);
    BlMapPlace *place = bl_map_add_place(map, code, name);
    place->is_optional = json_is_true(json_object_get(properties, "facultatif"));
    if (!read_geometry(json_object_get(feature, "geometry"), place))
        return refuse(path, code, "un Polygon ou un MultiPolygon en degrés est attendu", err);
    return TRUE;
}

static gboolean read_collection(const char *path, const json_t *root, BlMap *map, GError **err) {
    const json_t *features = json_object_get(root, "features");
    for (size_t i = 0; i < json_array_size(features); i++)
        if (!read_feature(path, json_array_get(features, i), map, err))
            return FALSE;
    if (map->places->len > 0)
        return TRUE;
    g_set_error(err, BL_ERROR, BL_ERROR_CONFIG, "%s : carte sans aucun lieu (« features »)", path);
    return FALSE;
}

BlMap *bl_map_load(const char *path, GError **err) {
    gsize length = 0;
    g_autofree char *text = bl_file_read(path, &length, err);
    if (text == NULL)
        return NULL;
    json_error_t fault;
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &fault);
    if (root == NULL) {
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG, "%s:%d:%d : carte illisible : %s", path,
                    fault.line, fault.column, fault.text);
        return NULL;
    }
    g_autoptr(BlMap) map = bl_map_new(json_string_value(json_object_get(root, "attribution")));
    gboolean read = read_collection(path, root, map, err);
    json_decref(root);
    return read ? g_steal_pointer(&map) : NULL;
}
