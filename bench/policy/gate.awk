# Compares measured decisions with the recorded ones: awk -f gate.awk FIGURES OUTPUT. More than 5
# percent above the record is a failure, and so is a decision that costs more with more rules.

FNR == NR { if ($0 !~ /^#/ && NF == 2) { recorded[$1] = $2; n++ } next }
$1 == "policy:" && $2 in recorded {
    found[$2] = $3
    seen++
    if ($3 > recorded[$2] * 1.05) { print "gate: " $2 ": " $3 " is over " recorded[$2]; bad++ }
}
END {
    if (seen != n) { print "gate: " seen + 0 " figures instead of " n; bad++ }
    for (name in found)
        if (name ~ /-many$/) {
            few = substr(name, 1, length(name) - 5)
            if (found[name] > found[few] * 1.05) { print "gate: " name " is over " few; bad++ }
        }
    if (!bad) print "gate: " n " figures within their bounds"
    exit bad != 0
}
