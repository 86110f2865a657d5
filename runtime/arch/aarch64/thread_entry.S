/* First instruction of a thread: x0 = context, x1 = context2, sp 16-byte aligned (platform 3).
 * Goes on in kos_thread_main(context, context2), kos/thread.c. */
#include "entry.inc"

        .section .text.kos_thread_entry, "ax"
        .global kos_thread_entry
        .type   kos_thread_entry, %function
kos_thread_entry:
        .cfi_startproc
        .cfi_undefined x30

        enter   kos_thread_main
        .cfi_endproc
        .size   kos_thread_entry, . - kos_thread_entry

        .section .note.GNU-stack, "", %progbits
