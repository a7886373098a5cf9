#!/bin/sh
# Les cas sur lesquels on regarde les documents (galerie.sh) et on les vérifie (verifier-documents.sh) : un petit
# réseau simulé, et le pire de ce qu'un lecteur peut recevoir. Usage : scripts/cas-documents.sh PROGRAMME DOSSIER FORMATS
# Écrit DOSSIER/<cas>/<niveau>/<code>/… et DOSSIER/cas.tsv : cas, ce qu'il met à l'épreuve.
set -eu
bilan=$1
dossier=$2
formats=$3
annee=2010
nation=national/FR
travail=$(mktemp -d)
trap 'rm -rf "$travail"' EXIT

mkdir -p "$dossier"
: >"$dossier/cas.tsv"

importer() { # extraits, base
    "$bilan" importer "$1" --base "$2" --quiet >/dev/null 2>"$travail/erreurs" || {
        [ $? = 3 ] && ! grep -q 'bilan :' "$travail/erreurs" || { cat "$travail/erreurs" >&2; exit 1; }
    }
}

# nom du cas, ce qu'il montre, base, arrêté, territoires
cas() {
    printf '%s\t%s\n' "$1" "$2" >>"$dossier/cas.tsv"
    "$bilan" produire --annee $annee --arrete "$4" --base "$3" --sortie "$dossier/$1" --territoires "$5" \
        --formats "$formats" --quiet 2>"$travail/erreurs" || { cat "$travail/erreurs" >&2; exit 1; }
}

# Extraits transformés : chaque fichier passe par awk, séparateur « ; », l'en-tête à part.
transformer() { # de, vers, fichier, programme awk
    [ -d "$2" ] || { mkdir -p "$2" && cp "$1"/*.csv "$2"; }
    awk -F';' -v OFS=';' "NR == 1 { print; next } $4" "$1/$3" >"$2/$3"
}

"$bilan" simuler --graine 3 --annee $annee --jeunes 3000 --sortie "$travail/reseau" --quiet
importer "$travail/reseau" "$travail/reseau.db"
cas ordinaire 'la nation, une région, une mission locale au 30 septembre' "$travail/reseau.db" 2010-09-30 \
    $nation,regional/82,local/01004S00
cas noms-longs 'les noms les plus longs du réseau : 98 et 90 caractères' "$travail/reseau.db" 2010-12-31 \
    regional/22,local/93031S00
cas debut-annee 'une année qui commence : arrêté au 5 janvier' "$travail/reseau.db" 2010-01-05 \
    $nation,regional/82,local/01004S00

# soixante missions locales dans une seule région, aux noms de 98 caractères
"$bilan" simuler --graine 5 --annee $annee --jeunes 3000 --structures 60 --sortie "$travail/soixante" --quiet
# shellcheck disable=SC2016 # les « $ » sont ceux d’awk
transformer "$travail/soixante" "$travail/region" missions_locales.csv '{
    $2 = sprintf("MISSION INTERCOMMUNALE INSERTION JEUNES PAYS DES TROIS-RIVIERES ET DE SAINT-DENIS-SUR-OISE no %02d", NR - 1)
    $3 = "82"; print }'
importer "$travail/region" "$travail/region.db"
cas region-60 'une région de soixante missions locales, aux noms de 98 caractères' "$travail/region.db" 2010-09-30 \
    regional/82

# objectifs et montants de huit chiffres
transformer "$travail/reseau" "$travail/grand" objectifs.csv '{ $5 = sprintf("%.0f", $5 * 432 + 1); print }'
transformer "$travail/reseau" "$travail/grand" enveloppes.csv '{ $3 = sprintf("%.0f.55", $3 * 987); print }'
importer "$travail/grand" "$travail/grand.db"
cas grands-nombres 'objectifs et montants de huit chiffres' "$travail/grand.db" 2010-12-31 \
    $nation,regional/11,local/93031S00

# quelques jeunes : des trimestres vides, des zéros, des parts d’un petit nombre
importer tests/fixtures/exemple "$travail/exemple.db"
cas trimestre-vide 'quelques jeunes, des trimestres sans aucun' "$travail/exemple.db" 2010-12-31 \
    $nation,regional/82,local/01004S00

# le minimum : ni objectifs, ni montants, ni actions, ni comités
mkdir "$travail/minimum"
for fichier in missions_locales jeunes cotraitances; do cp "$travail/reseau/$fichier.csv" "$travail/minimum"; done
importer "$travail/minimum" "$travail/minimum.db"
cas sans-options 'aucune extraction facultative : source absente partout' "$travail/minimum.db" 2010-09-30 \
    $nation,regional/82,local/01004S00
