# shellcheck shell=bash
# The suite `samples` over a sample with a fault in each thing that it checks.
mkdir samples
cp -R "$ROOT/samples/05-lights" samples/broken
echo '^never printed$' >>samples/broken/expect
printf '```\n[Contr] never printed\n```\n' >>samples/broken/README.md
sed -i 's/kos\.exit=road\.Controller/& kos.trace=task/' samples/broken/CMakeLists.txt
sed -i '/controller ~> core/d' samples/broken/pal_tests.psl # less is covered than `coverage` says

# A sample that is half a sample: CMake and make must say so.
mkdir -p samples/empty
echo '# empty' >samples/empty/README.md

NK_TEST_SAMPLES=$PWD/samples NK_TEST_WORK=$PWD/work "$TESTS/run" --build "$BUILD" samples >out 2>&1 || true
grep '^FAIL' out | sed 's|not found, in this order.*|not found|' | sort >failed
if diff - failed <<'END'; then pass 'each fault is found, nothing else'; else fail 'other faults are found'; fi
FAIL samples broken: CMake: pal-test0
FAIL samples broken: README shows what is printed
FAIL samples broken: cmake: not found
FAIL samples broken: make and CMake: the same transcript
FAIL samples broken: make: not found
FAIL samples broken: tests of the policy
FAIL samples empty: CMake: built
FAIL samples empty: make: built
END
if tail -n 1 out | grep ' 8 failed$' >/dev/null; then pass 'the run fails'; else fail "last line: $(tail -n 1 out)"; fi
