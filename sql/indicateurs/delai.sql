/*---
code: DELAI
libelle: Délais d’acceptation et d’initialisation
definition: >-
  Jours entre l’affectation et l’acceptation, et entre l’affectation et l’initialisation, des parcours affectés dans le
  trimestre qui ont atteint cette étape à l’arrêté : nombre, médiane et neuvième décile.
decision: >-
  Rang le plus proche : la valeur numéro ⌈p × n⌉ de la liste triée. Les parcours annulés comptent pour l’acceptation.
  Sans parcours, pas de valeur.
article: art. 5.2, annexe 7
version: 1
diffusion: comptage
periodes: [trimestre]
axes: [etape]
mesures:
  - {nom: n, libelle: Parcours, unite: nombre}
  - {nom: mediane, libelle: Médiane, unite: jours}
  - {nom: p90, libelle: Neuvième décile, unite: jours}
parametres:
  - {nom: debut_annee, type: date}
  - {nom: arrete, type: date}
extraits: [missions_locales, jeunes, cotraitances]
extraits_utiles: [evenements]
---*/
WITH delais AS (
  SELECT code_ml, affectation, 'acceptation' AS etape, acceptation - affectation AS jours
  FROM parcours_arrete
  WHERE affectation BETWEEN :debut_annee AND :arrete AND acceptation IS NOT NULL
  UNION ALL
  SELECT code_ml, affectation, 'initialisation', initialisation - affectation
  FROM parcours_arrete
  WHERE affectation BETWEEN :debut_annee AND :arrete AND initialisation IS NOT NULL
),
ranges AS (
  SELECT t.niveau, t.code, q.periode, d.etape, d.jours,
         ROW_NUMBER() OVER (PARTITION BY t.niveau, t.code, q.periode, d.etape ORDER BY d.jours) AS rang,
         COUNT(*) OVER (PARTITION BY t.niveau, t.code, q.periode, d.etape) AS n
  FROM delais d
  JOIN periodes q ON q.genre = 'trimestre' AND d.affectation BETWEEN q.debut AND q.fin
  JOIN territoires t ON t.code_ml = d.code_ml
)
SELECT niveau, code, periode, 'etape' AS axe, etape AS modalite, MAX(n) AS n,
       MAX(CASE WHEN rang = (n + 1) / 2 THEN jours END) AS mediane,
       MAX(CASE WHEN rang = (9 * n + 9) / 10 THEN jours END) AS p90
FROM ranges
GROUP BY niveau, code, periode, etape
ORDER BY 1, 2, 3, 4, 5
