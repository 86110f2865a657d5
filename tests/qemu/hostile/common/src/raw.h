/* System calls with registers made by hand, and how the tests report them. */
#ifndef RAW_H
#define RAW_H

#include <stdio.h>

#include <nk/abi.h>
#include <nk/types.h>
#include <rtl/retcode_hr.h>
#include <rtl/types.h>

/* x0 to x17, as they go in and as they come out. */
struct regs {
    rtl_uint64_t x[18];
};

/* svc_N(regs): `svc #N` with all of x0 to x17 loaded from, and stored to, the struct. */
#define SVC_FUNCTION(n)                                                                            \
    void svc_##n(struct regs *regs);                                                               \
    __asm__(".pushsection .text\n\t.balign 4\n\t.global svc_" #n "\n"                              \
            "svc_" #n ":\n\t"                                                                      \
            "stp x19, x30, [sp, #-16]!\n\tmov x19, x0\n\t"                                         \
            "ldp x16, x17, [x19, #128]\n\tldp x14, x15, [x19, #112]\n\t"                           \
            "ldp x12, x13, [x19, #96]\n\tldp x10, x11, [x19, #80]\n\t"                             \
            "ldp x8, x9, [x19, #64]\n\tldp x6, x7, [x19, #48]\n\t"                                 \
            "ldp x4, x5, [x19, #32]\n\tldp x2, x3, [x19, #16]\n\t"                                 \
            "ldp x0, x1, [x19]\n\t"                                                                \
            "svc #" #n "\n\t"                                                                      \
            "stp x0, x1, [x19]\n\tstp x2, x3, [x19, #16]\n\t"                                      \
            "stp x4, x5, [x19, #32]\n\tstp x6, x7, [x19, #48]\n\t"                                 \
            "stp x8, x9, [x19, #64]\n\tstp x10, x11, [x19, #80]\n\t"                               \
            "stp x12, x13, [x19, #96]\n\tstp x14, x15, [x19, #112]\n\t"                            \
            "stp x16, x17, [x19, #128]\n\t"                                                        \
            "ldp x19, x30, [sp], #16\n\tret\n\t.popsection")

SVC_FUNCTION(0); /* Call */
SVC_FUNCTION(1); /* Recv */
SVC_FUNCTION(2); /* Reply */
SVC_FUNCTION(3);
SVC_FUNCTION(65535);

#define KERNEL_ADDRESS 0xffff000040200000u /* the kernel's own text */

static inline rtl_uint64_t pair(rtl_uint64_t low, rtl_uint64_t high)
{
    return low | high << 32;
}

static inline rtl_uint64_t addressOf(const void *p)
{
    return (rtl_uint64_t)(rtl_uintptr_t)p;
}

/* The registers that a call loses hold nothing of the kernel. */
static inline int leaks(const struct regs *before, const struct regs *after)
{
    for (unsigned i = 1; i < 18; i++)
        if (after->x[i] != before->x[i] && after->x[i] >> 48 != 0)
            return 1;
    return 0;
}

static inline Retcode svc(void (*number)(struct regs *), const struct regs *regs)
{
    struct regs before = *regs, after;

    for (unsigned i = 8; i < 18; i++)
        before.x[i] = i;
    after = before;
    number(&after);
    if (leaks(&before, &after))
        printf("[Client] WRONG: a register carries a kernel value\n");
    if (after.x[0] != (rtl_uint64_t)(rtl_int64_t)(Retcode)after.x[0])
        printf("[Client] WRONG: the result is not sign-extended\n");
    return (Retcode)after.x[0];
}

/* Reports one attempt; 0 when it ended as expected. */
static inline int report(const char *what, Retcode rc, Retcode expected)
{
    if (rc == expected) {
        printf("[Client] %s: %s\n", what, KosRetcodeName(rc));
        return 0;
    }
    printf("[Client] %s: WRONG, %s (%x) instead of %s\n", what, KosRetcodeName(rc), (unsigned)rc,
           KosRetcodeName(expected));
    return 1;
}

#endif
