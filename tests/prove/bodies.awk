# Leaves of a preprocessed text what the proof of one function needs: types, logic, that function, and of
# the others the declaration with the contract. Those without a contract are left out: whoever calls one is
# not proved.
#   awk -v keep=FUNCTION -f bodies.awk FILE
function flush() {
    printf "%s", note
    note = ""
}
skip { if (/^}/) skip = 0; next }
copy { print; if (/^}/) copy = 0; next }
/^\/\*@/ { flush(); inside = 1 }
inside { note = note $0 "\n"; if (/\*\//) inside = 0; next }
/^static / && !/;$/ { head = "" ; heading = 1 }
heading && /^{/ {
    heading = 0
    if (index(head, " " keep "(") || index(head, "*" keep "(")) {
        flush()
        printf "%s", head
        print
        copy = 1
        next
    }
    contract = note ~ /^\/\*@ (requires|terminates)/
    flush()
    if (contract) {
        sub(/\n$/, ";\n", head)
        printf "%s", head
    }
    skip = !/}/
    next
}
heading { head = head $0 "\n"; next }
{ flush(); print }
END { flush() }
