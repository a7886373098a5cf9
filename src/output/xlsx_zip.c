/* A reader for the ZIP files that libxlsxwriter writes, strict on purpose. */
#include "xlsx_verify.h"

#include <bilan/base/error.h>
#include <string.h>
#include <zlib.h>

#define LOCAL_SIZE 30u
#define CENTRAL_SIZE 46u
#define END_SIZE 22u

typedef struct {
    char *name;
    guint16 method;
    guint32 crc, packed, size, offset;
} Member;

struct BlZip {
    GMappedFile *file;
    const guchar *bytes;
    gsize length;
    GArray *members; /* of Member */
};

static guint16 read16(const guchar *p) {
    return (guint16)(p[0] | p[1] << 8);
}

static guint32 read32(const guchar *p) {
    return (guint32)p[0] | (guint32)p[1] << 8 | (guint32)p[2] << 16 | (guint32)p[3] << 24;
}

static gboolean broken(GError **err, const char *what) {
    g_set_error(err, BL_ERROR, BL_ERROR_OUTPUT, "classeur incomplet : %s", what);
    return FALSE;
}

static void member_clear(gpointer data) {
    g_free(((Member *)data)->name);
}

void bl_zip_free(BlZip *zip) {
    if (zip == NULL)
        return;
    g_clear_pointer(&zip->file, g_mapped_file_unref);
    g_array_unref(zip->members);
    g_free(zip);
}

/* libxlsxwriter writes no archive comment: the end record is the last 22 bytes. */
static gboolean read_directory(BlZip *zip, GError **err) {
    if (zip->length < END_SIZE || memcmp(zip->bytes + zip->length - END_SIZE, "PK\5\6", 4) != 0)
        return broken(err, "fin de l’archive absente");
    const guchar *end = zip->bytes + zip->length - END_SIZE;
    guint count = read16(end + 10);
    gsize at = read32(end + 16), stop = zip->length - END_SIZE;
    if (at + read32(end + 12) != stop)
        return broken(err, "répertoire déplacé");
    for (guint i = 0; i < count; i++) {
        const guchar *p = zip->bytes + at;
        if (at + CENTRAL_SIZE > stop || memcmp(p, "PK\1\2", 4) != 0)
            return broken(err, "répertoire tronqué");
        gsize name = read16(p + 28), skip = (gsize)read16(p + 30) + read16(p + 32);
        if (at + CENTRAL_SIZE + name + skip > stop)
            return broken(err, "répertoire tronqué");
        Member member = {.method = read16(p + 10),
                         .crc = read32(p + 16),
                         .packed = read32(p + 20),
                         .size = read32(p + 24),
                         .offset = read32(p + 42),
                         .name = g_strndup((const char *)p + CENTRAL_SIZE, name)};
        g_array_append_val(zip->members, member);
        at += CENTRAL_SIZE + name + skip;
    }
    return at == stop ? TRUE : broken(err, "répertoire trop long");
}

BlZip *bl_zip_open(const char *path, GError **err) {
    GMappedFile *file = g_mapped_file_new(path, FALSE, NULL);
    if (file == NULL) {
        broken(err, "relecture impossible");
        return NULL;
    }
    BlZip *zip = g_new0(BlZip, 1);
    zip->file = file;
    zip->bytes = (const guchar *)g_mapped_file_get_contents(file);
    zip->length = g_mapped_file_get_length(file);
    zip->members = g_array_new(FALSE, FALSE, sizeof(Member));
    g_array_set_clear_func(zip->members, member_clear);
    if (!read_directory(zip, err)) {
        bl_zip_free(zip);
        return NULL;
    }
    return zip;
}

guint bl_zip_count(const BlZip *zip) {
    return zip->members->len;
}

const char *bl_zip_name(const BlZip *zip, guint index) {
    return g_array_index(zip->members, Member, index).name;
}

/* Fill `out` (member->size bytes) from the packed bytes. */
static gboolean unpack(const Member *member, const guchar *packed, guchar *out) {
    if (member->method == 0) {
        if (member->packed != member->size)
            return FALSE;
        memcpy(out, packed, member->size);
        return TRUE;
    }
    z_stream stream = {.next_in = (z_const Bytef *)packed, .avail_in = member->packed};
    if (member->method != Z_DEFLATED || inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return FALSE;
    stream.next_out = out;
    stream.avail_out = member->size;
    int status = inflate(&stream, Z_FINISH);
    gboolean whole = status == Z_STREAM_END && stream.avail_in == 0 && stream.avail_out == 0;
    inflateEnd(&stream);
    return whole;
}

char *bl_zip_read(const BlZip *zip, guint index, gsize *length, GError **err) {
    const Member *member = &g_array_index(zip->members, Member, index);
    gsize name = strlen(member->name), start = member->offset;
    const guchar *local = zip->bytes + start;
    if (start + LOCAL_SIZE + name > zip->length || memcmp(local, "PK\3\4", 4) != 0 ||
        read16(local + 26) != name || memcmp(local + LOCAL_SIZE, member->name, name) != 0) {
        broken(err, member->name);
        return NULL;
    }
    start += LOCAL_SIZE + name + read16(local + 28);
    /* deflate shrinks at most about 1,032 times: a larger size is a lie, not an allocation */
    if (start + member->packed > zip->length || member->size / 1100 > member->packed) {
        broken(err, member->name);
        return NULL;
    }
    guchar *out = g_malloc((gsize)member->size + 1);
    if (!unpack(member, zip->bytes + start, out) ||
        crc32(crc32(0, NULL, 0), out, member->size) != member->crc) {
        g_free(out);
        broken(err, member->name);
        return NULL;
    }
    out[member->size] = '\0';
    *length = member->size;
    return (char *)out;
}
