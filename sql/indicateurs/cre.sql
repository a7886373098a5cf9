/*---
code: CRE
libelle: Compte rendu d’exécution
definition: >-
  Par mois et pour l’année : parcours initialisés ; jeunes décomptés, au mois de leur première initialisation décomptée
  de l’année ; jeunes pris en charge, accompagnés au moins un jour du mois.
decision: >-
  La somme des mois des décomptes est le décompte de l’objectif. Les pris en charge de l’année sont des jeunes
  distincts, jamais la somme des mois. Région et nation : somme des missions locales.
article: annexe 6, art. 9
version: 1
diffusion: convention
periodes: [mois, annee]
mesures:
  - {nom: initialises, libelle: Parcours initialisés, unite: nombre, totaux: oui}
  - {nom: decomptes, libelle: Jeunes décomptés, unite: nombre, totaux: oui}
  - {nom: pris_en_charge, libelle: Jeunes pris en charge, unite: nombre, totaux: oui}
parametres:
  - {nom: debut_annee, type: date}
  - {nom: arrete, type: date}
extraits: [missions_locales, jeunes, cotraitances]
extraits_utiles: [dispositifs, evenements]
---*/
WITH genres AS (
  SELECT genre, periode, debut, fin FROM periodes WHERE genre IN ('mois', 'annee')
),
premiers AS (
  SELECT code_ml, id_jeune, MIN(initialisation) AS jour
  FROM parcours_arrete
  WHERE initialisation BETWEEN :debut_annee AND :arrete AND civis = 0
  GROUP BY code_ml, id_jeune
),
comptes AS (
  SELECT c.code_ml, g.periode, COUNT(*) AS initialises, 0 AS decomptes, 0 AS pris_en_charge
  FROM parcours_arrete c
  JOIN genres g ON c.initialisation BETWEEN g.debut AND g.fin
  WHERE c.initialisation BETWEEN :debut_annee AND :arrete
  GROUP BY c.code_ml, g.periode
  UNION ALL
  SELECT p.code_ml, g.periode, 0, COUNT(*), 0
  FROM premiers p
  JOIN genres g ON p.jour BETWEEN g.debut AND g.fin
  GROUP BY p.code_ml, g.periode
  UNION ALL
  SELECT c.code_ml, g.periode, 0, 0, COUNT(DISTINCT c.id_jeune)
  FROM parcours_arrete c
  JOIN genres g ON c.initialisation <= g.fin AND (c.sortie IS NULL OR c.sortie > g.debut)
  WHERE c.initialisation IS NOT NULL AND (c.sortie IS NULL OR c.sortie > c.initialisation)
  GROUP BY c.code_ml, g.periode
)
SELECT t.niveau, t.code, c.periode, '' AS axe, '' AS modalite, SUM(c.initialises) AS initialises,
       SUM(c.decomptes) AS decomptes, SUM(c.pris_en_charge) AS pris_en_charge
FROM comptes c
JOIN territoires t ON t.code_ml = c.code_ml
GROUP BY t.niveau, t.code, c.periode
ORDER BY 1, 2, 3
