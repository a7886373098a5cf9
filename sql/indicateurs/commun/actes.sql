-- Jeunes concernés par un acte dans un enjeu E1 à E10, par trimestre, avec cumul (DE1 et DE2).
-- :accompagne = 1 ne garde que les actes faits pendant un accompagnement par cette mission locale (DE1).
WITH dates AS (
  SELECT a.id_jeune, a.code_ml, a.jour, a.enjeu
  FROM actes a
  WHERE a.jour BETWEEN :debut_annee AND :arrete
  UNION ALL
  SELECT c.id_jeune, c.code_ml, c.initialisation, 'E1' -- l'entrée en accompagnement
  FROM parcours_arrete c
  WHERE c.initialisation BETWEEN :debut_annee AND :arrete
),
retenus AS (
  SELECT DISTINCT d.id_jeune, d.code_ml, d.enjeu, k.trimestre
  FROM dates d
  JOIN calendrier k ON k.jour = d.jour
  LEFT JOIN parcours_arrete c ON :accompagne = 1
        AND c.id_jeune = d.id_jeune AND c.code_ml = d.code_ml
        AND c.initialisation <= d.jour AND (c.sortie IS NULL OR c.sortie > d.jour)
  WHERE :accompagne = 0 OR c.id_jeune IS NOT NULL
),
par_enjeu AS MATERIALIZED (
  SELECT t.niveau, t.code, q.periode, r.id_jeune, r.enjeu,
         MAX(CASE WHEN r.trimestre = q.periode THEN 1 ELSE 0 END) AS du_trimestre
  FROM retenus r
  JOIN periodes q ON q.genre = 'trimestre' AND r.trimestre <= q.periode
  JOIN territoires t ON t.code_ml = r.code_ml
  GROUP BY t.niveau, t.code, q.periode, r.id_jeune, r.enjeu
),
presents AS ( -- tous enjeux confondus
  SELECT e.niveau, e.code, e.periode, e.id_jeune, MAX(e.du_trimestre) AS du_trimestre
  FROM par_enjeu e
  GROUP BY e.niveau, e.code, e.periode, e.id_jeune
)
SELECT p.niveau, p.code, p.periode, a.axe, CASE a.axe WHEN 'sexe' THEN j.sexe ELSE '' END AS modalite,
       SUM(p.du_trimestre) AS jeunes, COUNT(*) AS jeunes_cumul
FROM presents p
JOIN jeunes j ON j.id_jeune = p.id_jeune
JOIN axes a ON a.axe IN ('', 'sexe')
GROUP BY p.niveau, p.code, p.periode, a.axe, CASE a.axe WHEN 'sexe' THEN j.sexe ELSE '' END
UNION ALL
SELECT e.niveau, e.code, e.periode, 'enjeu', e.enjeu, SUM(e.du_trimestre), COUNT(*)
FROM par_enjeu e
GROUP BY e.niveau, e.code, e.periode, e.enjeu
ORDER BY 1, 2, 3, 4, 5
