/* memcpy, memset and the copy to and from user memory: 64 bytes a turn, any alignment.
 *
 * user_copy is entered with a user address that was checked to lie below KOS_USER_END. A fault
 * between user_copy_start and user_copy_end is not the kernel's: trap.c continues at
 * user_copy_fault, which returns false. */
#include "arch.h"

/* x3 = to (kept running), x1 = from, x2 = size. Uses x4 to x11. */
.macro copy_body
    subs x2, x2, #64
    b.lo 2f
1:  ldp x4, x5, [x1]
    ldp x6, x7, [x1, #16]
    ldp x8, x9, [x1, #32]
    ldp x10, x11, [x1, #48]
    add x1, x1, #64
    stp x4, x5, [x3]
    stp x6, x7, [x3, #16]
    stp x8, x9, [x3, #32]
    stp x10, x11, [x3, #48]
    add x3, x3, #64
    subs x2, x2, #64
    b.hs 1b
2:  tbz x2, #5, 3f
    ldp x4, x5, [x1], #16
    ldp x6, x7, [x1], #16
    stp x4, x5, [x3], #16
    stp x6, x7, [x3], #16
3:  tbz x2, #4, 4f
    ldp x4, x5, [x1], #16
    stp x4, x5, [x3], #16
4:  tbz x2, #3, 5f
    ldr x4, [x1], #8
    str x4, [x3], #8
5:  tbz x2, #2, 6f
    ldr w4, [x1], #4
    str w4, [x3], #4
6:  tbz x2, #1, 7f
    ldrh w4, [x1], #2
    strh w4, [x3], #2
7:  tbz x2, #0, 8f
    ldrb w4, [x1]
    strb w4, [x3]
8:
.endm

.text
.global memcpy
.type memcpy, %function
memcpy:
    mov x3, x0
    copy_body
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

/* bool user_copy(void *to, const void *from, size_t size) */
.global user_copy
.type user_copy, %function
user_copy:
    mov x3, x0
.global user_copy_start
user_copy_start:
    copy_body
.global user_copy_end
user_copy_end:
    mov x0, #1
    ret
.global user_copy_fault
user_copy_fault:
    mov x0, #0
    ret
