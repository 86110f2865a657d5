# shellcheck shell=bash
# The commands of samples/README.md, typed as they stand there.
mkdir root
cp -R "$ROOT/samples" root
ln -s "$BUILD" root/build
awk '/^```sh$/ { code = 1; next } /^```$/ { code = 0 } code' root/samples/README.md >steps
grep -q 'nk run' steps
grep -q 'cmake --build' steps
if (cd root && timeout -k 5 300 bash -eux ../steps) >log 2>&1; then pass 'every command ends well'; else
    cat log
    fail 'a command fails'
fi
# make, nk and CMake boot the sample; the host tests its policy three times.
booted=$(tr -d '\r' <log | grep -c '^\[Owner\] open with 4: locked$')
tested=$(grep -c '^safe: 4 of 4 passed$' log)
if [ "$booted $tested" = '3 3' ]; then pass 'each way boots and tests'; else
    cat log
    fail "booted $booted times, tested $tested times"
fi
