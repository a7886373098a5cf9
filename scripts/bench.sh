#!/bin/sh
# Mesures, en rapports pris dans une même exécution : l'import contre « sqlite3 .import » des mêmes fichiers avec les
# mêmes clés, et un document contre lui-même avec un seul processus. Usage : scripts/bench.sh PROGRAMME
# JEUNES=N change la taille (100000 par défaut).
set -eu
bilan=$1
jeunes=${JEUNES:-100000}
dossier=$(mktemp -d)
trap 'rm -rf "$dossier"' EXIT

maintenant() { date +%s%N; }
# durée en millisecondes d'une commande
duree() {
    t0=$(maintenant)
    "$@" >/dev/null 2>"$dossier/erreurs" || { cat "$dossier/erreurs" >&2; exit 1; }
    echo $((($(maintenant) - t0) / 1000000))
}
rapport() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", (b > 0 ? a / b : 0) }'; }

"$bilan" simuler --graine 1 --annee 2010 --jeunes "$jeunes" --sortie "$dossier/extraits" --quiet
lignes=$(cat "$dossier"/extraits/*.csv | wc -l)

# le pair : les mêmes tables, mêmes clés, sans aucune validation
pair() {
    for fichier in "$dossier"/extraits/*.csv; do
        table=$(basename "$fichier" .csv)
        colonnes=$(head -n 1 "$fichier" | tr ';' ' ')
        cle=$(awk '
            /- \{nom:/ { n = $3; sub(/,.*/, "", n); if ($0 ~ /cle: oui/) c = c (c ? "," : "") n } END { print c }
        ' "sql/extractions/$table.yaml")
        {
            printf 'CREATE TABLE %s (' "$table"
            for colonne in $colonnes; do printf '"%s" TEXT, ' "$colonne"; done
            printf 'PRIMARY KEY (%s)) WITHOUT ROWID;\n.mode csv\n.separator ;\n.import --skip 1 %s %s\n' "$cle" "$fichier" "$table"
        } | sqlite3 "$dossier/pair.db"
    done
}

echo "Import : $lignes lignes, validées, dérivées"
t_bilan=$(duree "$bilan" importer "$dossier/extraits" --base "$dossier/bilan.db" --quiet)
t_pair=$(duree pair)
echo "  bilan importer                $t_bilan ms, $((lignes * 1000 / (t_bilan + 1))) lignes/s"
echo "  sqlite3 .import, mêmes clés   $t_pair ms, $((lignes * 1000 / (t_pair + 1))) lignes/s"
echo "  rapport                       × $(rapport "$t_pair" "$t_bilan") (plus grand : bilan plus rapide)"

t_calcul=$(duree "$bilan" calculer --annee 2010 --base "$dossier/bilan.db" --format csv --quiet)
echo "Calcul de tous les indicateurs, à tous les niveaux : $t_calcul ms"

# le rendu d'un destinataire : le classeur de « cotraitance », son PDF et ses images
produire() { "$bilan" produire cotraitance --annee 2010 --base "$dossier/bilan.db" --niveau local --sortie "$dossier/$1" --jobs "$1" --quiet; }
t_un=$(duree produire 1)
t_deux=$(duree produire 2)
lots=$(find "$dossier/1" -name '*.pdf' | wc -l)
rendu=$((t_un - t_calcul))
echo "Rendu : $lots lots (classeur, PDF et images de « cotraitance »)"
echo "  un processus    $t_un ms dont calcul ; par lot $(rapport "$rendu" "$lots") ms"
echo "  deux processus  $t_deux ms dont calcul ; rapport × $(rapport "$((t_un - t_calcul))" "$((t_deux - t_calcul))")"
