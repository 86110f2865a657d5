#!/bin/bash
# generate.sh SOURCES OUT [OPTION...]: nk-gen-c for every description below SOURCES, each header into
# the folder of its package below OUT.
set -u
src=$1 out=$2
shift 2
(cd "$src" && find . -name '*.?dl' | LC_ALL=C sort) | while read -r file; do
    mkdir -p "$out/$(dirname "$file")"
    nk-gen-c -I "$src" -o "$out/$(dirname "$file")" --no-depfile "$@" "$src/$file"
done
