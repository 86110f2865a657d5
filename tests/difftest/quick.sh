# shellcheck shell=bash
# A few seeds through gcc and clang, and some faults that must be found (the whole: make difftest,
# make difftest-plants).
run=$ROOT/tests/difftest/run
if "$run" --build "$BUILD" --seeds 101-104 --events 4000 --compilers "gcc-O2 clang-O0"; then
    pass "no difference"
else
    fail "no difference"
fi
for plant in "less than is less or equal" "nothing is undone" "deny grants what it should deny" \
    "an empty text has a letter" "categories are not compared"; do
    if "$run" --build "$BUILD" --seeds 1-12 --events 4000 --plant "$plant"; then
        pass "found: $plant"
    else
        fail "found: $plant"
    fi
done
