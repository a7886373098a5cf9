#!/bin/sh
# Les documents produits, lus par d'autres que nous : qpdf, poppler, un analyseur XML, LibreOffice quand il est là. Sur
# les cas de scripts/cas-documents.sh. Usage : scripts/verifier-documents.sh PROGRAMME
# Sort avec 1 quand un contrôle échoue. DOSSIER=… garde les documents.
set -eu
bilan=$1

outils='qpdf pdftotext pdffonts pdftoppm'
manque() { for outil in $outils; do command -v "$outil" >/dev/null 2>&1 || echo "$outil"; done; }
if [ -n "$(manque)" ] && command -v apt-get >/dev/null 2>&1; then
    admin=''
    if [ "$(id -u)" != 0 ] && command -v sudo >/dev/null 2>&1; then admin=sudo; fi
    echo 'Installation de qpdf et poppler-utils (apt)…' >&2
    $admin apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $admin apt-get install -y -qq --no-install-recommends qpdf poppler-utils >/dev/null
fi
if [ -n "$(manque)" ]; then
    echo "Il manque : $(manque | tr '\n' ' ')(paquets qpdf et poppler-utils)" >&2
    exit 1
fi

dossier=${DOSSIER:-$(mktemp -d)}
[ -n "${DOSSIER:-}" ] || trap 'rm -rf "$dossier"' EXIT
formats=xlsx,pdf,svg,texte
"$bilan" produire --aide | grep -q html && formats=$formats,html
sh scripts/cas-documents.sh "$bilan" "$dossier" "$formats"
python3 scripts/verifier_documents.py "$dossier"
