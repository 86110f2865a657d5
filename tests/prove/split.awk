# Cuts a header made by `nk-gen-c --acsl`, or a module by `nk-psl-gen-c --acsl`, into one file per
# verifier: its predicates, its contract and the function, which is called VERIFIER there. Prints the
# names of the functions.
#   awk -v dir=DIR -f split.awk FILE
/^#define .*VALIDATOR__$|^\/\* ---- structure of messages / { on = 1; text = ""; next }
/^#endif$|^\/\* ---- classes / { on = 0 }
!on { next }
{ text = text $0 "\n" }
/^static inline NK_VERIFY_UNUSED int / { name = $NF; sub(/\($/, "", name) }
# A brace in the first column ends a function: a verifier, or one of the small ones around them.
/^}$/ {
    if (name != "") {
        file = dir "/" name
        gsub(name, "VERIFIER", text)
        # The number of a row is handed on as it is.
        gsub(/nk_verify_field\(reason, [0-9]+,/, "nk_verify_field(reason, 1,", text)
        printf "%s", text >file
        close(file)
        print name
    }
    text = name = ""
}
