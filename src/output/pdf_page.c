#include "pdf_page.h"

#include <bilan/base/error.h>
#include <hpdf.h>
#include <hpdf_version.h>
#include <math.h>
#include <string.h>

#define ENCODING "CP1252"
#define FARTHEST                                                                                   \
    14400.0 /* points: the limit of PDF readers; libharu clamps silently beyond 32,767 */

#if HPDF_VERSION_ID >= 20400
typedef HPDF_REAL DashLength;
#else
typedef HPDF_UINT16 DashLength;
#endif

struct PdfPage {
    struct PdfFile *file;
    HPDF_Page page;
    double height;
    /* what the page's graphics state holds, so as not to say it again: documents halve in size */
    BlFont font;
    double font_size;    /* 0: none yet */
    gint64 fill, stroke; /* colours; -1: none yet */
    double line_width, dash;
    double word_space;
};

struct PdfFile {
    HPDF_Doc doc;
    HPDF_Font fonts[3];
    const PdfMetrics *metrics;
    GPtrArray *pages; /* of PdfPage* */
    HPDF_STATUS failure, detail;
    gboolean bad_number;
};

/* After a failure libharu gives NULL for new objects, and its page functions do not expect NULL. */
static gboolean is_usable(const PdfPage *page) {
    return page->file->failure == 0 && page->page != NULL;
}

/* Called by libharu, which goes on returning errors until the document is freed. */
static void on_error(HPDF_STATUS failure, HPDF_STATUS detail, void *user_data) {
    PdfFile *file = user_data;
    if (file->failure == 0) {
        file->failure = failure;
        file->detail = detail;
    }
}

/* Characters of figures that Windows-1252 lacks take the bytes that it leaves undefined. libharu
 * has no call for it, but its structure is public. */
static void extend_encoder(HPDF_Encoder encoder) {
    static const struct {
        guchar byte;
        HPDF_UNICODE character;
    } added[] = {{PDF_BYTE_GREATER_EQUAL, 0x2265},
                 {PDF_BYTE_LESS_EQUAL, 0x2264},
                 {PDF_BYTE_MINUS, 0x2212},
                 {PDF_BYTE_SUM, 0x2211}};
    HPDF_BasicEncoderAttr map = encoder->attr;
    for (guint i = 0; i < G_N_ELEMENTS(added); i++) {
        map->unicode_map[added[i].byte] = added[i].character;
        map->differences[added[i].byte] = 1;
    }
    map->unicode_map[PDF_BYTE_THIN] = 0xA0; /* in the title and the outline */
    map->has_differences = HPDF_TRUE;
}

static gboolean load_fonts(PdfFile *file, const BlTheme *theme, HPDF_BOOL embedded, GError **err) {
    const char *const paths[] = {theme->font_regular, theme->font_semibold, theme->font_bold};
    HPDF_Encoder encoder = HPDF_GetEncoder(file->doc, ENCODING);
    if (encoder != NULL)
        extend_encoder(encoder);
    for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
        for (guint j = 0; j < i && file->fonts[i] == NULL; j++)
            if (g_strcmp0(paths[i], paths[j]) == 0)
                file->fonts[i] = file->fonts[j];
        if (file->fonts[i] != NULL)
            continue;
        const char *name =
            paths[i] != NULL ? HPDF_LoadTTFontFromFile(file->doc, paths[i], embedded) : NULL;
        if (name != NULL)
            file->fonts[i] = HPDF_GetFont(file->doc, name, ENCODING);
        if (file->fonts[i] == NULL) {
            g_set_error(err, BL_ERROR, BL_ERROR_CONFIG,
                        "%s : police du thème illisible (TrueType attendu, code libharu %#lx)",
                        paths[i] != NULL ? paths[i] : "(police absente)", file->failure);
            return FALSE;
        }
    }
    return TRUE;
}

static PdfFile *file_new(void) {
    PdfFile *file = g_new0(PdfFile, 1);
    file->pages = g_ptr_array_new_with_free_func(g_free);
    file->doc = HPDF_New(on_error, file);
    g_assert(file->doc != NULL); /* out of memory, as elsewhere */
    return file;
}

void pdf_file_close(PdfFile *file) {
    if (file == NULL)
        return;
    HPDF_Free(file->doc);
    g_ptr_array_unref(file->pages);
    g_free(file);
}

gboolean pdf_metrics_load(PdfMetrics *metrics, const BlTheme *theme, GError **err) {
    g_autoptr(PdfFile) file = file_new();
    if (!load_fonts(file, theme, HPDF_FALSE, err))
        return FALSE;
    for (guint f = 0; f < G_N_ELEMENTS(file->fonts); f++) {
        for (guint c = 0; c < 256; c++) {
            HPDF_BYTE byte = (HPDF_BYTE)c;
            HPDF_TextWidth width = HPDF_Font_TextWidth(file->fonts[f], &byte, 1);
            metrics->advance[f][c] = width.width / 1000.0;
        }
        metrics->advance[f][PDF_BYTE_THIN] = PDF_THIN_EM;
    }
    return TRUE;
}

PdfFile *pdf_file_open(const BlTheme *theme, const PdfMetrics *metrics, GError **err) {
    g_autoptr(PdfFile) file = file_new();
    file->metrics = metrics;
    HPDF_SetCompressionMode(file->doc, HPDF_COMP_ALL);
    file->doc->pdf_version = HPDF_VER_14; /* logos may have an alpha channel, new in 1.4 */
    return load_fonts(file, theme, HPDF_TRUE, err) ? g_steal_pointer(&file) : NULL;
}

static void set_info(PdfFile *file, HPDF_InfoType type, const char *utf8) {
    if (utf8 == NULL)
        return;
    g_autofree char *bytes = pdf_encode(utf8);
    HPDF_SetInfoAttr(file->doc, type, bytes);
}

void pdf_file_describe(PdfFile *file, const char *title, const char *subject, BlDay date) {
    HPDF_Doc doc = file->doc;
    HPDF_Date day = {.ind = 'Z'};
    HPDF_SetCurrentEncoder(doc, ENCODING);
    set_info(file, HPDF_INFO_TITLE, title);
    set_info(file, HPDF_INFO_SUBJECT, subject);
    set_info(file, HPDF_INFO_AUTHOR, "bilan");
    set_info(file, HPDF_INFO_CREATOR, "bilan");
    bl_day_to_ymd(date, &day.year, &day.month, &day.day);
    HPDF_SetInfoDateAttr(doc, HPDF_INFO_CREATION_DATE, day);
    HPDF_SetInfoDateAttr(doc, HPDF_INFO_MOD_DATE, day);
    /* screen readers need the language, and the title rather than a file name in the window's bar;
     * libharu has no call for them but its dictionaries are open */
    HPDF_Dict_Add(doc->catalog, "Lang", HPDF_String_New(doc->mmgr, "fr-FR", NULL));
    HPDF_Dict preferences = HPDF_Dict_New(doc->mmgr);
    HPDF_Dict_AddBoolean(preferences, "DisplayDocTitle", HPDF_TRUE);
    HPDF_Dict_Add(doc->catalog, "ViewerPreferences", preferences);
}

/* Hundredths of a point are enough for print and make short numbers. */
static HPDF_REAL number(PdfFile *file, double value) {
    if (!isfinite(value) || fabs(value) > FARTHEST) {
        file->bad_number = TRUE;
        return 0;
    }
    return (HPDF_REAL)(round(value * 100) / 100);
}

PdfPage *pdf_file_add_page(PdfFile *file, double width, double height) {
    PdfPage *page = g_new0(PdfPage, 1);
    page->file = file;
    page->height = height;
    page->fill = page->stroke = -1;
    page->line_width = page->dash = -1;
    page->page = HPDF_AddPage(file->doc);
    g_ptr_array_add(file->pages, page);
    if (!is_usable(page))
        return page;
    HPDF_Page_SetWidth(page->page, (HPDF_REAL)width);
    HPDF_Page_SetHeight(page->page, (HPDF_REAL)height);
    HPDF_Page_SetLineJoin(page->page, HPDF_ROUND_JOIN);
    return page;
}

void pdf_file_add_outline(PdfFile *file, PdfPage *page, const char *title, double y) {
    if (!is_usable(page))
        return;
    HPDF_Encoder encoder = HPDF_GetEncoder(file->doc, ENCODING);
    HPDF_Outline entry = HPDF_CreateOutline(file->doc, NULL, title, encoder);
    HPDF_Destination target = HPDF_Page_CreateDestination(page->page);
    HPDF_Destination_SetXYZ(target, 0, number(file, page->height - y + 8), 1);
    /* the reader's zoom is to stay as it is: that is 0, which libharu does not take */
    HPDF_Real zoom = target != NULL ? HPDF_Array_GetItem(target, 4, HPDF_OCLASS_REAL) : NULL;
    if (zoom != NULL)
        zoom->value = 0;
    HPDF_Outline_SetDestination(entry, target);
}

gboolean pdf_page_image(PdfPage *page, const char *path, BlRect rect, GError **err) {
    PdfFile *file = page->file;
    if (!is_usable(page))
        return TRUE; /* pdf_file_bytes() tells */
    HPDF_Image image = HPDF_LoadPngImageFromFile(file->doc, path);
    if (image == NULL) {
        g_set_error(err, BL_ERROR, BL_ERROR_CONFIG,
                    "%s : logo refusé (code libharu %#lx) ; enregistrez-le en PNG 8 bits par canal",
                    path, file->failure);
        return FALSE;
    }
    HPDF_Page_DrawImage(page->page, image, number(file, rect.x),
                        number(file, page->height - rect.y - rect.height), number(file, rect.width),
                        number(file, rect.height));
    return TRUE;
}

static void set_fill(PdfPage *page, BlColor color) {
    if (page->fill == color)
        return;
    page->fill = color;
    HPDF_Page_SetRGBFill(page->page, (HPDF_REAL)(color >> 16 & 0xFF) / 255,
                         (HPDF_REAL)(color >> 8 & 0xFF) / 255, (HPDF_REAL)(color & 0xFF) / 255);
}

static void set_stroke(PdfPage *page, const BlStroke *stroke) {
    if (page->stroke != stroke->color) {
        page->stroke = stroke->color;
        HPDF_Page_SetRGBStroke(page->page, (HPDF_REAL)(stroke->color >> 16 & 0xFF) / 255,
                               (HPDF_REAL)(stroke->color >> 8 & 0xFF) / 255,
                               (HPDF_REAL)(stroke->color & 0xFF) / 255);
    }
    if (page->line_width != stroke->width) {
        page->line_width = stroke->width;
        HPDF_Page_SetLineWidth(page->page, number(page->file, MAX(0, stroke->width)));
    }
    if (page->dash != stroke->dash) {
        page->dash = stroke->dash;
        DashLength pattern[] = {(DashLength)CLAMP(round(stroke->dash), 1, 100)};
        HPDF_Page_SetDash(page->page, pattern, stroke->dash > 0 ? 1 : 0, 0);
    }
}

/* A thin space is a no-break space set closer: what is copied is a space. */
static void show_thin_space(PdfPage *page, const BlTextStyle *style, double tracking) {
    static const char space[] = {(char)PDF_BYTE_NBSP, '\0'};
    double wide = page->file->metrics->advance[style->font][PDF_BYTE_NBSP];
    HPDF_Page_SetCharSpace(page->page,
                           number(page->file, (PDF_THIN_EM - wide) * style->size + tracking));
    HPDF_Page_ShowText(page->page, space);
    HPDF_Page_SetCharSpace(page->page, number(page->file, tracking));
}

static void set_word_space(PdfPage *page, double width) {
    if (page->word_space == width)
        return;
    page->word_space = width;
    HPDF_Page_SetWordSpace(page->page, number(page->file, width));
}

/* A figure holds thin spaces only: they are spaces set closer by the word spacing, said once for a
 * whole table. Where words and figures mix, each thin space is shown apart. */
static void show_text(PdfPage *page, const char *bytes, const BlTextStyle *style, double tracking) {
    static const char thin[] = {(char)PDF_BYTE_THIN, '\0'};
    g_autofree char *copy = g_strdup(bytes);
    gboolean has_thin = strpbrk(bytes, thin) != NULL, has_space = strchr(bytes, ' ') != NULL;
    if (has_thin && !has_space) {
        double wide = page->file->metrics->advance[style->font][' '];
        set_word_space(page, (PDF_THIN_EM - wide) * style->size);
        HPDF_Page_ShowText(page->page, g_strdelimit(copy, thin, ' '));
        return;
    }
    if (has_space)
        set_word_space(page, 0);
    for (char *part = copy; part != NULL && *part != '\0';) {
        char *end = has_thin ? strpbrk(part, thin) : NULL;
        if (end != NULL)
            *end = '\0';
        if (*part != '\0')
            HPDF_Page_ShowText(page->page, part);
        if (end != NULL)
            show_thin_space(page, style, tracking);
        part = end != NULL ? end + 1 : NULL;
    }
}

void pdf_page_text(PdfPage *page, BlPoint baseline, const char *bytes, const BlTextStyle *style,
                   double tracking) {
    PdfFile *file = page->file;
    if (*bytes == '\0' || !is_usable(page))
        return;
    set_fill(page, style->color);
    HPDF_Page_BeginText(page->page);
    if (page->font_size != style->size || page->font != style->font) {
        HPDF_Page_SetFontAndSize(page->page, file->fonts[style->font], number(file, style->size));
        page->font = style->font;
        page->font_size = style->size;
    }
    if (tracking != 0)
        HPDF_Page_SetCharSpace(page->page, number(file, tracking));
    HPDF_Page_MoveTextPos(page->page, number(file, baseline.x),
                          number(file, page->height - baseline.y));
    show_text(page, bytes, style, tracking);
    if (tracking != 0)
        HPDF_Page_SetCharSpace(page->page, 0);
    HPDF_Page_EndText(page->page);
}

static void add_path(PdfPage *page, const BlPoint *points, gsize count) {
    for (gsize i = 0; i < count; i++) {
        HPDF_REAL x = number(page->file, points[i].x);
        HPDF_REAL y = number(page->file, page->height - points[i].y);
        if (i == 0)
            HPDF_Page_MoveTo(page->page, x, y);
        else
            HPDF_Page_LineTo(page->page, x, y);
    }
}

void pdf_page_fill(PdfPage *page, const BlPoint *points, gsize count, BlColor color) {
    if (count < 3 || !is_usable(page))
        return;
    set_fill(page, color);
    add_path(page, points, count);
    HPDF_Page_Fill(page->page);
}

void pdf_page_stroke(PdfPage *page, const BlPoint *points, gsize count, const BlStroke *stroke) {
    if (count < 2 || !is_usable(page))
        return;
    set_stroke(page, stroke);
    add_path(page, points, count);
    HPDF_Page_Stroke(page->page);
}

void pdf_page_rectangle(PdfPage *page, BlRect rect, BlColor color) {
    if (!is_usable(page))
        return;
    set_fill(page, color);
    HPDF_Page_Rectangle(page->page, number(page->file, rect.x),
                        number(page->file, page->height - rect.y - rect.height),
                        number(page->file, rect.width), number(page->file, rect.height));
    HPDF_Page_Fill(page->page);
}

void pdf_page_circle(PdfPage *page, BlPoint center, double radius, BlColor fill,
                     const BlStroke *stroke) {
    if (!is_usable(page))
        return;
    gboolean stroked = stroke != NULL && stroke->width > 0;
    set_fill(page, fill);
    if (stroked)
        set_stroke(page, stroke);
    HPDF_Page_Circle(page->page, number(page->file, center.x),
                     number(page->file, page->height - center.y), number(page->file, radius));
    if (stroked)
        HPDF_Page_FillStroke(page->page);
    else
        HPDF_Page_Fill(page->page);
}

const PdfMetrics *pdf_page_metrics(const PdfPage *page) {
    return page->file->metrics;
}

gboolean pdf_file_bytes(PdfFile *file, GByteArray *bytes, GError **err) {
    if (file->bad_number) {
        g_set_error_literal(err, BL_ERROR, BL_ERROR_OUTPUT,
                            "un dessin demande une coordonnée impossible ; le PDF n’est pas écrit");
        return FALSE;
    }
    if (file->failure == 0)
        HPDF_SaveToStream(file->doc);
    if (file->failure == 0) {
        HPDF_UINT32 size = HPDF_GetStreamSize(file->doc);
        g_byte_array_set_size(bytes, size);
        HPDF_ResetStream(file->doc);
        HPDF_ReadFromStream(file->doc, bytes->data, &size);
        g_byte_array_set_size(bytes, size);
    }
    if (file->failure != 0) {
        g_set_error(err, BL_ERROR, BL_ERROR_OUTPUT,
                    "la bibliothèque PDF a échoué (code libharu %#lx, détail %lu)", file->failure,
                    file->detail);
        return FALSE;
    }
    return TRUE;
}
