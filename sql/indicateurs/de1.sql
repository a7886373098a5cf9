/*---
code: DE1
libelle: Jeunes en co-traitance concernés par un enjeu
definition: >-
  Jeunes ayant un acte dans un des enjeux E1 à E10, daté d’un jour où cette mission locale les accompagne en co-traitance.
decision: >-
  Actes : proposition prescrite, en cours ou réalisée, dans l’enjeu de sa rubrique ; entrée dans un dispositif ou
  initialisation (E1) ; évaluation d’une plateforme de vocation (E8). E4 et E7 portent le même libellé dans le texte :
  E4 = prestations de la mission locale, E7 = prestations de Pôle emploi.
article: annexe 10 (DE1)
version: 1
diffusion: comptage
periodes: [trimestre]
axes: [enjeu, sexe]
mesures:
  - {nom: jeunes, libelle: Jeunes, unite: nombre, totaux: oui}
  - {nom: jeunes_cumul, libelle: Jeunes en cumul, unite: nombre, totaux: oui}
parametres:
  - {nom: debut_annee, type: date}
  - {nom: arrete, type: date}
extraits: [missions_locales, jeunes, cotraitances]
extraits_utiles: [propositions, dispositifs, evenements, evaluations_pfv]
requete: commun/actes.sql
constantes:
  - {nom: accompagne, valeur: 1}
---*/
