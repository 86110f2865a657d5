#!/bin/bash
# xml-valid.sh FOLDER: the XML of every description below FOLDER fits the schema. Prints what does
# not, and counts.
set -u
src=$1 count=0 failed=0
while read -r file; do
    count=$((count + 1))
    nk-gen-c -I "$src" --emit=xml "$src/$file" >model.xml &&
        xmllint --noout --relaxng "$ROOT/docs/schemas/model.rng" model.xml >log 2>&1 ||
        { failed=$((failed + 1)); head -n 5 log; }
done < <(cd "$src" && find . -name '*.?dl' | sed 's|^\./||' | LC_ALL=C sort)
rm -f model.xml log
echo "$count descriptions, $failed failed"
