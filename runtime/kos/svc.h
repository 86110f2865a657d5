/* The three system calls as the machine sees them (platform 3), inline: all arguments in registers.
 * Callers check what they pass; the kernel checks it again. */
#ifndef KOS_SVC_H
#define KOS_SVC_H

#include <nk/abi.h>
#include <rtl/retcode.h>
#include <rtl/types.h>

#define SVC_TEXT_(n) #n
#define SVC(n)       "svc #" SVC_TEXT_(n)

/* The kernel leaves x18 to x30, sp and the SIMD state alone, and no register carries its data. */
#define SVC_CLOBBERS                                                                               \
    "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "cc", "memory"

/* A buffer: two addresses and size | arena size << 32. */
struct svc_buffers {
    const void *msg, *arena;
    rtl_uint64_t sizes;
};

static inline rtl_uint64_t svc_pair(rtl_uint64_t low, rtl_uint64_t high)
{
    return low | high << 32;
}

static inline rtl_uint64_t svc_address(const void *pointer)
{
    return (rtl_uint64_t)(rtl_uintptr_t)pointer;
}

/* target: handle | time-out in ms << 32. *received is set with rcOk: sizes as above. */
static inline Retcode svc_call(rtl_uint64_t target, struct svc_buffers out, struct svc_buffers in,
                               rtl_uint32_t sync, rtl_uint64_t *received)
{
    register rtl_uint64_t x0 __asm__("x0") = target;
    register rtl_uint64_t x1 __asm__("x1") = svc_address(out.msg);
    register rtl_uint64_t x2 __asm__("x2") = out.sizes;
    register rtl_uint64_t x3 __asm__("x3") = svc_address(out.arena);
    register rtl_uint64_t x4 __asm__("x4") = svc_address(in.msg);
    register rtl_uint64_t x5 __asm__("x5") = in.sizes;
    register rtl_uint64_t x6 __asm__("x6") = svc_address(in.arena);
    register rtl_uint64_t x7 __asm__("x7") = sync;

    __asm__ volatile(SVC(0)
                     : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3), "+r"(x4), "+r"(x5), "+r"(x6),
                       "+r"(x7)
                     :
                     : SVC_CLOBBERS);
    *received = x1;
    return (Retcode)x0;
}

static inline Retcode svc_recv(rtl_uint64_t target, struct svc_buffers in, rtl_uint32_t sync,
                               rtl_uint64_t *received)
{
    register rtl_uint64_t x0 __asm__("x0") = target;
    register rtl_uint64_t x1 __asm__("x1");
    register rtl_uint64_t x4 __asm__("x4") = svc_address(in.msg);
    register rtl_uint64_t x5 __asm__("x5") = in.sizes;
    register rtl_uint64_t x6 __asm__("x6") = svc_address(in.arena);
    register rtl_uint64_t x7 __asm__("x7") = sync;

    __asm__ volatile(SVC(1)
                     : "+r"(x0), "=r"(x1), "+r"(x4), "+r"(x5), "+r"(x6), "+r"(x7)
                     :
                     : "x2", "x3", SVC_CLOBBERS);
    *received = x1;
    return (Retcode)x0;
}

static inline Retcode svc_reply(rtl_uint32_t handle, struct svc_buffers out)
{
    register rtl_uint64_t x0 __asm__("x0") = handle;
    register rtl_uint64_t x1 __asm__("x1") = svc_address(out.msg);
    register rtl_uint64_t x2 __asm__("x2") = out.sizes;
    register rtl_uint64_t x3 __asm__("x3") = svc_address(out.arena);

    __asm__ volatile(SVC(2)
                     : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)
                     :
                     : "x4", "x5", "x6", "x7", SVC_CLOBBERS);
    return (Retcode)x0;
}

#endif
