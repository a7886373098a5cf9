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
fins AS ( -- les dates où l'âge se lit : la fin de chaque trimestre, ou l'arrêté
  SELECT MAX(CASE WHEN periode = :periode_annee || '-T1' THEN amj_fin END) AS f1,
         MAX(CASE WHEN periode = :periode_annee || '-T2' THEN amj_fin END) AS f2,
         MAX(CASE WHEN periode = :periode_annee || '-T3' THEN amj_fin END) AS f3,
         MAX(CASE WHEN periode = :periode_annee || '-T4' THEN amj_fin END) AS f4
  FROM periodes
  WHERE genre = 'trimestre'
),
profils AS ( -- classes d'âge à ces dates : 1 = 16-17, 2 = 18-21, 3 = 22-25, 4 = autre
  SELECT p.no, j.sexe, j.zus, p.t1, p.t2, p.t3, p.t4,
         CASE WHEN (f.f1 - n.amj) / 10000 BETWEEN 16 AND 17 THEN 1 WHEN (f.f1 - n.amj) / 10000 BETWEEN 18 AND 21 THEN 2
              WHEN (f.f1 - n.amj) / 10000 BETWEEN 22 AND 25 THEN 3 ELSE 4 END AS a1,
         CASE WHEN (f.f2 - n.amj) / 10000 BETWEEN 16 AND 17 THEN 1 WHEN (f.f2 - n.amj) / 10000 BETWEEN 18 AND 21 THEN 2
              WHEN (f.f2 - n.amj) / 10000 BETWEEN 22 AND 25 THEN 3 ELSE 4 END AS a2,
         CASE WHEN (f.f3 - n.amj) / 10000 BETWEEN 16 AND 17 THEN 1 WHEN (f.f3 - n.amj) / 10000 BETWEEN 18 AND 21 THEN 2
              WHEN (f.f3 - n.amj) / 10000 BETWEEN 22 AND 25 THEN 3 ELSE 4 END AS a3,
         CASE WHEN (f.f4 - n.amj) / 10000 BETWEEN 16 AND 17 THEN 1 WHEN (f.f4 - n.amj) / 10000 BETWEEN 18 AND 21 THEN 2
              WHEN (f.f4 - n.amj) / 10000 BETWEEN 22 AND 25 THEN 3 ELSE 4 END AS a4
  FROM presents p
  CROSS JOIN fins f
  JOIN jeunes j ON j.id_jeune = p.id_jeune
  LEFT JOIN calendrier n ON n.jour = j.date_naissance
),
effectifs AS MATERIALIZED ( -- t : envoyés dans le trimestre ; c : depuis janvier
  SELECT no, sexe, zus, a1, a2, a3, a4,
         SUM(t1) AS t1, SUM(t2) AS t2, SUM(t3) AS t3, SUM(t4) AS t4,
         SUM(CASE WHEN t1 + t2 > 0 THEN 1 ELSE 0 END) AS c2,
         SUM(CASE WHEN t1 + t2 + t3 > 0 THEN 1 ELSE 0 END) AS c3, COUNT(*) AS c4
  FROM profils
  GROUP BY no, sexe, zus, a1, a2, a3, a4
),
cube AS (
  SELECT no, 'T1' AS trimestre, sexe, zus, a1 AS classe, t1 AS jeunes, t1 AS cumul FROM effectifs
  UNION ALL
  SELECT no, 'T2', sexe, zus, a2, t2, c2 FROM effectifs
  UNION ALL
  SELECT no, 'T3', sexe, zus, a3, t3, c3 FROM effectifs
  UNION ALL
  SELECT no, 'T4', sexe, zus, a4, t4, c4 FROM effectifs
),
decoupes AS (
  SELECT c.no, c.trimestre, c.jeunes, c.cumul, a.axe,
         CASE a.axe WHEN 'sexe' THEN c.sexe
           WHEN 'age' THEN CASE c.classe WHEN 1 THEN '16-17' WHEN 2 THEN '18-21' WHEN 3 THEN '22-25' ELSE 'autre' END
           WHEN 'zus' THEN CASE WHEN c.zus = 1 THEN 'oui' WHEN c.zus = 0 THEN 'non' ELSE 'inconnu' END
           ELSE '' END AS modalite
  FROM cube c
  CROSS JOIN axes a
)
SELECT s.niveau, s.code, q.periode, d.axe, d.modalite,
       SUM(d.jeunes) AS jeunes, SUM(d.cumul) AS jeunes_cumul,
       NULL AS parcours, NULL AS acceptes, NULL AS refuses, NULL AS annules, NULL AS inities
FROM decoupes d
JOIN structures s ON s.no = d.no
JOIN periodes q ON q.genre = 'trimestre' AND q.periode = :periode_annee || '-' || d.trimestre
GROUP BY s.niveau, s.code, q.periode, d.axe, d.modalite
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
