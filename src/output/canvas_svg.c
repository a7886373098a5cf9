#include "html_text.h"

#include <bilan/output/canvas_svg.h>
#include <math.h>

#define LONG_PATH 12 /* points: an outline, which a tenth of a point draws well enough */

typedef struct {
    BlCanvas canvas;
    BlCanvas *ruler; /* an image never finished: texts are measured as in every other picture */
    GHashTable *colors;
    GString *out;
    char *about;      /* what the next marks stand for, until a group is opened for them */
    gboolean grouped; /* a group is open */
    BlStroke stroke;  /* of the open path */
    gboolean stroked; /* a path is open: strokes of the same style go on in it */
} SvgCanvas;

static SvgCanvas *canvas_of(BlCanvas *canvas) {
    return (SvgCanvas *)canvas;
}

static void add_number(GString *out, double value, guint decimals) {
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(text, sizeof text, decimals == 1 ? "%.1f" : "%.2f",
                    isfinite(value) ? CLAMP(value, -1e6, 1e6) : 0);
    gsize length = strlen(text);
    while (text[length - 1] == '0')
        length--;
    length -= text[length - 1] == '.';
    gboolean is_zero = length == 2 && text[0] == '-' && text[1] == '0';
    g_string_append_len(out, is_zero ? "0" : text, is_zero ? 1 : (gssize)length);
}

static void add_attribute(SvgCanvas *self, const char *name, double value) {
    g_string_append_printf(self->out, " %s=\"", name);
    add_number(self->out, value, 2);
    g_string_append_c(self->out, '"');
}

static void add_color(SvgCanvas *self, const char *name, BlColor color) {
    g_hash_table_add(self->colors, GUINT_TO_POINTER(color));
    g_string_append_printf(self->out, " %s=\"var(--c%06x)\"", name, color & 0xFFFFFFu);
}

static void end_stroke(SvgCanvas *self) {
    if (self->stroked)
        g_string_append(self->out, "\"/>");
    self->stroked = FALSE;
}

static void end_group(SvgCanvas *self) {
    end_stroke(self);
    if (self->grouped)
        g_string_append(self->out, "</g>\n");
    self->grouped = FALSE;
    g_clear_pointer(&self->about, g_free);
}

/* Before every element. A group is opened with the first mark that it holds. */
static void begin_element(SvgCanvas *self) {
    end_stroke(self);
    if (self->about == NULL)
        return;
    g_string_append(self->out, "<g class=\"marque\"><title>");
    html_escape(self->out, self->about);
    g_string_append(self->out, "</title>");
    g_clear_pointer(&self->about, g_free);
    self->grouped = TRUE;
}

static void describe(BlCanvas *canvas, const char *utf8) {
    SvgCanvas *self = canvas_of(canvas);
    end_group(self);
    self->about = g_strdup(utf8);
}

static void fill_rect(BlCanvas *canvas, BlRect rect, BlColor color) {
    SvgCanvas *self = canvas_of(canvas);
    begin_element(self);
    g_string_append(self->out, "<rect");
    add_attribute(self, "x", rect.x);
    add_attribute(self, "y", rect.y);
    add_attribute(self, "width", MAX(rect.width, 0));
    add_attribute(self, "height", MAX(rect.height, 0));
    add_color(self, "fill", color);
    g_string_append(self->out, "/>");
}

static void add_points(SvgCanvas *self, const BlPoint *points, gsize count) {
    guint decimals = count > LONG_PATH ? 1 : 2;
    for (gsize i = 0; i < count; i++) {
        g_string_append_c(self->out, i == 0 ? 'M' : 'L');
        add_number(self->out, points[i].x, decimals);
        g_string_append_c(self->out, ' ');
        add_number(self->out, points[i].y, decimals);
    }
}

static void fill_path(BlCanvas *canvas, const BlPoint *points, gsize count, BlColor color) {
    SvgCanvas *self = canvas_of(canvas);
    begin_element(self);
    g_string_append(self->out, "<path");
    add_color(self, "fill", color);
    g_string_append(self->out, " d=\"");
    add_points(self, points, count);
    g_string_append(self->out, "Z\"/>");
}

static void add_stroke(SvgCanvas *self, const BlStroke *stroke) {
    add_color(self, "stroke", stroke->color);
    add_attribute(self, "stroke-width", stroke->width);
    if (stroke->dash > 0)
        add_attribute(self, "stroke-dasharray", stroke->dash);
}

static gboolean same_stroke(const BlStroke *a, const BlStroke *b) {
    return a->color == b->color && fabs(a->width - b->width) < 1e-9 &&
           fabs(a->dash - b->dash) < 1e-9;
}

/* The lines of a hatch or of a grid come one after the other: one element holds them all. */
static void stroke_path(BlCanvas *canvas, const BlPoint *points, gsize count,
                        const BlStroke *stroke) {
    SvgCanvas *self = canvas_of(canvas);
    if (!self->stroked || self->about != NULL || !same_stroke(&self->stroke, stroke)) {
        begin_element(self);
        g_string_append(self->out, "<path fill=\"none\"");
        add_stroke(self, stroke);
        g_string_append(self->out, " d=\"");
        self->stroke = *stroke;
        self->stroked = TRUE;
    }
    add_points(self, points, count);
}

static void circle(BlCanvas *canvas, BlPoint center, double radius, BlColor fill,
                   const BlStroke *stroke) {
    SvgCanvas *self = canvas_of(canvas);
    begin_element(self);
    g_string_append(self->out, "<circle");
    add_attribute(self, "cx", center.x);
    add_attribute(self, "cy", center.y);
    add_attribute(self, "r", MAX(radius, 0));
    add_color(self, "fill", fill);
    if (stroke != NULL)
        add_stroke(self, stroke);
    g_string_append(self->out, "/>");
}

static void text(BlCanvas *canvas, BlPoint baseline, const char *utf8, const BlTextStyle *style) {
    static const char *const anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    static const char *const fonts[] = {"", " class=\"demi\"", " class=\"gras\""};
    SvgCanvas *self = canvas_of(canvas);
    begin_element(self);
    g_string_append(self->out, "<text");
    add_attribute(self, "x", baseline.x);
    add_attribute(self, "y", baseline.y);
    add_attribute(self, "font-size", style->size);
    add_color(self, "fill", style->color);
    g_string_append_printf(self->out, "%s%s>", anchors[style->anchor], fonts[style->font]);
    html_escape(self->out, utf8);
    g_string_append(self->out, "</text>\n");
}

static double text_width(BlCanvas *canvas, const char *utf8, BlFont font, double size) {
    BlCanvas *ruler = canvas_of(canvas)->ruler;
    return ruler->ops->text_width(ruler, utf8, font, size);
}

static const BlCanvasOps operations = {.fill_rect = fill_rect,
                                       .fill_path = fill_path,
                                       .stroke_path = stroke_path,
                                       .circle = circle,
                                       .text = text,
                                       .text_width = text_width,
                                       .describe = describe};

BlCanvas *bl_canvas_svg_new(const BlCairoFonts *fonts, GHashTable *colors, GString *out) {
    SvgCanvas *self = g_new0(SvgCanvas, 1);
    self->canvas.ops = &operations;
    self->ruler = bl_canvas_cairo_new(fonts, 1, 1, BL_IMAGE_PNG, 72);
    self->colors = colors;
    self->out = out;
    return &self->canvas;
}

void bl_canvas_svg_free(BlCanvas *canvas) {
    if (canvas == NULL)
        return;
    SvgCanvas *self = canvas_of(canvas);
    end_group(self);
    bl_canvas_cairo_free(self->ruler);
    g_free(self);
}
