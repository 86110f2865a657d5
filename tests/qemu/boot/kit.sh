# shellcheck shell=bash
# For the boot-* cases: small images without policy, made by hand. Source it in cmd.

KIT=$ROOT/tests/qemu/boot
CROSS=${CROSS:-aarch64-linux-gnu-}

# program SOURCE OUT: a C program with the run time.
program() {
    "$BUILD/bin/aarch64-kos-gcc" -O2 -Wall -Wextra -Werror -I"$KIT" -o "$2" "$1"
}

# bare SOURCE OUT [FLAG...]: an assembly program with nothing else in it.
bare() {
    local source=$1 out=$2
    shift 2
    "${CROSS}gcc" -nostdlib -static -Wl,-z,max-page-size=4096 -Wl,-Ttext-segment=0x400000 \
        -Wl,--build-id=none -I"$KIT" "$@" -o "$out" "$source"
}

# insecure INIT [FILE...]: ./image, with INIT as Einit.
insecure() {
    local init=$1
    shift
    makeimg --insecure --with-init="$init" --img-dst=image "$@" 2>/dev/null
}

# append TEXT...: adds the text, the last console and the status to the file `all`.
append() {
    echo "== $*" >>all
    cat console >>all
    echo "-- status $(cat status)" >>all
}

# finish: `all` becomes what expect reads.
finish() {
    mv all console
    echo 0 >status
}
