/* The virtual generic timer: one counter, one interrupt at a set value. */
#include "arch.h"

#define CNTKCTL_EL0VCTEN (1 << 1) /* EL0 may read CNTVCT_EL0 */
#define CTL_ENABLE       1

void timer_init(void)
{
    __asm__ volatile("msr cntv_ctl_el0, xzr\nmsr cntkctl_el1, %0\nisb"
                     :
                     : "r"((uint64_t)CNTKCTL_EL0VCTEN));
}

uint64_t timer_now(void)
{
    uint64_t v;

    __asm__ volatile("isb\nmrs %0, cntvct_el0" : "=r"(v));
    return v;
}

uint32_t timer_frequency(void)
{
    uint64_t v;

    __asm__ volatile("mrs %0, cntfrq_el0" : "=r"(v));
    return (uint32_t)v;
}

void timer_set(uint64_t count)
{
    if (count == UINT64_MAX) {
        __asm__ volatile("msr cntv_ctl_el0, xzr\nisb");
        return;
    }
    __asm__ volatile("msr cntv_cval_el0, %0\nmsr cntv_ctl_el0, %1\nisb"
                     :
                     : "r"(count), "r"((uint64_t)CTL_ENABLE));
}
