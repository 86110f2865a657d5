/* First instruction of a program: x0 = environment address, x1 = its size, sp 16-byte aligned, all
 * else 0 (platform 3). Goes on in kos_start(environment, size), kos/start.c. */
#include "entry.inc"

        .section .text._start, "ax"
        .global _start
        .type   _start, %function
_start:
        .cfi_startproc
        .cfi_undefined x30

        enter   kos_start
        .cfi_endproc
        .size   _start, . - _start

        .section .note.GNU-stack, "", %progbits
