#include <bilan/model/map.h>

static void ring_free(gpointer data) {
    g_array_unref(data);
}

static void place_free(gpointer data) {
    BlMapPlace *place = data;
    g_free(place->code);
    g_free(place->name);
    g_ptr_array_unref(place->rings);
    g_free(place);
}

BlMap *bl_map_new(const char *credit) {
    BlMap *map = g_new0(BlMap, 1);
    map->credit = g_strdup(credit);
    map->places = g_ptr_array_new_with_free_func(place_free);
    return map;
}

void bl_map_free(BlMap *map) {
    if (map == NULL)
        return;
    g_ptr_array_unref(map->places);
    g_free(map->credit);
    g_free(map);
}

BlMapPlace *bl_map_add_place(BlMap *map, const char *code, const char *name) {
    BlMapPlace *place = g_new0(BlMapPlace, 1);
    place->code = g_strdup(code);
    place->name = g_strdup(name);
    place->rings = g_ptr_array_new_with_free_func(ring_free);
    g_ptr_array_add(map->places, place);
    return place;
}

GArray *bl_map_place_add_ring(BlMapPlace *place) {
    GArray *ring = g_array_new(FALSE, FALSE, sizeof(BlGeoPoint));
    g_ptr_array_add(place->rings, ring);
    return ring;
}

const BlMapPlace *bl_map_find(const BlMap *map, const char *code) {
    for (guint i = 0; code != NULL && i < map->places->len; i++) {
        const BlMapPlace *place = g_ptr_array_index(map->places, i);
        if (g_str_equal(place->code, code))
            return place;
    }
    return NULL;
}
