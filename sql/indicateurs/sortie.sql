/*---
code: SORTIE
libelle: Sorties, et sorties à prononcer
definition: >-
  Sorties du trimestre de parcours initialisés, par motif ; et, à l’arrêté, les sorties théoriques échues que rien n’a
  prononcées : 26e anniversaire (un an après l’initialisation pour un jeune affecté dans sa 26e année), six mois de
  cessation ou de radiation, déménagement hors de la zone.
decision: >-
  La cause est celle de la règle la plus précoce (à égalité : âge, cessation, déménagement). Un motif vide est « non
  precise ». Six mois après un 31 août est le dernier jour de février.
article: art. 5.2, annexe 7
version: 1
diffusion: comptage
periodes: [trimestre]
axes: [motif, cause]
mesures:
  - {nom: parcours, libelle: Sorties, unite: nombre, totaux: oui}
  - {nom: a_prononcer, libelle: Sorties à prononcer, unite: nombre, totaux: oui, periodes: [annee]}
parametres:
  - {nom: periode_annee, type: texte}
  - {nom: debut_annee, type: date}
  - {nom: arrete, type: date}
extraits: [missions_locales, jeunes, cotraitances]
extraits_utiles: [evenements, statuts_pe, demenagements]
---*/
WITH sorties AS MATERIALIZED (
  SELECT t.niveau, t.code, q.periode, COALESCE(c.motif_sortie, 'non precise') AS motif, COUNT(*) AS parcours
  FROM parcours_arrete c
  JOIN periodes q ON q.genre = 'trimestre' AND c.sortie BETWEEN q.debut AND q.fin
  JOIN territoires t ON t.code_ml = c.code_ml
  WHERE c.initialisation IS NOT NULL AND c.sortie BETWEEN :debut_annee AND :arrete
  GROUP BY t.niveau, t.code, q.periode, COALESCE(c.motif_sortie, 'non precise')
),
echues AS MATERIALIZED (
  SELECT t.niveau, t.code, c.cause, COUNT(*) AS parcours
  FROM parcours_arrete c
  JOIN territoires t ON t.code_ml = c.code_ml
  WHERE c.sortie_theorique <= :arrete AND c.sortie IS NULL
  GROUP BY t.niveau, t.code, c.cause
)
SELECT niveau, code, periode, 'motif' AS axe, motif AS modalite, parcours, NULL AS a_prononcer
FROM sorties
UNION ALL
SELECT niveau, code, periode, '', '', SUM(parcours), NULL FROM sorties GROUP BY niveau, code, periode
UNION ALL
SELECT niveau, code, :periode_annee, 'cause', cause, NULL, parcours FROM echues
UNION ALL
SELECT niveau, code, :periode_annee, '', '', NULL, SUM(parcours) FROM echues GROUP BY niveau, code
ORDER BY 1, 2, 3, 4, 5
