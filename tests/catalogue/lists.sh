# shellcheck shell=bash
# The lists of checks (golden/psl/README.md) and of models' rows (policy/README.md) say what is so.

# rows FILE: the rows of its tables, as `first|second|third` without blanks and backquotes at the ends.
rows() {
    sed -n 's/^| *\(.*[^ ]\) *|$/\1/p' "$1" | grep -v -e '^-' -e '^---' | sed 's/ | /|/g; s/`//g'
}

rows "$TESTS/golden/psl/README.md" | grep -v -e '^check|' -e '^input|' >checks
while IFS='|' read -r what slug case; do
    if grep -qF "[$slug]" "$TESTS/golden/$case.out"; then
        pass "$slug: $case"
    else
        fail "$case does not report $slug: $what"
    fi
done <checks

models=$TESTS/policy/models
rows "$TESTS/policy/README.md" | sed 's/\\|/OR/g' >listed
for policy in "$models"/*.psl; do
    model=$(basename "$policy" .psl)
    found=$(grep -c '^    sequence "' "$policy")
    number=$(sed -n "s/^$model|\([0-9]*\)|.*/\1/p" listed)
    if [ "$found" = "$number" ]; then pass "$model: $found rows"; else
        fail "$model has $found tests, the list says ${number:-nothing}"
    fi
    read -ra rules <<<"$(sed -n "s/^$model|[0-9]*|//p" listed | tr -d ',')"
    for rule in "${rules[@]}"; do
        grep -qF -- "sequence \"${rule//OR/|}" "$policy" || grep -qF -- ", ${rule//OR/|}:" "$policy" ||
            fail "$model: no test of $rule"
    done
done
