# Compares measured figures with the recorded ones: awk -f gate.awk FIGURES CONSOLE.
# More than 5 percent above is a failure; as much below asks for a new record.

FNR == NR { if ($0 !~ /^#/ && NF == 3) { recorded[$1 " " $2] = $3; n++ } next }
{ sub(/\r$/, "") }
$1 == "bench:" && ($2 " " $3) in recorded {
    key = $2 " " $3
    seen++
    if ($4 > recorded[key] * 1.05) { print "gate: " key ": " $4 " is over " recorded[key]; bad++ }
    else if ($4 < recorded[key] * 0.95) print "gate: " key ": " $4 " instead of " recorded[key] ": record it"
}
END {
    if (seen != n) { print "gate: " seen + 0 " figures instead of " n; bad++ }
    if (!bad) print "gate: " n " figures within their bounds"
    exit bad != 0
}
