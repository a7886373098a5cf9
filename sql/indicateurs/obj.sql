/*---
code: OBJ
libelle: Objectif de l’année et ce qui compte sur lui
definition: >-
  Décomptes : jeunes dont un parcours est initialisé dans l’année, une fois par mission locale et par an, hors ceux qui
  sont en CIVIS à l’initialisation. Suivis : les mêmes sans cette exclusion. Taux : décomptes / objectif. Projection :
  décomptes × jours de l’année / jours écoulés.
decision: >-
  CIVIS : l’art. 5.4 et l’annexe 7 l’excluent des décomptes, l’art. 4.1 de la convention locale le compte sans le payer ;
  d’où deux mesures, l’objectif et la subvention suivant les décomptes. Région et nation : somme des missions locales.
  Objectif : la ligne à la date d’effet la plus récente à l’arrêté.
article: art. 5.1, 5.4, annexes 4 et 7
version: 1
diffusion: convention
periodes: [annee]
mesures:
  - {nom: objectif, libelle: Objectif, unite: nombre}
  - {nom: decomptes, libelle: Décomptés, unite: nombre, totaux: oui}
  - {nom: suivis, libelle: Suivis, unite: nombre, totaux: oui}
  - {nom: taux, libelle: Taux d’atteinte, unite: taux}
  - {nom: projection, libelle: Projection au 31 décembre, unite: nombre, totaux: oui}
  - {nom: ecart, libelle: Écart à l’objectif, unite: nombre}
  - {nom: objectif_somme_locale, libelle: Somme des objectifs locaux, unite: nombre}
parametres:
  - {nom: annee, type: entier}
  - {nom: periode_annee, type: texte}
  - {nom: debut_annee, type: date}
  - {nom: arrete, type: date}
  - {nom: jours_annee, type: entier}
  - {nom: jours_ecoules, type: entier}
extraits: [missions_locales, jeunes, cotraitances]
extraits_utiles: [objectifs, dispositifs, evenements]
---*/
WITH inities AS ( -- une fois par jeune et mission locale ; un seul parcours hors CIVIS suffit à décompter
  SELECT code_ml, id_jeune, MIN(civis) AS civis
  FROM parcours_arrete
  WHERE initialisation BETWEEN :debut_annee AND :arrete
  GROUP BY code_ml, id_jeune
),
locaux AS (
  SELECT code_ml, COUNT(*) AS suivis, COUNT(CASE WHEN civis = 0 THEN 1 END) AS decomptes
  FROM inities
  GROUP BY code_ml
),
comptes AS (
  SELECT s.niveau, s.code, COALESCE(SUM(l.suivis), 0) AS suivis, COALESCE(SUM(l.decomptes), 0) AS decomptes
  FROM structures s
  LEFT JOIN territoires t ON t.niveau = s.niveau AND t.code = s.code
  LEFT JOIN locaux l ON l.code_ml = t.code_ml
  GROUP BY s.niveau, s.code
),
effets AS (
  SELECT niveau, code, volume,
         ROW_NUMBER() OVER (PARTITION BY niveau, code ORDER BY date_effet DESC) AS rang
  FROM objectifs
  WHERE annee = :annee AND date_effet <= :arrete
),
sommes AS (
  SELECT t.niveau, t.code, SUM(e.volume) AS volume
  FROM effets e
  JOIN territoires t ON t.code_ml = e.code
  WHERE e.rang = 1 AND e.niveau = 'local' AND t.niveau <> 'local'
  GROUP BY t.niveau, t.code
)
SELECT c.niveau, c.code, :periode_annee AS periode, '' AS axe, '' AS modalite,
       e.volume AS objectif, c.decomptes, c.suivis,
       (2000000 * c.decomptes + e.volume) / NULLIF(2 * e.volume, 0) AS taux,
       (2 * c.decomptes * :jours_annee + :jours_ecoules) / (2 * :jours_ecoules) AS projection,
       c.decomptes - e.volume AS ecart,
       s.volume AS objectif_somme_locale
FROM comptes c
LEFT JOIN effets e ON e.niveau = c.niveau AND e.code = c.code AND e.rang = 1
LEFT JOIN sommes s ON s.niveau = c.niveau AND s.code = c.code
ORDER BY 1, 2
