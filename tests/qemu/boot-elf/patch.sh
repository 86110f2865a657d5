# shellcheck shell=bash
# patch NAME OFFSET BYTES...: ./NAME, a copy of ./good with hexadecimal bytes put at OFFSET.
patch() {
    local name=$1 offset=$2 bytes=
    shift 2
    cp good "$name"
    for b in "$@"; do bytes+="\\x$b"; done
    printf '%b' "$bytes" | dd of="$name" bs=1 seek="$offset" conv=notrunc status=none
    names+=("$name")
}
