#!/bin/sh
# La page « --formats html » dans un navigateur : tri, filtre, contrastes, petit écran, papier, sans script.
# Installe ce qui manque (Debian et Ubuntu : chromium, nodejs, npm par apt ; playwright-core par npm, sous build/).
# Captures et impressions dans build/web/. Usage : scripts/verifier-page.sh PROGRAMME
set -eu
bilan=$1
outils=build/web-outils
captures=build/web
version=1.65.1 # de playwright-core

manque=''
for paire in chromium:chromium node:nodejs npm:npm; do
    command -v "${paire%:*}" >/dev/null 2>&1 || manque="$manque ${paire#*:}"
done
if [ -n "$manque" ]; then
    command -v apt-get >/dev/null 2>&1 || { echo "Il manque :$manque. Installez-les, puis relancez." >&2; exit 1; }
    admin=''
    [ "$(id -u)" = 0 ] || admin=sudo
    echo "Installation de$manque (apt)…" >&2
    $admin apt-get update -qq
    # shellcheck disable=SC2086 # la liste est faite de mots
    DEBIAN_FRONTEND=noninteractive $admin apt-get install -y -qq --no-install-recommends $manque >/dev/null
fi

mkdir -p "$outils"
if [ ! -d "$outils/node_modules/playwright-core" ]; then
    [ -f "$outils/package.json" ] || echo '{"name": "verifier-page", "private": true}' >"$outils/package.json"
    npm install --prefix "$outils" --no-audit --no-fund --silent "playwright-core@$version" >/dev/null
fi

rm -rf "$captures"
mkdir -p "$captures"
echo 'Entrepôt simulé et pages…' >&2
base=$captures/essai.db
"$bilan" simuler --annee 2010 --jeunes 4000 --sortie "$captures/extractions" --quiet >/dev/null
"$bilan" importer "$captures/extractions" --base "$base" --quiet >/dev/null
for destinataire in 'national FR' 'regional 82'; do
    # shellcheck disable=SC2086 # deux mots
    set -- $destinataire
    "$bilan" produire cotraitance --annee 2010 --arrete 2010-09-30 --base "$base" --niveau "$1" --code "$2" \
        --formats html --sortie "$captures/pages" --quiet
done
rm -rf "$captures/extractions" "$base"
node tests/web/page.mjs "$outils" "$captures" "$captures/pages/national/FR/cotraitance-FR-2010-09-30.html" \
    "$captures/pages/regional/82/cotraitance-82-2010-09-30.html"
