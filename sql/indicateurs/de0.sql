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
  - {nom: periode_annee, type: texte}
extraits: [missions_locales, jeunes, cotraitances]
---*/
WITH presents AS ( -- un jeune une fois par territoire, et les trimestres de ses affectations
  SELECT t.no, c.id_jeune,
         MAX(CASE WHEN q.periode = :periode_annee || '-T1' THEN 1 ELSE 0 END) AS t1,
         MAX(CASE WHEN q.periode = :periode_annee || '-T2' THEN 1 ELSE 0 END) AS t2,
         MAX(CASE WHEN q.periode = :periode_annee || '-T3' THEN 1 ELSE 0 END) AS t3,
         MAX(CASE WHEN q.periode = :periode_annee || '-T4' THEN 1 ELSE 0 END) AS t4
  FROM parcours_arrete c
  JOIN periodes q ON q.genre = 'trimestre' AND c.affectation BETWEEN q.debut AND q.fin
  JOIN territoires t ON t.code_ml = c.code_ml
  GROUP BY t.no, c.id_jeune
),
trimestres AS ( -- pour chaque trimestre ouvert : envoyé dans le trimestre, envoyé depuis janvier, âge à sa fin
  SELECT p.no, q.periode, j.sexe, j.zus, (q.amj_fin - n.amj) / 10000 AS age,
         CASE SUBSTR(q.periode, 6) WHEN 'T1' THEN t1 WHEN 'T2' THEN t2 WHEN 'T3' THEN t3 ELSE t4 END AS du_trimestre
  FROM presents p
  JOIN periodes q ON q.genre = 'trimestre'
       AND CASE SUBSTR(q.periode, 6) WHEN 'T1' THEN t1 WHEN 'T2' THEN t1 + t2
                                     WHEN 'T3' THEN t1 + t2 + t3 ELSE 1 END > 0
  JOIN jeunes j ON j.id_jeune = p.id_jeune
  LEFT JOIN calendrier n ON n.jour = j.date_naissance
),
cube AS MATERIALIZED (
  SELECT no, periode, sexe, zus,
         CASE WHEN age BETWEEN 16 AND 17 THEN '16-17' WHEN age BETWEEN 18 AND 21 THEN '18-21'
              WHEN age BETWEEN 22 AND 25 THEN '22-25' ELSE 'autre' END AS age,
         SUM(du_trimestre) AS jeunes, COUNT(*) AS cumul
  FROM trimestres
  GROUP BY 1, 2, 3, 4, 5
),
decoupes AS (
  SELECT c.no, c.periode, c.jeunes, c.cumul, a.axe,
         CASE a.axe WHEN 'sexe' THEN c.sexe WHEN 'age' THEN c.age
           WHEN 'zus' THEN CASE WHEN c.zus = 1 THEN 'oui' WHEN c.zus = 0 THEN 'non' ELSE 'inconnu' END
           ELSE '' END AS modalite
  FROM cube c
  CROSS JOIN axes a
)
SELECT s.niveau, s.code, d.periode, d.axe, d.modalite,
       SUM(d.jeunes) AS jeunes, SUM(d.cumul) AS jeunes_cumul,
       NULL AS parcours, NULL AS acceptes, NULL AS refuses, NULL AS annules, NULL AS inities
FROM decoupes d
JOIN structures s ON s.no = d.no
GROUP BY s.niveau, s.code, d.periode, d.axe, d.modalite
UNION ALL
SELECT t.niveau, t.code, l.periode, '', '', NULL, NULL,
       SUM(l.parcours), SUM(l.acceptes), SUM(l.refuses), SUM(l.annules), SUM(l.inities)
FROM (SELECT c.code_ml, q.periode, COUNT(*) AS parcours,
             COUNT(CASE WHEN c.refus IS NULL AND c.annulation IS NULL THEN c.acceptation END) AS acceptes,
             COUNT(c.refus) AS refuses, COUNT(c.annulation) AS annules, COUNT(c.initialisation) AS inities
      FROM parcours_arrete c
      JOIN periodes q ON q.genre = 'trimestre' AND c.affectation BETWEEN q.debut AND q.fin
      GROUP BY c.code_ml, q.periode) l
JOIN territoires t ON t.code_ml = l.code_ml
GROUP BY t.niveau, t.code, l.periode
ORDER BY 1, 2, 3, 4, 5
