/*---
code: PA4
alias: EM4 (annexe, volet partenaires)
libelle: Total des actions incluant des partenaires
definition: >-
  PA1 + PA2 + PA3, dont celles qui comportent une stratégie de valorisation des deux réseaux.
decision: >-
  Une action compte une fois à chaque niveau qu’elle touche : la mission locale, sa région, la nation ; sans
  territoire indiqué, au national seul. L’annexe imprime « EM4 » par erreur. Chaque action a une seule catégorie. « Incluant une stratégie de valorisation » est lu comme un « dont ».
article: annexe 10 (EM4 (annexe, volet partenaires)), art. 2.1
version: 1
diffusion: comptage
periodes: [trimestre]
axes: [enjeu]
mesures:
  - {nom: actions, libelle: Actions, unite: nombre, totaux: oui}
  - {nom: actions_cumul, libelle: Actions en cumul, unite: nombre, totaux: oui}
  - {nom: valorisees, libelle: Dont valorisées, unite: nombre, totaux: oui}
parametres:
  - {nom: debut_annee, type: date}
  - {nom: arrete, type: date}
extraits: [missions_locales, jeunes, cotraitances, actions]
extraits_utiles: [actions_structures]
requete: commun/actions.sql
constantes:
  - {nom: public, valeur: PA}
  - {nom: categorie, valeur: toutes}
---*/
