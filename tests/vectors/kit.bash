# shellcheck shell=bash
# Helpers of tests/vectors/*.sh. Each set of descriptions becomes headers with verifiers and one
# table of vectors; run.c checks the one against the other.
export PATH="$BUILD/bin:$PATH"
V=$TESTS/vectors
warn='-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-prototypes -Wstrict-prototypes -Werror'
san='-g -fsanitize=address,undefined -fno-sanitize-recover=all'

# tables DIR... -- FILE...: gen/ with the headers, vectors.jsonl and vectors.c in the current folder.
# Names of files are those of packages, relative to the folder that holds them.
tables() {
    local dirs=() headers=() dir file
    while [ "$1" != -- ]; do
        dirs+=(-I "$1")
        shift
    done
    shift
    for file in "$@"; do
        for dir in "${dirs[@]}"; do
            [ "$dir" = -I ] || [ ! -f "$dir/$file" ] || break
        done
        mkdir -p "gen/$(dirname "$file")"
        nk-gen-c --validators --extended-errors --no-depfile "${dirs[@]}" -o "gen/$(dirname "$file")" \
            "$dir/$file"
        nk-gen-c --emit=vectors "${dirs[@]}" "$dir/$file" >>vectors.jsonl
        headers+=("$file.h")
    done
    "$BUILD/tests/vectors-to-c" "${headers[@]}" <vectors.jsonl >vectors.c
}

# try LABEL COMPILER OPTION...: compiles and runs the tables; one line of the output is the result.
try() {
    local label=$1 cc=$2
    shift 2
    # shellcheck disable=SC2086 # options are words
    "$cc" -std=c11 "$@" $warn -I "$INC" -isystem gen -I "$V" -c "$V/run.c" -o run.o &&
        "$cc" -std=c11 "$@" $warn -I "$INC" -isystem gen -I "$V" vectors.c run.o -o run &&
        ./run >said 2>&1
    local rc=$?
    if [ $rc -eq 0 ]; then
        pass "$label: $(tail -n 1 said)"
    else
        head -n 20 said
        fail "$label: $(tail -n 1 said)"
    fi
    return 0
}

# matrix LABEL: the tables with one compiler and the sanitizers, with NK_VECTORS=full with all.
matrix() {
    local cc level
    # shellcheck disable=SC2086 # options are words
    try "$1, clang -O1, sanitizers" clang -O1 $san
    [ "${NK_VECTORS-}" = full ] || return 0
    for cc in gcc clang; do
        for level in -O0 -O2; do
            try "$1, $cc $level" "$cc" $level
        done
    done
    # shellcheck disable=SC2086 # options are words
    try "$1, gcc -O1, sanitizers" gcc -O1 $san
}

zoo() {
    tables "$TESTS/zoo" "$TESTS/golden/gen/zoo.in" "$TESTS/unit/nk/gen" -- zoo/Wire.idl \
        zoo/Ping.idl zoo/Extended.idl zoo/Errors.idl check/Verify.idl
}
