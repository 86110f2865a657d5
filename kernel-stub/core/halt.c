/* The end of the machine. */
#include "kernel.h"

_Noreturn void halt(uint32_t status)
{
    klog(NULL, "System halted");
    machine_stop(status);
}
