/**
 * @file theme.h
 * Colours, fonts and sizes of a theme (templates/themes/), as read by config/theme.
 */
#ifndef BILAN_MODEL_THEME_H
#define BILAN_MODEL_THEME_H

#include <glib.h>

typedef guint32 BlColor; /**< 0xRRGGBB */

typedef struct BlTheme {
    char *font_regular; /**< absolute paths of TrueType files, subset to Latin */
    char *font_semibold;
    char *font_bold;
    char *html_folder; /**< style and script of pages; NULL: no page can be made */
    BlColor accent;    /**< titles, rules, first series: 29598F */
    BlColor alert;     /**< only what needs a decision: E91719 darkened to be read as text */
    BlColor good;      /**< 298641 */
    BlColor ink;       /**< text */
    BlColor muted;     /**< labels, notes */
    BlColor rule;      /**< thin lines */
    BlColor wash;      /**< very light background */
    BlColor series[6]; /**< ≥ 3:1 on white, told apart without colour too */
} BlTheme;

void bl_theme_free(BlTheme *theme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlTheme, bl_theme_free)

#endif
