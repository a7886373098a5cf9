/*---
code: DE0
libelle: Jeunes envoyés en co-traitance
definition: >-
  Jeunes affectés à une mission locale (date d’affectation dans le trimestre), avec cumul depuis le 1er janvier ;
  et, pour les affectations du trimestre, ce qu’elles sont devenues à l’arrêté.
decision: >-
  Un jeune envoyé deux fois compte une fois dans le trimestre et dans le cumul. « Acceptés » : acceptation à l’arrêté,
  sans refus ni annulation. L’âge est celui du dernier jour du trimestre, ou de l’arrêté, pour le cumul aussi.
article: annexe 10 (DE0), art. 5.2
version: 1
diffusion: comptage
periodes: [trimestre]
axes: [sexe, zus, age]
mesures:
  - {nom: jeunes, libelle: Jeunes, unite: nombre, totaux: oui}
  - {nom: jeunes_cumul, libelle: Jeunes en cumul, unite: nombre, totaux: oui}
  - {nom: parcours, libelle: Affectations, unite: nombre, totaux: oui}
  - {nom: acceptes, libelle: Acceptées, unite: nombre, totaux: oui}
  - {nom: refuses, libelle: Refusées, unite: nombre, totaux: oui}
  - {nom: annules, libelle: Annulées, unite: nombre, totaux: oui}
  - {nom: inities, libelle: Initialisées, unite: nombre, totaux: oui}
parametres:
  - {nom: debut_annee, type: date}
  - {nom: arrete, type: date}
extraits: [missions_locales, jeunes, cotraitances]
---*/
WITH presents AS MATERIALIZED (
  SELECT t.niveau, t.code, q.periode, q.amj_fin, c.id_jeune,
         MAX(CASE WHEN c.affectation >= q.debut THEN 1 ELSE 0 END) AS du_trimestre
  FROM parcours_arrete c
  JOIN periodes q ON q.genre = 'trimestre' AND c.affectation <= q.fin
  JOIN territoires t ON t.code_ml = c.code_ml
  WHERE c.affectation BETWEEN :debut_annee AND :arrete
  GROUP BY t.niveau, t.code, q.periode, q.amj_fin, c.id_jeune
),
ages AS (
  SELECT p.niveau, p.code, p.periode, p.du_trimestre, j.sexe, j.zus, (p.amj_fin - n.amj) / 10000 AS age
  FROM presents p
  JOIN jeunes j ON j.id_jeune = p.id_jeune
  LEFT JOIN calendrier n ON n.jour = j.date_naissance
),
decoupes AS (
  SELECT g.niveau, g.code, g.periode, g.du_trimestre, a.axe,
         CASE a.axe
           WHEN '' THEN ''
           WHEN 'sexe' THEN g.sexe
           WHEN 'zus' THEN CASE WHEN g.zus = 1 THEN 'oui' WHEN g.zus = 0 THEN 'non' ELSE 'inconnu' END
           WHEN 'age' THEN CASE WHEN g.age BETWEEN 16 AND 17 THEN '16-17'
                                WHEN g.age BETWEEN 18 AND 21 THEN '18-21'
                                WHEN g.age BETWEEN 22 AND 25 THEN '22-25'
                                ELSE 'autre' END
         END AS modalite
  FROM ages g
  CROSS JOIN axes a
)
SELECT niveau, code, periode, axe, modalite,
       SUM(du_trimestre) AS jeunes, COUNT(*) AS jeunes_cumul,
       NULL AS parcours, NULL AS acceptes, NULL AS refuses, NULL AS annules, NULL AS inities
FROM decoupes
GROUP BY niveau, code, periode, axe, modalite
UNION ALL
SELECT t.niveau, t.code, q.periode, '', '', NULL, NULL,
       COUNT(*),
       COUNT(CASE WHEN c.refus IS NULL AND c.annulation IS NULL THEN c.acceptation END),
       COUNT(c.refus), COUNT(c.annulation), COUNT(c.initialisation)
FROM parcours_arrete c
JOIN periodes q ON q.genre = 'trimestre' AND c.affectation BETWEEN q.debut AND q.fin
JOIN territoires t ON t.code_ml = c.code_ml
WHERE c.affectation BETWEEN :debut_annee AND :arrete
GROUP BY t.niveau, t.code, q.periode
ORDER BY 1, 2, 3, 4, 5
