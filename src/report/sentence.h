/*
 * Sentences of templates/textes/ filled for a place. Private to report.
 *
 * {REF} the figure in French form; {REF|singulier|pluriel} the word that agrees with it; {abs:REF}
 * without its sign; and these names: {annee} {precedente} {arrete} {lieu} {enfants} {nom_enfants}
 * {ecoule} {seuil} {alertes} {alertes|…|…} {alerte} {ecoule_complet} {noms_depassement}
 * {noms_sous_realisation} {depassements} {sous_realisations} {niveau}.
 */
#ifndef BILAN_REPORT_SENTENCE_H
#define BILAN_REPORT_SENTENCE_H

#include <bilan/report/report.h>

/*
 * @param name of a wording
 * @return the caller's; "" when no variant holds or the one that holds is empty; NULL with
 * BL_ERROR_CONFIG
 */
char *bl_sentence(const BlCampaignData *data, const BlStructure *place, const char *name,
                  GError **err);

/*
 * Read every variant of a wording, whether it would hold or not: are its conditions and
 * placeholders right?
 * @param data may hold no figure; its wordings are not asked
 */
gboolean bl_sentence_check(const BlCampaignData *data, const BlStructure *place,
                           const BlWording *wording, GError **err);

#endif
