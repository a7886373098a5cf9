/* Two palettes from one theme: the dark one is the light one with every contrast kept.
 *
 * The contrast of two colours is the ratio of their luminances, each raised by 0.05. Replacing each
 * raised luminance L by K / L keeps all those ratios, and white becomes the dark ground: what could
 * be read in light can be read in dark, be it text on the page or a number on its bar. */
#include "html_private.h"

#include <bilan/chart/color.h>

#define WHITE 0xFFFFFFu
#define GROUND 0.0065 /* luminance of the dark ground: about #0f151b */
#define RAISE 0.05

typedef struct {
    double hue, saturation, lightness; /* 0 to 6, 0 to 1, 0 to 1 */
} Hsl;

static Hsl hsl_of(BlColor color) {
    double r = ((color >> 16) & 0xFF) / 255.0, g = ((color >> 8) & 0xFF) / 255.0,
           b = (color & 0xFF) / 255.0;
    double high = MAX(r, MAX(g, b)), low = MIN(r, MIN(g, b)), span = high - low;
    Hsl hsl = {.lightness = (high + low) / 2};
    if (span <= 0)
        return hsl;
    hsl.saturation = span / (1 - ABS(2 * hsl.lightness - 1));
    if (high <= r)
        hsl.hue = (g - b) / span + (g < b ? 6 : 0);
    else
        hsl.hue = high <= g ? (b - r) / span + 2 : (r - g) / span + 4;
    return hsl;
}

static BlColor color_of(Hsl hsl) {
    static const double starts[] = {0, 8, 4}; /* red, green, blue, in twelfths of the circle */
    double span = hsl.saturation * MIN(hsl.lightness, 1 - hsl.lightness);
    BlColor color = 0;
    for (guint i = 0; i < 3; i++) {
        double k = starts[i] + 2 * hsl.hue;
        k = k >= 12 ? k - 12 : k;
        double part = hsl.lightness - span * CLAMP(MIN(k - 3, 9 - k), -1, 1);
        color = color << 8 | (BlColor)(CLAMP(part, 0, 1) * 255 + 0.5);
    }
    return color;
}

static double raised_luminance(BlColor color) {
    return (1 + RAISE) / bl_color_contrast(color, WHITE);
}

BlColor html_dark_color(BlColor color) {
    double wanted = (GROUND + RAISE) * (1 + RAISE) / raised_luminance(color);
    Hsl hsl = hsl_of(color);
    hsl.saturation *= 0.9; /* strong colours glare on black */
    double low = 0, high = 1;
    for (guint step = 0; step < 24; step++) {
        hsl.lightness = (low + high) / 2;
        if (raised_luminance(color_of(hsl)) < wanted)
            low = hsl.lightness;
        else
            high = hsl.lightness;
    }
    hsl.lightness = high;
    return color_of(hsl);
}

static gint compare_colors(gconstpointer a, gconstpointer b) {
    guint left = GPOINTER_TO_UINT(a), right = GPOINTER_TO_UINT(b);
    return (left > right) - (left < right);
}

static void add_properties(const HtmlPage *page, GString *css, gboolean is_dark) {
    const BlTheme *theme = page->theme;
    const struct {
        const char *name;
        BlColor color;
    } roles[] = {{"papier", WHITE},         {"encre", theme->ink},    {"discret", theme->muted},
                 {"accent", theme->accent}, {"alerte", theme->alert}, {"favorable", theme->good},
                 {"filet", theme->rule},    {"fond", theme->wash}};
    g_string_append_printf(css, "color-scheme:%s;", is_dark ? "dark" : "light");
    for (guint i = 0; i < G_N_ELEMENTS(roles); i++)
        g_string_append_printf(css, "--%s:#%06x;", roles[i].name,
                               is_dark ? html_dark_color(roles[i].color) : roles[i].color);
    g_autoptr(GList) colors = g_list_sort(g_hash_table_get_keys(page->colors), compare_colors);
    for (const GList *item = colors; item != NULL; item = item->next) {
        BlColor color = GPOINTER_TO_UINT(item->data);
        g_string_append_printf(css, "--c%06x:#%06x;", color,
                               is_dark ? html_dark_color(color) : color);
    }
}

/* Paper is always white: the dark palette is for screens. */
void html_palette(const HtmlPage *page, GString *css) {
    g_string_append(css, ":root{");
    add_properties(page, css, FALSE);
    g_string_append(css, "}\n@media screen{:root[data-theme=sombre]{");
    add_properties(page, css, TRUE);
    g_string_append(css, "}}\n@media screen and (prefers-color-scheme:dark){"
                         ":root:not([data-theme=clair]){");
    add_properties(page, css, TRUE);
    g_string_append(css, "}}\n");
}
