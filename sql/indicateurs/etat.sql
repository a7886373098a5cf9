/*---
code: ETAT
libelle: Parcours par étape ou état à l’arrêté
definition: >-
  Chaque parcours est dans un seul état, le premier qui convient : refusé, annulé, sorti ; avant l’initialisation,
  affecté ou accepté ; après, suspension, alerte ou accompagnement actif.
decision: >-
  Refusés, annulés et sortis ne comptent que ceux de l’année. La suspension l’emporte sur l’alerte ; « dont alerte
  ouverte » compte le recouvrement.
article: art. 5.2, annexe 7
version: 1
diffusion: comptage
periodes: [annee]
axes: [etat]
mesures:
  - {nom: parcours, libelle: Parcours, unite: nombre, totaux: oui}
  - {nom: dont_alerte, libelle: Dont alerte ouverte, unite: nombre}
parametres:
  - {nom: periode_annee, type: texte}
  - {nom: debut_annee, type: date}
extraits: [missions_locales, jeunes, cotraitances]
extraits_utiles: [statuts_pe, alertes, evenements]
---*/
WITH retenus AS MATERIALIZED (
  SELECT t.niveau, t.code, c.etat, COUNT(*) AS parcours, SUM(c.alerte) AS alertes
  FROM parcours_arrete c
  JOIN territoires t ON t.code_ml = c.code_ml
  WHERE CASE c.etat WHEN 'refuse' THEN c.refus WHEN 'annule' THEN c.annulation WHEN 'sorti' THEN c.sortie
                    ELSE :debut_annee END >= :debut_annee
  GROUP BY t.niveau, t.code, c.etat
)
SELECT niveau, code, :periode_annee AS periode, 'etat' AS axe, etat AS modalite, parcours,
       CASE WHEN etat = 'suspension' THEN alertes END AS dont_alerte
FROM retenus
UNION ALL
SELECT niveau, code, :periode_annee, '', '', SUM(parcours), NULL
FROM retenus
GROUP BY niveau, code
ORDER BY 1, 2, 3, 4, 5
