/*---
code: COPIL
libelle: Réunions des comités de pilotage
definition: Réunions de l’année du comité de ce niveau et de ce territoire, face au nombre que l’accord demande.
decision: Attendus de l’année entière (5 au local, 4 en région, 2 au national), jamais au prorata de l’arrêté.
article: art. 9.1, 9.2, 9.3
version: 1
diffusion: comptage
periodes: [annee]
mesures:
  - {nom: tenus, libelle: Tenus, unite: nombre, totaux: oui}
  - {nom: attendus, libelle: Attendus, unite: nombre}
parametres:
  - {nom: periode_annee, type: texte}
  - {nom: debut_annee, type: date}
  - {nom: arrete, type: date}
extraits: [missions_locales, jeunes, cotraitances, comites]
---*/
SELECT s.niveau, s.code, :periode_annee AS periode, '' AS axe, '' AS modalite, COUNT(c.date) AS tenus,
       CASE s.niveau WHEN 'local' THEN 5 WHEN 'regional' THEN 4 ELSE 2 END AS attendus
FROM structures s
LEFT JOIN comites c ON c.niveau = s.niveau AND c.code = s.code AND c.date BETWEEN :debut_annee AND :arrete
GROUP BY s.niveau, s.code
ORDER BY 1, 2
