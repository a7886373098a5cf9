-- §2.3b Statut d'un jour : la ligne de statuts_pe qui le contient, au début le plus récent ; aucune : inscrit.
-- Une interruption est une suite de jours radié ou en cessation sans jour inscrit entre eux.

DELETE FROM interruptions WHERE id_jeune IN (SELECT id_jeune FROM personnes_modifiees);

INSERT INTO interruptions (id_jeune, debut, fin)
WITH lignes AS (
  SELECT s.id_jeune, s.date_debut, s.date_fin, s.statut
  FROM statuts_pe s
  JOIN personnes_modifiees m ON m.id_jeune = s.id_jeune
  WHERE (s.date_fin IS NULL OR s.date_fin > s.date_debut) -- [d, d) ne contient aucun jour
    AND s.id_jeune IN (SELECT id_jeune FROM statuts_pe WHERE statut <> 'inscrit')
),
bornes AS (
  SELECT id_jeune, date_debut AS borne FROM lignes
  UNION
  SELECT id_jeune, date_fin FROM lignes WHERE date_fin IS NOT NULL
),
segments AS ( -- entre deux bornes, le statut ne change pas
  SELECT id_jeune, borne AS debut,
         LEAD(borne) OVER (PARTITION BY id_jeune ORDER BY borne) AS fin
  FROM bornes
),
statuts AS (
  SELECT s.id_jeune, s.debut, s.fin, l.statut,
         ROW_NUMBER() OVER (PARTITION BY s.id_jeune, s.debut ORDER BY l.date_debut DESC) AS rang
  FROM segments s
  JOIN lignes l ON l.id_jeune = s.id_jeune
               AND l.date_debut <= s.debut AND (l.date_fin IS NULL OR l.date_fin > s.debut)
),
arrets AS (
  SELECT id_jeune, debut, fin,
         LAG(fin) OVER (PARTITION BY id_jeune ORDER BY debut) AS fin_precedente
  FROM statuts
  WHERE rang = 1 AND statut IN ('radie', 'cessation')
),
suites AS ( -- deux arrêts qui se touchent sont la même suite
  SELECT id_jeune, debut, fin,
         SUM(CASE WHEN fin_precedente = debut THEN 0 ELSE 1 END)
           OVER (PARTITION BY id_jeune ORDER BY debut ROWS UNBOUNDED PRECEDING) AS suite
  FROM arrets
)
SELECT id_jeune, MIN(debut), CASE WHEN COUNT(*) = COUNT(fin) THEN MAX(fin) END
FROM suites
GROUP BY id_jeune, suite;
