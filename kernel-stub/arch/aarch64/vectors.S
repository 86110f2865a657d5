/* Exception vectors. From EL0: all registers go to the frame at the top of the thread's kernel
 * stack, C decides, and everything comes back from the frame: no register carries data of the
 * kernel. The three system calls try fastpath.c first, which saves less. From EL1: only a user copy
 * may fault; everything else is a panic. */
#include <nk/abi.h>
#include "arch.h"
#include "sysreg.h"

.macro vector label
.balign 128
    b \label
.endm

.text
.balign 2048
.global vectors
vectors:
    vector bad_entry    /* EL1 with SP_EL0: never used */
    vector bad_entry
    vector bad_entry
    vector bad_entry
    vector kernel_sync  /* EL1 */
    vector bad_entry
    vector bad_entry
    vector bad_entry
/* EL0, AArch64. ESR_EL1 of `svc #n` is EC_SVC64 << 26 | IL | n. */
.balign 128
user_sync:
    stp x16, x17, [sp, #FRAME_X(16)]
    mrs x16, esr_el1
    mov w17, #ESR_SVC
    subs w16, w16, w17
    b.eq call
    cmp w16, #2
    b.eq reply
    b.lo recv
    b user_fault
    vector user_irq
    vector bad_entry
    vector bad_entry
    vector bad_entry    /* EL0, AArch32: never entered */
    vector bad_entry
    vector bad_entry
    vector bad_entry

/* The pieces of a frame at sp: x0 to x17, which a system call loses; x18 to x29; the rest. */
.macro save_lost
    stp x0, x1, [sp, #FRAME_X(0)]
    stp x2, x3, [sp, #FRAME_X(2)]
    stp x4, x5, [sp, #FRAME_X(4)]
    stp x6, x7, [sp, #FRAME_X(6)]
    stp x8, x9, [sp, #FRAME_X(8)]
    stp x10, x11, [sp, #FRAME_X(10)]
    stp x12, x13, [sp, #FRAME_X(12)]
    stp x14, x15, [sp, #FRAME_X(14)]
    stp x16, x17, [sp, #FRAME_X(16)]
.endm

.macro save_kept
    stp x18, x19, [sp, #FRAME_X(18)]
    stp x20, x21, [sp, #FRAME_X(20)]
    stp x22, x23, [sp, #FRAME_X(22)]
    stp x24, x25, [sp, #FRAME_X(24)]
    stp x26, x27, [sp, #FRAME_X(26)]
    stp x28, x29, [sp, #FRAME_X(28)]
.endm

.macro save_return
    mrs x16, elr_el1
    mrs x17, spsr_el1
    stp x16, x17, [sp, #FRAME_PC]
.endm

.macro save_frame
    save_lost
    save_kept
    mrs x16, sp_el0
    stp x30, x16, [sp, #FRAME_X(30)]
    save_return
    mov x0, sp
    mov x29, #0 /* ends the kernel's backtrace */
    mov x30, #0
.endm

.macro load_kept
    ldp x18, x19, [sp, #FRAME_X(18)]
    ldp x20, x21, [sp, #FRAME_X(20)]
    ldp x22, x23, [sp, #FRAME_X(22)]
    ldp x24, x25, [sp, #FRAME_X(24)]
    ldp x26, x27, [sp, #FRAME_X(26)]
    ldp x28, x29, [sp, #FRAME_X(28)]
.endm

/* Clears x2 to x17, the registers that a system call loses. */
.macro clear_lost
    ldp x2, x3, [sp, #FRAME_ZERO]
    ldp x4, x5, [sp, #FRAME_ZERO]
    ldp x6, x7, [sp, #FRAME_ZERO]
    ldp x8, x9, [sp, #FRAME_ZERO]
    ldp x10, x11, [sp, #FRAME_ZERO]
    ldp x12, x13, [sp, #FRAME_ZERO]
    ldp x14, x15, [sp, #FRAME_ZERO]
    ldp x16, x17, [sp, #FRAME_ZERO]
.endm

/* x8 to x15 of the frame are older values of the thread; x16 and x17 user_sync has saved. */
.macro clear_frame
    stp xzr, xzr, [sp, #FRAME_X(8)]
    stp xzr, xzr, [sp, #FRAME_X(10)]
    stp xzr, xzr, [sp, #FRAME_X(12)]
    stp xzr, xzr, [sp, #FRAME_X(14)]
.endm

user_fault:
    ldp x16, x17, [sp, #FRAME_X(16)]
    save_frame
    bl trap_user_sync
    b user_return

/* Call and Recv leave the thread for another one, or for ever: all that it keeps goes to the frame.
 * The arguments fastpath.c puts there where another way needs them. It answers with the frame to
 * continue with, or with null when the general path must do it. The flags come back as zeros, and
 * the frame has older ones of the same thread. */
.macro leaving function, number
    save_kept
    mrs x8, sp_el0
    mrs x9, elr_el1
    stp x30, x8, [sp, #FRAME_X(30)]
    str x9, [sp, #FRAME_PC]
    bl \function
    cbz x0, 1f
    mov sp, x0
    ldp x30, x8, [sp, #FRAME_X(30)]
    ldr x9, [sp, #FRAME_PC]
    msr spsr_el1, xzr
    msr elr_el1, x9
    msr sp_el0, x8
    load_kept
    ldp x0, x1, [sp, #FRAME_X(0)]
    clear_lost
    eret
1:  mov x1, #\number
    b general
.endm

call:
    leaving fast_call, KOS_SVC_CALL
recv:
    leaving fast_recv, KOS_SVC_RECV

/* Reply comes back to the same thread: x18, which C and the module do not use (-ffixed-x18), x19 to
 * x29, which they keep, and sp_el0 are where they were. The return address goes along as a fifth
 * argument, as a fault in the copy loses it: whoever does not answer FAST_DONE (0) has put it into
 * the frame, and FAST_GENERAL the arguments too. Else it is the return code of the call. */
reply:
    str x30, [sp, #FRAME_X(30)]
    mrs x4, elr_el1
    bl fast_reply
    cbnz x0, 1f
    ldr x30, [sp, #FRAME_X(30)]
    mov x1, #0
    clear_lost
    eret
1:  save_kept
    mrs x8, sp_el0
    str x8, [sp, #FRAME_SP]
    stp xzr, xzr, [sp, #FRAME_X(4)]
    stp xzr, xzr, [sp, #FRAME_X(6)]
    mov x1, #KOS_SVC_REPLY
    cmp x0, #FAST_GENERAL
    b.eq general
    clear_frame
    stp x0, xzr, [sp, #FRAME_X(0)]
    stp xzr, xzr, [sp, #FRAME_X(2)]
    b user_leave

/* The frame is complete but for what the call loses; x1: its number. */
general:
    clear_frame
    mov x0, sp
    mov x29, #0
    mov x30, #0
    bl syscall_enter
user_leave:
    mov x29, #0
    bl thread_return_to_user
    b user_return

user_irq:
    save_frame
    bl trap_user_irq
    b user_return

.macro load_frame
    ldp x21, x22, [sp, #FRAME_PC]
    ldp x30, x20, [sp, #FRAME_X(30)]
    msr sp_el0, x20
    msr elr_el1, x21
    msr spsr_el1, x22
    ldp x0, x1, [sp, #FRAME_X(0)]
    ldp x2, x3, [sp, #FRAME_X(2)]
    ldp x4, x5, [sp, #FRAME_X(4)]
    ldp x6, x7, [sp, #FRAME_X(6)]
    ldp x8, x9, [sp, #FRAME_X(8)]
    ldp x10, x11, [sp, #FRAME_X(10)]
    ldp x12, x13, [sp, #FRAME_X(12)]
    ldp x14, x15, [sp, #FRAME_X(14)]
    ldp x16, x17, [sp, #FRAME_X(16)]
    load_kept
.endm

/* First instructions of a new thread, and of one that fastpath.c parked: reap what ran before, then
 * as after a trap. */
.global user_start
user_start:
    mov x29, #0
    bl sched_switched
    bl thread_return_to_user
user_return:
    load_frame
    eret

/* A fault at EL1. When the stack itself has run into its guard, sp points into the lower half of
 * the window: bit KSTACK_SIZE_LOG of sp is clear, and nothing may be stored there. */
kernel_sync:
    sub sp, sp, #FRAME_SIZE
    add sp, sp, x0
    sub x0, sp, x0
    tbz x0, #KSTACK_SIZE_LOG, stack_overflow
    sub x0, sp, x0
    sub sp, sp, x0
    save_frame
    bl trap_kernel_sync
    load_frame /* x0 to x30 and pc as the frame says; sp_el0 is not touched at EL1 */
    add sp, sp, #FRAME_SIZE
    eret

stack_overflow:
    ldr x0, =boot_stack_top
    mov sp, x0
    bl trap_stack_overflow
bad_entry:
    ldr x0, =boot_stack_top
    mov sp, x0
    bl trap_bad

/* void switch_context(struct arch_thread *from, struct arch_thread *to) */
.global switch_context
switch_context:
    stp x29, x30, [sp, #-96]!
    stp x19, x20, [sp, #16]
    stp x21, x22, [sp, #32]
    stp x23, x24, [sp, #48]
    stp x25, x26, [sp, #64]
    stp x27, x28, [sp, #80]
    mov x2, sp
    mrs x3, tpidr_el0
    stp x2, x3, [x0, #ARCH_SP]
    ldp x2, x3, [x1, #ARCH_SP]
    mov sp, x2
    msr tpidr_el0, x3
    ldp x19, x20, [sp, #16]
    ldp x21, x22, [sp, #32]
    ldp x23, x24, [sp, #48]
    ldp x25, x26, [sp, #64]
    ldp x27, x28, [sp, #80]
    ldp x29, x30, [sp], #96
    ret
