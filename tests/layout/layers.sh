# shellcheck shell=bash
# The folders of the compiler include downwards only: the table is the architecture.
while read -r folder allowed; do
    grep -rhoE '^#include "[a-z]+/' "$ROOT/$folder" | sed 's/^#include "//; s|/$||' | sort -u >used
    wrong=
    while read -r name; do
        case " ${folder##*/} $allowed " in
        *" $name "*) ;;
        *) wrong="$wrong $name" ;;
        esac
    done <used
    if [ -z "$wrong" ]; then pass "$folder"; else fail "$folder includes$wrong"; fi
done <<'TABLE'
grammar         base front
compiler/base
compiler/front  base
compiler/regex  base
compiler/model  base
compiler/sema   base front model
compiler/back   base model
compiler/policy base front model regex back nk
compiler/pal    base front model back policy
compiler/init   base model back nk
compiler/image  base nk
compiler/cli    base model back
compiler/nk     base model back cli
TABLE

# Every folder is in the table, and what others provide is included in one place.
for folder in "$ROOT"/compiler/*/; do
    name=$(basename "$folder")
    grep -q "^compiler/$name\b" "$TESTS/layout/layers.sh" || fail "compiler/$name is not in the table"
done
for library in yaml.h sha2.h libxml; do
    files=$(grep -rlE "^#include <$library" "$ROOT/compiler" | wc -l)
    if [ "$files" -le 1 ]; then pass "<$library>"; else fail "<$library> is included by $files files"; fi
done
