/* Time: nanoseconds since boot from the counter, the wall clock in the page all processes read. */
#include "boot.h"

#define NS_PER_SEC 1000000000ull

static struct kos_info *info;
static uint64_t boot_count;

void clock_init(void)
{
    info = pages_alloc(0);
    if (!info)
        panic("clock: no memory");
    boot_count = timer_now();
    *info = (struct kos_info){.magic = KOS_INFO_MAGIC, .version = 1, .cntfrq = timer_frequency()};
    info->wall_cnt = boot_count;
}

uint64_t clock_info_page(void)
{
    return virt_to_phys(info);
}

/* count * 10^9 / frequency without overflow. */
static uint64_t count_to_ns(uint64_t count)
{
    uint64_t f = info->cntfrq;

    return count / f * NS_PER_SEC + count % f * NS_PER_SEC / f;
}

uint64_t uptime_ns(void)
{
    return count_to_ns(timer_now() - boot_count);
}

uint64_t clock_to_count(uint64_t ns)
{
    uint64_t f = info->cntfrq, sec = ns / NS_PER_SEC;

    if (sec > UINT64_MAX / 2 / f)
        return UINT64_MAX;
    return boot_count + sec * f + (ns % NS_PER_SEC * f + NS_PER_SEC - 1) / NS_PER_SEC;
}

uint64_t deadline_after_ms(uint32_t ms)
{
    return ms == KOS_TIMEOUT_INFINITE ? TIME_NEVER : uptime_ns() + ms * 1000000ull;
}

/* Readers copy the page between two equal, even values of seq. */
void clock_set_wall(int64_t sec, uint32_t nsec)
{
    volatile struct kos_info *w = info;

    w->seq++;
    __asm__ volatile("dmb ishst" : : : "memory");
    w->wall_sec = sec;
    w->wall_nsec = nsec;
    w->wall_cnt = timer_now();
    __asm__ volatile("dmb ishst" : : : "memory");
    w->seq++;
}
