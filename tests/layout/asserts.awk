# Turns the layout table into C: row N of the table becomes line N of the output, so that a line
# number in a compiler's message is a row. Headers to include are given to the compiler (-include).
BEGIN { FS = "\t" }

# What the field's type must be: scalars and structs exactly, unions not at all (they have no name).
function type_is(record, field, type,   expr, n) {
    expr = "((" record " *)0)->" field
    if (type == "union") return "1"
    if (type ~ /\[/) {
        n = type; sub(/.*\[/, "", n); sub(/\]/, "", n); sub(/\[.*/, "", type)
        return "(_Generic(" expr ", " type " *: 1, default: 0) && sizeof " expr " == " n " * sizeof(" type "))"
    }
    return "_Generic(" expr ", " type ": 1, default: 0)"
}

/^#/ { print "/* " $0 " */"; next }
$1 == "offset" {
    printf "_Static_assert(offsetof(%s, %s) == %s && %s, \"%s.%s\");\n", $2, $3, $4, type_is($2, $3, $5), $2, $3
    next
}
$1 == "size" { printf "_Static_assert(sizeof(%s) == %s, \"%s\");\n", $2, $4, $2; next }
$1 == "enum" { printf "_Static_assert(%s == %sLL, \"%s\");\n", $2, $4, $2; next }
{ printf "#error row %d is not understood\n", NR }
