/*---
code: SUIVI
libelle: Entretien mensuel
definition: >-
  Mois dus : mois civils complets du trimestre où le parcours est accompagné et le jeune inscrit chaque jour, sans
  stage, formation, emploi temporaire ni prestation qui touche le mois. Mois honorés : un entretien au moins avec cette
  mission locale dans le mois. Taux : honorés / dus.
decision: Compte des mois de parcours ; deux parcours ouverts en doivent deux. Sans mois dû, pas de taux.
article: art. 5.3-2
version: 1
diffusion: comptage
periodes: [trimestre]
mesures:
  - {nom: mois_dus, libelle: Mois dus, unite: nombre, totaux: oui}
  - {nom: mois_honores, libelle: Mois honorés, unite: nombre, totaux: oui}
  - {nom: taux, libelle: Taux d’entretien mensuel, unite: taux}
parametres:
  - {nom: arrete, type: date}
extraits: [missions_locales, jeunes, cotraitances, evenements]
extraits_utiles: [statuts_pe, situations]
---*/
WITH mois AS (
  SELECT k.trimestre, m.debut, m.fin
  FROM periodes m
  JOIN calendrier k ON k.jour = m.debut
  WHERE m.genre = 'mois' AND m.complete = 1
),
dus AS ( -- accompagné et inscrit chaque jour du mois, sans situation qui dispense
  SELECT c.code_ml, m.trimestre,
         CASE WHEN EXISTS (SELECT 1 FROM evenements e
                           WHERE e.id_jeune = c.id_jeune AND e.code_ml = c.code_ml
                             AND e.date BETWEEN m.debut AND m.fin AND e.type = 'entretien')
              THEN 1 ELSE 0 END AS honore
  FROM parcours_arrete c
  JOIN mois m ON m.debut >= c.initialisation AND (c.sortie IS NULL OR c.sortie > m.fin)
  WHERE c.initialisation <= :arrete
    AND NOT EXISTS (SELECT 1 FROM interruptions i
                    WHERE i.id_jeune = c.id_jeune AND i.debut <= m.fin
                      AND (i.fin IS NULL OR i.fin > m.debut))
    AND NOT EXISTS (SELECT 1 FROM situations s
                    WHERE s.id_jeune = c.id_jeune AND s.date_debut <= m.fin
                      AND (s.date_fin IS NULL OR (s.date_fin > m.debut AND s.date_fin > s.date_debut))
                      AND s.type IN ('stage', 'formation', 'emploi_temporaire', 'prestation'))
),
locaux AS (
  SELECT code_ml, trimestre, COUNT(*) AS dus, SUM(honore) AS honores
  FROM dus
  GROUP BY code_ml, trimestre
)
SELECT t.niveau, t.code, l.trimestre AS periode, '' AS axe, '' AS modalite,
       SUM(l.dus) AS mois_dus, SUM(l.honores) AS mois_honores,
       (2000000 * SUM(l.honores) + SUM(l.dus)) / NULLIF(2 * SUM(l.dus), 0) AS taux
FROM locaux l
JOIN territoires t ON t.code_ml = l.code_ml
GROUP BY t.niveau, t.code, l.trimestre
ORDER BY 1, 2, 3
