# shellcheck shell=bash
# The runner is run over cases that must fail; what it reports must be exactly `expected`.
self=$TESTS/harness_selftest
rc=0
NK_TEST_WORK=$PWD/work "$TESTS/run" --build "$BUILD" --tests "$self/broken" golden unit policy qemu layout >out 2>&1 || rc=$?
# Logs are indented and not compared: a message of Check or of the shell is not ours to pin.
if grep -v '^    ' out | sed "s|$ROOT|ROOT|g" | diff -u "$self/expected" -; then
    pass 'reports exactly the failures'
else
    fail 'reports something else'
fi
if [ "$rc" -eq 1 ]; then pass 'exit status 1'; else fail "exit status $rc"; fi
