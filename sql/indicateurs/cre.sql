/*---
code: CRE
libelle: Compte rendu d’exécution
definition: >-
  Par mois et pour l’année : parcours initialisés ; jeunes décomptés, au mois de leur première initialisation décomptée
  de l’année ; jeunes pris en charge, accompagnés au moins un jour du mois.
decision: >-
  La somme des mois des décomptes est le décompte de l’objectif. Les pris en charge de l’année sont des jeunes
  distincts, jamais la somme des mois. Région et nation : somme des missions locales.
article: annexe 6, art. 9
version: 1
diffusion: convention
periodes: [mois, annee]
mesures:
  - {nom: initialises, libelle: Parcours initialisés, unite: nombre, totaux: oui}
  - {nom: decomptes, libelle: Jeunes décomptés, unite: nombre, totaux: oui}
  - {nom: pris_en_charge, libelle: Jeunes pris en charge, unite: nombre, totaux: oui}
parametres:
  - {nom: debut_annee, type: date}
  - {nom: arrete, type: date}
extraits: [missions_locales, jeunes, cotraitances]
extraits_utiles: [dispositifs, evenements]
---*/
WITH genres AS (
  SELECT genre, periode, debut, fin FROM periodes WHERE genre IN ('mois', 'annee')
),
premiers AS (
  SELECT code_ml, MIN(initialisation) AS jour
  FROM parcours_arrete
  WHERE initialisation BETWEEN :debut_annee AND :arrete AND civis = 0
  GROUP BY code_ml, id_jeune
),
accompagnements AS ( -- du premier au dernier mois de l'année où le parcours est accompagné un jour au moins
  SELECT c.code_ml, c.id_jeune, d.mois AS premier, f.mois AS dernier
  FROM parcours_arrete c
  JOIN calendrier d ON d.jour = CASE WHEN c.initialisation < :debut_annee THEN :debut_annee
                                     ELSE c.initialisation END
  JOIN calendrier f ON f.jour = CASE WHEN c.sortie IS NULL THEN :arrete ELSE c.sortie - 1 END
  WHERE c.initialisation <= :arrete
    AND (c.sortie IS NULL OR (c.sortie > c.initialisation AND c.sortie > :debut_annee))
),
couvertures AS ( -- un jeune à deux parcours compte une fois par mois : deja est le dernier mois déjà compté
  SELECT code_ml, premier, dernier,
         MAX(dernier) OVER (PARTITION BY code_ml, id_jeune ORDER BY premier, dernier
                            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS deja
  FROM accompagnements
),
presences AS MATERIALIZED (
  SELECT code_ml, premier, dernier, deja, COUNT(*) AS n
  FROM couvertures
  GROUP BY code_ml, premier, dernier, deja
),
comptes AS (
  SELECT c.code_ml, g.periode, COUNT(*) AS initialises, 0 AS decomptes, 0 AS pris_en_charge
  FROM parcours_arrete c
  JOIN genres g ON c.initialisation BETWEEN g.debut AND g.fin
  WHERE c.initialisation BETWEEN :debut_annee AND :arrete
  GROUP BY c.code_ml, g.periode
  UNION ALL
  SELECT p.code_ml, g.periode, 0, COUNT(*), 0
  FROM premiers p
  JOIN genres g ON p.jour BETWEEN g.debut AND g.fin
  GROUP BY p.code_ml, g.periode
  UNION ALL
  SELECT p.code_ml, g.periode, 0, 0, SUM(p.n)
  FROM presences p
  JOIN genres g ON (g.genre = 'annee' AND p.deja IS NULL)
                OR (g.genre = 'mois' AND g.periode BETWEEN p.premier AND p.dernier
                    AND (p.deja IS NULL OR g.periode > p.deja))
  GROUP BY p.code_ml, g.periode
)
SELECT t.niveau, t.code, c.periode, '' AS axe, '' AS modalite, SUM(c.initialises) AS initialises,
       SUM(c.decomptes) AS decomptes, SUM(c.pris_en_charge) AS pris_en_charge
FROM comptes c
JOIN territoires t ON t.code_ml = c.code_ml
GROUP BY t.niveau, t.code, c.periode
ORDER BY 1, 2, 3
