#!/bin/bash
# json-valid.sh FOLDER: the JSON of every description below FOLDER fits the schema. Prints what does
# not, and counts.
set -u
src=$1 count=0 failed=0
while read -r file; do
    count=$((count + 1))
    nk-gen-c -I "$src" --emit=json "$src/$file" >model.json &&
        "$BUILD/tests/tools/json-validate" "$ROOT/docs/schemas/model.schema.json" model.json >log 2>&1 ||
        { failed=$((failed + 1)); head -n 5 log; }
done < <(cd "$src" && find . -name '*.?dl' | sed 's|^\./||' | LC_ALL=C sort)
rm -f model.json log
echo "$count descriptions, $failed failed"
