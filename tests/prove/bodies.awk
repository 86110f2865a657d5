# Leaves of a preprocessed text what the proof of one function needs: types, logic, that function, the
# declarations with contract of those it calls, and the data that any of these names. Whoever calls a
# function without a contract is not proved.
# Without `keep`, prints the names of all functions that have a body and a contract.
#   awk [-v keep=FUNCTION] -f bodies.awk FILE
function put(text) { out[++n] = text }
function flush() {
    if (note != "")
        put(note)
    note = ""
}
# The name of the function or data that a heading declares.
function called(heading) {
    gsub(/__attribute__\(\([^)]*\)\)/, "", heading)
    sub(/ *=.*/, "", heading)
    gsub(/\[[^]]*\]/, "", heading)
    sub(/\(.*/, "", heading)
    sub(/ *\n$/, "", heading)
    sub(/.*[ *\n]/, "", heading)
    return heading
}
# Ends a heading that stands before a body or, with `;`, alone.
function headed(is_body, name, contract) {
    heading = 0
    name = called(head)
    contract = note ~ /^\/\*@ (requires|terminates)/
    if (contract)
        promised[name] = 1
    if (contract && (name != keep || !is_body)) {
        sub(/;? *\n$/, ";\n", head)
        put(note head)
        of[n] = name
        note = ""
    }
    flush()
    if (!is_body) {
        if (!contract) {
            put(head)
            of[n] = name
        }
        return
    }
    has_body[name] = 1
    if (name == keep) {
        put(head "{\n")
        copy = 1
    } else {
        skip = !/}/
    }
}
function data_ended() {
    if (!/; *$/)
        return
    put(definition)
    data_of[n] = called(definition)
    definition = ""
}
skip { if (/^}/) skip = 0; next }
copy { body = body $0 "\n"; put($0 "\n"); if (/^}/) copy = 0; next }
/^\/\*@/ { flush(); inside = 1 }
inside { note = note $0 "\n"; if (/\*\//) inside = 0; next }
definition != "" { definition = definition $0 "\n"; data_ended(); next }
!heading && /^[a-z_].* = / && !/^enum / { flush(); definition = $0 "\n"; data_ended(); next }
!heading && /^[a-z_].*\(/ && !/^(typedef|_Static_assert|__extension__)/ && !/[{]/ { head = ""; heading = 1 }
heading && /^[{]/ { headed(1); next }
heading {
    head = head $0 "\n"
    if (/; *$/)
        headed(0)
    next
}
{ flush(); put($0 "\n") }
END {
    flush()
    if (keep == "") {
        for (name in has_body)
            if (name in promised)
                print name
        exit
    }
    # What stands further down names what it needs.
    for (i = n; i > 0; i--) {
        wanted = 1
        if (i in of)
            wanted = of[i] == keep || index(body, of[i] "(")
        else if (i in data_of)
            wanted = index(kept, data_of[i])
        if (wanted)
            kept = out[i] kept
    }
    printf "%s", kept
}
