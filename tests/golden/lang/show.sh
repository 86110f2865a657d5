#!/bin/bash
# show.sh FILE... [-- OPTION...]: what each description means, then how its headers compile: alone,
# together, as C11 and C++17, with gcc and clang.
set -u
files=() golden=$ROOT/tests/golden
while [ $# -gt 0 ] && [ "$1" != -- ]; do files+=("$1"); shift; done
[ $# -gt 0 ] && shift
mkdir headers
for f in "${files[@]}"; do
    echo "== $f"
    nk-gen-c -I . --templates "$golden/lang/show" "$f" && cat shown
    mkdir -p "headers/$(dirname "$f")"
    nk-gen-c -I . -W none -o "headers/$(dirname "$f")" --no-depfile --validators "$@" "$f"
done
bash "$golden/gen/compile.sh" headers
rm -rf headers shown log
