/* References of the reports to figures (see config/report.h), resolved for a place. Private to
 * report. */
#ifndef BILAN_REPORT_REFERENCE_H
#define BILAN_REPORT_REFERENCE_H

#include <bilan/report/report.h>

typedef enum {
    BL_SCOPE_OWN,
    BL_SCOPE_CHILDREN_SUM,
    BL_SCOPE_NATIONAL,
    BL_SCOPE_REGION
} BlReferenceScope;

typedef struct {
    gboolean previous; /* of the year before */
    BlReferenceScope scope;
    char *code, *measure;
    char *period, *axis, *modality; /* NULL: left to the row */
} BlReference;

/* A place and what its row adds to a reference. */
typedef struct {
    const BlCampaignData *data;
    const BlStructure *place;
    const char *period, *axis, *modality; /* or NULL */
} BlScopeContext;

gboolean bl_reference_parse(const char *text, const BlIndicators *indicators,
                            BlReference *reference, GError **err);
void bl_reference_clear(BlReference *reference);

/* The figure as a cell: a number; absent; pending for a period that has not begun. */
BlCell bl_reference_resolve(const BlReference *reference, const BlScopeContext *context);

/* Parse and resolve. */
gboolean bl_reference_cell(const char *text, const BlScopeContext *context, BlCell *cell,
                           GError **err);

/* Children of a place: regions of the nation, missions locales of a region; the caller's array of
 * borrowed. */
GPtrArray *bl_place_children(const BlResults *results, const BlStructure *place);

#endif
