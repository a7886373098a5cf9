-- §2.1 Initialisations possibles d'un parcours, avec la règle CIVIS (§2.6) et les sorties théoriques (§2.5).

DELETE FROM initialisations WHERE id_jeune IN (SELECT id_jeune FROM personnes_modifiees);
DELETE FROM initialisations WHERE id_cotraitance IN
  (SELECT p.id_cotraitance FROM parcours p JOIN personnes_modifiees m ON m.id_jeune = p.id_jeune);

INSERT INTO initialisations (id_cotraitance, rang, id_jeune, jour, civis, sortie_age,
                             sortie_cessation, sortie_demenagement)
WITH possibles AS (
  SELECT c.id_cotraitance, 1 AS rang, c.date_initialisation AS jour
  FROM cotraitances c
  JOIN personnes_modifiees m ON m.id_jeune = c.id_jeune
  WHERE c.date_initialisation IS NOT NULL
  UNION ALL
  -- le premier entretien, atelier ou information collective, avant la sortie et l'affectation suivante
  SELECT p.id_cotraitance, 2, MIN(e.date)
  FROM parcours p
  JOIN personnes_modifiees m ON m.id_jeune = p.id_jeune
  JOIN evenements e ON e.id_jeune = p.id_jeune AND e.code_ml = p.code_ml
                   AND e.date >= p.affectation
  WHERE e.type IN ('entretien', 'atelier', 'information_collective')
    AND (p.sortie IS NULL OR e.date < p.sortie)
    AND (p.suivante IS NULL OR e.date < p.suivante)
  GROUP BY p.id_cotraitance
),
candidats AS (
  SELECT i.id_cotraitance, i.rang, i.jour, p.id_jeune, p.code_ml, p.affectation
  FROM possibles i
  JOIN parcours p ON p.id_cotraitance = i.id_cotraitance
),
en_civis AS ( -- de n'importe quelle mission locale ; l'entrée du même jour compte
  SELECT DISTINCT c.id_cotraitance, c.rang
  FROM candidats c
  JOIN dispositifs d ON d.id_jeune = c.id_jeune AND d.date_entree <= c.jour
  WHERE d.dispositif = 'CIVIS' AND (d.date_sortie IS NULL OR d.date_sortie > c.jour)
),
cessations AS (
  -- Six mois après le début de l'interruption, ou après I quand elle a commencé avant. Une interruption close
  -- plus tôt n'en donne pas : pour une échéance ≤ D, « encore ouverte à D » et « finie à l'échéance ou après »
  -- disent la même chose, donc rien ici ne dépend de l'arrêté.
  SELECT c.id_cotraitance, c.rang, MIN(k.plus_6_mois) AS echeance
  FROM candidats c
  JOIN interruptions i ON i.id_jeune = c.id_jeune AND (i.fin IS NULL OR i.fin > c.jour)
  JOIN calendrier k ON k.jour = CASE WHEN i.debut > c.jour THEN i.debut ELSE c.jour END
  WHERE i.fin IS NULL OR i.fin >= k.plus_6_mois
  GROUP BY c.id_cotraitance, c.rang
),
departs AS (
  SELECT c.id_cotraitance, c.rang, MIN(d.date) AS echeance
  FROM candidats c
  JOIN demenagements d ON d.id_jeune = c.id_jeune AND d.code_ml = c.code_ml AND d.date >= c.jour
  GROUP BY c.id_cotraitance, c.rang
)
SELECT c.id_cotraitance, c.rang, c.id_jeune, c.jour,
       CASE WHEN v.id_cotraitance IS NULL THEN 0 ELSE 1 END,
       CASE WHEN (a.amj - n.amj) / 10000 = 25 THEN i.plus_12_mois -- affecté dans sa 26e année : un an
            WHEN n.plus_26_ans < c.jour THEN c.jour               -- jamais avant I
            ELSE n.plus_26_ans END,
       s.echeance, d.echeance
FROM candidats c
JOIN jeunes j ON j.id_jeune = c.id_jeune
LEFT JOIN calendrier a ON a.jour = c.affectation
LEFT JOIN calendrier i ON i.jour = c.jour
LEFT JOIN calendrier n ON n.jour = j.date_naissance
LEFT JOIN en_civis v ON v.id_cotraitance = c.id_cotraitance AND v.rang = c.rang
LEFT JOIN cessations s ON s.id_cotraitance = c.id_cotraitance AND s.rang = c.rang
LEFT JOIN departs d ON d.id_cotraitance = c.id_cotraitance AND d.rang = c.rang;
