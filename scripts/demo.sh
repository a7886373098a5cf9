#!/bin/sh
# La démonstration : une année simulée pour les missions locales réelles, importée, puis les rapports de la nation,
# des régions et de quelques missions locales. Usage : scripts/demo.sh PROGRAMME
set -eu
bilan=$1
dossier=${DEMO:-out/demo}
debut=$(date +%s)

etape() { printf '\n— %s\n' "$1"; }

mkdir -p "$dossier"
rm -f "$dossier/demo.db"

etape "Simuler l'année 2010 : 200 000 jeunes, 448 missions locales"
"$bilan" simuler --graine 2010 --annee 2010 --jeunes 200000 --sortie "$dossier/extraits" --quiet

etape 'Importer les 19 extractions'
"$bilan" importer "$dossier/extraits" donnees/objectifs_annexe4.csv --base "$dossier/demo.db"

etape 'Produire les rapports au 30 septembre 2010 : la nation, les régions, quatre missions locales'
"$bilan" produire --annee 2010 --arrete 2010-09-30 --base "$dossier/demo.db" --sortie "$dossier" \
    --territoires national/FR,regional,local/59350S00,local/75119S00,local/01004S00,local/97302S00 \
    --formats xlsx,pdf,svg,html

fin=$(date +%s)
cat <<FIN

Fait en $((fin - debut)) secondes. À regarder :
  $dossier/national/FR/cotraitance-FR-2010-09-30.pdf     le document du comité national
  $dossier/national/FR/cotraitance-FR-2010-09-30.html    le même, en page web
  $dossier/regional/82/bilan-82-2010-09-30.pdf           le bilan de Rhône-Alpes
  $dossier/local/01004S00/compte-rendu-01004S00-2010-09-30.xlsx   le compte rendu d'une mission locale
À essayer ensuite :
  $bilan calculer OBJ SUBV --annee 2010 --base $dossier/demo.db --niveau regional
  $bilan expliquer OBJ
  $bilan produire --annee 2010 --base $dossier/demo.db --sortie out     (tous les destinataires)
FIN
