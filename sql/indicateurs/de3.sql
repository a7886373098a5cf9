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
WITH relevant AS MATERIALIZED (
  SELECT q.periode, s.id_jeune, s.code_ml, s.c1, s.c2, s.c3, s.c4, j.sexe
  FROM periodes q
  JOIN suivis_pe s ON s.date_debut <= q.fin AND (s.date_fin IS NULL OR s.date_fin > q.fin)
  JOIN jeunes j ON j.id_jeune = s.id_jeune
  JOIN calendrier n ON n.jour = j.date_naissance
  LEFT JOIN parcours_arrete c ON c.id_jeune = s.id_jeune AND c.initialisation <= q.fin
                             AND (c.sortie IS NULL OR c.sortie > q.fin)
  WHERE q.genre = 'trimestre'
    AND (s.c1 = 1 OR s.c2 = 1 OR s.c3 = 1 OR s.c4 = 1)
    AND (q.amj_fin - n.amj) / 10000 BETWEEN 16 AND 25
    AND c.id_jeune IS NULL
),
decoupes AS (
  SELECT periode, id_jeune, code_ml, '' AS axe, '' AS modalite FROM relevant
  UNION ALL
  SELECT periode, id_jeune, code_ml, 'sexe', sexe FROM relevant
  UNION ALL
  SELECT periode, id_jeune, code_ml, 'critere', 'C1' FROM relevant WHERE c1 = 1
  UNION ALL
  SELECT periode, id_jeune, code_ml, 'critere', 'C2' FROM relevant WHERE c2 = 1
  UNION ALL
  SELECT periode, id_jeune, code_ml, 'critere', 'C3' FROM relevant WHERE c3 = 1
  UNION ALL
  SELECT periode, id_jeune, code_ml, 'critere', 'C4' FROM relevant WHERE c4 = 1
)
SELECT t.niveau, t.code, d.periode, d.axe, d.modalite, COUNT(DISTINCT d.id_jeune) AS jeunes
FROM decoupes d
JOIN territoires t ON t.code_ml = d.code_ml
GROUP BY t.niveau, t.code, d.periode, d.axe, d.modalite
ORDER BY 1, 2, 3, 4, 5
