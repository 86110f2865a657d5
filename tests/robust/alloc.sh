# shellcheck shell=bash
# Each allocation of small runs fails, those of libraries included (sweep.c says what must follow).
export PATH="$BUILD/bin:$PATH"
cp -r "$ROOT/samples/01-echo" echo
cp -r "$TESTS/golden/gen/zoo.in/zoo" zoo
nk-gen-c -I . --emit=json zoo/Errors.idl >errors.json

sweep() {
    local name=$1
    shift
    if "$BUILD/tests/sweep" "$BUILD/tests/fail_nth.so" "$@" >said; then
        pass "$name: $(tail -n 1 said)"
    else
        head -n 40 said
        fail "$name: $(tail -n 1 said)"
    fi
}

sweep header nk-gen-c -I . --validators -o out zoo/Ping.idl
sweep component nk-gen-c -I . -o out zoo/Proc.edl
sweep json nk-gen-c -I . --emit=json zoo/Errors.idl
sweep xml nk-gen-c -I . --emit=xml zoo/Errors.idl
sweep hash nk-gen-c -I . --emit=hash zoo/Errors.idl
sweep vectors nk-gen-c -I . --emit=vectors zoo/Errors.idl
sweep "dump of a model" nk-gen-c -o out --no-depfile errors.json
sweep policy nk-psl-gen-c -I echo -I "$INC" -o out/k.c echo/security.psl
sweep einit einit -I echo -I "$INC" -o out/e.c echo/init.yaml
