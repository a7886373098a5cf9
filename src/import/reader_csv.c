#include "reader_csv.h"

#include "encoding.h"

#include <bilan/base/error.h>
#include <bilan/base/text.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

/* Pages behind are given back every so often, so that a file of gigabytes does not count as ours.
 */
#define WINDOW ((gsize)16 << 20)

/* Slices of one field as found in the file, before quotes are undoubled and bytes converted. */
enum { RAW_DOUBLED = 1 << 7 }; /* holds doubled quotes; beside the public flags */

struct BlCsvReader {
    GMappedFile *map; /* NULL over bytes in memory */
    GBytes *bytes;
    char *name;
    const char *start, *end, *at, *dropped;
    guint64 line; /* of `at` */
    BlCsvEncoding encoding;
    BlCsvField *fields;
    guint capacity;
    char *scratch; /* the converted fields of the record in hand */
    gsize scratch_size;
};

/* What a byte means to the scanner. Flags of public fields come first, then what stops a field. */
enum {
    PLAIN = 0,
    HIGH = BL_CSV_HIGH,
    CONTROL = BL_CSV_INVALID,
    STOP = 1 << 2,
    SEPARATOR = STOP,
    QUOTE,
    RETURN,
    NEWLINE
};

static const guint8 class_of[256] = {
    [0x00 ... 0x08] = CONTROL,
    [0x0B ... 0x0C] = CONTROL,
    [0x0E ... 0x1F] = CONTROL,
    [0x7F] = CONTROL,
    [0x80 ... 0xFF] = HIGH,
    [';'] = SEPARATOR,
    ['"'] = QUOTE,
    ['\r'] = RETURN,
    ['\n'] = NEWLINE,
};

static guint class_at(const char *p) {
    return class_of[(guchar)*p];
}

static void drop_behind(BlCsvReader *reader, const char *upto) {
    if (reader->map == NULL || (gsize)(upto - reader->dropped) < 2 * WINDOW)
        return;
    gsize length = ((gsize)(upto - reader->dropped) - WINDOW) & ~((gsize)65536 - 1);
    /* the map starts on a page; a failure only costs memory */
    (void)madvise((void *)(guintptr)reader->dropped, length, MADV_DONTNEED);
    reader->dropped += length;
}

static void detect(BlCsvReader *reader) {
    gsize length = (gsize)(reader->end - reader->start);
    BlCensus census = {0};
    while (census.offset < length) {
        bl_census_advance(&census, reader->start, length, census.offset + WINDOW);
        drop_behind(reader, reader->start + census.offset);
    }
    reader->dropped = reader->start;
    reader->encoding = bl_census_encoding(&census, reader->start, length);
    if (length >= 3 && memcmp(reader->start, "\xEF\xBB\xBF", 3) == 0)
        reader->at = reader->start + 3;
}

static BlCsvReader *reader_new(GBytes *bytes, GMappedFile *map, const char *name, GError **err) {
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    if (!bl_encoding_check(data, length, name, err))
        return NULL;
    BlCsvReader *reader = g_new0(BlCsvReader, 1);
    reader->bytes = g_bytes_ref(bytes);
    reader->map = map != NULL ? g_mapped_file_ref(map) : NULL;
    reader->name = g_strdup(name);
    reader->start = reader->at = reader->dropped = data;
    reader->end = data + length;
    reader->line = 1;
    detect(reader);
    return reader;
}

BlCsvReader *bl_csv_reader_from_bytes(GBytes *bytes, const char *name, GError **err) {
    return reader_new(bytes, NULL, name, err);
}

/* A FIFO would block on opening, a folder fails obscurely: look first. */
static gboolean check_regular(const char *path, GError **err) {
    struct stat info;
    const char *what = NULL;
    if (stat(path, &info) != 0)
        what = "fichier introuvable ou illisible";
    else if (S_ISDIR(info.st_mode))
        what = "c’est un dossier, un fichier CSV est attendu";
    else if (!S_ISREG(info.st_mode))
        what = "ce n’est pas un fichier ordinaire ; enregistrer d’abord l’extraction sur le disque";
    if (what != NULL)
        g_set_error(err, BL_ERROR, BL_ERROR_INPUT, "%s : %s", path, what);
    return what == NULL;
}

BlCsvReader *bl_csv_reader_open(const char *path, GError **err) {
    if (!check_regular(path, err))
        return NULL;
    GError *cause = NULL;
    GMappedFile *map = g_mapped_file_new(path, FALSE, &cause);
    if (map == NULL) {
        g_set_error(err, BL_ERROR, BL_ERROR_INPUT, "%s : lecture impossible (%s)", path,
                    cause->message);
        g_error_free(cause);
        return NULL;
    }
    g_autoptr(GBytes) bytes = g_mapped_file_get_bytes(map);
    BlCsvReader *reader = reader_new(bytes, map, path, err);
    g_mapped_file_unref(map);
    return reader;
}

void bl_csv_reader_free(BlCsvReader *reader) {
    if (reader == NULL)
        return;
    g_bytes_unref(reader->bytes);
    g_clear_pointer(&reader->map, g_mapped_file_unref);
    g_free(reader->name);
    g_free(reader->fields);
    g_free(reader->scratch);
    g_free(reader);
}

BlCsvEncoding bl_csv_reader_encoding(const BlCsvReader *reader) {
    return reader->encoding;
}

gsize bl_csv_reader_offset(const BlCsvReader *reader) {
    return (gsize)(reader->at - reader->start);
}

gsize bl_csv_reader_size(const BlCsvReader *reader) {
    return (gsize)(reader->end - reader->start);
}

/* TRUE at what ends a line: \n, \r\n, or a \r that ends the file. */
static gboolean at_line_end(const BlCsvReader *reader, const char *p) {
    if (*p == '\n')
        return TRUE;
    return *p == '\r' && (p + 1 == reader->end || p[1] == '\n');
}

/* Up to the separator or the end of the line; returns the flags of the bytes passed. */
static guint scan_bare(BlCsvReader *reader, BlCsvRecord *record, BlCsvFault quote_fault) {
    const char *p = reader->at, *end = reader->end;
    guint flags = 0;
    for (; p < end; p++) {
        guint class = class_at(p);
        if (class < STOP) {
            flags |= class;
        } else if (class == QUOTE) {
            if (record->fault == BL_CSV_SOUND) {
                record->fault = quote_fault;
                record->fault_field = record->count;
            }
        } else if (class != RETURN || at_line_end(reader, p)) {
            break;
        } else {
            flags |= CONTROL; /* a lone \r belongs to no line ending that we know */
        }
    }
    reader->at = p;
    return flags;
}

static gboolean scan_quoted(BlCsvReader *reader, BlCsvField *field, GError **err) {
    const char *p = reader->at + 1, *end = reader->end;
    guint64 opened = reader->line;
    guint flags = 0;
    field->text = p;
    for (; p < end; p++) {
        guint class = class_at(p);
        if (class < STOP)
            flags |= class;
        else if (class == NEWLINE)
            reader->line++;
        else if (class == QUOTE && p + 1 < end && p[1] == '"')
            flags |= RAW_DOUBLED, p++;
        else if (class == QUOTE)
            break;
    }
    if (p == end) {
        g_set_error(err, BL_ERROR, BL_ERROR_INPUT,
                    "%s:%" G_GUINT64_FORMAT
                    " : le guillemet ouvert à cette ligne n’est jamais refermé ; le fermer, ou "
                    "doubler les guillemets qui font partie d’un texte",
                    reader->name, opened);
        return FALSE;
    }
    field->length = (gsize)(p - field->text);
    field->flags = flags;
    reader->at = p + 1;
    return TRUE;
}

static BlCsvField *next_slot(BlCsvReader *reader, guint64 index) {
    index = MIN(index, BL_CSV_MAX_FIELDS); /* one slot more, to be forgotten */
    if (index >= reader->capacity) {
        reader->capacity = MAX(16, reader->capacity * 2);
        reader->fields = g_renew(BlCsvField, reader->fields, reader->capacity);
    }
    return &reader->fields[index];
}

static gboolean scan_field(BlCsvReader *reader, BlCsvRecord *record, GError **err) {
    BlCsvField *field = next_slot(reader, record->count);
    if (reader->at < reader->end && *reader->at == '"') {
        if (!scan_quoted(reader, field, err))
            return FALSE;
        if (reader->at < reader->end && *reader->at != ';' && !at_line_end(reader, reader->at)) {
            if (record->fault == BL_CSV_SOUND) {
                record->fault = BL_CSV_TEXT_AFTER_QUOTE;
                record->fault_field = record->count;
            }
            scan_bare(reader, record, BL_CSV_TEXT_AFTER_QUOTE);
        }
    } else {
        field->text = reader->at;
        field->flags = scan_bare(reader, record, BL_CSV_STRAY_QUOTE);
        field->length = (gsize)(reader->at - field->text);
    }
    record->count++;
    return TRUE;
}

static gsize undouble(char *out, const char *text, gsize length) {
    char *p = out;
    for (gsize i = 0; i < length; i++) {
        *p++ = text[i];
        if (text[i] == '"')
            i++; /* inside quotes a quote is always followed by its double */
    }
    return (gsize)(p - out);
}

/* Windows-1252 bytes take at most three in UTF-8. */
static gsize convert(char *out, const char *text, gsize length) {
    gsize converted;
    g_autofree char *utf8 = bl_text_from_cp1252(text, length, &converted);
    memcpy(out, utf8, converted);
    return converted;
}

/* Second look at the fields that are not plain slices, in a buffer of their own: its size is known
 * before the first is written, so that slices stay where they are. */
static void finish_fields(BlCsvReader *reader, guint count) {
    gsize needed = 0, used = 0;
    for (guint i = 0; i < count; i++)
        if ((reader->fields[i].flags & (BL_CSV_HIGH | RAW_DOUBLED)) != 0)
            needed += 3 * reader->fields[i].length;
    if (needed > reader->scratch_size) {
        reader->scratch_size = needed * 2;
        reader->scratch = g_realloc(reader->scratch, reader->scratch_size);
    }
    for (guint i = 0; needed > 0 && i < count; i++) {
        BlCsvField *field = &reader->fields[i];
        char *out = reader->scratch + used;
        gboolean converts = reader->encoding == BL_CSV_CP1252 && (field->flags & BL_CSV_HIGH) != 0;
        if ((field->flags & RAW_DOUBLED) != 0) {
            field->length = undouble(out, field->text, field->length);
            field->text = out;
        }
        if (converts) {
            field->length = convert(out, field->text, field->length);
            field->text = out;
        }
        if (field->text == out)
            used += field->length;
        if ((field->flags & BL_CSV_HIGH) != 0 && !bl_encoding_is_text(field->text, field->length))
            field->flags |= BL_CSV_INVALID;
        field->flags &= BL_CSV_HIGH | BL_CSV_INVALID;
    }
}

static void skip_line_end(BlCsvReader *reader) {
    if (reader->at < reader->end && *reader->at == '\r')
        reader->at++;
    if (reader->at < reader->end && *reader->at == '\n')
        reader->at++;
    reader->line++;
}

gboolean bl_csv_reader_next(BlCsvReader *reader, BlCsvRecord *record, GError **err) {
    while (reader->at < reader->end && at_line_end(reader, reader->at))
        skip_line_end(reader);
    if (reader->at == reader->end)
        return FALSE;
    drop_behind(reader, reader->at);

    record->line = reader->line;
    record->count = 0;
    record->fault = BL_CSV_SOUND;
    gboolean more;
    do {
        if (!scan_field(reader, record, err))
            return FALSE;
        more = reader->at < reader->end && *reader->at == ';';
        if (more)
            reader->at++;
    } while (more);
    if (reader->at < reader->end)
        skip_line_end(reader);
    finish_fields(reader, (guint)MIN(record->count, BL_CSV_MAX_FIELDS));
    record->fields = reader->fields;
    return TRUE;
}
