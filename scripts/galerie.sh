#!/bin/sh
# La galerie : tous les rapports des cas de scripts/cas-documents.sh, chaque page et chaque graphique en image, sur une
# seule page à parcourir des yeux. Usage : scripts/galerie.sh PROGRAMME ; GALERIE=dossier (out/galerie par défaut)
set -eu
bilan=$1
galerie=${GALERIE:-out/galerie}
debut=$(date +%s)

command -v pdftoppm >/dev/null 2>&1 || { echo 'pdftoppm manque (paquet poppler-utils)' >&2; exit 1; }
rm -rf "$galerie"
mkdir -p "$galerie"
formats=pdf,png,svg
"$bilan" produire --aide | grep -q html && formats=$formats,html
sh scripts/cas-documents.sh "$bilan" "$galerie" "$formats"

# une page de PDF = un fichier à côté de lui ; deux PDF à la fois
find "$galerie" -name '*.pdf' | sort | xargs -P 2 -I{} sh -c 'pdftoppm -r 80 -png "$1" "${1%.pdf}-page"' - {}

# chemins et textes sont les nôtres : rien à échapper
vignette() { # chemin relatif, légende
    printf '<figure><a href="%s"><img loading="lazy" src="%s" alt=""></a><figcaption>%s</figcaption></figure>\n' \
        "$1" "$1" "$2"
}

lieu() { # un dossier <cas>/<niveau>/<code>
    printf '<h3>%s</h3>\n' "${1#*/}"
    for pdf in "$1"/*.pdf; do
        nom=$(basename "$pdf" .pdf)
        printf '<h4>%s · <a href="%s">pdf</a>' "$nom" "$pdf"
        [ ! -f "${pdf%.pdf}.html" ] || printf ' · <a href="%s">page web</a>' "${pdf%.pdf}.html"
        printf '</h4>\n<div class="pages">\n'
        for page in "${pdf%.pdf}"-page-*.png; do vignette "$page" "${page##*-page-}"; done | sed 's/\.png<\/figc/<\/figc/'
        printf '</div>\n'
    done
    printf '<h4>graphiques</h4>\n<div class="graphiques">\n'
    for image in "$1"/graphiques/*.svg; do
        nom=$(basename "$image" .svg)
        vignette "$image" "$nom · <a href=\"${image%.svg}.png\">png</a>"
    done
    printf '</div>\n'
}

cd "$galerie"
{
    cat <<'TETE'
<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Galerie des documents</title>
<style>
body{font:15px/1.4 sans-serif;margin:2em;color:#1b2430}
h2{margin-top:2.5em;border-top:2px solid #29598f;padding-top:.4em;color:#29598f} h4{margin:1em 0 .3em;font-weight:600}
.pages,.graphiques{display:flex;flex-wrap:wrap;gap:10px} figure{margin:0} figcaption{font-size:12px;color:#5b6675}
img{border:1px solid #d9dee4;background:#fff} .pages img{width:210px} .graphiques img{width:320px}
nav a{margin-right:1.2em}
</style></head><body>
<h1>Galerie des documents</h1>
<nav>
TETE
    while IFS='	' read -r cas texte; do printf '<a href="#%s">%s</a>\n' "$cas" "$cas"; done <cas.tsv
    echo '</nav>'
    while IFS='	' read -r cas texte; do
        printf '<h2 id="%s">%s : %s</h2>\n' "$cas" "$cas" "$texte"
        for dossier in "$cas"/national/* "$cas"/regional/* "$cas"/local/*; do
            if [ -d "$dossier" ]; then lieu "$dossier"; fi
        done
    done <cas.tsv
    echo '</body></html>'
} >index.html
pages=$(find . -name '*-page-*.png' | wc -l)
images=$(find . -path '*/graphiques/*.svg' | wc -l)
echo "$pages pages et $images graphiques en $(($(date +%s) - debut)) secondes : $galerie/index.html"
