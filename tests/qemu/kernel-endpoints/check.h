/* What the guest programs of the endpoint tests share. Include once. */
#ifndef CHECK_H
#define CHECK_H

#include <coresrv/nk/transport-kos.h>
#include <kl/core/Core.edl.h>
#include <nk/abi.h>
#include <stdio.h>

static unsigned checks, failures;

/* Prints the checks that fail. */
#define CHECK(e)                                                                                   \
    do {                                                                                           \
        checks++;                                                                                  \
        if (!(e)) {                                                                                \
            failures++;                                                                            \
            printf("FAIL line %d: %s\n", __LINE__, #e);                                            \
        }                                                                                          \
    } while (0)

static NkKosTransport kernel;

/* Declares `proxy` of an endpoint of the kernel. */
#define KERNEL(i, endpoint)                                                                        \
    struct kl_core_##i##_proxy proxy;                                                              \
    kl_core_##i##_proxy_init(&proxy, &kernel.base, kl_core_Core_##endpoint##_iid)

/* Calls a method through it: what the method answered, rcFail when the call itself failed. */
#define CALL(i, m, req, in, res, out)                                                              \
    (kl_core_##i##_##m(&proxy.base, (req), (in), (res), (out)) == NK_EOK ? (res)->rc : rcFail)

static inline int check_report(void)
{
    printf("%u checks, %u failed\n", checks, failures);
    return failures == 0 ? 42 : 1;
}

#endif
