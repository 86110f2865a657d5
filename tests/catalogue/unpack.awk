# Unpacks the samples of the catalogue below the current directory: SLUG/bad/, SLUG/good/ with
# their files, SLUG/bad.cmd, SLUG/good.cmd, and SLUG/unit with the name of a unit test instead.
# The format: compiler/base/explain/README.md.
function put(role, name, line,    path, parent) {
    path = slug "/" role "/" name
    if (line == "\001") {
        parent = path; sub(/\/[^\/]*$/, "", parent)
        system("mkdir -p \047" parent "\047")
        printf "" > path
    } else {
        print line > path
    }
}
function usual(name) {
    if (name ~ /\.psl$/) return "nk-psl-gen-c -I . -I $INC -I $COMMON -I $LAB " name " -o p.c"
    if (name ~ /\.yaml$/) return "einit -I . " name " -o e.c"
    return "nk-gen-c -I . " name
}
function finish(role) {
    if (slug == "" || !(role in cmd) && !(role in first)) return
    print (role in cmd ? cmd[role] : usual(first[role])) > (slug "/" role ".cmd")
    close(slug "/" role ".cmd")
}
function entry() { finish("bad"); finish("good"); delete cmd; delete first; part = "" }
/^=== / {
    entry()
    slug = substr($0, 5); sub(/:.*/, "", slug)
    system("mkdir -p " slug "/bad " slug "/good")
    print slug > "slugs"
    next
}
/^unit: / { print $2 > (slug "/unit"); next }
/^\$ (bad|good|both) / {
    line = substr($0, length($2) + 4)
    if ($2 != "good") cmd["bad"] = line
    if ($2 != "bad") cmd["good"] = line
    next
}
/^--- (bad|good|both) / {
    part = $2; name = $3
    if (part != "good") { put("bad", name, "\001"); if (!("bad" in first)) first["bad"] = name }
    if (part != "bad") { put("good", name, "\001"); if (!("good" in first)) first["good"] = name }
    next
}
part == "bad" || part == "both" { put("bad", name, $0) }
part == "good" || part == "both" { put("good", name, $0) }
END { entry() }
