/*---
code: DE3
libelle: Jeunes suivis par Pôle emploi relevant d’une mission locale
definition: >-
  Jeunes suivis par Pôle emploi le dernier jour du trimestre (ou de l’arrêté), répondant à l’un au moins des quatre
  critères d’affectation, âgés de 16 à 25 ans ce jour-là et qu’aucune mission locale n’accompagne en co-traitance.
decision: >-
  Rattachés à la mission locale de résidence de la ligne de suivi. Un jeune qui répond à deux critères figure sous
  chacun et une seule fois au total.
article: annexe 10 (DE3), art. 5.1
version: 1
diffusion: comptage
periodes: [trimestre]
axes: [critere, sexe]
mesures:
  - {nom: jeunes, libelle: Jeunes, unite: nombre, totaux: oui}
extraits: [missions_locales, jeunes, cotraitances, suivis_pe]
---*/
WITH relevant AS ( -- un jeune une fois par territoire et trimestre, et les critères de toutes ses lignes
  SELECT t.no, q.periode, s.id_jeune, j.sexe,
         MAX(s.c1) AS c1, MAX(s.c2) AS c2, MAX(s.c3) AS c3, MAX(s.c4) AS c4
  FROM periodes q
  JOIN suivis_pe s ON s.date_debut <= q.fin AND (s.date_fin IS NULL OR s.date_fin > q.fin)
  JOIN jeunes j ON j.id_jeune = s.id_jeune
  JOIN calendrier n ON n.jour = j.date_naissance
  JOIN territoires t ON t.code_ml = s.code_ml
  WHERE q.genre = 'trimestre'
    AND (s.c1 = 1 OR s.c2 = 1 OR s.c3 = 1 OR s.c4 = 1)
    AND (q.amj_fin - n.amj) / 10000 BETWEEN 16 AND 25
    AND NOT EXISTS (SELECT 1 FROM parcours_arrete c
                    WHERE c.id_jeune = s.id_jeune AND c.initialisation <= q.fin
                      AND (c.sortie IS NULL OR c.sortie > q.fin))
  GROUP BY t.no, q.periode, s.id_jeune, j.sexe
),
cube AS MATERIALIZED (
  SELECT no, periode, sexe, COUNT(*) AS jeunes, SUM(c1) AS c1, SUM(c2) AS c2, SUM(c3) AS c3, SUM(c4) AS c4
  FROM relevant
  GROUP BY no, periode, sexe
),
decoupes AS (
  SELECT no, periode, '' AS axe, '' AS modalite, jeunes FROM cube
  UNION ALL
  SELECT no, periode, 'sexe', sexe, jeunes FROM cube
  UNION ALL
  SELECT no, periode, 'critere', 'C1', c1 FROM cube
  UNION ALL
  SELECT no, periode, 'critere', 'C2', c2 FROM cube
  UNION ALL
  SELECT no, periode, 'critere', 'C3', c3 FROM cube
  UNION ALL
  SELECT no, periode, 'critere', 'C4', c4 FROM cube
)
SELECT s.niveau, s.code, d.periode, d.axe, d.modalite, SUM(d.jeunes) AS jeunes
FROM decoupes d
JOIN structures s ON s.no = d.no
GROUP BY s.niveau, s.code, d.periode, d.axe, d.modalite
ORDER BY 1, 2, 3, 4, 5
