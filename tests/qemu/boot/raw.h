/* System calls with every register in the test's hand, and a way to say what was found. */
#ifndef RAW_H
#define RAW_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <nk/abi.h>
#include <nk/message.h>
#include <rtl/retcode_hr.h>

struct raw {
    uint64_t x[18];
};

/* svc #n with the given x0 to x7; all of x0 to x17 come back. */
#define raw_svc(n, r)                                                                              \
    do {                                                                                           \
        register uint64_t x0 __asm__("x0") = (r)->x[0], x1 __asm__("x1") = (r)->x[1];              \
        register uint64_t x2 __asm__("x2") = (r)->x[2], x3 __asm__("x3") = (r)->x[3];              \
        register uint64_t x4 __asm__("x4") = (r)->x[4], x5 __asm__("x5") = (r)->x[5];              \
        register uint64_t x6 __asm__("x6") = (r)->x[6], x7 __asm__("x7") = (r)->x[7];              \
        __asm__ volatile(                                                                          \
            "svc #" #n                                                                             \
            : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3), "+r"(x4), "+r"(x5), "+r"(x6), "+r"(x7)       \
            :                                                                                      \
            : "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "memory", "cc"); \
        (r)->x[0] = x0;                                                                            \
        (r)->x[1] = x1;                                                                            \
    } while (0)

struct raw_buffers {
    const void *out, *out_arena;
    void *in, *in_arena;
    uint32_t out_size, out_arena_size, in_size, in_arena_size;
};

static inline struct raw raw_registers(uint32_t handle, uint32_t ms, const struct raw_buffers *b)
{
    return (struct raw){{handle | (uint64_t)ms << 32, (uintptr_t)b->out,
                         b->out_size | (uint64_t)b->out_arena_size << 32, (uintptr_t)b->out_arena,
                         (uintptr_t)b->in, b->in_size | (uint64_t)b->in_arena_size << 32,
                         (uintptr_t)b->in_arena, KOS_HANDLE_INVALID}};
}

static inline Retcode raw_call(uint32_t handle, uint32_t ms, const struct raw_buffers *b)
{
    struct raw r = raw_registers(handle, ms, b);

    raw_svc(0, &r);
    return (Retcode)r.x[0];
}

static inline Retcode raw_recv(uint32_t handle, uint32_t ms, const struct raw_buffers *b)
{
    struct raw r = raw_registers(handle, ms, b);

    raw_svc(1, &r);
    return (Retcode)r.x[0];
}

static inline Retcode raw_reply(uint32_t handle, const struct raw_buffers *b)
{
    struct raw r = raw_registers(handle, KOS_TIMEOUT_INFINITE, b);

    raw_svc(2, &r);
    return (Retcode)r.x[0];
}

__attribute__((unused)) static int raw_failures;

#define expect_rc(what, got, want)                                                                 \
    do {                                                                                           \
        Retcode got_ = (got);                                                                      \
                                                                                                   \
        if (got_ != (want))                                                                        \
            raw_failures++;                                                                        \
        printf("%s %s: %s%s%s\n", got_ == (want) ? "ok" : "FAIL", what, KosRetcodeName(got_),      \
               got_ == (want) ? "" : ", wanted ", got_ == (want) ? "" : KosRetcodeName(want));     \
    } while (0)

#define expect_true(what, e)                                                                       \
    do {                                                                                           \
        int ok_ = (e);                                                                             \
                                                                                                   \
        raw_failures += !ok_;                                                                      \
        printf("%s %s\n", ok_ ? "ok" : "FAIL", what);                                              \
    } while (0)

#endif
