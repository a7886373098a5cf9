/*---
code: PFV
libelle: Plateformes de vocation
definition: Évaluations du trimestre, réussies, et suivies d’une mise en relation, par plateforme.
decision: Les évaluations se comptent, non les jeunes ; le territoire est celui de la mission locale de la ligne.
article: art. 4.4
version: 1
diffusion: comptage
periodes: [trimestre]
axes: [plateforme]
mesures:
  - {nom: evaluations, libelle: Évaluations, unite: nombre, totaux: oui}
  - {nom: reussies, libelle: Réussies, unite: nombre, totaux: oui}
  - {nom: mer, libelle: Mises en relation, unite: nombre, totaux: oui}
parametres:
  - {nom: debut_annee, type: date}
  - {nom: arrete, type: date}
extraits: [missions_locales, jeunes, cotraitances, evaluations_pfv]
---*/
WITH comptes AS MATERIALIZED (
  SELECT t.niveau, t.code, q.periode, v.plateforme, COUNT(*) AS evaluations, SUM(v.reussie) AS reussies,
         SUM(v.mer) AS mer
  FROM evaluations_pfv v
  JOIN periodes q ON q.genre = 'trimestre' AND v.date BETWEEN q.debut AND q.fin
  JOIN territoires t ON t.code_ml = v.code_ml
  WHERE v.date BETWEEN :debut_annee AND :arrete
  GROUP BY t.niveau, t.code, q.periode, v.plateforme
)
SELECT niveau, code, periode, 'plateforme' AS axe, plateforme AS modalite, evaluations, reussies, mer
FROM comptes
UNION ALL
SELECT niveau, code, periode, '', '', SUM(evaluations), SUM(reussies), SUM(mer)
FROM comptes
GROUP BY niveau, code, periode
ORDER BY 1, 2, 3, 4, 5
