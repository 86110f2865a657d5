/* Clocks: the info page and CNTVCT_EL0 (platform 1). Setting the time is a call. */
#include <coresrv/time/time_api.h>

#include <kl/core/Core.edl.h>
#include <kl/core/Time.idl.h>
#include <nk/abi.h>

#include "kernel.h"

#define NSEC_PER_SEC 1000000000U

static const volatile struct kos_info *info_page(void)
{
    return (const volatile struct kos_info *)KOS_INFO_PAGE;
}

static rtl_uint64_t counter(void)
{
    rtl_uint64_t value;

    __asm__ volatile("isb\n\tmrs %0, cntvct_el0" : "=r"(value) : : "memory");
    return value;
}

/* Ticks of the counter as seconds and nanoseconds; the frequency is below 2^32. */
static RtlTimeSpec from_ticks(rtl_uint64_t ticks, rtl_uint32_t frequency)
{
    RtlTimeSpec time;

    time.sec = (rtl_int64_t)(ticks / frequency);
    time.nsec = (rtl_uint32_t)(ticks % frequency * NSEC_PER_SEC / frequency);
    return time;
}

/* A consistent copy: the kernel makes seq odd while it writes. */
static struct kos_info read_info(void)
{
    const volatile struct kos_info *page = info_page();
    struct kos_info copy;
    rtl_uint32_t seq;

    do {
        seq = page->seq;
        __atomic_thread_fence(__ATOMIC_ACQUIRE);
        copy.cntfrq = page->cntfrq;
        copy.wall_sec = page->wall_sec;
        copy.wall_nsec = page->wall_nsec;
        copy.wall_cnt = page->wall_cnt;
        __atomic_thread_fence(__ATOMIC_ACQUIRE);
    } while ((seq & 1) || seq != page->seq);
    return copy;
}

Retcode KnGetSystemTime(RtlTimeSpec *time)
{
    struct kos_info info = read_info();
    RtlTimeSpec passed;

    if (!time)
        return rcInvalidArgument;
    passed = from_ticks(counter() - info.wall_cnt, info.cntfrq);
    time->sec = info.wall_sec + passed.sec;
    time->nsec = info.wall_nsec + passed.nsec;
    if (time->nsec >= NSEC_PER_SEC) {
        time->nsec -= NSEC_PER_SEC;
        time->sec++;
    }
    return rcOk;
}

Retcode KnSetSystemTime(const RtlTimeSpec *time)
{
    kl_core_Time_SetSystemTime_req req = {0};
    kl_core_Time_SetSystemTime_res res;

    if (!time || time->nsec >= NSEC_PER_SEC)
        return rcInvalidArgument;
    req.secs = time->sec;
    req.nsecs = time->nsec;
    return KOS_KERNEL_CALL(kl_core_Time_SetSystemTime, time_Time, &req, NULL, &res, NULL);
}

Retcode KnGetUpTime(RtlTimeSpec *time)
{
    if (!time)
        return rcInvalidArgument;
    *time = from_ticks(counter(), info_page()->cntfrq);
    return rcOk;
}

Retcode KnGetUpTimeRes(RtlTimeSpec *resolution)
{
    if (!resolution)
        return rcInvalidArgument;
    resolution->sec = 0;
    resolution->nsec = NSEC_PER_SEC / info_page()->cntfrq;
    if (resolution->nsec == 0)
        resolution->nsec = 1;
    return rcOk;
}

Retcode KnGetSystemTimeRes(RtlTimeSpec *resolution)
{
    return KnGetUpTimeRes(resolution);
}

rtl_size_t KnGetMSecSinceStart(void)
{
    RtlTimeSpec time = from_ticks(counter(), info_page()->cntfrq);

    return (rtl_size_t)time.sec * 1000 + time.nsec / 1000000;
}

Retcode KnGetRtcTime(RtlTimeSpec *time)
{
    return time ? rcDeviceNotFound : rcInvalidArgument;
}
