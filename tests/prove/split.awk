# Cuts a header made by `nk-gen-c --acsl` into one file per verifier: its predicates, its contract
# and the function, which is called VERIFIER there. Prints the names of the functions.
#   awk -v dir=DIR -f split.awk HEADER
/^#define .*VALIDATOR__$/ { on = 1; text = ""; next }
/^#endif$/ { on = 0 }
!on { next }
{ text = text $0 "\n" }
/^static inline NK_VERIFY_UNUSED int / { name = $NF; sub(/\($/, "", name) }
# A brace in the first column ends a function: a verifier, or one of the small ones around them.
/^}$/ {
    if (name != "") {
        file = dir "/" name
        gsub(name, "VERIFIER", text)
        printf "%s", text >file
        close(file)
        print name
    }
    text = name = ""
}
