#!/bin/sh
# Makes what makeimg needs, as small as it can be: a kernel that stores what it finds at its
# symbols, a security module, two programs. fake.ld is the linker script.
set -eu
cc() { aarch64-linux-gnu-gcc -x c -O2 -ffreestanding -fno-pie -mgeneral-regs-only "$@" -; }

cc -c -o kos-qemu <<'END'
extern const char __romfs_start[], __romfs_end[];
extern const int nk_ksm __attribute__((weak));
extern const char kos_insecure_image[] __attribute__((weak));
const void *volatile seen[4];
void _start(void)
{
    seen[0] = __romfs_start;
    seen[1] = __romfs_end;
    seen[2] = &nk_ksm;
    seen[3] = kos_insecure_image;
}
END
echo 'const int nk_ksm = 1;' | cc -c -o ksm.module
echo 'void _start(void) {}' | cc -nostdlib -static -no-pie -Wl,--build-id=none -s -o Init
cp Init App
