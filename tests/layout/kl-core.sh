# shellcheck shell=bash
# Every row of the layout table holds for the headers that nk-gen-c makes of the kernel's
# descriptions: each offset with the type of its field, each size, each constant.
table=$TESTS/layout/kl-core-layout.tsv
export PATH="$BUILD/bin:$PATH"

generate() { # FOLDER FILE: FILE is below FOLDER
    mkdir -p "gen/$(dirname "$2")"
    nk-gen-c -I "$INC" -o "gen/$(dirname "$2")" "$1/$2"
}
generate "$INC" kl/core/Core.edl
generate "$INC" nk/Execute.idl
generate "$INC" Einit.edl
generate "$TESTS/layout" Hello.edl

awk -f "$TESTS/layout/asserts.awk" "$table" >asserts.c
gcc -std=gnu11 -w -fsyntax-only -fmax-errors=0 -I "$INC" -I gen -include stddef.h -include kl/core/Core.edl.h \
    -include nk/Execute.idl.h -include Einit.edl.h -include Hello.edl.h asserts.c 2>errors || true
grep -v '^asserts\.c:' errors | grep -E 'error' >other || true
if [ -s other ]; then
    cat other
    fail 'the headers do not compile'
fi
# shellcheck disable=SC2013 # numbers, one a line
for row in $(sed -n 's/^asserts\.c:\([0-9]*\):[0-9]*: error.*/\1/p' errors | sort -nu); do
    fail "row $row: $(sed -n "${row}p" "$table" | cut -f 1-4 | tr '\t' ' ')"
done
# Each row is an assertion: none may get lost on the way.
if [ "$(grep -c "^_Static_assert" asserts.c)" -ne "$(grep -vc "^#" "$table")" ]; then fail "rows without an assertion"; fi
for kind in offset:1144 size:532 enum:1467; do
    rows=$(grep -c "^${kind%:*}	" "$table")
    if [ "$rows" -ne "${kind#*:}" ]; then
        fail "the table has $rows ${kind%:*} rows, not ${kind#*:}"
    elif grep -q "^fail" "$results"; then
        fail "${kind%:*} rows, see above"
    else
        pass "$rows ${kind%:*} rows hold"
    fi
done
