/*---
code: EM1
libelle: Actions concertées envers les employeurs
definition: >-
  Actions concertées envers les employeurs, par trimestre avec cumul annuel, par enjeu E11 à E23.
decision: >-
  Une action compte une fois à chaque niveau qu’elle touche : la mission locale, sa région, la nation ; sans
  territoire indiqué, au national seul.
article: annexe 10 (EM1), art. 2.1
version: 1
diffusion: comptage
periodes: [trimestre]
axes: [enjeu]
mesures:
  - {nom: actions, libelle: Actions, unite: nombre, totaux: oui}
  - {nom: actions_cumul, libelle: Actions en cumul, unite: nombre, totaux: oui}
parametres:
  - {nom: debut_annee, type: date}
  - {nom: arrete, type: date}
extraits: [missions_locales, jeunes, cotraitances, actions]
extraits_utiles: [actions_structures]
requete: commun/actions.sql
constantes:
  - {nom: public, valeur: EM}
  - {nom: categorie, valeur: concertee}
---*/
