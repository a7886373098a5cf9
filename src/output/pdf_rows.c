/* The title, header, rows and notes of a table, as fragments. */
#include "pdf_table.h"

#include <math.h>
#include <string.h>

#define SMALL_TABLE 10 /* rows: not broken between pages when it fits on one */
#define LONG_TABLE 34  /* rows: set a little closer */

typedef struct {
    PdfFlow *flow;
    const PdfTable *table;
    double padding, leading;
    int header; /* index of the spare fragment; -1 in a column */
} Rows;

static PdfStyle cell_style(const Rows *rows, BlFont font, BlColor color, gboolean is_text) {
    return (PdfStyle){.font = font,
                      .bold = font,
                      .size = rows->table->size,
                      .leading = rows->leading,
                      .color = color,
                      .bold_color = color,
                      .align = is_text ? BL_ANCHOR_START : BL_ANCHOR_END};
}

static PdfRich cell_rich(const PdfCell *cell, guint8 *plain) {
    return (PdfRich){cell->bytes, plain, strlen(cell->bytes)};
}

/* Flags for text without bold parts, as long as the longest cell. */
static guint8 *plain_flags(const PdfTable *table) {
    gsize longest = 0;
    for (guint c = 0; c < table->columns; c++)
        longest = MAX(longest, strlen(table->titles[c].bytes));
    for (gsize i = 0; i < (gsize)table->rows * table->columns; i++)
        longest = MAX(longest, strlen(table->cells[i].bytes));
    return g_new0(guint8, longest + 1);
}

static double figures_width(const PdfColumn *column) {
    return column->is_gauge ? column->figures + 0.05 : column->width;
}

static BlRect gauge_rect(const Rows *rows, const PdfColumn *column) {
    double x = column->x + column->figures + 0.8 * rows->table->size;
    return (BlRect){x, 0, column->x + column->width - x, 0.8 * rows->table->size};
}

static double mark_x(const PdfColumn *column, BlRect gauge) {
    return gauge.x + gauge.width / column->gauge_max;
}

#define GAUGE_LABEL 0.78 /* size of « 100 % », of that of the table */

/* Where « 100 % » begins: centred on the mark, but not beyond the edge of the column. */
static double gauge_label_x(const Rows *rows, const PdfColumn *column, double *width) {
    double mark = mark_x(column, gauge_rect(rows, column));
    *width = 3.3 * GAUGE_LABEL * rows->table->size;
    return MIN(mark - *width / 2, column->x + column->width - *width);
}

/* A title over a gauge leaves room for « 100 % » when its words can be set beside it. */
static double title_width(const Rows *rows, guint c, gboolean *labelled) {
    const PdfColumn *column = &rows->table->column[c];
    double label, size = rows->table->size;
    *labelled = FALSE;
    if (!column->is_gauge)
        return column->width;
    double room = gauge_label_x(rows, column, &label) - column->x - 0.5 * size;
    /* on one line, or two: words do not fill lines */
    *labelled = rows->table->titles[c].width * size <= room ||
                (rows->table->titles[c].piece * size <= room &&
                 rows->table->titles[c].width * size <= 1.7 * room);
    return *labelled ? room : column->width;
}

static void add_gauge_label(const Rows *rows, const PdfColumn *column, double y) {
    PdfStyle style = cell_style(rows, BL_FONT_REGULAR, rows->flow->theme->muted, TRUE);
    double width, x = gauge_label_x(rows, column, &width);
    style.size *= GAUGE_LABEL;
    style.align = BL_ANCHOR_MIDDLE;
    pdf_add_utf8(rows->flow, "100\u202f%", &style, x, width, y);
}

/* Titles stand on the same line at the bottom, over a rule. @return the height */
static double add_header(const Rows *rows, guint8 *plain) {
    PdfFlow *flow = rows->flow;
    const PdfTable *table = rows->table;
    guint most = 1;
    g_autofree guint *lines = g_new0(guint, table->columns);
    for (guint c = 0; c < table->columns; c++) {
        PdfStyle style = cell_style(rows, BL_FONT_SEMIBOLD, flow->theme->muted, TRUE);
        PdfRich rich = cell_rich(&table->titles[c], plain);
        gboolean labelled;
        double width = title_width(rows, c, &labelled);
        pdf_wrap(flow->metrics, &rich, &style, width, flow->lines);
        lines[c] = flow->lines->len;
        most = MAX(most, lines[c]);
    }
    for (guint c = 0; c < table->columns; c++) {
        const PdfColumn *column = &table->column[c];
        PdfStyle style = cell_style(rows, BL_FONT_SEMIBOLD, flow->theme->muted,
                                    column->is_text || column->is_gauge);
        PdfRich rich = cell_rich(&table->titles[c], plain);
        gboolean labelled;
        double width = title_width(rows, c, &labelled);
        pdf_add_text(flow, &rich, &style, column->x, width, (most - lines[c]) * rows->leading);
        if (labelled)
            add_gauge_label(rows, column, (most - 1) * rows->leading);
    }
    double y = most * rows->leading + 3;
    pdf_add_box(flow, BL_BOX_FILL, (BlRect){table->column[0].x, y, table->width, 0.8},
                flow->theme->ink);
    return y + 0.8;
}

static void add_gauge(const Rows *rows, const PdfColumn *column, double value, BlColor color,
                      double y) {
    const BlTheme *theme = rows->flow->theme;
    BlRect track = gauge_rect(rows, column);
    track.y = y + (rows->leading - track.height) / 2;
    double part = CLAMP(value / column->gauge_max, 0, 1), mark = mark_x(column, track);
    pdf_add_box(rows->flow, BL_BOX_FILL, track, theme->wash);
    if (part > 0)
        pdf_add_box(rows->flow, BL_BOX_FILL,
                    (BlRect){track.x, track.y, track.width * part, track.height}, color);
    pdf_add_box(rows->flow, BL_BOX_FILL,
                (BlRect){mark - 0.4, track.y - 1.4, 0.8, track.height + 2.8}, theme->ink);
}

typedef struct {
    BlFont font;
    BlColor color;
    BlRowKind kind;
} RowLook;

static RowLook row_look(const Rows *rows, guint r) {
    const BlTheme *theme = rows->flow->theme;
    BlRowKind kind = bl_table_row(rows->table->table, r)->kind;
    if (kind == BL_ROW_TOTAL)
        return (RowLook){BL_FONT_BOLD, theme->ink, kind};
    if (kind == BL_ROW_ALERT)
        return (RowLook){BL_FONT_SEMIBOLD, theme->alert, kind};
    if (pdf_table_is_group(rows->table->table, r))
        return (RowLook){BL_FONT_SEMIBOLD, theme->ink, kind};
    return (RowLook){BL_FONT_REGULAR, theme->ink, kind};
}

/* The text and gauge of one cell, from height `y` on. @return the height of the text */
static double add_cell(const Rows *rows, guint r, guint c, const RowLook *look, guint8 *plain,
                       double y) {
    PdfFlow *flow = rows->flow;
    const PdfTable *table = rows->table;
    const PdfColumn *column = &table->column[c];
    const PdfCell *cell = &table->cells[(gsize)r * table->columns + c];
    const BlCell *source = bl_table_cell(table->table, r, c);
    gboolean group = pdf_table_is_group(table->table, r);
    double width = group ? table->width : figures_width(column);
    if (*cell->bytes == '\0')
        return 0;
    gboolean quiet = cell->marks != 0 && look->kind != BL_ROW_ALERT;
    PdfStyle style =
        cell_style(rows, look->font, quiet ? flow->theme->muted : look->color, column->is_text);
    PdfRich rich = cell_rich(cell, plain);
    guint first = flow->target->len;
    double height = pdf_add_text(flow, &rich, &style, column->x, width, y);
    if (first < flow->target->len)
        g_array_index(flow->target, BlBox, first).marks = cell->marks;
    double value = bl_cell_plot(source);
    BlColor bar = look->kind == BL_ROW_BODY ? flow->theme->accent : look->color;
    if (column->is_gauge && isfinite(value))
        add_gauge(rows, column, value, bar, y);
    return height;
}

static int compare_heights(gconstpointer a, gconstpointer b) {
    double left = ((const BlBox *)a)->rect.y, right = ((const BlBox *)b)->rect.y;
    return (left > right) - (left < right);
}

/* A row with a very long text: what is in the last fragment becomes one fragment a line. */
static void split_row(const Rows *rows, double height) {
    PdfFlow *flow = rows->flow;
    PdfFragment whole = g_array_index(flow->fragments, PdfFragment, flow->fragments->len - 1);
    g_array_set_size(flow->fragments, flow->fragments->len - 1);
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(BlBox));
    g_array_append_vals(boxes, &g_array_index(flow->boxes, BlBox, whole.first), whole.count);
    g_array_sort(boxes, compare_heights);
    g_array_set_size(flow->boxes, whole.first);
    double top = 0, first_line = 0;
    for (guint i = 0; i < boxes->len && first_line <= 0; i++)
        if (g_array_index(boxes, BlBox, i).kind == BL_BOX_TEXT)
            first_line = g_array_index(boxes, BlBox, i).rect.y;
    for (guint i = 0; i < boxes->len;) {
        double above = top > 0 ? 0 : first_line;
        double bottom = MIN(top + above + rows->leading, height);
        pdf_fragment_begin(flow);
        for (; i < boxes->len; i++) {
            BlBox box = g_array_index(boxes, BlBox, i);
            if (box.rect.y + box.rect.height > bottom + 0.1 && bottom < height)
                break;
            box.rect.y -= top;
            box.column.y -= top;
            g_array_append_val(flow->boxes, box);
        }
        gboolean is_last = i == boxes->len;
        PdfFragment *part = pdf_fragment_end(flow, 0, (is_last ? height : bottom) - top);
        part->header = rows->header;
        part->keeps_next = is_last && whole.keeps_next;
        top = bottom;
    }
}

static void add_row(Rows *rows, guint r, guint8 *plain, gboolean keeps_next) {
    PdfFlow *flow = rows->flow;
    const PdfTable *table = rows->table;
    RowLook look = row_look(rows, r);
    gboolean total = look.kind == BL_ROW_TOTAL;
    double top = rows->padding + (total ? 0.8 : 0), height = rows->leading;
    pdf_fragment_begin(flow);
    if (total)
        pdf_add_box(flow, BL_BOX_FILL, (BlRect){table->column[0].x, 0, table->width, 0.8},
                    flow->theme->ink);
    for (guint c = 0; c < table->columns; c++) {
        double used = add_cell(rows, r, c, &look, plain, top);
        height = MAX(height, used);
    }
    if (look.kind == BL_ROW_ALERT) {
        /* in the margin, so that the names of all rows begin on the same line */
        double x = table->column[0].x - 7.5, y = top + rows->leading / 2 - 2.2;
        BlBox *mark = pdf_add_box(flow, BL_BOX_TRIANGLE, (BlRect){x, y, 5, 4.6}, look.color);
        mark->marks = BL_MARK_ALERT;
    }
    double bottom = top + height + rows->padding;
    gboolean before_total =
        r + 1 < table->rows && bl_table_row(table->table, r + 1)->kind == BL_ROW_TOTAL;
    if (!total && !before_total)
        pdf_add_box(flow, BL_BOX_FILL, (BlRect){table->column[0].x, bottom, table->width, 0.5},
                    flow->theme->rule);
    PdfFragment *fragment = pdf_fragment_end(flow, 0, bottom + (total ? 0 : 0.5));
    fragment->keeps_next = keeps_next || pdf_table_is_group(table->table, r);
    fragment->header = rows->header;
    if (fragment->height > pdf_page_height(flow) / 2 && flow->width >= pdf_page_width(flow) - 1)
        split_row(rows, fragment->height);
}

/* Where rows may part: not after the first, nor before the last two or a total. */
static gboolean row_keeps_next(const PdfTable *table, guint r) {
    if (table->rows <= SMALL_TABLE)
        return r + 1 < table->rows;
    if (r == 0 || r + 3 == table->rows || r + 2 == table->rows)
        return TRUE;
    return r + 1 < table->rows && bl_table_row(table->table, r + 1)->kind == BL_ROW_TOTAL;
}

/* The header twice: a spare one, under « title (suite) », for the pages where the table goes on. */
static void add_headers(Rows *rows, guint8 *plain) {
    PdfFlow *flow = rows->flow;
    rows->header = -1;
    if (flow->width >= pdf_page_width(flow) - 1) {
        PdfStyle style = pdf_style(flow, PDF_SUBTITLE);
        const char *title = rows->table->table->title;
        g_autofree char *again =
            title != NULL && *title != '\0' ? g_strconcat(title, " (suite)", NULL) : NULL;
        pdf_fragment_begin(flow);
        double y = pdf_add_utf8(flow, again, &style, flow->left, flow->width, 0);
        guint first = flow->target->len;
        double height = add_header(rows, plain);
        for (guint i = first; y > 0 && i < flow->target->len; i++) {
            g_array_index(flow->target, BlBox, i).rect.y += y + 4;
            g_array_index(flow->target, BlBox, i).column.y += y + 4;
        }
        pdf_fragment_end(flow, 0, height + (y > 0 ? y + 4 : 0))->is_spare = TRUE;
        rows->header = (int)flow->fragments->len - 1;
    }
    pdf_fragment_begin(flow);
    double height = add_header(rows, plain);
    pdf_fragment_end(flow, pdf_own_title(flow, rows->table->table->title) != NULL ? 5 : 12, height)
        ->keeps_next = TRUE;
}

void pdf_table(PdfFlow *flow, const BlTable *table) {
    PdfStyle note = pdf_style(flow, PDF_NOTE);
    PdfStyle heading = pdf_style(flow, PDF_SUBHEADING);
    pdf_paragraph(flow, pdf_own_title(flow, table->title), &heading, 18, TRUE);
    if (bl_table_width(table) > 0) {
        g_auto(PdfTable) measured = {0};
        pdf_table_init(&measured, flow->metrics, table);
        pdf_table_columns(&measured, flow->left, flow->width);
        Rows rows = {.flow = flow, .table = &measured, .leading = 1.34 * measured.size};
        rows.padding = (measured.rows > LONG_TABLE ? 0.24 : 0.36) * measured.size;
        g_autofree guint8 *plain = plain_flags(&measured);
        add_headers(&rows, plain);
        for (guint r = 0; r < measured.rows; r++)
            add_row(&rows, r, plain,
                    row_keeps_next(&measured, r) ||
                        (r + 1 == measured.rows && table->notes->len > 0));
    }
    if (bl_table_width(table) == 0 || bl_table_height(table) == 0)
        pdf_paragraph(flow, "Aucune donnée pour ce tableau.", &note, 5, FALSE);
    for (guint i = 0; i < table->notes->len; i++)
        pdf_paragraph(flow, g_ptr_array_index(table->notes, i), &note, i == 0 ? 5 : 2, FALSE);
}
