/* French spaces over a whole document. Private to report. */
#ifndef BILAN_REPORT_TYPOGRAPHY_H
#define BILAN_REPORT_TYPOGRAPHY_H

#include <bilan/model/document.h>

/*
 * Make the spaces of French punctuation no-break in every text that a reader sees: definitions,
 * reports and wordings are typed with plain ones. Names, codes, keys and data stay as they are.
 */
void bl_typeset(BlDocument *document);

#endif
