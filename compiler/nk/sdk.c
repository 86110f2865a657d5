/* The SDK, and what it needs of the system. */
#include "nk/sdk.h"

#include "cli/own.h"
#include "nk/process.h"

#include <stdlib.h>
#include <unistd.h>

static const char *part(struct nkc_session *s, const char *root, const char *name)
{
    return nkc_arena_printf(s->arena, "%s/%s", root, name);
}

bool nk_sdk_find(struct nkc_session *s, struct nk_sdk *sdk)
{
    static const char sysroot[] = "sysroot-aarch64-kos";
    const char *bin = nkc_own_folder(s);
    if (!bin) {
        nkc_diag(s, NK_SDK, NKC_NO_SPAN, "/proc", "self/exe");
        return false;
    }
    const char *root = nkc_folder_above(s, bin, 1);
    if (strcmp(strrchr(root, '/') + 1, "toolchain") == 0)
        root = nkc_folder_above(s, bin, 2);
    *sdk = (struct nk_sdk){
        .root = root,
        .bin = bin,
        .sysroot = part(s, root, sysroot),
        .toolchain_file = part(s, root, "toolchain/share/toolchain-aarch64-kos.cmake"),
        .solution_mk = part(s, root, "toolchain/share/solution.mk"),
    };
    const char *const parts[] = {"sysroot-aarch64-kos/lib/libkos.a", "libexec/aarch64-kos/kos-qemu",
                                 "toolchain/share/toolchain-aarch64-kos.cmake",
                                 "toolchain/share/solution.mk"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (access(part(s, root, parts[i]), R_OK) != 0) {
            nkc_diag(s, NK_SDK, NKC_NO_SPAN, root, parts[i]);
            return false;
        }
    return true;
}

static bool need_program(struct nkc_session *s, const char *name, const char *package)
{
    if (nk_program_exists(name))
        return true;
    nkc_diag(s, NK_MISSING, NKC_NO_SPAN, name, package);
    return false;
}

static bool need_picolibc(struct nkc_session *s)
{
    const char *dir = getenv("KOS_PICOLIBC");
    dir = dir ? dir : "/usr/lib/picolibc/aarch64-linux-gnu";
    const char *header = part(s, dir, "include/stdio.h");
    if (access(header, R_OK) == 0)
        return true;
    nkc_diag(s, NK_MISSING, NKC_NO_SPAN, header, "picolibc-aarch64-linux-gnu");
    return false;
}

static bool need_cmake(struct nkc_session *s)
{
    bool ok = need_program(s, "cmake", "cmake");
    return (nk_program_exists("make") || need_program(s, "ninja", "ninja-build")) && ok;
}

bool nk_need(struct nkc_session *s, enum nk_need need)
{
    const char *cc = getenv("CC");
    switch (need) {
    case NK_NEED_BUILD: {
        bool gcc = need_program(s, "aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu");
        return need_picolibc(s) && gcc;
    }
    case NK_NEED_CMAKE:
        return need_cmake(s);
    case NK_NEED_MAKE:
        return need_program(s, "make", "make");
    case NK_NEED_QEMU:
        return need_program(s, "qemu-system-aarch64", "qemu-system-arm");
    case NK_NEED_HOST_CC:
        /* CC may hold options as well: then the shell that splits it will tell. */
        return (cc && strchr(cc, ' ')) || need_program(s, cc && *cc ? cc : "cc", "gcc");
    }
    return false;
}
