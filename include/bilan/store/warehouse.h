/**
 * @file warehouse.h
 * What stands in a warehouse: schema, reference data, extract tables, derived facts, state at an
 * arrêté.
 */
#ifndef BILAN_STORE_WAREHOUSE_H
#define BILAN_STORE_WAREHOUSE_H

#include <bilan/base/calendar.h>
#include <bilan/config/extraction.h>
#include <bilan/store/store.h>

/**
 * Open a warehouse; one made by BL_STORE_CREATE gets its schema (sql/schema), calendar and
 * reference data (sql/referentiel) and one table an extract, in one transaction.
 * @param root folder that holds sql/
 */
BlStore *bl_warehouse_open(const char *base, BlStoreMode mode, const char *root,
                           const BlExtracts *extracts, GError **err);

/** Run the files of a folder of sql/ (« derive », « arrete ») in the order of their names. */
gboolean bl_warehouse_run_folder(BlStore *store, const char *root, const char *folder,
                                 const BlParams *params, GError **err);

/**
 * Compute the derived facts (DEFINITIONS §2) again for the persons listed in the temporary table
 * `personnes_modifiees(id_jeune)`; part of the caller's transaction.
 */
gboolean bl_warehouse_derive(BlStore *store, const char *root, GError **err);

/** Temporary table of that name and shape, empty. Made by the import before it merges. */
gboolean bl_warehouse_begin_changes(BlStore *store, GError **err);

/** Was this extract ever loaded (even empty)? */
gboolean bl_warehouse_has_extract(BlStore *store, const char *extract);

#endif
