#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <bilan/output/canvas_cairo.h>

#include <cairo-ft.h>
#include <cairo-svg.h>
#include <cairo.h>
#include <math.h>
#include <string.h>

/* A face and the FreeType library it comes from. Cairo keeps scaled fonts in a cache of its own
 * and drops them when it likes, so a face lives until cairo lets it go; with a library each, the
 * end of one never pulls the ground from under another. */
typedef struct {
    FT_Library library;
    FT_Face face;
    char *bytes;
} Face;

struct BlCairoFonts {
    cairo_font_face_t *faces[3]; /* by BlFont */
    gboolean has_narrow[3];      /* has a glyph for U+202F */
    gboolean has_thin[3];        /* has one for U+2009 */
};

typedef struct {
    BlCanvas canvas;
    const BlCairoFonts *fonts;
    cairo_surface_t *surface;
    cairo_t *cairo;
    BlImageFormat format;
    GByteArray *bytes; /* of the SVG */
    GString *text;     /* scratch: the text with its spaces mapped */
} CairoCanvas;

static void face_free(void *data) {
    Face *face = data;
    if (face->face != NULL)
        FT_Done_Face(face->face);
    if (face->library != NULL)
        FT_Done_FreeType(face->library);
    g_free(face->bytes);
    g_free(face);
}

static Face *face_load(const char *path, GError **err) {
    gsize length = 0;
    GError *cause = NULL;
    g_autofree char *bytes = bl_file_read(path != NULL ? path : "", &length, &cause);
    if (bytes == NULL) {
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG, "police du thème : %s", cause->message);
        g_error_free(cause);
        return NULL;
    }
    Face *face = g_new0(Face, 1);
    face->bytes = g_steal_pointer(&bytes);
    if (FT_Init_FreeType(&face->library) != 0 ||
        FT_New_Memory_Face(face->library, (const FT_Byte *)face->bytes, (FT_Long)length, 0,
                           &face->face) != 0) {
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG, "%s : ce n’est pas une police TrueType lisible",
                    path);
        face_free(face);
        return NULL;
    }
    return face;
}

static gboolean add_face(BlCairoFonts *fonts, BlFont font, const char *path, GError **err) {
    static const cairo_user_data_key_t key;
    Face *face = face_load(path, err);
    if (face == NULL)
        return FALSE;
    fonts->has_narrow[font] = FT_Get_Char_Index(face->face, 0x202F) != 0;
    fonts->has_thin[font] = FT_Get_Char_Index(face->face, 0x2009) != 0;
    fonts->faces[font] = cairo_ft_font_face_create_for_ft_face(face->face, FT_LOAD_NO_HINTING);
    if (cairo_font_face_set_user_data(fonts->faces[font], &key, face, face_free) ==
        CAIRO_STATUS_SUCCESS)
        return TRUE;
    g_set_error(err, BL_ERROR, BL_ERROR_CONFIG, "%s : police refusée par cairo", path);
    g_clear_pointer(&fonts->faces[font], cairo_font_face_destroy);
    face_free(face);
    return FALSE;
}

BlCairoFonts *bl_cairo_fonts_new(const BlTheme *theme, GError **err) {
    g_autoptr(BlCairoFonts) fonts = g_new0(BlCairoFonts, 1);
    if (!add_face(fonts, BL_FONT_REGULAR, theme->font_regular, err) ||
        !add_face(fonts, BL_FONT_SEMIBOLD, theme->font_semibold, err) ||
        !add_face(fonts, BL_FONT_BOLD, theme->font_bold, err))
        return NULL;
    return g_steal_pointer(&fonts);
}

void bl_cairo_fonts_free(BlCairoFonts *fonts) {
    if (fonts == NULL)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(fonts->faces); i++)
        g_clear_pointer(&fonts->faces[i], cairo_font_face_destroy);
    g_free(fonts);
}

static CairoCanvas *canvas_of(BlCanvas *canvas) {
    return (CairoCanvas *)canvas;
}

static void set_color(cairo_t *cairo, BlColor color) {
    cairo_set_source_rgb(cairo, ((color >> 16) & 0xFF) / 255.0, ((color >> 8) & 0xFF) / 255.0,
                         (color & 0xFF) / 255.0);
}

static void set_stroke(cairo_t *cairo, const BlStroke *stroke) {
    set_color(cairo, stroke->color);
    cairo_set_line_width(cairo, stroke->width);
    cairo_set_dash(cairo, &stroke->dash, stroke->dash > 0 ? 1 : 0, 0);
}

static void trace(cairo_t *cairo, const BlPoint *points, gsize count) {
    cairo_new_path(cairo);
    for (gsize i = 0; i < count; i++)
        cairo_line_to(cairo, points[i].x, points[i].y);
}

static void fill_rect(BlCanvas *canvas, BlRect rect, BlColor color) {
    cairo_t *cairo = canvas_of(canvas)->cairo;
    set_color(cairo, color);
    cairo_rectangle(cairo, rect.x, rect.y, rect.width, rect.height);
    cairo_fill(cairo);
}

static void fill_path(BlCanvas *canvas, const BlPoint *points, gsize count, BlColor color) {
    cairo_t *cairo = canvas_of(canvas)->cairo;
    trace(cairo, points, count);
    cairo_close_path(cairo);
    set_color(cairo, color);
    cairo_fill(cairo);
}

static void stroke_path(BlCanvas *canvas, const BlPoint *points, gsize count,
                        const BlStroke *stroke) {
    cairo_t *cairo = canvas_of(canvas)->cairo;
    trace(cairo, points, count);
    set_stroke(cairo, stroke);
    cairo_stroke(cairo);
}

static void circle(BlCanvas *canvas, BlPoint center, double radius, BlColor fill,
                   const BlStroke *stroke) {
    cairo_t *cairo = canvas_of(canvas)->cairo;
    cairo_new_path(cairo);
    cairo_arc(cairo, center.x, center.y, radius, 0, 2 * G_PI);
    cairo_close_path(cairo);
    set_color(cairo, fill);
    if (stroke == NULL) {
        cairo_fill(cairo);
        return;
    }
    cairo_fill_preserve(cairo);
    set_stroke(cairo, stroke);
    cairo_stroke(cairo);
}

/* U+202F is in few fonts: the thin space of the same width stands in for it, else U+00A0. The line
 * is never broken here, so that a breaking space does no harm. */
static const char *map_spaces(CairoCanvas *self, const char *utf8, BlFont font) {
    const char *narrow = "\u202f";
    if (self->fonts->has_narrow[font] || strstr(utf8, narrow) == NULL)
        return utf8;
    g_string_assign(self->text, utf8);
    g_string_replace(self->text, narrow, self->fonts->has_thin[font] ? "\u2009" : "\u00a0", 0);
    return self->text->str;
}

static void set_font(CairoCanvas *self, BlFont font, double size) {
    cairo_set_font_face(self->cairo, self->fonts->faces[font]);
    cairo_set_font_size(self->cairo, size);
}

static double text_width(BlCanvas *canvas, const char *utf8, BlFont font, double size) {
    CairoCanvas *self = canvas_of(canvas);
    cairo_text_extents_t extents;
    set_font(self, font, size);
    cairo_text_extents(self->cairo, map_spaces(self, utf8, font), &extents);
    return extents.x_advance;
}

static void text(BlCanvas *canvas, BlPoint baseline, const char *utf8, const BlTextStyle *style) {
    CairoCanvas *self = canvas_of(canvas);
    double x = baseline.x;
    if (style->anchor != BL_ANCHOR_START) {
        double width = text_width(canvas, utf8, style->font, style->size);
        x -= style->anchor == BL_ANCHOR_END ? width : width / 2;
    }
    set_font(self, style->font, style->size);
    set_color(self->cairo, style->color);
    cairo_move_to(self->cairo, x, baseline.y);
    cairo_show_text(self->cairo, map_spaces(self, utf8, style->font));
}

static const BlCanvasOps operations = {.fill_rect = fill_rect,
                                       .fill_path = fill_path,
                                       .stroke_path = stroke_path,
                                       .circle = circle,
                                       .text = text,
                                       .text_width = text_width};

static cairo_status_t append(void *closure, const unsigned char *data, unsigned int length) {
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

/* Neither hinting nor subpixels: widths are the same in SVG and PNG, and on every machine. */
static void set_font_options(cairo_t *cairo) {
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_set_font_options(cairo, options);
    cairo_font_options_destroy(options);
}

BlCanvas *bl_canvas_cairo_new(const BlCairoFonts *fonts, double width, double height,
                              BlImageFormat format, double dpi) {
    CairoCanvas *self = g_new0(CairoCanvas, 1);
    self->canvas.ops = &operations;
    self->fonts = fonts;
    self->format = format;
    self->bytes = g_byte_array_new();
    self->text = g_string_new(NULL);
    double scale = dpi / 72;
    if (format == BL_IMAGE_SVG)
        self->surface = cairo_svg_surface_create_for_stream(append, self->bytes, width, height);
    else
        self->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)ceil(width * scale),
                                                   (int)ceil(height * scale));
    self->cairo = cairo_create(self->surface);
    if (format == BL_IMAGE_PNG)
        cairo_scale(self->cairo, scale, scale);
    set_font_options(self->cairo);
    cairo_set_source_rgb(self->cairo, 1, 1, 1);
    cairo_paint(self->cairo);
    return &self->canvas;
}

void bl_canvas_cairo_free(BlCanvas *canvas) {
    if (canvas == NULL)
        return;
    CairoCanvas *self = canvas_of(canvas);
    cairo_destroy(self->cairo);
    cairo_surface_destroy(self->surface);
    if (self->bytes != NULL)
        g_byte_array_unref(self->bytes);
    g_string_free(self->text, TRUE);
    g_free(self);
}

/* cairo numbers its surfaces from the start of the process: the second image would differ from the
 * first. The only use of the number is an id that nothing refers to. */
static void settle_surface_number(GString *svg) {
    const char *mark = "id=\"surface";
    for (char *at = strstr(svg->str, mark); at != NULL; at = strstr(at + 1, mark)) {
        gsize digits = (gsize)(at - svg->str) + strlen(mark), end = digits;
        while (g_ascii_isdigit(svg->str[end]))
            end++;
        g_string_erase(svg, (gssize)digits, (gssize)(end - digits));
        at = svg->str + digits;
    }
}

/* For screen readers, who are given shapes only: a title is all they can say of a picture. */
static void add_title(GString *svg, const char *alt) {
    const char *root = strstr(svg->str, "<svg");
    const char *end = root != NULL ? strchr(root, '>') : NULL;
    if (end == NULL || alt == NULL || *alt == '\0')
        return;
    g_autofree char *valid = g_utf8_make_valid(alt, -1);
    g_autofree char *escaped = g_markup_escape_text(valid, -1);
    g_autofree char *title = g_strdup_printf("\n<title>%s</title>", escaped);
    gssize at = end - svg->str;
    g_string_insert(svg, at + 1, title);
    g_string_insert(svg, at, " role=\"img\" xml:lang=\"fr\"");
}

static GByteArray *finish_svg(CairoCanvas *self, const char *alt) {
    GString *svg = g_string_new_len((const char *)self->bytes->data, (gssize)self->bytes->len);
    settle_surface_number(svg);
    add_title(svg, alt);
    GByteArray *bytes = g_byte_array_sized_new((guint)svg->len);
    g_byte_array_append(bytes, (const guint8 *)svg->str, (guint)svg->len);
    g_string_free(svg, TRUE);
    return bytes;
}

GByteArray *bl_canvas_cairo_finish(BlCanvas *canvas, const char *alt, GError **err) {
    CairoCanvas *self = canvas_of(canvas);
    cairo_status_t status = cairo_status(self->cairo);
    GByteArray *made = NULL;
    if (status == CAIRO_STATUS_SUCCESS && self->format == BL_IMAGE_PNG) {
        made = g_byte_array_new();
        status = cairo_surface_write_to_png_stream(self->surface, append, made);
    } else if (status == CAIRO_STATUS_SUCCESS) {
        cairo_surface_finish(self->surface);
        status = cairo_surface_status(self->surface);
        made = finish_svg(self, alt);
    }
    if (status != CAIRO_STATUS_SUCCESS) {
        g_set_error(err, BL_ERROR, BL_ERROR_OUTPUT, "image impossible à dessiner (cairo : %s)",
                    cairo_status_to_string(status));
        g_clear_pointer(&made, g_byte_array_unref);
    }
    bl_canvas_cairo_free(canvas);
    return made;
}
