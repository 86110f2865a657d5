#!/bin/bash
# compile.sh DIR: every header below DIR compiles without a warning alone (twice), and all together
# in both orders, as C11 and C++17, with gcc and clang, with and without short names.
# Prints one line per failure and the number of compilations.
set -u
dir=$(realpath "$1")
warn="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -fsyntax-only"
mapfile -t headers < <(cd "$dir" && find . -name '*.h' | sed 's|^\./||' | LC_ALL=C sort)
count=0 failed=0

try() { # LABEL HEADER...
    local label=$1 text
    shift
    text=$(printf '#include "%s"\n' "$@")
    count=$((count + 1))
    # shellcheck disable=SC2086
    if ! printf '%s\n' "$text" | $compiler $warn $define -I"$INC" -I"$dir" - >log 2>&1; then
        failed=$((failed + 1))
        echo "$compiler $define: $label"
        head -n 3 log
    fi
    rm -f log
}

reversed=()
for h in "${headers[@]}"; do reversed=("$h" "${reversed[@]}"); done
for compiler in "gcc -std=c11 -xc" "g++ -std=c++17 -xc++" "clang -std=c11 -xc" \
    "clang++ -std=c++17 -xc++"; do
    for define in "" -DNK_USE_UNQUALIFIED_NAMES; do
        for h in "${headers[@]}"; do try "$h" "$h" "$h"; done
        try "all" "${headers[@]}"
        try "all, last first" "${reversed[@]}"
    done
done
echo "$count compilations, $failed failed"
