/**
 * @file pdf_png.h
 * What must be known of a PNG before libharu reads it. Private.
 */
#ifndef BILAN_SRC_OUTPUT_PDF_PNG_H
#define BILAN_SRC_OUTPUT_PDF_PNG_H

#include <glib.h>

/**
 * Read the size of a PNG and check that it is whole. libharu sets no error handler of its own while
 * it decodes: libpng then ends the program on a damaged file.
 *
 * @param[out] width, height in pixels
 * @return NULL when the image can be used, else what is wrong with it (static, French)
 */
const char *pdf_png_check(const char *path, double *width, double *height);

#endif
