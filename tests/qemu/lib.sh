# shellcheck shell=bash
# Helpers for tests/qemu/CASE/cmd. A cmd builds something, boots it, and so leaves the files
# `console` (what the machine printed) and `status` (its exit status) in the current directory.
# CASE is the folder of the case; ROOT and BUILD are the repository and its build folder.
export PATH="$BUILD/bin:$PATH"

# record SECONDS COMMAND...: runs it, keeps output and status; a time-out is the status 124.
record() {
    local limit=$1 rc=0
    shift
    timeout -k 5 "$limit" "$@" >console 2>&1 </dev/null || rc=$?
    echo "$rc" >status
}

# boot IMAGE [KERNEL OPTION...] [-- QEMU OPTION...]: boots it in QEMU for at most NK_BOOT_TIMEOUT seconds
# (120). Guest time counts instructions, so that what is printed, and in which order, does not depend on
# the load of the machine: NK_BOOT_CLOCK is what QEMU's -icount gets.
boot() {
    local limit=${NK_BOOT_TIMEOUT:-120} clock=(-icount "${NK_BOOT_CLOCK:-shift=3,sleep=off}")
    [[ " $* " = *" -- "* ]] || clock=(-- "${clock[@]}")
    record $((limit + 10)) kos-qemu-run -t "$limit" "$@" "${clock[@]}"
}

# solution DIR [VARIABLE=VALUE...]: builds a solution folder (samples/solution.mk says what is in
# one) into ./solution; the image is solution/kos-qemu-image.
solution() {
    local dir=$1
    shift
    make -s -f "$ROOT/samples/solution.mk" DIR="$dir" OUT=solution TOOLCHAIN="$BUILD" "$@"
}

# run_solution DIR [KERNEL OPTION...]: builds and boots it.
run_solution() {
    local dir=$1
    shift
    solution "$dir"
    boot solution/kos-qemu-image "$@"
}

# insecure_image INIT PROGRAM...: an image without a security module in ./image, for tests of what
# the kernel itself refuses.
insecure_image() {
    local init=$1
    shift
    makeimg --target=aarch64-kos --sys-root="$BUILD/sysroot-aarch64-kos" --with-toolchain="$BUILD" \
        --ldscript="$BUILD/libexec/aarch64-kos/kos-qemu.ld" \
        --img-src="$BUILD/libexec/aarch64-kos/kos-qemu" --img-dst=image --with-init="$init" \
        --insecure "$@"
}
