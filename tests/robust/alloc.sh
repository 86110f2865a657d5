# shellcheck shell=bash
# One allocation fails, that of a library included, for every allocation of a small run: the tool ends
# with status 1 and one line, and leaves no file. Where the C library goes on without the memory (it
# can print without a buffer), the result must be the right one.
export PATH="$BUILD/bin:$PATH"
preload=$BUILD/tests/fail_nth.so
cp -r "$ROOT/samples/01-echo" echo
cp -r "$TESTS/golden/gen/zoo.in/zoo" zoo

# attempt DIR VARIABLE=VALUE... -- COMMAND...: runs it with the preloaded library; files it makes below
# out/ and its texts land in DIR. Returns its status.
attempt() {
    local dir=$1 rc=0
    local set=()
    shift
    while [ "$1" != -- ]; do
        set+=("$1")
        shift
    done
    shift
    rm -rf "$dir" out
    mkdir "$dir" out
    env "${set[@]}" LD_PRELOAD="$preload" "$@" >"$dir/stdout" 2>"$dir/stderr" || rc=$?
    mv out "$dir/files"
    return $rc
}

# One line, and nothing else is left.
refused() {
    [ "$(wc -l <bad/stderr)" -eq 1 ] && [ ! -s bad/stdout ] && [ -z "$(ls bad/files)" ]
}

# sweep NAME COMMAND...: each allocation fails once alone and once with all later ones.
sweep() {
    local name=$1 n count rc rest went_on=0 faults=0
    shift
    attempt good NK_FAIL_COUNT="$PWD/count" -- "$@"
    count=$(cat count)
    for rest in NK_FAIL_ONE=1 NK_FAIL_REST=1; do
        for ((n = 1; n <= count; n++)); do
            rc=0
            attempt bad NK_FAIL_AT=$n $rest -- "$@" || rc=$?
            if [ $rc -eq 0 ] && diff -r good bad >/dev/null; then
                went_on=$((went_on + 1))
            elif [ $rc -ne 1 ] || ! refused; then
                faults=$((faults + 1))
                echo "$name: allocation $n, $rest: status $rc; files: $(ls bad/files)"
                head -n 5 bad/stderr
            fi
        done
    done
    if [ $faults -eq 0 ] && [ $went_on -lt "$count" ]; then
        pass "$name: $count allocations, $went_on of $((2 * count)) runs did without"
    else
        fail "$name: $faults of $((2 * count)) runs, $went_on did without"
    fi
}

sweep header nk-gen-c -I . -o out zoo/Ping.idl
sweep json nk-gen-c -I . --emit=json zoo/Errors.idl
sweep xml nk-gen-c -I . --emit=xml zoo/IGuard.idl
sweep hash nk-gen-c -I . --emit=hash zoo/Errors.idl
sweep vectors nk-gen-c -I . --emit=vectors zoo/Errors.idl
nk-gen-c -I . --emit=json zoo/Errors.idl >errors.json
sweep "model of a dump" nk-gen-c -o out --no-depfile errors.json
sweep policy nk-psl-gen-c -I echo -I "$INC" -o out/k.c echo/security.psl
sweep einit einit -I echo -I "$INC" -o out/e.c echo/init.yaml
