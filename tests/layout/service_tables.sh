# shellcheck shell=bash
# The kernel does not compile when a method of an interface has no line in its table.
compiles() { # FILE
    "${CROSS:-aarch64-linux-gnu-}gcc" -std=c11 -Wall -Wextra -Werror -ffreestanding -fsyntax-only \
        -I "$ROOT/kernel-stub/services" -I "$ROOT/kernel-stub/core" \
        -I "$ROOT/kernel-stub/arch/aarch64" -I "$INC" -isystem "$BUILD/gen/kos" "$1" 2>errors
}
source=$ROOT/kernel-stub/services/time.c
if compiles "$source"; then pass 'time.c compiles'; else fail "time.c: $(head -n 1 errors)"; fi

last=$(sed -n 's/.*\(, ENTRY(Time, [A-Za-z]*)\).*/\1/p' "$source" | tail -n 1)
sed "s/$last//" "$source" >without.c
if [ -z "$last" ] || compiles without.c; then
    fail 'time.c compiles without a line of its table'
elif grep -q 'a method of interface Time has no line in its table' errors; then
    pass 'a missing line is found'
else
    fail "another error: $(head -n 1 errors)"
fi
