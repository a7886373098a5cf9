#!/bin/sh
# Installe ce que « make » demande et qui manque. Appelé par le Makefile ; sans effet quand tout est là.
# Sur Debian et Ubuntu : apt. Ailleurs, nomme les paquets et s'arrête, sans rien installer.
set -eu

modules='glib-2.0 sqlite3 libcyaml yaml-0.1 jansson xlsxwriter cairo freetype2 zlib check'
debian='gcc make pkg-config libglib2.0-dev libsqlite3-dev sqlite3 libcyaml-dev libyaml-dev libjansson-dev libxlsxwriter-dev libcairo2-dev libfreetype-dev zlib1g-dev libhpdf-dev check clang-format python3 poppler-utils'

complet() {
    command -v pkg-config >/dev/null 2>&1 || return 1
    for module in $modules; do pkg-config --exists "$module" || return 1; done
    echo '#include <hpdf.h>' | ${CC:-cc} -E - >/dev/null 2>&1 || return 1
    for outil in sqlite3 clang-format python3 pdftotext; do command -v "$outil" >/dev/null 2>&1 || return 1; done
}

complet && exit 0

if command -v apt-get >/dev/null 2>&1; then
    admin=''
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null 2>&1 || {
            echo "Il manque des bibliothèques. En administrateur : apt-get install $debian" >&2
            exit 1
        }
        admin=sudo
    fi
    echo "Installation des bibliothèques manquantes (apt)…" >&2
    $admin apt-get update -qq
    # shellcheck disable=SC2086 # la liste est faite de mots
    DEBIAN_FRONTEND=noninteractive $admin apt-get install -y -qq --no-install-recommends $debian >/dev/null
    complet || { echo "Des bibliothèques manquent encore après l'installation : $modules hpdf" >&2; exit 1; }
    exit 0
fi

echo "Il manque des bibliothèques. Installez-les, puis relancez la commande :" >&2
if command -v dnf >/dev/null 2>&1; then
    echo "  dnf install gcc make pkgconf glib2-devel sqlite-devel sqlite libcyaml-devel libyaml-devel jansson-devel libxlsxwriter-devel cairo-devel freetype-devel zlib-devel libharu-devel check-devel clang-tools-extra python3 poppler-utils" >&2
elif command -v apk >/dev/null 2>&1; then
    echo "  apk add build-base pkgconf glib-dev sqlite-dev sqlite libcyaml-dev yaml-dev jansson-dev libxlsxwriter-dev cairo-dev freetype-dev zlib-dev libharu-dev check-dev clang-extra-tools python3 poppler-utils" >&2
elif command -v brew >/dev/null 2>&1; then
    echo "  brew install pkg-config glib sqlite libcyaml libyaml jansson libxlsxwriter cairo freetype libharu check clang-format python3 poppler" >&2
else
    echo "  glib-2.0, sqlite3, libcyaml, jansson, libxlsxwriter, cairo, freetype, libharu, check, clang-format, python3, poppler-utils" >&2
fi
exit 1
