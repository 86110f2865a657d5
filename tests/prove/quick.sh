# shellcheck shell=bash
# The primitives, the accessors and verifiers of different shapes are proved; planted faults are found.
# Everything else: make prove.
prove() {
    rc=0
    "$TESTS/prove/run" --build "$BUILD" --work "$PWD/work" "$@" >said 2>&1 || rc=$?
    cat said
}

prove --quick
if [ "$rc" -eq 77 ]; then
    skip "$(tail -n 1 said)"
    return
fi
sed -n 's|^\[[0-9/]*\] \([^:]*\): \([1-9][0-9]*\) goals, \2 proved.*|\1|p' said >proved
while read -r unit; do
    pass "$unit"
done <proved
if [ "$rc" -ne 0 ]; then
    fail "$(tail -n 1 said)"
    return
fi
# As many as asked for: the listed verifiers exist, none is left out.
while read -r unit; do
    grep -qxF "$unit" proved || fail "$unit: not among the units"
done <"$TESTS/prove/quick"

NK_PROVE_SECONDS=5 prove --planted "$TESTS/prove/faults"
if [ "$rc" -eq 0 ]; then
    pass "$(tail -n 1 said)"
else
    fail "$(grep '^FAIL' said | head -n 3)"
fi
