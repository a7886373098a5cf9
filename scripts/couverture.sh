#!/bin/sh
# Part des lignes de src/ que les tests exécutent : construction BUILD=cov, tests unitaires, puis une chaîne entière
# (simuler, importer, calculer, produire) en petit. Affiche chaque module et le total ; échoue sous le seuil.
# Usage : scripts/couverture.sh   (SEUIL=85 pour cent par défaut)
set -eu
cd "$(dirname "$0")/.."
seuil=${SEUIL:-85}

if ! command -v gcovr >/dev/null 2>&1; then
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "Il manque gcovr (https://gcovr.com) : installez-le, puis relancez « make coverage »" >&2
        exit 1
    fi
    admin=''
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null 2>&1 || {
            echo "Il manque gcovr. En administrateur : apt-get install gcovr" >&2
            exit 1
        }
        admin=sudo
    fi
    echo "Installation de gcovr (apt)…" >&2
    $admin apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $admin apt-get install -y -qq --no-install-recommends gcovr >/dev/null
fi

make -s BUILD=cov build/cov/bilan build/cov/check_bilan
find build/cov -name '*.gcda' -delete

make -s BUILD=cov check-unit

bilan=$PWD/build/cov/bilan
dossier=$(mktemp -d)
trap 'rm -rf "$dossier"' EXIT
"$bilan" simuler --graine 2010 --annee 2010 --historique 1 --jeunes 400 --structures 4 --sortie "$dossier/extraits" --quiet
"$bilan" importer "$dossier/extraits" --base "$dossier/a.db" --quiet >/dev/null
"$bilan" calculer --annee 2010 --arrete 2010-09-30 --format csv --base "$dossier/a.db" --quiet >/dev/null
"$bilan" produire --annee 2010 --arrete 2010-09-30 --base "$dossier/a.db" --sortie "$dossier/out" \
    --formats xlsx,pdf,html,svg,png,csv,texte --jobs 2 --quiet

gcovr --root . --object-directory build/cov --filter 'src/' --json-summary build/cov/couverture.json >/dev/null
SEUIL=$seuil python3 - build/cov/couverture.json <<'FIN'
import json
import os
import sys

with open(sys.argv[1], encoding="utf-8") as summary:
    files = json.load(summary)["files"]
threshold = float(os.environ["SEUIL"])
modules = {}
for file in files:
    lines = modules.setdefault(file["filename"].split("/")[1], [0, 0])
    lines[0] += file["line_covered"]
    lines[1] += file["line_total"]
print("%-12s %8s %8s %8s" % ("module", "lignes", "vues", "part"))
for name in sorted(modules):
    covered, total = modules[name]
    print("%-12s %8d %8d %7.1f%%" % (name, total, covered, 100 * covered / max(total, 1)))
covered = sum(lines[0] for lines in modules.values())
total = sum(lines[1] for lines in modules.values())
share = 100 * covered / max(total, 1)
print("%-12s %8d %8d %7.1f%%" % ("total", total, covered, share))
low = [file for file in files if file["line_total"] >= 10 and file["line_percent"] < 75]
for file in sorted(low, key=lambda file: file["line_percent"]):
    print("  à mieux couvrir : %-36s %5.1f%%" % (file["filename"], file["line_percent"]))
if share < threshold:
    sys.exit("couverture : %.1f %% des lignes, sous le seuil de %.0f %%" % (share, threshold))
FIN
