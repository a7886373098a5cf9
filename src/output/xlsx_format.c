/* Every format of a workbook, made once. Those that no cell uses are not written. */
#include "xlsx_private.h"

typedef enum { INK, MUTED, ACCENT, ALERT, GOOD } Role;

static const struct {
    double size;
    gboolean bold;
    Role role;
} looks[BL_XLSX_STYLES] = {
    [BL_XLSX_TITLE] = {18, TRUE, ACCENT}, [BL_XLSX_CONTEXT] = {10, FALSE, MUTED},
    [BL_XLSX_LINK] = {10, FALSE, ACCENT}, [BL_XLSX_HEADING] = {13, TRUE, INK},
    [BL_XLSX_LEAD] = {13, FALSE, INK},    [BL_XLSX_TEXT] = {11, FALSE, INK},
    [BL_XLSX_LIST] = {11, FALSE, INK},    [BL_XLSX_NOTE] = {9, FALSE, MUTED},
    [BL_XLSX_QUESTION] = {11, TRUE, INK}, [BL_XLSX_ANSWER] = {11, FALSE, INK},
    [BL_XLSX_LABEL] = {10, FALSE, MUTED},
};

/* Excel writes the separators of its own language: a French one shows « 12 345,60 € ». */
static const char *const number_formats[BL_XLSX_TYPES] = {
    [BL_XLSX_COUNT] = "#,##0", [BL_XLSX_DAYS] = "#,##0 \"j\"", [BL_XLSX_EURO] = "#,##0.00 \"€\"",
    [BL_XLSX_RATE] = "0.0 %",  [BL_XLSX_WORDS] = "@",          [BL_XLSX_MARKED] = "\"▲ \"@",
    [BL_XLSX_ABSENT] = "@",
};

static const char *const key_marks[] = {
    [BL_TONE_NEUTRAL] = "", [BL_TONE_GOOD] = "\"● \"", [BL_TONE_ALERT] = "\"▲ \""};

lxw_color_t bl_xlsx_color(BlColor color) {
    /* 0 means « not set » to libxlsxwriter */
    return color == 0 ? (lxw_color_t)LXW_COLOR_BLACK : (lxw_color_t)(color & 0xFFFFFF);
}

BlColor bl_xlsx_tint(BlColor color, double share) {
    BlColor mixed = 0;
    for (guint shift = 0; shift <= 16; shift += 8) {
        double part = (double)(color >> shift & 0xFF);
        mixed |= (BlColor)(255.0 - (255.0 - part) * share + 0.5) << shift;
    }
    return mixed;
}

const char *bl_xlsx_axis_format(BlUnit unit) {
    static const char *const formats[] = {[BL_UNIT_COUNT] = "#,##0",
                                          [BL_UNIT_DAYS] = "#,##0 \"j\"",
                                          [BL_UNIT_EURO] = "#,##0 \"€\"",
                                          [BL_UNIT_RATE] = "0 %"};
    return formats[unit];
}

static lxw_color_t role_color(const BlXlsxBook *book, Role role) {
    const BlColor colors[] = {book->theme->ink, book->theme->muted, book->theme->accent,
                              book->theme->alert, book->theme->good};
    return bl_xlsx_color(colors[role]);
}

static lxw_format *new_format(BlXlsxBook *book, double size, gboolean bold, Role role) {
    lxw_format *format = workbook_add_format(book->workbook);
    format_set_font_size(format, size);
    format_set_font_color(format, role_color(book, role));
    if (bold)
        format_set_bold(format);
    return format;
}

static lxw_format *new_paragraph(BlXlsxBook *book, BlXlsxStyle style, gboolean bold) {
    lxw_format *format = new_format(book, looks[style].size, bold, looks[style].role);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_LEFT);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (style == BL_XLSX_LIST)
        format_set_indent(format, 1);
    if (style == BL_XLSX_HEADING)
        format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
    if (style == BL_XLSX_LINK)
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    if (style == BL_XLSX_ANSWER) {
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, bl_xlsx_color(book->theme->rule));
        format_set_bg_color(format, bl_xlsx_color(book->theme->wash));
    }
    return format;
}

static void make_looks(BlXlsxBook *book) {
    for (guint style = 0; style < BL_XLSX_STYLES; style++) {
        gboolean bold = looks[style].bold;
        /* the bold runs of the sentence that opens a section are in the accent colour */
        Role strong = style == BL_XLSX_LEAD ? ACCENT : looks[style].role;
        book->formats.look[style] =
            (BlXlsxLook){.cell = new_paragraph(book, style, bold),
                         .cell_bold = new_paragraph(book, style, TRUE),
                         .run = {new_format(book, looks[style].size, bold, looks[style].role),
                                 new_format(book, looks[style].size, TRUE, strong)},
                         .size = looks[style].size};
    }
}

static lxw_format *new_cell(BlXlsxBook *book, BlRowKind row, BlXlsxType type) {
    static const Role roles[] = {INK, INK, ALERT};
    Role role = type == BL_XLSX_ABSENT ? MUTED : roles[row];
    lxw_format *format = new_format(book, 11, row != BL_ROW_BODY, role);
    gboolean is_words = type == BL_XLSX_WORDS || type == BL_XLSX_MARKED;
    format_set_num_format(format, number_formats[type]);
    format_set_align(format, is_words ? LXW_ALIGN_LEFT : LXW_ALIGN_RIGHT);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (is_words)
        format_set_text_wrap(format);
    format_set_bottom(format, LXW_BORDER_THIN);
    format_set_bottom_color(format, bl_xlsx_color(book->theme->rule));
    if (row == BL_ROW_TOTAL) {
        format_set_top(format, LXW_BORDER_THIN);
        format_set_top_color(format, role_color(book, INK));
        format_set_bg_color(format, bl_xlsx_color(book->theme->wash));
    }
    return format;
}

static lxw_format *new_key(BlXlsxBook *book, BlTone tone, BlXlsxType type) {
    static const Role roles[] = {ACCENT, GOOD, ALERT};
    lxw_format *format = new_format(book, 14, TRUE, type == BL_XLSX_ABSENT ? MUTED : roles[tone]);
    const char *mark = key_marks[tone], *number = number_formats[type];
    /* the mark stands before the sign too, hence a second format for what is negative */
    g_autofree char *shown = type <= BL_XLSX_RATE
                                 ? g_strconcat(mark, number, ";", mark, "-", number, NULL)
                                 : g_strconcat(mark, number, NULL);
    format_set_num_format(format, type == BL_XLSX_MARKED ? "@" : shown);
    format_set_align(format, LXW_ALIGN_RIGHT);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    return format;
}

static lxw_format *new_head(BlXlsxBook *book, gboolean is_text) {
    lxw_format *format = new_format(book, 10, TRUE, INK);
    format_set_text_wrap(format);
    format_set_align(format, is_text ? LXW_ALIGN_LEFT : LXW_ALIGN_RIGHT);
    format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
    format_set_bg_color(format, bl_xlsx_color(book->theme->wash));
    format_set_bottom(format, LXW_BORDER_MEDIUM);
    format_set_bottom_color(format, role_color(book, ACCENT));
    return format;
}

static void make_data(BlXlsxBook *book) {
    static const char *const formats[] = {[BL_UNIT_COUNT] = "#,##0",
                                          [BL_UNIT_DAYS] = "#,##0",
                                          [BL_UNIT_EURO] = "#,##0.00",
                                          [BL_UNIT_RATE] = "0.000000"};
    BlXlsxFormats *to = &book->formats;
    to->data_head = new_head(book, TRUE);
    to->data_text = new_format(book, 11, FALSE, INK);
    /* as text: « 01 » typed again stays « 01 » */
    format_set_num_format(to->data_text, "@");
    for (guint unit = 0; unit < G_N_ELEMENTS(formats); unit++) {
        to->data_value[unit] = new_format(book, 11, FALSE, INK);
        format_set_num_format(to->data_value[unit], formats[unit]);
    }
}

void bl_xlsx_formats_make(BlXlsxBook *book) {
    BlXlsxFormats *to = &book->formats;
    make_looks(book);
    to->head[0] = new_head(book, FALSE);
    to->head[1] = new_head(book, TRUE);
    for (guint type = 0; type < BL_XLSX_TYPES; type++)
        for (guint kind = 0; kind < 3; kind++) {
            to->cell[kind][type] = new_cell(book, kind, type);
            to->key[kind][type] = new_key(book, kind, type);
        }
    for (guint i = 0; i < 2; i++) {
        to->key_text[i] = new_format(book, i == 0 ? 11 : 10, FALSE, i == 0 ? INK : MUTED);
        format_set_text_wrap(to->key_text[i]);
        format_set_align(to->key_text[i], LXW_ALIGN_VERTICAL_CENTER);
    }
    format_set_indent(to->key_text[1], 1);
    to->box = new_format(book, 11, FALSE, INK);
    format_set_border(to->box, LXW_BORDER_THIN);
    format_set_border_color(to->box, role_color(book, MUTED));
    make_data(book);
}
