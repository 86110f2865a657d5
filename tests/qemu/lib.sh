# shellcheck shell=bash
# Helpers for tests/qemu/CASE/cmd. A cmd builds something, boots it, and so leaves the files
# `console` (what the machine printed) and `status` (its exit status) in the current directory.
# CASE is the folder of the case; ROOT and BUILD are the repository and its build folder.

TARGET=aarch64-kos
SYSROOT=$BUILD/sysroot-$TARGET
LIBEXEC=$BUILD/libexec/$TARGET
PATH=$BUILD/bin:$PATH
export PATH

# record SECONDS COMMAND...: runs it, keeps output and status; a time-out is the status 124.
record() {
    local limit=$1 rc=0
    shift
    timeout -k 5 "$limit" "$@" >console 2>&1 </dev/null || rc=$?
    echo "$rc" >status
}

# boot IMAGE [KERNEL OPTION...]: boots it in QEMU (NK_BOOT_TIMEOUT seconds, 20 unless told).
boot() {
    local image=$1
    shift
    local append=()
    [ $# -eq 0 ] || append=(-append "$*")
    record "${NK_BOOT_TIMEOUT:-20}" qemu-system-aarch64 -machine virt,gic-version=2 -cpu cortex-a53 \
        -m 512 -smp 1 -display none -serial stdio -monitor none -nic none \
        -semihosting-config enable=on,target=native -kernel "$image" "${append[@]}"
}

# descriptions DIR OUT: generates the headers of every description below DIR into OUT, same tree.
descriptions() {
    local src=$1 out=$2 file dir
    (cd "$src" && find . -name '*.[ice]dl' -type f | sed 's|^\./||' | sort) | while IFS= read -r file; do
        dir=$(dirname "$out/$file")
        mkdir -p "$dir"
        nk-gen-c -I "$src" -I "$SYSROOT/include" -o "$dir" "$src/$file" || exit 1
    done
}

# program NAME SOURCE... [-- OPTION...]: compiles a process against the generated headers in ./gen.
program() {
    local name=$1 sources=()
    shift
    while [ $# -gt 0 ] && [ "$1" != -- ]; do sources+=("$1"); shift; done
    [ $# -eq 0 ] || shift
    aarch64-kos-gcc -std=gnu11 -O2 -Wall -Wextra -Werror -I gen "$@" -o "$name" "${sources[@]}"
}

# image DIR PROGRAM... [-- MAKEIMG OPTION...]: security module from DIR/security.psl, Einit from
# DIR/init.yaml, and the image ./kos-qemu-image with the programs.
image() {
    local src=$1 files=()
    shift
    while [ $# -gt 0 ] && [ "$1" != -- ]; do files+=("$1"); shift; done
    [ $# -eq 0 ] || shift
    makekss --target=$TARGET --module=-lksm_kss --with-nkflags="-I $src -I $SYSROOT/include" \
        "$src/security.psl"
    einit -I "$SYSROOT/include" -I "$src" "$src/init.yaml" -o einit.c
    aarch64-kos-gcc -I gen -o einit einit.c
    makeimg --target=$TARGET --sys-root="$SYSROOT" --with-toolchain=/usr \
        --ldscript="$LIBEXEC/kos-qemu.ld" --img-src="$LIBEXEC/kos-qemu" \
        --img-dst=kos-qemu-image --with-init=einit "$@" "${files[@]}" ksm.module
}

# solution DIR NAME=SOURCE...: descriptions, programs and image of a whole solution in one go.
# DIR holds the descriptions, security.psl, init.yaml; SOURCEs are below DIR.
solution() {
    local src=$1 pair names=()
    shift
    descriptions "$src" gen
    for pair in "$@"; do
        program "${pair%%=*}" "$src/${pair#*=}"
        names+=("${pair%%=*}")
    done
    image "$src" "${names[@]}"
}
