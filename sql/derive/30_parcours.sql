-- §2 Le parcours : l'affectation, la suivante (§2.1) et la radiation qui peut l'annuler (§2.2).

DELETE FROM parcours WHERE id_jeune IN (SELECT id_jeune FROM personnes_modifiees);
-- une affectation passée d'un jeune à un autre a changé les deux : aucune ligne périmée ne reste
DELETE FROM parcours WHERE id_cotraitance IN
  (SELECT c.id_cotraitance FROM cotraitances c JOIN personnes_modifiees m ON m.id_jeune = c.id_jeune);

INSERT INTO parcours (id_cotraitance, id_jeune, code_ml, affectation, acceptation, refus, sortie,
                      motif_sortie, suivante, radiation)
WITH dates AS (
  SELECT DISTINCT c.id_jeune, c.code_ml, c.date_affectation
  FROM cotraitances c
  JOIN personnes_modifiees m ON m.id_jeune = c.id_jeune
),
suivantes AS (
  SELECT id_jeune, code_ml, date_affectation,
         LEAD(date_affectation)
           OVER (PARTITION BY id_jeune, code_ml ORDER BY date_affectation) AS suivante
  FROM dates
),
radiations AS (
  SELECT c.id_cotraitance, MIN(s.date_debut) AS radiation
  FROM cotraitances c
  JOIN personnes_modifiees m ON m.id_jeune = c.id_jeune
  JOIN statuts_pe s ON s.id_jeune = c.id_jeune AND s.date_debut >= c.date_affectation
  WHERE s.statut = 'radie' AND (s.date_fin IS NULL OR s.date_fin > s.date_debut)
  GROUP BY c.id_cotraitance
)
SELECT c.id_cotraitance, c.id_jeune, c.code_ml, c.date_affectation, c.date_acceptation, c.date_refus,
       c.date_sortie, c.motif_sortie, s.suivante, r.radiation
FROM cotraitances c
JOIN suivantes s ON s.id_jeune = c.id_jeune AND s.code_ml = c.code_ml
                AND s.date_affectation = c.date_affectation
LEFT JOIN radiations r ON r.id_cotraitance = c.id_cotraitance;
