/* What the kernel wants from the device tree. Pointers go into the tree. */
#ifndef KERNEL_FDT_H
#define KERNEL_FDT_H

#include "kernel.h"

struct fdt_info {
    uint64_t ram_size; /* 0: not said */
    const char *bootargs;
    const unsigned char *seed;
    uint32_t bootargs_size, seed_size;
};

/* False: no tree there, or one that does not hold together. */
bool fdt_read(const void *address, struct fdt_info *out);

#endif
