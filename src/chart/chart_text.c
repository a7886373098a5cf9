/* Measuring and wrapping text. */
#include "chart_private.h"

#include <string.h>

/* Advance widths of Open Sans Regular, U+0020 to U+007E, in thousandths of an em: what the height
 * of a chart is computed with when there is no canvas yet. */
static const guint16 advances[] = {
    259, 267, 400, 645, 571, 823, 729, 221, 295, 295, 551, 571, 245, 321, 266, 367, 571, 571, 571,
    571, 571, 571, 571, 571, 571, 571, 266, 266, 571, 571, 571, 429, 898, 632, 647, 630, 729, 556,
    516, 728, 737, 278, 267, 613, 519, 902, 753, 778, 602, 778, 618, 548, 553, 728, 595, 925, 577,
    560, 570, 329, 367, 329, 541, 448, 577, 556, 612, 476, 612, 561, 338, 547, 613, 252, 252, 524,
    252, 930, 613, 604, 612, 612, 408, 477, 353, 613, 500, 777, 523, 503, 467, 378, 550, 378, 571};

static double estimate(const char *text, BlFont font, double size) {
    double sum = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p), base[4];
        if (c > 0x7E && g_unichar_fully_decompose(c, FALSE, base, G_N_ELEMENTS(base)) > 1)
            c = base[0];
        if (c >= 0x20 && c <= 0x7E)
            sum += advances[c - 0x20];
        else
            sum += c == 0xA0 || c == 0x202F ? 259 : 600;
    }
    return sum * size / 1000 * (font == BL_FONT_REGULAR ? 1 : 1.06);
}

double bl_text_width(const BlPlot *plot, const char *text, BlFont font, double size) {
    return plot->canvas == NULL ? estimate(text, font, size)
                                : plot->canvas->ops->text_width(plot->canvas, text, font, size);
}

/* A line may end after these. */
static gboolean is_break(gunichar c) {
    return c == ' ' || c == '-' || c == '/';
}

typedef struct {
    const BlPlot *plot;
    BlFont font;
    double size, width;
    GPtrArray *lines;
    GString *line;
    gboolean broken;
} Wrapper;

static double width_of(const Wrapper *w, const char *text) {
    return bl_text_width(w->plot, text, w->font, w->size);
}

static void end_line(Wrapper *w) {
    g_strchomp(w->line->str);
    g_string_set_size(w->line, strlen(w->line->str));
    if (w->line->len > 0)
        g_ptr_array_add(w->lines, g_strdup(w->line->str));
    g_string_truncate(w->line, 0);
}

/* A word wider than the line is cut between two characters: better than a name that ends in « … »,
 * which may no longer be told from its neighbour. */
static void add_cut_word(Wrapper *w, const char *word) {
    w->broken = TRUE;
    for (const char *p = word; *p != '\0'; p = g_utf8_next_char(p)) {
        gsize before = w->line->len;
        g_string_append_unichar(w->line, g_utf8_get_char(p));
        if (before > 0 && width_of(w, w->line->str) > w->width) {
            g_string_truncate(w->line, before);
            end_line(w);
            g_string_append_unichar(w->line, g_utf8_get_char(p));
        }
    }
}

static void add_word(Wrapper *w, const char *word) {
    g_autofree char *trial = g_strconcat(w->line->str, word, NULL);
    g_strchomp(trial);
    if (width_of(w, trial) <= w->width) {
        g_string_append(w->line, word);
        return;
    }
    end_line(w);
    g_autofree char *bare = g_strchomp(g_strdup(word));
    if (width_of(w, bare) <= w->width)
        g_string_append(w->line, word);
    else
        add_cut_word(w, word);
}

GPtrArray *bl_text_wrap(const BlPlot *plot, const char *text, BlFont font, double size,
                        double width, gboolean *broken) {
    Wrapper w = {.plot = plot, .font = font, .size = size, .width = width};
    w.lines = g_ptr_array_new_with_free_func(g_free);
    w.line = g_string_new(NULL);
    g_autofree char *valid = g_utf8_make_valid(text != NULL ? text : "", -1);
    g_autoptr(GString) word = g_string_new(NULL);
    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        c = g_unichar_iscntrl(c) ? ' ' : c;
        g_string_append_unichar(word, c);
        if (is_break(c)) {
            add_word(&w, word->str);
            g_string_truncate(word, 0);
        }
    }
    if (word->len > 0)
        add_word(&w, word->str);
    end_line(&w);
    g_string_free(w.line, TRUE);
    if (broken != NULL)
        *broken = w.broken;
    return w.lines;
}

double bl_text_widest(const BlPlot *plot, GPtrArray *lines, BlFont font, double size) {
    double widest = 0;
    for (guint i = 0; i < lines->len; i++)
        widest = MAX(widest, bl_text_width(plot, g_ptr_array_index(lines, i), font, size));
    return widest;
}

GPtrArray *bl_text_fit(const BlPlot *plot, const char *text, BlFont font, double *size,
                       double width, guint lines) {
    for (;;) {
        gboolean broken;
        GPtrArray *wrapped = bl_text_wrap(plot, text, font, *size, width, &broken);
        if ((wrapped->len <= lines && !broken) || *size - 0.5 < BL_SIZE_FLOOR)
            return wrapped;
        g_ptr_array_unref(wrapped);
        *size -= 0.5;
    }
}
