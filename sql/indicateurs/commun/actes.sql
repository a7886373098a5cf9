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
  SELECT d.id_jeune, d.code_ml, d.enjeu, SUBSTR(k.trimestre, 6) AS trimestre
  FROM dates d
  JOIN calendrier k ON k.jour = d.jour
  WHERE :accompagne = 0
     OR EXISTS (SELECT 1 FROM parcours_arrete c
                WHERE c.id_jeune = d.id_jeune AND c.code_ml = d.code_ml
                  AND c.initialisation <= d.jour AND (c.sortie IS NULL OR c.sortie > d.jour))
),
par_enjeu AS MATERIALIZED ( -- un jeune une fois par territoire et enjeu, et les trimestres de ses actes
  SELECT t.no, r.id_jeune, r.enjeu,
         MAX(CASE WHEN r.trimestre = 'T1' THEN 1 ELSE 0 END) AS t1,
         MAX(CASE WHEN r.trimestre = 'T2' THEN 1 ELSE 0 END) AS t2,
         MAX(CASE WHEN r.trimestre = 'T3' THEN 1 ELSE 0 END) AS t3,
         MAX(CASE WHEN r.trimestre = 'T4' THEN 1 ELSE 0 END) AS t4
  FROM retenus r
  JOIN territoires t ON t.code_ml = r.code_ml
  GROUP BY t.no, r.id_jeune, r.enjeu
),
presents AS ( -- tous enjeux confondus
  SELECT no, id_jeune, MAX(t1) AS t1, MAX(t2) AS t2, MAX(t3) AS t3, MAX(t4) AS t4
  FROM par_enjeu
  GROUP BY no, id_jeune
),
par_sexe AS (
  SELECT p.no, j.sexe, p.t1, p.t2, p.t3, p.t4
  FROM presents p
  JOIN jeunes j ON j.id_jeune = p.id_jeune
),
comptes AS MATERIALIZED ( -- t : dans le trimestre ; c : depuis janvier
  SELECT no, 'sexe' AS axe, sexe AS modalite, SUM(t1) AS t1, SUM(t2) AS t2, SUM(t3) AS t3, SUM(t4) AS t4,
         SUM(CASE WHEN t1 + t2 > 0 THEN 1 ELSE 0 END) AS c2,
         SUM(CASE WHEN t1 + t2 + t3 > 0 THEN 1 ELSE 0 END) AS c3, COUNT(*) AS c4
  FROM par_sexe
  GROUP BY no, sexe
  UNION ALL
  SELECT no, 'enjeu', enjeu, SUM(t1), SUM(t2), SUM(t3), SUM(t4),
         SUM(CASE WHEN t1 + t2 > 0 THEN 1 ELSE 0 END),
         SUM(CASE WHEN t1 + t2 + t3 > 0 THEN 1 ELSE 0 END), COUNT(*)
  FROM par_enjeu
  GROUP BY no, enjeu
),
totaux AS ( -- chaque jeune a un sexe : le total est la somme
  SELECT no, axe, modalite, t1, t2, t3, t4, c2, c3, c4 FROM comptes
  UNION ALL
  SELECT no, '', '', SUM(t1), SUM(t2), SUM(t3), SUM(t4), SUM(c2), SUM(c3), SUM(c4)
  FROM comptes
  WHERE axe = 'sexe'
  GROUP BY no
)
SELECT s.niveau, s.code, q.periode, c.axe, c.modalite,
       CASE SUBSTR(q.periode, 6) WHEN 'T1' THEN c.t1 WHEN 'T2' THEN c.t2 WHEN 'T3' THEN c.t3 ELSE c.t4 END AS jeunes,
       CASE SUBSTR(q.periode, 6) WHEN 'T1' THEN c.t1 WHEN 'T2' THEN c.c2 WHEN 'T3' THEN c.c3 ELSE c.c4 END AS jeunes_cumul
FROM totaux c
JOIN structures s ON s.no = c.no
JOIN periodes q ON q.genre = 'trimestre'
ORDER BY 1, 2, 3, 4, 5
