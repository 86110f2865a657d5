/* memcpy, memmove and memset of programs, any alignment, 64 bytes at a time; those of the C library
 * take a byte at a time. General registers only: a copy must not make a thread one that uses SIMD
 * registers, whose state the kernel would have to switch. Nothing above x11 is touched. */

/* The bytes of `count` below 64, from the highest bit to the lowest: forward from x1 to x3. */
.macro forward_rest count
        tbz     \count, #5, 1f
        ldp     x4, x5, [x1], #16
        ldp     x6, x7, [x1], #16
        stp     x4, x5, [x3], #16
        stp     x6, x7, [x3], #16
1:      tbz     \count, #4, 2f
        ldp     x4, x5, [x1], #16
        stp     x4, x5, [x3], #16
2:      tbz     \count, #3, 3f
        ldr     x4, [x1], #8
        str     x4, [x3], #8
3:      tbz     \count, #2, 4f
        ldr     w4, [x1], #4
        str     w4, [x3], #4
4:      tbz     \count, #1, 5f
        ldrh    w4, [x1], #2
        strh    w4, [x3], #2
5:      tbz     \count, #0, 6f
        ldrb    w4, [x1]
        strb    w4, [x3]
6:
.endm

/* The same backward, from the bytes below x1 to those below x3. */
.macro backward_rest count
        tbz     \count, #5, 1f
        ldp     x4, x5, [x1, #-16]!
        ldp     x6, x7, [x1, #-16]!
        stp     x4, x5, [x3, #-16]!
        stp     x6, x7, [x3, #-16]!
1:      tbz     \count, #4, 2f
        ldp     x4, x5, [x1, #-16]!
        stp     x4, x5, [x3, #-16]!
2:      tbz     \count, #3, 3f
        ldr     x4, [x1, #-8]!
        str     x4, [x3, #-8]!
3:      tbz     \count, #2, 4f
        ldr     w4, [x1, #-4]!
        str     w4, [x3, #-4]!
4:      tbz     \count, #1, 5f
        ldrh    w4, [x1, #-2]!
        strh    w4, [x3, #-2]!
5:      tbz     \count, #0, 6f
        ldrb    w4, [x1, #-1]
        strb    w4, [x3, #-1]
6:
.endm

.macro function name
        .global \name
        .type   \name, %function
\name:
        .cfi_startproc
.endm

.macro end name
        .cfi_endproc
        .size   \name, . - \name
.endm

        .section .text.kos_copy, "ax"

/* void *memmove(void *to, const void *from, size_t size): backward when `to` lies inside `from`. */
function memmove
        sub     x3, x0, x1
        cmp     x3, x2
        b.hs    memcpy
        cbz     x3, 9f
        add     x1, x1, x2
        add     x3, x0, x2
        subs    x2, x2, #64
        b.lo    8f
7:      ldp     x4, x5, [x1, #-16]
        ldp     x6, x7, [x1, #-32]
        ldp     x8, x9, [x1, #-48]
        ldp     x10, x11, [x1, #-64]!
        stp     x4, x5, [x3, #-16]
        stp     x6, x7, [x3, #-32]
        stp     x8, x9, [x3, #-48]
        stp     x10, x11, [x3, #-64]!
        subs    x2, x2, #64
        b.hs    7b
8:      backward_rest x2
9:      ret
end memmove

function memcpy
        mov     x3, x0
        subs    x2, x2, #64
        b.lo    8f
7:      ldp     x4, x5, [x1], #64
        ldp     x6, x7, [x1, #-48]
        ldp     x8, x9, [x1, #-32]
        ldp     x10, x11, [x1, #-16]
        stp     x4, x5, [x3], #64
        stp     x6, x7, [x3, #-48]
        stp     x8, x9, [x3, #-32]
        stp     x10, x11, [x3, #-16]
        subs    x2, x2, #64
        b.hs    7b
8:      forward_rest x2
        ret
end memcpy

        .section .text.kos_set, "ax"

function memset
        and     x1, x1, #0xff
        mov     x4, #0x0101010101010101
        mul     x4, x1, x4
        mov     x3, x0
        subs    x2, x2, #64
        b.lo    8f
7:      stp     x4, x4, [x3], #64
        stp     x4, x4, [x3, #-48]
        stp     x4, x4, [x3, #-32]
        stp     x4, x4, [x3, #-16]
        subs    x2, x2, #64
        b.hs    7b
8:      tbz     x2, #5, 1f
        stp     x4, x4, [x3], #16
        stp     x4, x4, [x3], #16
1:      tbz     x2, #4, 2f
        stp     x4, x4, [x3], #16
2:      tbz     x2, #3, 3f
        str     x4, [x3], #8
3:      tbz     x2, #2, 4f
        str     w4, [x3], #4
4:      tbz     x2, #1, 5f
        strh    w4, [x3], #2
5:      tbz     x2, #0, 6f
        strb    w4, [x3]
6:      ret
end memset

        .section .note.GNU-stack, "", %progbits
