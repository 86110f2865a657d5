#!/bin/bash
# roundtrip.sh FOLDER [OPTION...]: for every description below FOLDER, the JSON of the model read
# back gives the same hash and the same headers. Prints what does not, and counts.
set -u
src=$1 count=0 failed=0
shift
while read -r file; do
    count=$((count + 1))
    rm -rf a b model.json
    mkdir a b
    {
        nk-gen-c "$@" -I "$src" --emit=json "$src/$file" >model.json &&
            [ "$(nk-gen-c "$@" -I "$src" --emit=hash "$src/$file")" = "$(nk-gen-c --emit=hash model.json)" ] &&
            nk-gen-c "$@" -I "$src" -o a --no-depfile --validators --extended-errors "$src/$file" &&
            nk-gen-c -o b --no-depfile --validators --extended-errors model.json &&
            diff -r a b
    } >log 2>&1 || { failed=$((failed + 1)); echo "$file"; head -n 5 log; }
done < <(cd "$src" && find . -name '*.?dl' | sed 's|^\./||' | LC_ALL=C sort)
rm -rf a b model.json log
echo "$count descriptions, $failed failed"
