# Leaves of a preprocessed text what the proof of one function needs: types, logic, that function, and
# the declarations with contract of those it calls. Whoever calls a function without one is not proved.
#   awk -v keep=FUNCTION -f bodies.awk FILE
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
skip { if (/^}/) skip = 0; next }
copy { body = body $0 "\n"; put($0 "\n"); if (/^}/) copy = 0; next }
/^\/\*@/ { flush(); inside = 1 }
inside { note = note $0 "\n"; if (/\*\//) inside = 0; next }
/^static / && !/;$/ { head = "" ; heading = 1 }
heading && /^{/ {
    heading = 0
    name = called(head)
    contract = note ~ /^\/\*@ (requires|terminates)/
    if (contract && name != keep) {
        sub(/\n$/, ";\n", head)
        put(note head)
        of[n] = name
        note = ""
    }
    flush()
    if (name == keep) {
        put(head "{\n")
        copy = 1
        next
    }
    skip = !/}/
    next
}
heading { head = head $0 "\n"; next }
{ flush(); put($0 "\n") }
END {
    flush()
    for (i = 1; i <= n; i++)
        if (!(i in of) || index(body, of[i] "("))
            printf "%s", out[i]
}
