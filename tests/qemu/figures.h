/* What the kernel has in use (Profiler.GetCounters), to compare before and after. Include once. */
#ifndef FIGURES_H
#define FIGURES_H

#include <coresrv/nk/transport-kos.h>
#include <kl/core/Core.edl.h>
#include <kl/core/Profiler.idl.h>
#include <rtl/countof.h>

#include "check.h"

static const char *const figure_names[] = {
    "handles",      "pages.free", "processes",   "sids",        "threads", "channel",
    "listener",     "badge",      "notice",      "region",      "sync",    "mdl",
    "subscription", "file",       "user object", "pages.pools",
};
#define PAGES_FREE  1
#define PAGES_POOLS (rtl_countof(figure_names) - 1)

struct figures {
    nk_uint64_t value[rtl_countof(figure_names)];
};

static inline void figures_put_names(struct nk_arena *arena, kl_core_Profiler_GetCounters_req *req)
{
    nk_ptr_t *list = nk_arena_alloc(nk_ptr_t, arena, &req->names, rtl_countof(figure_names));

    for (unsigned i = 0; i < rtl_countof(figure_names); i++)
        CHECK(NkKosCopyStringToArena(arena, &list[i], figure_names[i]) == NK_EOK);
}

static inline void figures_take(struct figures *f)
{
    static char out[2048] __attribute__((aligned(8))), in[2048] __attribute__((aligned(8)));
    struct nk_arena out_arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    struct nk_arena in_arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    const kl_core_Profiler_PerfCounterValue *values;
    kl_core_Profiler_GetCounters_req req = {0};
    kl_core_Profiler_GetCounters_res res = {0};
    struct kl_core_Profiler_proxy proxy;
    NkKosTransport kernel;
    nk_size_t count = 0;

    NkKosTransport_Init(&kernel, 1, NK_NULL, 0);
    kl_core_Profiler_proxy_init(&proxy, &kernel.base, kl_core_Core_profiler_Profiler_iid);
    figures_put_names(&out_arena, &req);
    CHECK(kl_core_Profiler_GetCounters(&proxy.base, &req, &out_arena, &res, &in_arena) == NK_EOK);
    values = nk_arena_get(kl_core_Profiler_PerfCounterValue, &in_arena, &res.values, &count);
    CHECK(res.rc == rcOk && count == rtl_countof(figure_names));
    for (nk_size_t i = 0; i < count; i++) /* a pool that was never used has no counter */
        f->value[i] = values[i].tag == kl_core_Profiler_PerfCounterValue_u64_tag
                          ? values[i].data.u64.value
                          : 0;
    f->value[PAGES_FREE] += f->value[PAGES_POOLS]; /* pools keep what they ever had */
    f->value[PAGES_POOLS] = 0;
}

static inline void figures_compare(const char *what, const struct figures *before,
                                   const struct figures *now)
{
    for (unsigned i = 0; i < rtl_countof(figure_names); i++) {
        if (now->value[i] == before->value[i])
            continue;
        failures++;
        printf("%s: %s: %u %s than before (%u)\n", what, figure_names[i], (unsigned)now->value[i],
               now->value[i] > before->value[i] ? "more" : "less", (unsigned)before->value[i]);
    }
}

#endif
