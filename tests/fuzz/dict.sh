#!/bin/sh
# Dictionaries for libFuzzer: dict.sh SOURCE... prints the words a scanner or reader knows, that is
# every quoted text of the sources that looks like one. Words of the type pattern are spelled out.
set -eu
cat "$@" | grep -o '"[^" ]*"' | sed 's/^"//; s/"$//' |
    grep -E '^([A-Za-z_]{2,}|[][<>=!&|*+~.@`{}:-]{2,3})$' | LC_ALL=C sort -u |
    sed 's/\\/\\\\/g; s/.*/"&"/'
for word in UInt8 UInt16 UInt32 UInt64 SInt8 SInt16 SInt32 SInt64 UIntSize UIntPtr; do
    printf '"%s"\n' "$word"
done
