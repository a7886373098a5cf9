/* From a document to placed boxes. */
#include "pdf_flow.h"
#include "pdf_page.h"

/* Below this size, in points, a table turns the pages of its section. */
#define SMALLEST_PORTRAIT 7.0

static void page_free(gpointer data) {
    g_array_unref(((BlLayoutPage *)data)->boxes);
    g_free(data);
}

static void outline_clear(gpointer data) {
    g_free(((PdfOutline *)data)->title);
}

static BlLayout *layout_empty(void) {
    BlLayout *layout = g_new0(BlLayout, 1);
    layout->pages = g_ptr_array_new_with_free_func(page_free);
    layout->outline = g_array_new(FALSE, FALSE, sizeof(PdfOutline));
    g_array_set_clear_func(layout->outline, outline_clear);
    layout->strings = g_string_chunk_new(8192);
    return layout;
}

void bl_layout_free(BlLayout *layout) {
    if (layout == NULL)
        return;
    g_ptr_array_unref(layout->pages);
    g_array_unref(layout->outline);
    g_string_chunk_free(layout->strings);
    g_free(layout);
}

guint bl_layout_page_count(const BlLayout *layout) {
    return layout->pages->len;
}

const BlLayoutPage *bl_layout_page(const BlLayout *layout, guint page) {
    return g_ptr_array_index(layout->pages, page);
}

char *bl_box_text(const BlBox *box) {
    return pdf_decode(box->text != NULL ? box->text : "");
}

static gboolean is_shown(const BlElement *element) {
    return element->kind != BL_ELEMENT_TABLE || !element->table->hidden;
}

static gboolean table_has_marks(const BlTable *table) {
    for (guint r = 0; r < bl_table_height(table); r++) {
        if (bl_table_row(table, r)->kind == BL_ROW_ALERT)
            return TRUE;
        for (guint c = 0; c < bl_table_width(table); c++) {
            BlCellKind kind = bl_table_cell(table, r, c)->kind;
            if (kind == BL_CELL_ABSENT || kind == BL_CELL_SECRET || kind == BL_CELL_EMPTY)
                return TRUE;
        }
    }
    return FALSE;
}

static gboolean element_has_marks(const BlElement *element) {
    if (element->kind == BL_ELEMENT_TABLE)
        return !element->table->hidden && table_has_marks(element->table);
    for (guint i = 0; element->key_figures != NULL && i < element->key_figures->len; i++) {
        const BlKeyFigure *figure = g_ptr_array_index(element->key_figures, i);
        if (figure->tone == BL_TONE_ALERT || figure->value.kind != BL_CELL_NUMBER)
            return TRUE;
    }
    return FALSE;
}

static gboolean document_has_marks(const BlDocument *document) {
    for (guint s = 0; s < document->sections->len; s++) {
        const BlSection *section = g_ptr_array_index(document->sections, s);
        for (guint e = 0; e < section->elements->len; e++)
            if (element_has_marks(g_ptr_array_index(section->elements, e)))
                return TRUE;
    }
    return FALSE;
}

static gboolean wants_landscape(PdfFlow *flow, const BlSection *section) {
    const double portrait = PDF_A4_SHORT - 2 * PDF_MARGIN;
    for (guint i = 0; i < section->elements->len; i++) {
        const BlElement *element = g_ptr_array_index(section->elements, i);
        if (element->kind == BL_ELEMENT_TABLE && is_shown(element) &&
            pdf_table_size(flow, element->table, portrait) < SMALLEST_PORTRAIT)
            return TRUE;
    }
    return FALSE;
}

static void add_section_title(PdfFlow *flow, const BlSection *section) {
    if (section->title == NULL || *section->title == '\0')
        return;
    guint first = flow->fragments->len;
    PdfStyle style = pdf_style(flow, section->starts_page ? PDF_SECTION_TITLE : PDF_HEADING);
    pdf_paragraph(flow, section->title, &style, 24, TRUE);
    if (first < flow->fragments->len)
        g_array_index(flow->fragments, PdfFragment, first).section = section->title;
}

static const BlElement *next_shown(const BlSection *section, guint from, guint *index) {
    for (guint i = from; i < section->elements->len; i++) {
        const BlElement *element = g_ptr_array_index(section->elements, i);
        if (is_shown(element)) {
            *index = i;
            return element;
        }
    }
    *index = section->elements->len;
    return NULL;
}

/* A half-width table too wide for its half takes the page. */
static gboolean fits_half(PdfFlow *flow, const BlElement *element) {
    double half = (flow->width - PDF_COLUMN_GAP) / 2;
    return element->is_half &&
           (element->kind != BL_ELEMENT_TABLE ||
            pdf_table_size(flow, element->table, half) >= SMALLEST_PORTRAIT - 0.5);
}

static void add_elements(PdfFlow *flow, const BlSection *section) {
    guint i = 0, after;
    for (const BlElement *element; (element = next_shown(section, i, &i)) != NULL;) {
        const BlElement *next = next_shown(section, i + 1, &after);
        if (next != NULL && fits_half(flow, element) && fits_half(flow, next)) {
            pdf_pair(flow, element, next);
            i = after + 1;
        } else {
            pdf_element(flow, element);
            i++;
        }
    }
}

static void add_section(PdfFlow *flow, const BlSection *section) {
    gboolean landscape = wants_landscape(flow, section);
    gboolean new_page = flow->page == NULL || landscape != flow->is_landscape;
    flow->is_landscape = landscape;
    if (new_page || (section->starts_page && !flow->is_page_top))
        pdf_page_start(flow);
    flow->left = PDF_MARGIN;
    flow->width = pdf_page_width(flow);
    flow->target = flow->boxes;
    flow->heading = section->title;
    add_section_title(flow, section);
    guint first = flow->fragments->len;
    add_elements(flow, section);
    if (first > 0 && first < flow->fragments->len) {
        /* close to the title that announces it */
        PdfFragment *fragment = &g_array_index(flow->fragments, PdfFragment, first);
        fragment->before = MIN(fragment->before, 9);
    }
    pdf_flow_pages(flow);
}

static gboolean add_pages(PdfFlow *flow, GError **err) {
    if (!pdf_logos_measure(flow, err))
        return FALSE;
    if (flow->document->has_cover) {
        pdf_page_start(flow);
        flow->page = NULL; /* nothing goes on the cover: the first section begins a page */
    }
    for (guint i = 0; i < flow->document->sections->len; i++)
        add_section(flow, g_ptr_array_index(flow->document->sections, i));
    if (flow->page == NULL)
        pdf_page_start(flow);
    pdf_furniture_feet(flow);
    return TRUE;
}

BlLayout *pdf_layout_make(const BlDocument *document, const BlTheme *theme,
                          const PdfMetrics *metrics, GError **err) {
    g_autoptr(BlLayout) layout = layout_empty();
    PdfFlow flow = {.layout = layout,
                    .document = document,
                    .theme = theme,
                    .metrics = metrics,
                    .boxes = g_array_new(FALSE, FALSE, sizeof(BlBox)),
                    .fragments = g_array_new(FALSE, FALSE, sizeof(PdfFragment)),
                    .lines = g_array_new(FALSE, FALSE, sizeof(PdfLine)),
                    .logos = g_array_new(FALSE, FALSE, sizeof(PdfLogo)),
                    .has_marks = document_has_marks(document)};
    gboolean done = add_pages(&flow, err);
    g_array_unref(flow.boxes);
    g_array_unref(flow.fragments);
    g_array_unref(flow.lines);
    g_array_unref(flow.logos);
    return done ? g_steal_pointer(&layout) : NULL;
}

BlLayout *bl_layout_new(const BlDocument *document, const BlTheme *theme, GError **err) {
    PdfMetrics metrics;
    if (!pdf_metrics_load(&metrics, theme, err))
        return NULL;
    return pdf_layout_make(document, theme, &metrics, err);
}
