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

# So are faults in the tables of a module, which no proof looks at.
planted=0 found=0
while read -r policy fault; do
    planted=$((planted + 1))
    sed "$fault" "work/modules/$policy.c" >faulty.c
    ! cmp -s faulty.c "work/modules/$policy.c" || fail "$policy: nothing was planted: $fault"
    gcc -std=gnu11 -O0 -DMODULE='"faulty.c"' -I. -I"$ROOT/runtime/include" "$TESTS/prove/tables.c" \
        "$BUILD/lib/libksm_kss-host.a" -o faulty
    if ./faulty >tables; then
        fail "$policy: not found in the tables: $fault"
    else
        found=$((found + 1))
    fi
done < <(grep -v '^#' "$TESTS/prove/table-faults")
[ "$found" -ne "$planted" ] || pass "$planted faults of tables, $found found"

NK_PROVE_SECONDS=5 prove --planted "$TESTS/prove/faults"
if [ "$rc" -eq 0 ]; then
    pass "$(tail -n 1 said)"
else
    fail "$(grep '^FAIL' said | head -n 3)"
fi
