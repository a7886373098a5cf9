/* Making a warehouse: schema, calendar, reference data, tables of the extracts. Private to store.
 */
#ifndef BILAN_WAREHOUSE_MAKE_H
#define BILAN_WAREHOUSE_MAKE_H

#include <bilan/store/warehouse.h>

/** All of it, in one transaction. */
gboolean bl_warehouse_make(BlStore *store, const char *root, const BlExtracts *extracts,
                           GError **err);

/** Tables of extracts that were described after the warehouse was made; nothing when there is none.
 */
gboolean bl_warehouse_add_extracts(BlStore *store, const BlExtracts *extracts, GError **err);

#endif
