/* Call, Recv and Reply: an SMsgHdr pair unpacked into the registers of platform 3. */
#include <coresrv/syscalls.h>

#include <nk/abi.h>

#include "console.h"

#define SVC_TEXT_(n) #n
#define SVC(n)       "svc #" SVC_TEXT_(n)

/* A size that does not fit its 32 bits cannot be a message. */
#define SIZE_OK(hdr) ((hdr)->msgSize <= 0xffffffffU && (hdr)->arenaSize <= 0xffffffffU)

static rtl_uint64_t pack(rtl_size_t low, rtl_size_t high)
{
    return low | (rtl_uint64_t)high << 32;
}

static rtl_uint64_t address(const void *pointer)
{
    return (rtl_uint64_t)(rtl_uintptr_t)pointer;
}

static void unpack(SMsgHdr *in, rtl_uint64_t sizes)
{
    in->msgSize = sizes & 0xffffffffU;
    in->arenaSize = sizes >> 32;
}

/* The kernel leaves x18 to x30, sp and the SIMD state alone, and no register carries its data. */
#define SVC_CLOBBERS                                                                               \
    "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "cc", "memory"

Retcode CallEx(Handle handle, const SMsgHdr *msgOut, SMsgHdr *msgIn, rtl_uint32_t mdelay,
               Handle syncHandle)
{
    register rtl_uint64_t x0 __asm__("x0");
    register rtl_uint64_t x1 __asm__("x1");
    register rtl_uint64_t x2 __asm__("x2");
    register rtl_uint64_t x3 __asm__("x3");
    register rtl_uint64_t x4 __asm__("x4");
    register rtl_uint64_t x5 __asm__("x5");
    register rtl_uint64_t x6 __asm__("x6");
    register rtl_uint64_t x7 __asm__("x7");

    if (!msgOut || !msgIn || !SIZE_OK(msgOut) || !SIZE_OK(msgIn))
        return rcInvalidArgument;
    kos_console_before_call();
    x0 = pack(handle, mdelay);
    x1 = address(msgOut->msg);
    x2 = pack(msgOut->msgSize, msgOut->arenaSize);
    x3 = address(msgOut->arena);
    x4 = address(msgIn->msg);
    x5 = pack(msgIn->msgSize, msgIn->arenaSize);
    x6 = address(msgIn->arena);
    x7 = syncHandle;
    __asm__ volatile(SVC(0)
                     : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3), "+r"(x4), "+r"(x5), "+r"(x6),
                       "+r"(x7)
                     :
                     : SVC_CLOBBERS);
    if ((Retcode)x0 == rcOk)
        unpack(msgIn, x1);
    return (Retcode)x0;
}

Retcode RecvEx(Handle handle, SMsgHdr *msgIn, rtl_uint32_t mdelay, Handle syncHandle)
{
    register rtl_uint64_t x0 __asm__("x0");
    register rtl_uint64_t x1 __asm__("x1");
    register rtl_uint64_t x4 __asm__("x4");
    register rtl_uint64_t x5 __asm__("x5");
    register rtl_uint64_t x6 __asm__("x6");
    register rtl_uint64_t x7 __asm__("x7");

    if (!msgIn || !SIZE_OK(msgIn))
        return rcInvalidArgument;
    kos_console_before_call();
    x0 = pack(handle, mdelay);
    x1 = 0;
    x4 = address(msgIn->msg);
    x5 = pack(msgIn->msgSize, msgIn->arenaSize);
    x6 = address(msgIn->arena);
    x7 = syncHandle;
    __asm__ volatile(SVC(1)
                     : "+r"(x0), "+r"(x1), "+r"(x4), "+r"(x5), "+r"(x6), "+r"(x7)
                     :
                     : "x2", "x3", SVC_CLOBBERS);
    if ((Retcode)x0 == rcOk)
        unpack(msgIn, x1);
    return (Retcode)x0;
}

Retcode Reply(Handle handle, const SMsgHdr *msgOut)
{
    register rtl_uint64_t x0 __asm__("x0");
    register rtl_uint64_t x1 __asm__("x1");
    register rtl_uint64_t x2 __asm__("x2");
    register rtl_uint64_t x3 __asm__("x3");

    if (!msgOut || !SIZE_OK(msgOut))
        return rcInvalidArgument;
    x0 = handle;
    x1 = address(msgOut->msg);
    x2 = pack(msgOut->msgSize, msgOut->arenaSize);
    x3 = address(msgOut->arena);
    __asm__ volatile(SVC(2)
                     : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)
                     :
                     : "x4", "x5", "x6", "x7", SVC_CLOBBERS);
    return (Retcode)x0;
}

Retcode Call(Handle handle, const SMsgHdr *msgOut, SMsgHdr *msgIn)
{
    return CallEx(handle, msgOut, msgIn, KOS_TIMEOUT_INFINITE, INVALID_HANDLE);
}

Retcode Recv(Handle handle, SMsgHdr *msgIn)
{
    return RecvEx(handle, msgIn, KOS_TIMEOUT_INFINITE, INVALID_HANDLE);
}
