/**
 * @file extraction.h
 * What an extract looks like, as described by one file of sql/extractions/: the import validates by
 * it and the warehouse's tables are made from it. A new extract = one YAML file.
 */
#ifndef BILAN_CONFIG_EXTRACTION_H
#define BILAN_CONFIG_EXTRACTION_H

#include <glib.h>

typedef enum {
    BL_TYPE_TEXT,
    BL_TYPE_CODE,    /**< text that names a place: may become a file name (bl_text_is_safe_name) */
    BL_TYPE_DATE,    /**< stored as days since 1970-01-01 */
    BL_TYPE_INTEGER, /**< ≥ 0 */
    BL_TYPE_YEAR,    /**< 1900–2100 */
    BL_TYPE_AMOUNT,  /**< euros with at most two decimals, ≥ 0; stored as centimes */
    BL_TYPE_FLAG,    /**< 1/0, oui/non, O/N in any case; stored as 1 or 0 */
    BL_TYPE_LIST     /**< one of `values`, exactly */
} BlColumnType;

typedef enum { BL_NO, BL_YES } BlYesNo;

typedef struct {
    char *name;
    BlColumnType type;
    BlYesNo required;
    BlYesNo key;
    char *reference; /**< name of the extract whose (single) key this value must be; or NULL */
    char **values;   /**< of a list */
    unsigned values_count;
    char *absent; /**< a word that means « not known » for this column, stored as NULL (zus: «
                     inconnu »); or NULL */
} BlExtractColumn;

/** A rule on a whole row: a row for which `condition` is true is rejected. */
typedef struct {
    char *condition; /**< SQL over the columns, dates as days; NULL is not true */
    char *column;    /**< reported column */
    char *reason;    /**< reported reason, in French, without any value of the row */
} BlRowCheck;

typedef struct {
    char *name;
    char *label;
    char *source;     /**< the article or text it comes from */
    unsigned order;   /**< references point to extracts of a lower order */
    BlYesNo required; /**< no figure can be computed without it */
    BlYesNo derived;  /**< a changed row changes derived facts… */
    /** …of the persons that this SELECT lists from the temporary table `lignes_modifiees` (the rows
     * that changed, as they will be); NULL: of its own id_jeune, before and after the change */
    char *affected;
    BlExtractColumn *columns;
    unsigned columns_count;
    BlRowCheck *checks;
    unsigned checks_count;
    char **indexes; /**< column lists: "id_jeune, code_ml, date" */
    unsigned indexes_count;
} BlExtract;

typedef struct BlExtracts BlExtracts;

/** Read every file of a folder. @return the caller's, bl_extracts_free(); NULL with BL_ERROR_CONFIG
 */
BlExtracts *bl_extracts_load(const char *folder, GError **err);
void bl_extracts_free(BlExtracts *extracts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BlExtracts, bl_extracts_free)

/** In order (references first). Borrowed. */
guint bl_extracts_count(const BlExtracts *extracts);
const BlExtract *bl_extracts_at(const BlExtracts *extracts, guint index);

/** By its exact name; NULL when there is none. */
const BlExtract *bl_extracts_find(const BlExtracts *extracts, const char *name);

/**
 * The extract that a file is of, by its name: `cotraitances.csv`, `cotraitances_2010.csv`,
 * `actions_structures-t1.csv` (the longest name wins, case does not matter); NULL when none fits.
 */
const BlExtract *bl_extracts_match_file(const BlExtracts *extracts, const char *path);

/** Index of a column in an extract, or -1. */
int bl_extract_column_index(const BlExtract *extract, const char *name);

#endif
