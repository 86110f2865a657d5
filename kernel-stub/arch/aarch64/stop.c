/* Stopping the machine: semihosting exit with a status; where that traps, PSCI power-off (QEMU then
 * exits with status 0). Platform 1, "stopping". */
#include "arch.h"

#define SYS_EXIT_EXTENDED       0x20
#define ADP_STOPPED_APPLICATION 0x20026
#define PSCI_SYSTEM_OFF         0x84000008

/* trap.c looks here to know that a trap came from the semihosting call. */
extern const char semihosting_call[], semihosting_after[];

_Noreturn void machine_stop(uint32_t status)
{
    const uint64_t block[2] = {ADP_STOPPED_APPLICATION, status};
    register uint64_t x0 __asm__("x0") = SYS_EXIT_EXTENDED;
    register const uint64_t *x1 __asm__("x1") = block;

    __asm__ volatile(".global semihosting_call, semihosting_after\n"
                     "semihosting_call: hlt #0xf000\n"
                     "semihosting_after:"
                     : "+r"(x0)
                     : "r"(x1)
                     : "memory");
    x0 = PSCI_SYSTEM_OFF;
    __asm__ volatile("hvc #0" : "+r"(x0) : : "memory");
    for (;;)
        __asm__ volatile("wfi");
}
