# shellcheck shell=bash
# golden-update writes the .out of one case, and the case passes after it.
mkdir -p tree/golden/t
printf '$ echo hello\n' >tree/golden/t/one.test
printf '$ echo other\n' >tree/golden/t/two.test
run() { NK_TEST_WORK=$PWD/work "$TESTS/run" --build "$BUILD" --tests tree "$@" >out 2>&1; }
if run golden; then fail 'a missing golden passes'; else pass 'a missing golden fails'; fi
if run --update t/one && [ "$(cat tree/golden/t/one.out)" = "$(printf '$ echo hello\nhello')" ]; then
    pass 'writes the transcript'
else
    fail 'wrote something else'
fi
if [ ! -e tree/golden/t/two.out ]; then pass 'writes no other'; else fail 'wrote another golden'; fi
if run 'golden:t/one'; then pass 'passes after it'; else fail 'still fails'; fi
