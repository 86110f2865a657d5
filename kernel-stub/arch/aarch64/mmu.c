/* The kernel's own map: built once, W^X, nothing for EL0. */
#include "kernel.h"
#include "sysreg.h"

#define GIB         (1ull << 30)
#define BLOCK_SIZE  (1ull << 21)
#define ENTRIES     512
#define L3_TABLES   8 /* for the ranges that do not begin or end at 2 MiB */
#define STACK_BYTES ((uint64_t)KOS_THREADS_MAX * KSTACK_WINDOW)
#define STACK_L3    (STACK_BYTES / BLOCK_SIZE)

#define KERNEL_DATA (PTE_AF | PTE_SH_INNER | PTE_ATTR_NORMAL | PTE_PXN | PTE_UXN)
#define KERNEL_RO   (KERNEL_DATA | PTE_RO)
#define KERNEL_CODE (PTE_AF | PTE_SH_INNER | PTE_ATTR_NORMAL | PTE_UXN | PTE_RO)
#define DEVICE      (PTE_AF | PTE_ATTR_DEVICE | PTE_PXN | PTE_UXN)

typedef uint64_t table_t[ENTRIES];

/* GiB 0 holds the devices, 1 to 3 RAM. */
static _Alignas(KOS_PAGE_SIZE) table_t l0, l1, l2[4], l3[L3_TABLES];
static _Alignas(KOS_PAGE_SIZE) table_t stack_l1, stack_l2, stack_l3[STACK_L3];
static _Alignas(KOS_PAGE_SIZE) table_t no_user; /* TTBR0 while no process runs: maps nothing */
static unsigned l3_used;

extern const char __text_start[], __text_end[], __rodata_end[];

static uint64_t table_entry(const void *table)
{
    return virt_to_phys(table) | PTE_TABLE;
}

static void map_page(uint64_t pa, uint64_t attributes)
{
    uint64_t *block = &l2[pa / GIB][pa % GIB / BLOCK_SIZE];

    if (*block == 0) {
        kassert(l3_used < L3_TABLES);
        *block = table_entry(l3[l3_used++]);
    }
    uint64_t *pages = phys_to_virt(*block & PTE_ADDRESS);

    pages[pa % BLOCK_SIZE / KOS_PAGE_SIZE] = pa | attributes | PTE_PAGE;
}

/* Maps [from, to) at KERNEL_OFFSET; both are multiples of the page size below 4 GiB. */
static void map_range(uint64_t from, uint64_t to, uint64_t attributes)
{
    while (from < to) {
        if (from % BLOCK_SIZE == 0 && to - from >= BLOCK_SIZE) {
            l2[from / GIB][from % GIB / BLOCK_SIZE] = from | attributes | PTE_BLOCK;
            from += BLOCK_SIZE;
        } else {
            map_page(from, attributes);
            from += KOS_PAGE_SIZE;
        }
    }
}

static void map_stacks(void)
{
    l0[KSTACK_BASE >> 39 & 511] = table_entry(stack_l1);
    stack_l1[KSTACK_BASE >> 30 & 511] = table_entry(stack_l2);
    for (unsigned i = 0; i < STACK_L3; i++)
        stack_l2[i] = table_entry(stack_l3[i]);
}

void mmu_init(uint64_t ram_end)
{
    uint64_t text = virt_to_phys(__text_start), rodata = virt_to_phys(__text_end);
    uint64_t data = virt_to_phys(__rodata_end);

    l0[0] = table_entry(l1);
    for (unsigned i = 0; i < 4; i++)
        l1[i] = table_entry(l2[i]);
    map_range(0, RAM_BASE, DEVICE);
    map_range(RAM_BASE, text, KERNEL_DATA);
    map_range(text, rodata, KERNEL_CODE);
    map_range(rodata, data, KERNEL_RO);
    map_range(data, ram_end, KERNEL_DATA);
    map_stacks();

    __asm__ volatile("dsb sy\n"
                     "msr ttbr1_el1, %0\n"
                     "msr ttbr0_el1, %1\n"
                     "isb\n"
                     "tlbi vmalle1\n"
                     "dsb sy\n"
                     "mrs x9, sctlr_el1\n"
                     "orr x9, x9, %2\n"
                     "msr sctlr_el1, x9\n"
                     "isb"
                     :
                     : "r"(virt_to_phys(l0)), "r"(virt_to_phys(no_user)), "r"((uint64_t)SCTLR_WXN)
                     : "x9", "memory");
}

static uint64_t *stack_entry(unsigned slot)
{
    uint64_t offset = (uint64_t)slot * KSTACK_WINDOW + KSTACK_SIZE;

    return &stack_l3[offset / BLOCK_SIZE][offset % BLOCK_SIZE / KOS_PAGE_SIZE];
}

uint64_t mmu_map_kstack(unsigned slot, uint64_t pa)
{
    uint64_t *entry = stack_entry(slot);

    for (unsigned i = 0; i < KSTACK_SIZE / KOS_PAGE_SIZE; i++)
        entry[i] = (pa + i * KOS_PAGE_SIZE) | KERNEL_DATA | PTE_PAGE;
    __asm__ volatile("dsb ishst\nisb" : : : "memory");
    return KSTACK_BASE + (uint64_t)(slot + 1) * KSTACK_WINDOW;
}

void mmu_unmap_kstack(unsigned slot)
{
    uint64_t *entry = stack_entry(slot);
    uint64_t va = KSTACK_BASE + (uint64_t)slot * KSTACK_WINDOW + KSTACK_SIZE;

    for (unsigned i = 0; i < KSTACK_SIZE / KOS_PAGE_SIZE; i++)
        entry[i] = 0;
    __asm__ volatile("dsb ishst" : : : "memory");
    for (unsigned i = 0; i < KSTACK_SIZE / KOS_PAGE_SIZE; i++)
        __asm__ volatile("tlbi vaae1, %0"
                         :
                         : "r"((va + i * KOS_PAGE_SIZE) >> 12 & ((1ull << 44) - 1)));
    __asm__ volatile("dsb ish\nisb" : : : "memory");
}

uint64_t mmu_nobody(void)
{
    return virt_to_phys(no_user);
}
