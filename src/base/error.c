#include <bilan/base/error.h>

G_DEFINE_QUARK(bilan - error, bl_error)

void bl_error_context(GError **err, const char *format, ...) {
    if (err == NULL || *err == NULL)
        return;
    va_list args;
    va_start(args, format);
    g_autofree char *context = g_strdup_vprintf(format, args);
    va_end(args);
    g_prefix_error(err, "%s : ", context);
}
