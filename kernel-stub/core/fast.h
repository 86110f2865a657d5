/* The short way of the three system calls (fastpath.c), called by vectors.S with the arguments in
 * their registers and nothing but the frame on the kernel stack. */
#ifndef KERNEL_FAST_H
#define KERNEL_FAST_H

#include "sched.h"

/* The frame of the thread to continue with, whose x0 and x1 are set; NULL: nothing has happened,
 * the general path must do it. */
struct trap_frame *fast_call(uint64_t target, uint64_t out_msg, uint64_t out_sizes,
                             uint64_t out_arena, uint64_t in_msg, uint64_t in_sizes,
                             uint64_t in_arena, uint64_t sync);
struct trap_frame *fast_recv(uint64_t target, uint64_t x1, uint64_t x2, uint64_t x3,
                             uint64_t in_msg, uint64_t in_sizes, uint64_t in_arena, uint64_t sync);
/* FAST_DONE; FAST_GENERAL: nothing has happened; else the return code, negative. pc: where the
 * thread goes on, which is in its frame unless FAST_DONE. */
int64_t fast_reply(uint64_t target, uint64_t out_msg, uint64_t out_sizes, uint64_t out_arena,
                   uint64_t pc);

#endif
