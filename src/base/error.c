#include <bilan/base/error.h>
#include <errno.h>

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

const char *bl_error_system(int code) {
    switch (code) {
    case ENOENT:
        return "introuvable";
    case EACCES:
    case EPERM:
        return "accès refusé";
    case ENOSPC:
    case EDQUOT:
        return "disque plein";
    case EFBIG:
        return "fichier trop grand";
    case EROFS:
        return "support en lecture seule";
    case ENOTDIR:
    case EEXIST:
        return "un fichier est à la place du dossier";
    case EISDIR:
    case ENOTEMPTY:
        return "un dossier est à la place du fichier";
    case ENAMETOOLONG:
        return "nom trop long";
    case EMFILE:
    case ENFILE:
        return "trop de fichiers ouverts";
    case ENOMEM:
    case EAGAIN:
        return "mémoire ou processus épuisés";
    default:
        return "erreur du système";
    }
}
