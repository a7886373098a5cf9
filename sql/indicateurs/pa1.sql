/*---
code: PA1
libelle: Actions concertées incluant des partenaires
definition: >-
  Actions concertées incluant des partenaires, par trimestre avec cumul annuel, par enjeu E24 à E29.
decision: >-
  Une action compte une fois à chaque niveau qu’elle touche : la mission locale, sa région, la nation ; sans
  territoire indiqué, au national seul.
article: annexe 10 (PA1), art. 2.1
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
  - {nom: public, valeur: PA}
  - {nom: categorie, valeur: concertee}
---*/
