# Cuts out of a module made by `nk-psl-gen-c --acsl` what proofs of its rules need: what its verifiers
# say of the messages that rules read, and the sections of audit, state and rules. Reads the module twice.
#   awk -f module.awk MODULE MODULE
FNR == 1 { pass++; section = "" }
/^\/\* ---- / { section = $3 }
pass == 1 {
    if (section != "rules")
        next
    for (line = $0; match(line, /verify_[A-Za-z0-9_]*_accepts/); line = substr(line, RSTART + RLENGTH))
        wanted[substr(line, RSTART, RLENGTH - 8)] = 1
    next
}
/^#include / { print; next }
section == "structure" {
    if (/^\/\*@ /) {
        claim = ""
        inside = 1
    }
    if (inside)
        claim = claim $0 "\n"
    if (inside && /\*\/$/) {
        inside = 0
        name = ""
        if (match(claim, /predicate verify_[A-Za-z0-9_]*/))
            name = substr(claim, RSTART + 10, RLENGTH - 10)
        sub(/_item[0-9]+$|_accepts$/, "", name)
        if (name in wanted)
            print claim
    }
    next
}
section ~ /^(audit:|state|rules)$/ {
    if (/^static ksm_action_fn /)
        exit
    print
}
