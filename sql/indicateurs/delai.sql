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
locaux AS (
  SELECT d.code_ml, q.periode, d.etape, d.jours, COUNT(*) AS n
  FROM delais d
  JOIN periodes q ON q.genre = 'trimestre' AND d.affectation BETWEEN q.debut AND q.fin
  GROUP BY d.code_ml, q.periode, d.etape, d.jours
),
effectifs AS ( -- combien de parcours à chaque délai
  SELECT t.niveau, t.code, l.periode, l.etape, l.jours, SUM(l.n) AS n
  FROM locaux l
  JOIN territoires t ON t.code_ml = l.code_ml
  GROUP BY t.niveau, t.code, l.periode, l.etape, l.jours
),
cumules AS ( -- les rangs que ce délai occupe dans la liste triée : de rang - n + 1 à rang
  SELECT niveau, code, periode, etape, jours, n,
         SUM(n) OVER (PARTITION BY niveau, code, periode, etape ORDER BY jours
                      ROWS UNBOUNDED PRECEDING) AS rang,
         SUM(n) OVER (PARTITION BY niveau, code, periode, etape) AS total
  FROM effectifs
)
SELECT niveau, code, periode, 'etape' AS axe, etape AS modalite, MAX(total) AS n,
       MIN(CASE WHEN rang >= (total + 1) / 2 THEN jours END) AS mediane,
       MIN(CASE WHEN rang >= (9 * total + 9) / 10 THEN jours END) AS p90
FROM cumules
GROUP BY niveau, code, periode, etape
ORDER BY 1, 2, 3, 4, 5
