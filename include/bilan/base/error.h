/**
 * @file error.h
 * The one error domain of the program.
 *
 * Messages are French, shown to the user as they are, and say what went wrong, where
 * (file:line:column, parameter, recipient) and what to do next. They never contain a value read
 * from an extract.
 */
#ifndef BILAN_BASE_ERROR_H
#define BILAN_BASE_ERROR_H

#include <glib.h>

#define BL_ERROR (bl_error_quark())

typedef enum {
    BL_ERROR_USAGE,    /**< wrong command line (exit code 2) */
    BL_ERROR_INPUT,    /**< an input file is refused */
    BL_ERROR_CONFIG,   /**< a YAML or SQL file of sql/, reports/ or templates/ is wrong */
    BL_ERROR_STORE,    /**< the warehouse failed or refused */
    BL_ERROR_OUTPUT,   /**< a file could not be written */
    BL_ERROR_NOT_FOUND /**< something named by the user does not exist */
} BlError;

GQuark bl_error_quark(void);

/** Put « context : » before the message of *err, when there is one. The lower message is kept. */
void bl_error_context(GError **err, const char *format, ...) G_GNUC_PRINTF(2, 3);

/**
 * What the system refused, in French: « accès refusé », « disque plein ». strerror() speaks the
 * locale's language, and the program never sets one.
 * @param code an errno
 * @return static
 */
const char *bl_error_system(int code);

#endif
