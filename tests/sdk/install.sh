# shellcheck shell=bash
# make install: the layout that build files of solutions expect, found from its own place wherever it
# stands, and taken away without a trace.
. "$NK_TEST_LIB/sdk.sh"

sdk=$PREFIX/lib/opennk
for path in toolchain/bin/nk-gen-c toolchain/bin/nk-psl-gen-c toolchain/bin/einit toolchain/bin/makekss \
    toolchain/bin/makeimg toolchain/bin/kos_make_kimg toolchain/bin/aarch64-kos-gcc toolchain/bin/aarch64-kos-g++ \
    toolchain/bin/nk toolchain/bin/kos-gdb toolchain/share/toolchain-aarch64-kos.cmake toolchain/share/solution.mk \
    toolchain/share/cmake/Modules/platform/nk.cmake toolchain/share/cmake/Modules/platform/image.cmake \
    toolchain/include/nk/base.psl toolchain/include/nk/basic.psl sysroot-aarch64-kos/include/coresrv/sl/sl_api.h \
    sysroot-aarch64-kos/include/kl/core/Core.edl sysroot-aarch64-kos/lib/libkos.a sysroot-aarch64-kos/lib/libksm_kss.a \
    libexec/aarch64-kos/kos-qemu libexec/aarch64-kos/kos-qemu.ld common/build-sd-image.cmake examples/01-echo/security.psl examples/README.md; do
    if [ -e "$sdk/$path" ]; then pass "$path"; else fail "$path is missing"; fi
done
# Every tool has a link and a manual page; cmake, which calls the system's, would hide it in bin.
if [ ! -e "$PREFIX/bin/cmake" ]; then pass "no cmake in bin"; else fail "there is a cmake in bin"; fi
for tool in "$sdk"/toolchain/bin/*; do
    tool=${tool##*/}
    [ "$tool" != cmake ] || continue
    if [ -x "$PREFIX/bin/$tool" ] && [ -e "$PREFIX/share/man/man1/$tool.1" ]; then
        pass "$tool"
    else
        fail "$tool: no link in bin, or no manual page"
    fi
done
# Nothing in it says where it was built or installed, but for debug information of the host's programs. The
# folders of the repository are looked for, as one that lies in /src would be found in every `demo/src`.
own_paths=(-e "$PREFIX")
for folder in "$ROOT"/*/; do own_paths+=(-e "${folder%/}"); done
if grep -rlIF "${own_paths[@]}" "$PREFIX" || grep -rlF "${own_paths[@]}" "$sdk"/sysroot-* "$sdk"/libexec/aarch64-kos; then
    fail "paths of the build are in what is installed"
else
    pass "no paths of the build"
fi

# The whole prefix, moved.
cp -R "$PREFIX" moved
mkdir empty
expect "moved: nk new" 0 "" env PATH="$PWD/moved/bin:/usr/bin:/bin" nk new demo
expect "moved: nk run" 0 "add 500: refused" env PATH="$PWD/moved/bin:/usr/bin:/bin" nk run demo
expect "moved: nk test" 0 "passed: 3" env PATH="$PWD/moved/bin:/usr/bin:/bin" nk test demo
expect "moved: pkg-config" 0 "$PWD/moved" env PKG_CONFIG_PATH="$PWD/moved/share/pkgconfig" pkg-config --variable=nk_gen_c opennk
# The SDK folder alone.
cp -R moved/lib/opennk sdk
mv moved gone
rm -rf demo/build
expect "the SDK alone: nk run" 0 "add 500: refused" sdk/toolchain/bin/nk run demo
expect "the SDK alone: an example" 0 "all as the policy says" sdk/bin/nk run -B out sdk/examples/02-pump
expect "the build folder of another SDK" 1 "[nk-other-build]" nk run demo

# libnk on this machine: the loop-back transport, a message there and back.
mkdir -p gen
nk-gen-c -I demo -I "$sdk/sysroot-aarch64-kos/include" -o gen demo/demo/ICounter.idl
cat >host.c <<'END'
#include <stdio.h>
#include "gen/ICounter.idl.h"
int main(void)
{
    demo_ICounter_Add_req req = {.amount = 7};
    char space[16];
    struct nk_arena arena = NK_ARENA_INITIALIZER(space, space + sizeof space);
    nk_ptr_t text;
    if (nk_arena_alloc(char, &arena, &text, 4) == NK_NULL)
        return 1;
    printf("%u %u\n", (unsigned)req.amount, (unsigned)sizeof req);
    return 0;
}
END
# shellcheck disable=SC2046 # words of options
expect "libnk by pkg-config" 0 "" cc -o host host.c $(pkg-config --cflags --libs nk)
expect "and run" 0 "7 32" ./host

# Installed below DESTDIR and taken away again: other files stay, nothing else does.
root=$PWD/stage
mkdir -p stage/opt/x/bin stage/opt/x/share/man/man1
touch stage/opt/x/bin/other stage/opt/x/share/man/man1/other.1
make -s -C "$ROOT" BUILD="$BUILD" install DESTDIR="$root" PREFIX=/opt/x >/dev/null
if [ -x stage/opt/x/bin/nk ]; then pass "DESTDIR"; else fail "DESTDIR"; fi
make -s -C "$ROOT" BUILD="$BUILD" uninstall DESTDIR="$root" PREFIX=/opt/x >/dev/null
if [ "$(find stage ! -type d | sort | tr '\n' ' ')" = "stage/opt/x/bin/other stage/opt/x/share/man/man1/other.1 " ]; then
    pass "uninstall"
else
    find stage ! -type d | head
    fail "uninstall leaves something, or takes too much"
fi
