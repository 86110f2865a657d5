# shellcheck shell=bash
# The model of IPC holds in small configurations, and every fault planted in it is found. More: make model.
rc=0
"$ROOT/kernel-stub/model/run" --quick --work "$PWD/work" >said 2>&1 || rc=$?
cat said
if [ "$rc" -eq 77 ]; then
    skip "$(tail -n 1 said)"
    return
fi
if [ "$rc" -eq 0 ]; then
    pass "$(tail -n 1 said)"
else
    fail "$(grep '^WRONG' said | head -n 3; tail -n 1 said)"
fi
