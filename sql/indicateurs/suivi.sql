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
  - {nom: debut_annee, type: date}
  - {nom: arrete, type: date}
extraits: [missions_locales, jeunes, cotraitances, evenements]
extraits_utiles: [statuts_pe, situations]
---*/
WITH mois AS (
  SELECT m.periode AS mois, k.trimestre, m.debut, m.fin
  FROM periodes m
  JOIN calendrier k ON k.jour = m.debut
  WHERE m.genre = 'mois' AND m.complete = 1
),
candidats AS (
  SELECT c.id_cotraitance, c.id_jeune, c.code_ml, m.mois, m.trimestre, m.debut, m.fin
  FROM parcours_arrete c
  JOIN mois m ON c.initialisation <= m.debut AND (c.sortie IS NULL OR c.sortie > m.fin)
),
empeches AS ( -- un jour non inscrit, ou une situation qui dispense
  SELECT c.id_cotraitance, c.mois
  FROM candidats c
  JOIN interruptions i ON i.id_jeune = c.id_jeune AND i.debut <= c.fin
                      AND (i.fin IS NULL OR i.fin > c.debut)
  UNION
  SELECT c.id_cotraitance, c.mois
  FROM candidats c
  JOIN situations s ON s.id_jeune = c.id_jeune AND s.date_debut <= c.fin
                   AND (s.date_fin IS NULL OR (s.date_fin > c.debut AND s.date_fin > s.date_debut))
  WHERE s.type IN ('stage', 'formation', 'emploi_temporaire', 'prestation')
),
entretiens AS (
  SELECT DISTINCT c.id_cotraitance, c.mois
  FROM candidats c
  JOIN evenements e ON e.id_jeune = c.id_jeune AND e.code_ml = c.code_ml
                   AND e.date BETWEEN c.debut AND c.fin
  WHERE e.type = 'entretien' AND e.date BETWEEN :debut_annee AND :arrete
),
locaux AS (
  SELECT c.code_ml, c.trimestre, COUNT(*) AS dus, COUNT(n.id_cotraitance) AS honores
  FROM candidats c
  LEFT JOIN empeches x ON x.id_cotraitance = c.id_cotraitance AND x.mois = c.mois
  LEFT JOIN entretiens n ON n.id_cotraitance = c.id_cotraitance AND n.mois = c.mois
  WHERE x.id_cotraitance IS NULL
  GROUP BY c.code_ml, c.trimestre
)
SELECT t.niveau, t.code, l.trimestre AS periode, '' AS axe, '' AS modalite,
       SUM(l.dus) AS mois_dus, SUM(l.honores) AS mois_honores,
       (2000000 * SUM(l.honores) + SUM(l.dus)) / NULLIF(2 * SUM(l.dus), 0) AS taux
FROM locaux l
JOIN territoires t ON t.code_ml = l.code_ml
GROUP BY t.niveau, t.code, l.trimestre
ORDER BY 1, 2, 3
