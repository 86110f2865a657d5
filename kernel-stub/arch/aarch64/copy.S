/* memcpy, memset and the copy to and from user memory, any alignment. A message of 64 bytes takes
 * the shortest way (a short one from user memory: usercopy.h).
 *
 * user_copy is entered with a user address that was checked to lie below KOS_USER_END. A fault
 * in it is not the kernel's: the table at the end says where trap.c continues (usercopy.h). */
#include "arch.h"

/* \to and x1 = from (both kept running), x2 = size. Uses x4 to x11. */
.macro copy_body to
    subs x2, x2, #128
    b.lo 2f
1:  ldp x4, x5, [x1], #128
    ldp x6, x7, [x1, #-112]
    ldp x8, x9, [x1, #-96]
    ldp x10, x11, [x1, #-80]
    stp x4, x5, [\to], #128
    stp x6, x7, [\to, #-112]
    stp x8, x9, [\to, #-96]
    stp x10, x11, [\to, #-80]
    ldp x4, x5, [x1, #-64]
    ldp x6, x7, [x1, #-48]
    ldp x8, x9, [x1, #-32]
    ldp x10, x11, [x1, #-16]
    stp x4, x5, [\to, #-64]
    stp x6, x7, [\to, #-48]
    stp x8, x9, [\to, #-32]
    stp x10, x11, [\to, #-16]
    subs x2, x2, #128
    b.hs 1b
2:  tbz x2, #6, 3f
    ldp x4, x5, [x1], #64
    ldp x6, x7, [x1, #-48]
    ldp x8, x9, [x1, #-32]
    ldp x10, x11, [x1, #-16]
    stp x4, x5, [\to], #64
    stp x6, x7, [\to, #-48]
    stp x8, x9, [\to, #-32]
    stp x10, x11, [\to, #-16]
3:  tst x2, #63
    b.eq 9f
    tbz x2, #5, 4f
    ldp x4, x5, [x1], #32
    ldp x6, x7, [x1, #-16]
    stp x4, x5, [\to], #32
    stp x6, x7, [\to, #-16]
4:  tbz x2, #4, 5f
    ldp x4, x5, [x1], #16
    stp x4, x5, [\to], #16
5:  tbz x2, #3, 6f
    ldr x4, [x1], #8
    str x4, [\to], #8
6:  tbz x2, #2, 7f
    ldr w4, [x1], #4
    str w4, [\to], #4
7:  tbz x2, #1, 8f
    ldrh w4, [x1], #2
    strh w4, [\to], #2
8:  tbz x2, #0, 9f
    ldrb w4, [x1]
    strb w4, [\to]
9:
.endm

.text
.global memcpy
.type memcpy, %function
memcpy:
    mov x3, x0
    copy_body x3
    ret

.global memset
.type memset, %function
memset:
    mov x3, x0
    and x1, x1, #0xff
    mov x4, #0x0101010101010101
    mul x4, x1, x4
    subs x2, x2, #64
    b.lo 2f
1:  stp x4, x4, [x3]
    stp x4, x4, [x3, #16]
    stp x4, x4, [x3, #32]
    stp x4, x4, [x3, #48]
    add x3, x3, #64
    subs x2, x2, #64
    b.hs 1b
2:  tbz x2, #5, 3f
    stp x4, x4, [x3], #16
    stp x4, x4, [x3], #16
3:  tbz x2, #4, 4f
    stp x4, x4, [x3], #16
4:  tbz x2, #3, 5f
    str x4, [x3], #8
5:  tbz x2, #2, 6f
    str w4, [x3], #4
6:  tbz x2, #1, 7f
    strh w4, [x3], #2
7:  tbz x2, #0, 8f
    strb w4, [x3]
8:  ret

/* bool user_copy(void *to, const void *from, size_t size)
 *
 * 256 bytes and more go through SIMD registers, twice as much at a time, the last 128 bytes by
 * themselves, some of them for the second time. The registers may hold the state of any process, so
 * they are put back whatever happens. */
.macro copy_128
    ldp q0, q1, [x1], #128
    ldp q2, q3, [x1, #-96]
    ldp q4, q5, [x1, #-64]
    ldp q6, q7, [x1, #-32]
    stp q0, q1, [x0], #128
    stp q2, q3, [x0, #-96]
    stp q4, q5, [x0, #-64]
    stp q6, q7, [x0, #-32]
.endm
.macro restore_wide
    ldp q2, q3, [sp, #32]
    ldp q4, q5, [sp, #64]
    ldp q6, q7, [sp, #96]
    ldp q0, q1, [sp], #128
.endm
.global user_copy
.type user_copy, %function
user_copy:
    subs x3, x2, #256
    b.lo user_copy_start
    stp q0, q1, [sp, #-128]!
    stp q2, q3, [sp, #32]
    stp q4, q5, [sp, #64]
    stp q6, q7, [sp, #96]
user_copy_wide_start:
1:  copy_128
    copy_128
    subs x3, x3, #256
    b.hs 1b
    tbz x3, #7, 2f /* x3 is what is left less 256 */
    copy_128
2:  ands x3, x3, #127
    b.eq user_copy_wide_end
    sub x3, x3, #128
    add x0, x0, x3
    add x1, x1, x3
    copy_128
user_copy_wide_end:
    restore_wide
    mov x0, #1
    ret
user_copy_start:
    copy_body x0
user_copy_end:
    mov x0, #1
    ret
user_copy_wide_fault:
    restore_wide
user_copy_fault:
    mov x0, #0
    ret

.pushsection .usercopy_table, "a"
.quad user_copy_wide_start, user_copy_wide_end, user_copy_wide_fault
.quad user_copy_start, user_copy_end, user_copy_fault
.popsection
