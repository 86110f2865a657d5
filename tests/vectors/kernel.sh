# shellcheck shell=bash
# The kernel's interfaces.
# shellcheck source=tests/vectors/kit.bash
. "$TESTS/vectors/kit.bash"
mapfile -t kernel < <(cd "$INC" && find . -name '*.idl' | sed 's|^\./||' | sort)
tables "$INC" -- "${kernel[@]}"
if [ "${NK_VECTORS-}" = full ]; then
    matrix kernel
else
    try "kernel, gcc -O1" gcc -O1
fi
