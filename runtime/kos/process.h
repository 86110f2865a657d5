/* Ways a process ends that libkos takes itself. */
#ifndef KOS_PROCESS_H
#define KOS_PROCESS_H

/* A fault at this place: brk, which the kernel reports and ends the process for. */
__attribute__((noreturn)) static inline void kos_trap(void)
{
    for (;;)
        __asm__ volatile("brk #0xf000");
}

/* Prints one line and traps. For a start that cannot go on. */
__attribute__((noreturn)) void kos_panic(const char *what, const char *why);

#endif
