# Leaves of a preprocessed text what the proof of one function needs: types, logic, that function, and
# the declarations with contract of those it calls. Whoever calls a function without one is not proved.
# Without `keep`, prints the names of all functions that have a body and a contract.
#   awk [-v keep=FUNCTION] -f bodies.awk FILE
function put(text) { out[++n] = text }
function flush() {
    if (note != "")
        put(note)
    note = ""
}
# The name of the function that a heading declares.
function called(heading) {
    gsub(/__attribute__\(\([^)]*\)\)/, "", heading)
    sub(/\(.*/, "", heading)
    sub(/.*[ *]/, "", heading)
    return heading
}
# Ends a heading that stands before a body or, with `;`, alone.
function headed(is_body, name, contract) {
    heading = 0
    name = called(head)
    contract = note ~ /^\/\*@ (requires|terminates)/
    if (contract) {
        promised[name] = 1
        if (name != keep || !is_body) {
            sub(/;? *\n$/, ";\n", head)
            put(note head)
            of[n] = name
            note = ""
        }
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
skip { if (/^}/) skip = 0; next }
copy { body = body $0 "\n"; put($0 "\n"); if (/^}/) copy = 0; next }
/^\/\*@/ { flush(); inside = 1 }
inside { note = note $0 "\n"; if (/\*\//) inside = 0; next }
!heading && /^[a-z_].*\(/ && !/^(typedef|_Static_assert|__extension__)/ && !/[{=]/ { head = ""; heading = 1 }
heading && /^{/ { headed(1); next }
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
    for (i = 1; i <= n; i++)
        if (!(i in of) || of[i] == keep || index(body, of[i] "("))
            printf "%s", out[i]
}
