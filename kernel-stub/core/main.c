/* Boot, in order. */
#include "boot.h"
#include "fdt.h"
#include "log.h"
#include "sched.h"

#define MIB      (1024 * 1024)
#define ROOM_MIN (2 * MIB) /* for Einit to start */

_Noreturn void kernel_main(void);

extern const char __kernel_end[];

/* RAM from RAM_BASE; a machine that does not say gets the smallest we ask for. */
static uint64_t ram_end(const struct fdt_info *fdt)
{
    uint64_t size = fdt->ram_size ? fdt->ram_size : 128 * MIB;

    if (size > RAM_LIMIT - RAM_BASE)
        size = RAM_LIMIT - RAM_BASE;
    return RAM_BASE + size / KOS_PAGE_SIZE * KOS_PAGE_SIZE;
}

/* The kernel with the files lies below all other memory. */
static void check_room(uint64_t end)
{
    const uint64_t image_end = virt_to_phys(__kernel_end);

    if (end < image_end + ROOM_MIN)
        panic("%lu MiB of memory, of which the image takes %lu: too little is left",
              (end - RAM_BASE) / MIB, (image_end - RAM_BASE + MIB - 1) / MIB);
}

static void read_options(const struct fdt_info *fdt)
{
    struct file f;

    if (romfs_find("kos.cmdline", &f))
        cmdline_add((const char *)f.data, f.size);
    if (fdt->bootargs)
        cmdline_add(fdt->bootargs, fdt->bootargs_size);
    cmdline_check();
}

_Noreturn void kernel_main(void)
{
    struct fdt_info fdt;
    bool tree = fdt_read(phys_to_virt(RAM_BASE), &fdt);
    uint64_t end = ram_end(&fdt);
    uintptr_t guard;

    log_init();
    trap_init();
    klog("BOOT", "OpenNK %s aarch64", KERNEL_VERSION);
    if (!tree)
        klog("BOOT", "warning: no device tree, no boot options");
    check_room(end);
    mmu_init(end);
    mm_init(virt_to_phys(__kernel_end), end);
    klog("MM", "%lu MiB of memory, %lu pages free", (end - RAM_BASE) / MIB, pages_free_count());
    romfs_init();
    read_options(&fdt);
    romfs_list();
    gic_init();
    timer_init();
    clock_init();
    random_init(fdt.seed, fdt.seed_size);
    random_bytes(&guard, sizeof(guard));
    __stack_chk_guard = guard; /* this function never returns, so it may */
    refusal_init();
    trace_init();
    thread_init();
    proc_init();
    ksm_init();
    einit_start();
    sched_run();
}
