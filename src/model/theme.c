#include <bilan/model/theme.h>

void bl_theme_free(BlTheme *theme) {
    if (theme == NULL)
        return;
    g_free(theme->font_regular);
    g_free(theme->font_semibold);
    g_free(theme->font_bold);
    g_free(theme->html_folder);
    g_free(theme);
}
