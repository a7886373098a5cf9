#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <bilan/chart/chart_draw.h>
#include <bilan/output/canvas_cairo.h>
#include <bilan/output/output.h>

#define WIDTH 480.0 /* points: the width of the text of an A4 page */
#define MARGIN 14.0
#define DPI 144.0

static gboolean format_from_name(const char *name, BlImageFormat *format) {
    *format = g_strcmp0(name, "svg") == 0 ? BL_IMAGE_SVG : BL_IMAGE_PNG;
    return *format == BL_IMAGE_SVG || g_strcmp0(name, "png") == 0;
}

gboolean bl_output_image(const BlChart *chart, const BlTheme *theme, const char *format,
                         const char *path, GError **err) {
    BlImageFormat wanted;
    if (!format_from_name(format, &wanted)) {
        g_set_error(err, BL_ERROR, BL_ERROR_OUTPUT,
                    "%s : format d’image inconnu ; choisir svg ou png", path);
        return FALSE;
    }
    g_autoptr(BlCairoFonts) fonts = bl_cairo_fonts_new(theme, err);
    if (fonts == NULL)
        return FALSE;
    double inner = WIDTH - 2 * MARGIN;
    double height = bl_chart_height(chart, inner, BL_FURNITURE_FULL);
    BlCanvas *canvas = bl_canvas_cairo_new(fonts, WIDTH, height + 2 * MARGIN, wanted, DPI);
    bl_chart_draw(chart, canvas, theme, (BlRect){MARGIN, MARGIN, inner, height}, BL_FURNITURE_FULL);
    g_autoptr(GByteArray) bytes = bl_canvas_cairo_finish(canvas, chart->alt, err);
    if (bytes == NULL) {
        bl_error_context(err, "%s", path);
        return FALSE;
    }
    return bl_file_write(path, bytes->data, bytes->len, err);
}
