# shellcheck shell=bash
# fuzz_image CASE OUT TOOLCHAIN: the solution with the list of the kernel's methods, in OUT.
fuzz_image() {
    local headers=$3/sysroot-aarch64-kos/include/kl/core
    mkdir -p "$2/include"
    awk -f "$1/methods.awk" "$headers/Core.edl.h" "$headers"/*.idl.h >"$2/include/methods.h"
    make -s -f "$ROOT/samples/solution.mk" DIR="$1" OUT="$2" TOOLCHAIN="$3"
}
