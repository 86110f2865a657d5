# shellcheck shell=bash
# The type zoo on the target: the same tables in a program that QEMU runs.
# shellcheck source=tests/vectors/kit.bash
. "$TESTS/vectors/kit.bash"
# shellcheck source=tests/qemu/lib.sh
. "$TESTS/qemu/lib.sh"
zoo
levels=-O2
[ "${NK_VECTORS-}" != full ] || levels='-O0 -O2'
for level in $levels; do
    aarch64-kos-gcc -std=gnu11 "$level" -I gen -I "$V" "$V/run.c" vectors.c -o vectors
    insecure_image vectors >makeimg.log 2>&1
    boot image kos.exit=Einit
    if [ "$(cat status)" = 0 ] && grep -q 'vectors: .* 0 failed' console; then
        pass "aarch64 $level: $(grep -o 'vectors: .*' console)"
    else
        tail -n 20 console
        fail "aarch64 $level: status $(cat status)"
    fi
done
