#include "layout_sound.h"

#include <check.h>

#define MARGIN 45.0

static const BlBox *box_at(const BlLayoutPage *page, guint index) {
    return &g_array_index(page->boxes, BlBox, index);
}

static gboolean crosses(const BlRect *a, const BlRect *b) {
    return a->x + a->width > b->x + LAYOUT_CLOSE && b->x + b->width > a->x + LAYOUT_CLOSE &&
           a->y + a->height > b->y + LAYOUT_CLOSE && b->y + b->height > a->y + LAYOUT_CLOSE;
}

static void assert_placed(const BlLayoutPage *page, const BlBox *box) {
    const BlRect *rect = &box->rect, *column = &box->column;
    g_autofree char *text = box->kind == BL_BOX_TEXT ? bl_box_text(box) : g_strdup("(dessin)");
    if (rect->x < column->x - LAYOUT_CLOSE ||
        rect->x + rect->width > column->x + column->width + LAYOUT_CLOSE)
        ck_abort_msg("« %s » sort de sa colonne", text);
    double margin = box->kind == BL_BOX_TRIANGLE ? MARGIN - 8 : MARGIN;
    if (rect->x < margin - LAYOUT_CLOSE ||
        rect->x + rect->width > page->width - MARGIN + LAYOUT_CLOSE)
        ck_abort_msg("« %s » sort des marges", text);
    double top = box->is_furniture ? 25 : page->body.y;
    double bottom = box->is_furniture ? page->height - 25 : page->body.y + page->body.height;
    if (rect->y < top - LAYOUT_CLOSE || rect->y + rect->height > bottom + LAYOUT_CLOSE)
        ck_abort_msg("« %s » sort de la page en hauteur (%.1f)", text, rect->y);
}

static gboolean is_content(const BlBox *box) {
    return box->kind == BL_BOX_TEXT || box->kind == BL_BOX_CHART || box->kind == BL_BOX_IMAGE;
}

static void assert_page_sound(const BlLayoutPage *page) {
    for (guint i = 0; i < page->boxes->len; i++) {
        const BlBox *box = box_at(page, i);
        assert_placed(page, box);
        for (guint j = 0; j < i && is_content(box); j++) {
            const BlBox *other = box_at(page, j);
            if (is_content(other) && crosses(&box->rect, &other->rect)) {
                g_autofree char *a = bl_box_text(box), *b = bl_box_text(other);
                ck_abort_msg("« %s » et « %s » se recouvrent", a, b);
            }
        }
    }
}

void layout_expect_sound(const BlLayout *layout) {
    for (guint p = 0; p < bl_layout_page_count(layout); p++)
        assert_page_sound(bl_layout_page(layout, p));
}
