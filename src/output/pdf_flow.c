/* Fragments, and the pages they go on. */
#include "pdf_flow.h"

#include <math.h>
#include <string.h>

/* A chain of fragments kept together that no page can hold is broken after this much of it. */
#define CHAIN_START 120.0

typedef enum { ROLE_INK, ROLE_MUTED, ROLE_ACCENT } Role;

static const struct {
    BlFont font, bold;
    double size, leading, tracking;
    Role role, bold_role;
} styles[PDF_STYLES] = {
    [PDF_KICKER] = {BL_FONT_REGULAR, BL_FONT_SEMIBOLD, 7.8, 11, 0.35, ROLE_MUTED, ROLE_MUTED},
    [PDF_TITLE] = {BL_FONT_BOLD, BL_FONT_BOLD, 20, 25, 0, ROLE_ACCENT, ROLE_ACCENT},
    [PDF_SECTION_TITLE] = {BL_FONT_BOLD, BL_FONT_BOLD, 17, 22, 0, ROLE_ACCENT, ROLE_ACCENT},
    [PDF_HEADING] = {BL_FONT_BOLD, BL_FONT_BOLD, 13, 17, 0, ROLE_INK, ROLE_INK},
    [PDF_SUBHEADING] = {BL_FONT_BOLD, BL_FONT_BOLD, 10.5, 14, 0, ROLE_INK, ROLE_INK},
    [PDF_SUBTITLE] = {BL_FONT_REGULAR, BL_FONT_SEMIBOLD, 8, 11, 0, ROLE_MUTED, ROLE_MUTED},
    [PDF_LEAD] = {BL_FONT_REGULAR, BL_FONT_SEMIBOLD, 11, 16, 0, ROLE_INK, ROLE_ACCENT},
    [PDF_BODY] = {BL_FONT_REGULAR, BL_FONT_SEMIBOLD, 8.8, 12.6, 0, ROLE_INK, ROLE_INK},
    [PDF_STRONG] = {BL_FONT_SEMIBOLD, BL_FONT_BOLD, 9, 12.8, 0, ROLE_INK, ROLE_INK},
    [PDF_NOTE] = {BL_FONT_REGULAR, BL_FONT_SEMIBOLD, 7.2, 10, 0, ROLE_MUTED, ROLE_MUTED},
    [PDF_LABEL] = {BL_FONT_REGULAR, BL_FONT_SEMIBOLD, 7.6, 10.4, 0, ROLE_MUTED, ROLE_MUTED},
    [PDF_VALUE] = {BL_FONT_SEMIBOLD, BL_FONT_BOLD, 21, 26, 0, ROLE_INK, ROLE_INK},
    [PDF_RUNNING] = {BL_FONT_REGULAR, BL_FONT_SEMIBOLD, 7.2, 10, 0, ROLE_MUTED, ROLE_MUTED},
    [PDF_FOOT] = {BL_FONT_REGULAR, BL_FONT_SEMIBOLD, 6.8, 9.4, 0, ROLE_MUTED, ROLE_INK},
};

static BlColor role_color(const BlTheme *theme, Role role) {
    return role == ROLE_INK ? theme->ink : role == ROLE_MUTED ? theme->muted : theme->accent;
}

PdfStyle pdf_style(const PdfFlow *flow, PdfStyleName name) {
    return (PdfStyle){.font = styles[name].font,
                      .bold = styles[name].bold,
                      .size = styles[name].size,
                      .leading = styles[name].leading,
                      .tracking = styles[name].tracking,
                      .color = role_color(flow->theme, styles[name].role),
                      .bold_color = role_color(flow->theme, styles[name].bold_role),
                      .align = BL_ANCHOR_START};
}

BlBox *pdf_add_box(PdfFlow *flow, BlBoxKind kind, BlRect rect, BlColor color) {
    BlBox box = {.kind = kind, .rect = rect, .column = rect, .style.color = color};
    g_array_append_val(flow->target, box);
    return &g_array_index(flow->target, BlBox, flow->target->len - 1);
}

/* The part of a line that is in one font. */
static gsize run_end(const PdfRich *rich, gsize from, gsize end) {
    gsize to = from + 1;
    while (to < end && rich->bold[to] == rich->bold[from])
        to++;
    return to;
}

static void add_line(PdfFlow *flow, const PdfRich *rich, const PdfLine *line, const PdfStyle *style,
                     BlRect column) {
    double slack = column.width - line->width, x = column.x;
    if (style->align != BL_ANCHOR_START)
        x += style->align == BL_ANCHOR_END ? slack : slack / 2;
    for (gsize from = line->start; from < line->end;) {
        gsize to = run_end(rich, from, line->end);
        gboolean bold = rich->bold[from] != 0;
        BlFont font = bold ? style->bold : style->font;
        double width =
            pdf_text_width(flow->metrics, rich->bytes + from, to - from, font, style->size) +
            (double)(to - from) * style->tracking;
        BlBox *box = pdf_add_box(flow, BL_BOX_TEXT, (BlRect){x, column.y, width, column.height},
                                 bold ? style->bold_color : style->color);
        box->column = column;
        box->style.font = font;
        box->style.size = style->size;
        box->tracking = style->tracking;
        /* the middle of the line is a little under the middle of the small letters */
        box->baseline = column.height / 2 + 0.33 * style->size;
        box->text = g_string_chunk_insert_len(flow->layout->strings, rich->bytes + from,
                                              (gssize)(to - from));
        x += width;
        from = to;
    }
}

double pdf_add_text(PdfFlow *flow, const PdfRich *rich, const PdfStyle *style, double x,
                    double width, double y) {
    pdf_wrap(flow->metrics, rich, style, width, flow->lines);
    for (guint i = 0; i < flow->lines->len; i++)
        add_line(flow, rich, &g_array_index(flow->lines, PdfLine, i), style,
                 (BlRect){x, y + i * style->leading, width, style->leading});
    return flow->lines->len * style->leading;
}

double pdf_add_utf8(PdfFlow *flow, const char *utf8, const PdfStyle *style, double x, double width,
                    double y) {
    if (utf8 == NULL || *utf8 == '\0')
        return 0;
    g_auto(PdfRich) rich = {0};
    pdf_rich_init(&rich, utf8, TRUE);
    return pdf_add_text(flow, &rich, style, x, width, y);
}

double pdf_text_height(PdfFlow *flow, const char *utf8, const PdfStyle *style, double width) {
    if (utf8 == NULL || *utf8 == '\0')
        return 0;
    g_auto(PdfRich) rich = {0};
    pdf_rich_init(&rich, utf8, TRUE);
    pdf_wrap(flow->metrics, &rich, style, width, flow->lines);
    return flow->lines->len * style->leading;
}

const char *pdf_own_title(const PdfFlow *flow, const char *title) {
    return g_strcmp0(title, flow->heading) != 0 ? title : NULL;
}

void pdf_fragment_begin(PdfFlow *flow) {
    flow->first_box = flow->boxes->len;
}

PdfFragment *pdf_fragment_end(PdfFlow *flow, double before, double height) {
    PdfFragment fragment = {.first = flow->first_box,
                            .count = flow->boxes->len - flow->first_box,
                            .before = before,
                            .height = height,
                            .header = -1};
    g_array_append_val(flow->fragments, fragment);
    return &g_array_index(flow->fragments, PdfFragment, flow->fragments->len - 1);
}

static PdfFragment *fragment_at(const PdfFlow *flow, guint index) {
    return &g_array_index(flow->fragments, PdfFragment, index);
}

double pdf_fragments_height(const PdfFlow *flow, guint first, guint end) {
    double height = 0;
    for (guint i = first; i < end; i++)
        if (!fragment_at(flow, i)->is_spare)
            height += (i > first ? fragment_at(flow, i)->before : 0) + fragment_at(flow, i)->height;
    return height;
}

static void move_boxes(GArray *boxes, guint first, guint count, double y) {
    for (guint i = first; i < first + count; i++) {
        BlBox *box = &g_array_index(boxes, BlBox, i);
        box->rect.y += y;
        box->column.y += y;
    }
}

/* Stack fragments: their boxes get heights counted from the top of the first. No spare ones: a
 * column is never broken, so its tables have none. */
static void stack(PdfFlow *flow, guint first, guint end) {
    double y = 0;
    for (guint i = first; i < end; i++) {
        const PdfFragment *fragment = fragment_at(flow, i);
        y += i > first ? fragment->before : 0;
        move_boxes(flow->boxes, fragment->first, fragment->count, y);
        y += fragment->height;
    }
}

void pdf_fragments_join(PdfFlow *flow, guint left, guint right) {
    guint end = flow->fragments->len;
    double height =
        MAX(pdf_fragments_height(flow, left, right), pdf_fragments_height(flow, right, end));
    double before = MAX(left < right ? fragment_at(flow, left)->before : 0,
                        right < end ? fragment_at(flow, right)->before : 0);
    stack(flow, left, right);
    stack(flow, right, end);
    guint first = left < end ? fragment_at(flow, left)->first : flow->boxes->len;
    g_array_set_size(flow->fragments, left);
    flow->first_box = first;
    pdf_fragment_end(flow, before, height);
}

double pdf_page_width(const PdfFlow *flow) {
    return (flow->is_landscape ? PDF_A4_LONG : PDF_A4_SHORT) - 2 * PDF_MARGIN;
}

void pdf_page_start(PdfFlow *flow) {
    BlLayoutPage *page = g_new0(BlLayoutPage, 1);
    page->width = flow->is_landscape ? PDF_A4_LONG : PDF_A4_SHORT;
    page->height = flow->is_landscape ? PDF_A4_SHORT : PDF_A4_LONG;
    page->boxes = g_array_new(FALSE, FALSE, sizeof(BlBox));
    g_ptr_array_add(flow->layout->pages, page);
    flow->page = page;
    pdf_furniture_head(flow, flow->layout->pages->len == 1);
    double bottom = page->height - pdf_furniture_foot_height(flow);
    page->body = (BlRect){PDF_MARGIN, flow->y, pdf_page_width(flow), bottom - flow->y};
    flow->is_page_top = TRUE;
}

static void place_boxes(PdfFlow *flow, const PdfFragment *fragment) {
    GArray *boxes = flow->page->boxes;
    guint first = boxes->len;
    if (fragment->count > 0)
        g_array_append_vals(boxes, &g_array_index(flow->boxes, BlBox, fragment->first),
                            fragment->count);
    move_boxes(boxes, first, fragment->count, flow->y);
    for (guint i = first; i < boxes->len; i++)
        flow->page->marks |= g_array_index(boxes, BlBox, i).marks;
    flow->y += fragment->height;
    flow->is_page_top = FALSE;
}

static void place(PdfFlow *flow, const PdfFragment *fragment) {
    if (flow->is_page_top && fragment->header >= 0)
        place_boxes(flow, fragment_at(flow, (guint)fragment->header));
    else if (!flow->is_page_top)
        flow->y += fragment->before;
    if (fragment->section != NULL) {
        PdfOutline entry = {pdf_encode(fragment->section), flow->layout->pages->len - 1, flow->y};
        g_array_append_val(flow->layout->outline, entry);
    }
    place_boxes(flow, fragment);
}

/* The room that a fragment and all that must follow it need; *end is the first after them. */
static double chain_height(const PdfFlow *flow, guint first, double limit, guint *end) {
    double height = 0, start = 0;
    guint i = first;
    for (gboolean goes_on = TRUE; goes_on && i < flow->fragments->len; i++) {
        const PdfFragment *fragment = fragment_at(flow, i);
        if (fragment->is_spare)
            continue;
        height += (i > first ? fragment->before : 0) + fragment->height;
        if (start < CHAIN_START)
            start = height;
        goes_on = fragment->keeps_next;
    }
    *end = i;
    return height <= limit ? height : start;
}

void pdf_flow_pages(PdfFlow *flow) {
    guint chain_end = 0;
    for (guint i = 0; i < flow->fragments->len; i++) {
        const PdfFragment *fragment = fragment_at(flow, i);
        if (fragment->is_spare)
            continue;
        double bottom = flow->page->body.y + flow->page->body.height;
        double room = bottom - flow->y - fragment->before, needed = fragment->height;
        if (i >= chain_end)
            needed = chain_height(flow, i, pdf_page_height(flow), &chain_end);
        if (needed > room + 1e-6 && !flow->is_page_top)
            pdf_page_start(flow);
        place(flow, fragment);
    }
    g_array_set_size(flow->fragments, 0);
    g_array_set_size(flow->boxes, 0);
}
