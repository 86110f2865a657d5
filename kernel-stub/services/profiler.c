/* kl.core.Profiler: figures of the kernel. Sampling and coverage are not built. */
#include "services.h"

#define PREFIX "kernel." /* of the names; may be left out */

/* A counter that is not known has a code instead of a value. */
static void read_one(const struct nk_arena *in, const nk_ptr_t *name,
                     struct kl_core_Profiler_PerfCounterValue *value)
{
    const char *text;
    uint64_t figure;
    Retcode rc = arg_text(in, name, &text);

    if (rc == rcOk && !counter_read(text, &figure))
        rc = rcResourceNotFound;
    if (rc != rcOk) {
        value->tag = kl_core_Profiler_PerfCounterValue_rc_tag;
        value->data.rc = rc;
        return;
    }
    value->tag = kl_core_Profiler_PerfCounterValue_u64_tag;
    value->data.u64.value = figure;
}

METHOD(Profiler, GetCounters)
{
    const char *prefix;
    const nk_ptr_t *names;
    struct kl_core_Profiler_PerfCounterValue *values;
    nk_size_t count;
    Retcode rc = arg_text(in, &req->prefix, &prefix);

    if (rc != rcOk)
        return rc;
    names = req->names.size ? nk_arena_get(nk_ptr_t, in, &req->names, &count) : NULL;
    if (!names || count > kl_core_Profiler_GetCounters_req_names_size ||
        (*prefix && strcmp(prefix, PREFIX) != 0))
        return rcInvalidArgument;
    values = nk_arena_alloc(struct kl_core_Profiler_PerfCounterValue, out, &res->values, count);
    if (!values)
        return rcBufferTooSmall;
    for (nk_size_t i = 0; i < count; i++)
        read_one(in, &names[i], &values[i]);
    return rcOk;
}

UNBUILT(Profiler, GetCoverageData)
UNBUILT(Profiler, FlushGcov)
UNBUILT(Profiler, FlushGcovFile)
UNBUILT(Profiler, ObjectGetStat)
UNBUILT(Profiler, SamplingStart)
UNBUILT(Profiler, SamplingStop)
UNBUILT(Profiler, SamplingRead)
UNBUILT(Profiler, SamplingAddPidToList)
UNBUILT(Profiler, SamplingClearPidList)
UNBUILT(Profiler, LoadSegInfo)
UNBUILT(Profiler, UnloadSegInfo)
UNBUILT(Profiler, KcovAlloc)
UNBUILT(Profiler, KcovFree)
UNBUILT(Profiler, KcovStart)
UNBUILT(Profiler, KcovStop)

INTERFACE(Profiler, ENTRY(Profiler, GetCoverageData), ENTRY(Profiler, FlushGcov),
          ENTRY(Profiler, FlushGcovFile), ENTRY(Profiler, GetCounters),
          ENTRY(Profiler, ObjectGetStat), ENTRY(Profiler, SamplingStart),
          ENTRY(Profiler, SamplingStop), ENTRY(Profiler, SamplingRead),
          ENTRY(Profiler, SamplingAddPidToList), ENTRY(Profiler, SamplingClearPidList),
          ENTRY(Profiler, LoadSegInfo), ENTRY(Profiler, UnloadSegInfo), ENTRY(Profiler, KcovAlloc),
          ENTRY(Profiler, KcovFree), ENTRY(Profiler, KcovStart), ENTRY(Profiler, KcovStop));
