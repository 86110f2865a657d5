/* The SDK that a tool belongs to: the folder above its own. */
#ifndef NKC_NK_SDK_H
#define NKC_NK_SDK_H

#include "base/session.h"

/* Paths, of the session's arena. After `make` the SDK is the build folder, with its tools in bin;
 * installed they are in toolchain/bin. */
struct nk_sdk {
    const char *root, *bin, *sysroot, *toolchain_file, *solution_mk;
};

/* Reports and returns false when a part is not there. */
bool nk_sdk_find(struct nkc_session *s, struct nk_sdk *sdk);

/* What an SDK takes from the system. */
enum nk_need {
    NK_NEED_BUILD, /* the cross compiler and its C library */
    NK_NEED_CMAKE, /* cmake, and ninja or make */
    NK_NEED_MAKE,
    NK_NEED_QEMU,
    NK_NEED_HOST_CC, /* for policy tests on the host */
};

/* Reports what is missing, with the package that has it. */
bool nk_need(struct nkc_session *s, enum nk_need need);

#endif
