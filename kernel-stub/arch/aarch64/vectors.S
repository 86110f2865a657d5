/* Exception vectors. From EL0: all registers go to the frame at the top of the thread's kernel
 * stack, C decides, and everything comes back from the frame: no register carries data of the
 * kernel. From EL1: only a user copy may fault; everything else is a panic. */
#include "arch.h"

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
    vector user_sync    /* EL0, AArch64 */
    vector user_irq
    vector bad_entry
    vector bad_entry
    vector bad_entry    /* EL0, AArch32: never entered */
    vector bad_entry
    vector bad_entry
    vector bad_entry

.macro save_frame
    sub sp, sp, #FRAME_SIZE
    stp x0, x1, [sp, #FRAME_X(0)]
    stp x2, x3, [sp, #FRAME_X(2)]
    stp x4, x5, [sp, #FRAME_X(4)]
    stp x6, x7, [sp, #FRAME_X(6)]
    stp x8, x9, [sp, #FRAME_X(8)]
    stp x10, x11, [sp, #FRAME_X(10)]
    stp x12, x13, [sp, #FRAME_X(12)]
    stp x14, x15, [sp, #FRAME_X(14)]
    stp x16, x17, [sp, #FRAME_X(16)]
    stp x18, x19, [sp, #FRAME_X(18)]
    stp x20, x21, [sp, #FRAME_X(20)]
    stp x22, x23, [sp, #FRAME_X(22)]
    stp x24, x25, [sp, #FRAME_X(24)]
    stp x26, x27, [sp, #FRAME_X(26)]
    stp x28, x29, [sp, #FRAME_X(28)]
    mrs x20, sp_el0
    mrs x21, elr_el1
    mrs x22, spsr_el1
    stp x30, x20, [sp, #FRAME_X(30)]
    stp x21, x22, [sp, #FRAME_PC]
    mov x0, sp
    mov x29, #0 /* ends the kernel's backtrace */
    mov x30, #0
.endm

user_sync:
    save_frame
    bl trap_user_sync
    b user_return
user_irq:
    save_frame
    bl trap_user_irq
    b user_return

/* First instructions of a new thread: reap what ran before, then as after a trap. */
.global user_start
user_start:
    mov x29, #0
    bl sched_switched
    bl thread_return_to_user
user_return:
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
    ldp x18, x19, [sp, #FRAME_X(18)]
    ldp x20, x21, [sp, #FRAME_X(20)]
    ldp x22, x23, [sp, #FRAME_X(22)]
    ldp x24, x25, [sp, #FRAME_X(24)]
    ldp x26, x27, [sp, #FRAME_X(26)]
    ldp x28, x29, [sp, #FRAME_X(28)]
    add sp, sp, #FRAME_SIZE
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
    add sp, sp, #FRAME_SIZE
    save_frame
    bl trap_kernel_sync
    b user_return /* x0 to x30, sp and pc as the frame says; sp_el0 is not touched at EL1 */

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
