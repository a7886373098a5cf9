-- Actions envers un public (EM1 à EM4, PA1 à PA4), une fois à chaque niveau qu'elles touchent : une ligne locale
-- compte aussi dans sa région et la nation, une ligne régionale dans la nation ; sans ligne, au national seul.
WITH touches AS (
  SELECT s.id_action, t.niveau, t.code
  FROM actions_structures s
  JOIN territoires t ON t.code_ml = s.code
  WHERE s.niveau = 'local'
  UNION
  SELECT id_action, niveau, code FROM actions_structures WHERE niveau <> 'local'
  UNION
  SELECT id_action, 'national', 'FR' FROM actions
),
comptees AS MATERIALIZED (
  SELECT u.niveau, u.code, q.periode, a.enjeu, a.valorisation,
         CASE WHEN a.date >= q.debut THEN 1 ELSE 0 END AS du_trimestre
  FROM actions a
  JOIN periodes q ON q.genre = 'trimestre' AND a.date <= q.fin
  JOIN touches u ON u.id_action = a.id_action
  WHERE a.date BETWEEN :debut_annee AND :arrete
    AND a.public = :public AND (:categorie = 'toutes' OR a.categorie = :categorie)
)
SELECT niveau, code, periode, '' AS axe, '' AS modalite,
       SUM(du_trimestre) AS actions, COUNT(*) AS actions_cumul,
       SUM(CASE WHEN valorisation = 1 THEN du_trimestre ELSE 0 END) AS valorisees
FROM comptees
GROUP BY niveau, code, periode
UNION ALL
SELECT niveau, code, periode, 'enjeu', enjeu, SUM(du_trimestre), COUNT(*), NULL
FROM comptees
GROUP BY niveau, code, periode, enjeu
ORDER BY 1, 2, 3, 4, 5
