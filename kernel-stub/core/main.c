/* Boot, in order. */
#include "kernel.h"
_Noreturn void kernel_main(void);
_Noreturn void kernel_main(void)
{
    klog("BOOT", "OpenNK %s aarch64", KERNEL_VERSION);
    halt(0);
}
