/**
 * @file sqltemplate.h
 * The `:name` parameters of a SQL text, with their lines, found without running it.
 */
#ifndef BILAN_CONFIG_SQLTEMPLATE_H
#define BILAN_CONFIG_SQLTEMPLATE_H

#include <glib.h>

typedef struct {
    char *name; /**< without the colon */
    guint line; /**< first use, from 1 */
} BlSqlParameter;

/** @return of BlSqlParameter*, each name once, in order of first use; the caller's,
 * g_ptr_array_unref() */
GPtrArray *bl_sql_parameters(const char *sql);

#endif
