# shellcheck shell=bash
# docs/bench.md shows the figures that the gates hold (bench/*/figures).

# shows LABEL FIGURE: the row of the page that begins with the label has the figure first.
shows() {
    if grep -qE "^ *$1 +$2( |\$)" "$ROOT/docs/bench.md"; then pass "$1: $2"; else fail "$1 is not $2"; fi
}

# The rows are those that bench/ipc/run prints.
sed -n 's/^ *row("\([^"]*\)", "\([a-z]* [0-9]*\)".*/\2 \1/p' "$ROOT/bench/ipc/run" >rows
[ -s rows ]
while read -r name bytes label; do
    shows "$label" "$(sed -n "s/^$name $bytes //p" "$ROOT/bench/ipc/figures")"
done <rows
shows 'instructions, million' "$(awk '$1 == "boot" { printf "%.2f", $3 / 1e6 }' "$ROOT/bench/ipc/figures")"
shows 'decision, constant verdict with structure check' "$(sed -n 's/^plain //p' "$ROOT/bench/policy/figures")"
shows 'decision, one assert' "$(sed -n 's/^check //p' "$ROOT/bench/policy/figures")"
