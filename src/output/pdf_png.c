#include "pdf_png.h"

#include <string.h>

#define LARGEST_SIDE 4000 /* pixels: a logo is printed on less than four centimetres */
#define CHUNK_FRAME 12    /* length, type and checksum around the data of a chunk */

static guint32 big_endian(const guint8 *bytes) {
    guint32 value;
    memcpy(&value, bytes, sizeof value);
    return GUINT32_FROM_BE(value);
}

/* The checksum of PNG (ISO 3309), four bits at a time. */
static guint32 checksum(const guint8 *bytes, gsize length) {
    static const guint32 table[16] = {0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac,
                                      0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
                                      0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
                                      0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c};
    guint32 sum = 0xFFFFFFFF;
    for (gsize i = 0; i < length; i++) {
        sum ^= bytes[i];
        sum = sum >> 4 ^ table[sum & 15];
        sum = sum >> 4 ^ table[sum & 15];
    }
    return ~sum;
}

/* Grey, grey and alpha, colours, colours and alpha, or a palette; at most 8 bits a channel. */
static gboolean is_usual_form(const guint8 *header, gboolean is_transparent) {
    guint8 depth = header[8], color = header[9], interlaced = header[12];
    if (interlaced != 0 || header[10] != 0 || header[11] != 0)
        return FALSE;
    /* libharu misreads transparent colours but those of a palette of 8 bits */
    if (is_transparent && (color != 3 || depth != 8))
        return FALSE;
    if (color == 0 || color == 3)
        return depth == 1 || depth == 2 || depth == 4 || depth == 8;
    return (color == 2 || color == 4 || color == 6) && depth == 8;
}

static const char *check_bytes(const guint8 *bytes, gsize length, double *width, double *height) {
    static const guint8 signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    if (length < 8 + CHUNK_FRAME + 13 || memcmp(bytes, signature, 8) != 0 ||
        big_endian(bytes + 8) != 13 || memcmp(bytes + 12, "IHDR", 4) != 0)
        return "ce n’est pas une image PNG";
    gboolean has_data = FALSE, is_transparent = FALSE;
    for (gsize at = 8; at + CHUNK_FRAME <= length;) {
        const guint8 *chunk = bytes + at;
        gsize size = big_endian(chunk);
        if (size > length - at - CHUNK_FRAME ||
            checksum(chunk + 4, size + 4) != big_endian(chunk + 8 + size))
            return "l’image est abîmée ou incomplète";
        has_data = has_data || memcmp(chunk + 4, "IDAT", 4) == 0;
        is_transparent = is_transparent || memcmp(chunk + 4, "tRNS", 4) == 0;
        if (memcmp(chunk + 4, "IEND", 4) == 0) {
            *width = big_endian(bytes + 16);
            *height = big_endian(bytes + 20);
            if (*width < 1 || *height < 1 || *width > LARGEST_SIDE || *height > LARGEST_SIDE)
                return "l’image a plus de 4 000 pixels de côté";
            if (!has_data || !is_usual_form(bytes + 16, is_transparent))
                return "enregistrez-la en PNG 8 bits par canal, sans entrelacement";
            return NULL;
        }
        at += CHUNK_FRAME + size;
    }
    return "l’image est incomplète";
}

const char *pdf_png_check(const char *path, double *width, double *height) {
    g_autofree char *bytes = NULL;
    gsize length;
    if (!g_file_get_contents(path, &bytes, &length, NULL))
        return "fichier illisible ou absent";
    return check_bytes((const guint8 *)bytes, length, width, height);
}
