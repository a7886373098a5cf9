/*---
code: SUBV
libelle: Subvention annuelle (40 % / 40 % / solde)
definition: >-
  Montant de la convention ; acomptes de 40 % au 20 janvier et au 10 juillet ; dû = montant × min(décomptes, objectif) /
  objectif ; solde ou reversement : l’écart entre le dû et le versé.
decision: >-
  Calcul en centimes, arrondi au centime le plus proche. Versé : les versements connus à l’arrêté dès que l’extraction
  en contient pour l’année, sinon les acomptes échus. Avant le 31 décembre, dû et solde sont provisoires : le solde n’est
  payable que sur le compte rendu de l’année complète. Région et nation : sommes des missions locales.
article: annexe 6, art. 9
version: 1
diffusion: convention
periodes: [annee]
mesures:
  - {nom: montant, libelle: Montant prévu, unite: euros}
  - {nom: acompte_1, libelle: Premier acompte (20 janvier), unite: euros}
  - {nom: acompte_2, libelle: Second acompte (10 juillet), unite: euros}
  - {nom: verse, libelle: Versé, unite: euros}
  - {nom: du, libelle: Dû, unite: euros}
  - {nom: solde, libelle: Solde à verser, unite: euros}
  - {nom: reversement, libelle: À reverser, unite: euros}
parametres:
  - {nom: annee, type: entier}
  - {nom: periode_annee, type: texte}
  - {nom: debut_annee, type: date}
  - {nom: arrete, type: date}
extraits: [missions_locales, jeunes, cotraitances, enveloppes]
extraits_utiles: [objectifs, versements, dispositifs, evenements]
---*/
WITH inities AS (
  SELECT DISTINCT code_ml, id_jeune
  FROM parcours_arrete
  WHERE initialisation BETWEEN :debut_annee AND :arrete AND civis = 0
),
decomptes AS (
  SELECT code_ml, COUNT(*) AS decomptes FROM inities GROUP BY code_ml
),
effets AS (
  SELECT code AS code_ml, volume,
         ROW_NUMBER() OVER (PARTITION BY code ORDER BY date_effet DESC) AS rang
  FROM objectifs
  WHERE annee = :annee AND niveau = 'local' AND date_effet <= :arrete
),
echeances AS (
  SELECT MAX(CASE WHEN iso = :periode_annee || '-01-20' AND jour <= :arrete THEN 1 ELSE 0 END) AS premiere,
         MAX(CASE WHEN iso = :periode_annee || '-07-10' AND jour <= :arrete THEN 1 ELSE 0 END) AS seconde
  FROM calendrier
  WHERE annee = :annee
),
payes AS (
  SELECT code_ml, SUM(CASE WHEN date <= :arrete THEN montant ELSE 0 END) AS montant
  FROM versements
  WHERE annee = :annee
  GROUP BY code_ml
),
connus AS (
  SELECT COUNT(*) AS lignes FROM versements WHERE annee = :annee
),
acomptes AS (
  SELECT v.code_ml, v.montant, d.decomptes, e.volume,
         CASE WHEN h.premiere = 1 THEN (4 * v.montant + 5) / 10 ELSE 0 END AS acompte_1,
         CASE WHEN h.seconde = 1 THEN (4 * v.montant + 5) / 10 ELSE 0 END AS acompte_2,
         CASE WHEN k.lignes > 0 THEN COALESCE(p.montant, 0) END AS paye
  FROM enveloppes v
  CROSS JOIN echeances h
  CROSS JOIN connus k
  LEFT JOIN decomptes d ON d.code_ml = v.code_ml
  LEFT JOIN effets e ON e.code_ml = v.code_ml AND e.rang = 1
  LEFT JOIN payes p ON p.code_ml = v.code_ml
  WHERE v.annee = :annee
),
dus AS (
  SELECT code_ml, montant, acompte_1, acompte_2, COALESCE(paye, acompte_1 + acompte_2) AS verse,
         -- M × min(décomptes, objectif) / objectif, au centime le plus proche
         (2 * montant * CASE WHEN COALESCE(decomptes, 0) < volume THEN COALESCE(decomptes, 0) ELSE volume END
           + volume) / NULLIF(2 * volume, 0) AS du
  FROM acomptes
)
SELECT t.niveau, t.code, :periode_annee AS periode, '' AS axe, '' AS modalite,
       SUM(d.montant) AS montant, SUM(d.acompte_1) AS acompte_1, SUM(d.acompte_2) AS acompte_2,
       SUM(d.verse) AS verse, SUM(d.du) AS du,
       SUM(CASE WHEN d.du > d.verse THEN d.du - d.verse WHEN d.du <= d.verse THEN 0 END) AS solde,
       SUM(CASE WHEN d.verse > d.du THEN d.verse - d.du WHEN d.verse <= d.du THEN 0 END) AS reversement
FROM dus d
JOIN territoires t ON t.code_ml = d.code_ml
GROUP BY t.niveau, t.code
ORDER BY 1, 2
