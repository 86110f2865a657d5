# shellcheck shell=bash
# The vectors take every line and every branch, both ways, of the zoo's generated verifiers and of the
# primitives of nk/verify.h.
# shellcheck source=tests/vectors/kit.bash
. "$TESTS/vectors/kit.bash"
zoo
gcc -std=c11 -O0 --coverage -D NK_VERIFY_SHORT='static inline' -I "$INC" -isystem gen -I "$V" -c vectors.c -o vectors.o
gcc -std=c11 -O0 --coverage -I "$INC" -I "$V" "$V/run.c" vectors.o -o run
./run
gcov -b -c -o . vectors.o >gcov.log

# One line per file: name, lines, branches taken.
awk -F"[':%]" '
    /^File/ { name = $2; sub(/.*\//, "", name) }
    /^Lines executed/ { lines = $2 }
    /^Taken at least once/ { print name, lines, $2 }' gcov.log >figures
for name in Wire.idl.h Ping.idl.h Extended.idl.h Errors.idl.h Verify.idl.h verify.h; do
    if grep -qx "$name 100.00 100.00" figures; then
        pass "$name: every line and branch"
    else
        grep -B 6 '^branch .* taken 0' "$name.gcov" || true
        fail "$name: $(grep "^$name " figures || echo 'not measured')"
    fi
done
