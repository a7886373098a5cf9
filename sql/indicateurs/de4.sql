/*---
code: DE4
libelle: Jeunes accompagnés à la fois par Pôle emploi et par la mission locale
definition: >-
  Jeunes dont un suivi de Pôle emploi et un accompagnement par la mission locale (co-traitance ou dispositif) ont au
  moins un jour commun dans le trimestre.
decision: >-
  L’accompagnement donne la mission locale, donc le territoire. Une période est close à gauche, ouverte à droite : le
  jour de la sortie n’est plus accompagné.
article: annexe 10 (DE4)
version: 1
diffusion: comptage
periodes: [trimestre]
axes: [sexe]
mesures:
  - {nom: jeunes, libelle: Jeunes, unite: nombre, totaux: oui}
  - {nom: jeunes_cumul, libelle: Jeunes en cumul, unite: nombre, totaux: oui}
parametres:
  - {nom: debut_annee, type: date}
  - {nom: arrete, type: date}
extraits: [missions_locales, jeunes, cotraitances, suivis_pe]
---*/
WITH accompagnements AS (
  SELECT id_jeune, code_ml, initialisation AS debut, sortie AS fin
  FROM parcours_arrete
  WHERE initialisation IS NOT NULL
  UNION ALL
  SELECT id_jeune, code_ml, date_entree, date_sortie
  FROM dispositifs
  WHERE date_entree <= :arrete
),
communs AS ( -- les jours communs aux deux, [debut, fin) ; une fin vide dépasse l'arrêté
  SELECT a.id_jeune, a.code_ml,
         CASE WHEN a.debut > s.date_debut THEN a.debut ELSE s.date_debut END AS debut,
         CASE WHEN a.fin IS NULL OR s.date_fin < a.fin THEN s.date_fin ELSE a.fin END AS fin
  FROM accompagnements a
  JOIN suivis_pe s ON s.id_jeune = a.id_jeune
  WHERE (a.fin IS NULL OR a.fin > :debut_annee) AND (s.date_fin IS NULL OR s.date_fin > :debut_annee)
    AND s.date_debut <= :arrete
),
presents AS (
  SELECT t.niveau, t.code, q.periode, c.id_jeune,
         MAX(CASE WHEN c.fin IS NULL OR c.fin > q.debut THEN 1 ELSE 0 END) AS du_trimestre
  FROM communs c
  JOIN periodes q ON q.genre = 'trimestre' AND c.debut <= q.fin
  JOIN territoires t ON t.code_ml = c.code_ml
  WHERE c.fin IS NULL OR (c.debut < c.fin AND c.fin > :debut_annee)
  GROUP BY t.niveau, t.code, q.periode, c.id_jeune
)
SELECT p.niveau, p.code, p.periode, a.axe, CASE a.axe WHEN 'sexe' THEN j.sexe ELSE '' END AS modalite,
       SUM(p.du_trimestre) AS jeunes, COUNT(*) AS jeunes_cumul
FROM presents p
JOIN jeunes j ON j.id_jeune = p.id_jeune
JOIN axes a ON a.axe IN ('', 'sexe')
GROUP BY p.niveau, p.code, p.periode, a.axe, CASE a.axe WHEN 'sexe' THEN j.sexe ELSE '' END
ORDER BY 1, 2, 3, 4, 5
