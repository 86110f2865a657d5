/* Measures round trips in guest instructions. Run with -icount shift=0: one instruction is one
 * nanosecond of virtual time, and CNTVCT_EL0 counts that time at CNTFRQ_EL0. The loop of the client
 * and of the server, proxies and dispatcher included, is part of the figure. */
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>

#include <bench/IEcho.idl.h>

enum { ROUNDS = 20000, WARM_UP = 100 };

static struct bench_IEcho_proxy proxy;
static int failed;

static unsigned long counter(void)
{
    unsigned long value;
    __asm__ volatile("isb\n\tmrs %0, cntvct_el0" : "=r"(value)::"memory");
    return value;
}

static unsigned long frequency(void)
{
    unsigned long value;
    __asm__ volatile("mrs %0, cntfrq_el0" : "=r"(value));
    return value;
}

/* Counter values are nanoseconds under -icount shift=0. */
static unsigned long nanoseconds(unsigned long ticks)
{
    return ticks * (1000000000ul / frequency());
}

static inline nk_err_t small(void)
{
    bench_IEcho_Small_req req;
    bench_IEcho_Small_res res;
    req.a = 1, req.b = 2, req.c = 3, req.d = 4, req.e = 5;
    return bench_IEcho_Small(&proxy.base, &req, NK_NULL, &res, NK_NULL);
}

static inline nk_err_t checked(void)
{
    bench_IEcho_Checked_req req;
    bench_IEcho_Checked_res res;
    req.a = 1, req.b = 2, req.c = 3, req.d = 4, req.e = 5;
    return bench_IEcho_Checked(&proxy.base, &req, NK_NULL, &res, NK_NULL);
}

static inline nk_err_t bulk(nk_size_t size)
{
    static _Alignas(8) char out[bench_IEcho_MaxData], in[bench_IEcho_MaxData];
    struct nk_arena reqArena = {out, out + size, out + sizeof(out)};
    struct nk_arena resArena = NK_ARENA_INITIALIZER(in, in + sizeof(in));
    bench_IEcho_Bulk_req req;
    bench_IEcho_Bulk_res res;
    req.data.offset = 0;
    req.data.size = (nk_uint32_t)size;
    return bench_IEcho_Bulk(&proxy.base, &req, &reqArena, &res, &resArena);
}

/* One line: name, bytes each way, instructions per round trip. The call stands in the loop, as in a
 * program; -1 when one failed. */
#define MEASURE(name, total, call) \
    do { \
        nk_err_t rc_ = NK_EOK; \
        for (int i_ = 0; i_ < WARM_UP; i_++) \
            rc_ |= (call); \
        unsigned long begin_ = counter(); \
        for (int i_ = 0; i_ < ROUNDS; i_++) \
            rc_ |= (call); \
        report(name, total, counter() - begin_, rc_); \
    } while (0)

static void report(const char *name, unsigned long total, unsigned long ticks, nk_err_t rc)
{
    printf("bench: %s %lu %lu\n", name, total, nanoseconds(ticks) / ROUNDS);
    failed |= rc != NK_EOK;
}

int main(void)
{
    Handle handle = ServiceLocatorConnect("link");
    NkKosTransport transport;
    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    bench_IEcho_proxy_init(&proxy, &transport.base, ServiceLocatorGetRiid(handle, "echo"));

    /* The counter starts with the machine, so this is from reset to the first granted call. */
    const nk_err_t first = small();
    const unsigned long boot = counter();
    printf("bench: boot 0 %lu\n", nanoseconds(boot));
    failed = first != NK_EOK;
#ifdef FIRST_CALL_ONLY
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
#endif

#ifdef ENDLESS /* the call that bench/ipc/breakdown looks at */
    printf("bench: endless\n");
    for (;;)
        ENDLESS;
#endif
    MEASURE("small", 64, small());
    MEASURE("checked", 64, checked());
    MEASURE("bulk", 1024, bulk(1024 - 32));
    MEASURE("bulk", 4096, bulk(4096 - 32));
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
