# shellcheck shell=bash
# A run in which nothing ran is a failure; a mistaken command line is one too.
expect_failure() {
    local what=$1 rc=0
    shift
    NK_TEST_WORK=$PWD/work "$TESTS/run" --build "$BUILD" "$@" >out 2>&1 || rc=$?
    if [ "$rc" -eq 1 ]; then pass "$what"; else fail "$what: exit $rc"; fi
}
mkdir -p none/golden
expect_failure 'no case at all' --tests none golden
if [ "$(tail -n 1 out)" = '0 passed, 1 failed' ]; then pass 'says that nothing ran'; else fail 'silent'; fi
expect_failure 'no suite named'
expect_failure 'unknown suite' nonsense
expect_failure 'pattern that matches nothing' --tests "$TESTS/harness_selftest/broken" golden:zzz
expect_failure 'update of no case' --update ''
expect_failure 'update of a pattern' --update 't/*'
expect_failure 'update of an unknown case' --update t/unknown
