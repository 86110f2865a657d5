# shellcheck shell=bash
# Every description that is shipped compiles without a word, and its headers compile as C11 and C++17
# with gcc and clang, all in one unit, in both orders, with and without short names.
export PATH="$BUILD/bin:$PATH"
mkdir gen
(cd "$INC" && find . -name '*.[ice]dl' -type f | sed 's|^\./||' | sort) >list

while IFS= read -r file; do
    mkdir -p "gen/$(dirname "$file")"
    if nk-gen-c -I "$INC" -o "gen/$(dirname "$file")" "$INC/$file" >said 2>&1 && [ ! -s said ]; then
        continue
    fi
    cat said
    fail "$file: not silent"
done <list
grep -q "^fail" "$results" || pass "$(wc -l <list) descriptions"

sed 's|.*|#include <&.h>|' list >forward.h
tac forward.h >backward.h
# Two packages end in Execute; their short names are the same.
for order in forward backward; do grep -v nk/Execute $order.h >$order-short.h; done
warn=(-Wall -Wextra -Wpedantic -Werror -fsyntax-only -I "$INC" -I gen)
for order in forward backward; do
    for short in "" -short; do
        for cc in gcc clang; do
            for std in c11 c++17; do
                lang=c
                [ "$std" = c11 ] || lang=c++
                if $cc -std=$std -x $lang "${warn[@]}" ${short:+-DNK_USE_UNQUALIFIED_NAMES} - \
                    <$order$short.h; then
                    pass "$cc $std $order$short"
                else
                    fail "$cc $std $order$short"
                fi
            done
        done
    done
done
