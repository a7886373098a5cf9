#!/bin/sh
# Ce que « make lint » vérifie : le format du code, les en-têtes tiers à leur seule place, les gabarits SQL préparés.
# Les avertissements sont des erreurs dès la compilation. Usage : scripts/lint.sh PROGRAMME
set -eu
bilan=$1
faute=0

echo '— format (.clang-format)'
clang-format --dry-run -Werror src/*/*.[ch] include/bilan/*/*.h tests/unit/*.[ch] || faute=1

# en-tête : où il a le droit d'être (expression de grep -E)
place() {
    trouves=$(grep -lE "#include <$1>" -r src include | grep -vE "^($2)$" || true)
    [ -z "$trouves" ] || { echo "$1 est inclus hors de $2 : $trouves"; faute=1; }
}
echo '— en-têtes tiers à leur place'
place 'sqlite3\.h' 'src/store/store_sqlite\.c'
place 'cyaml/cyaml\.h' 'src/config/yaml\.h'
place 'jansson\.h' 'src/config/map\.c'
place 'xlsxwriter\.h' 'src/output/xlsx_private\.h'
place 'hpdf\.h' 'src/output/pdf_page\.c'
place 'cairo(-ft|-svg)?\.h' 'src/output/canvas_cairo\.c'
place 'zlib\.h' 'src/output/xlsx_zip\.c'

echo '— ni setlocale, ni copie sans borne'
if grep -nE '\b(setlocale|strcpy|strcat|sprintf|gets)\(' src/*/*.c; then faute=1; fi

echo '— gabarits SQL préparés, sur une base neuve'
"$bilan" verifier-gabarits || faute=1

echo '— scripts'
for script in scripts/*.sh .ci/run; do sh -n "$script" || faute=1; done

[ "$faute" = 0 ] && echo 'lint : rien à redire'
exit "$faute"
