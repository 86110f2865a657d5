/* Page tables of processes: three levels below TTBR0 (39 bits), 4 KiB pages. All pages belong to an
 * ASID; EL0 never gets a page that is both writable and executable, EL1 executes none of them. */
#include "kernel.h"
#include "sysreg.h"

#define ENTRIES 512

static unsigned index_at(uint64_t va, unsigned level)
{
    return (unsigned)(va >> (39 - 9 * level) & (ENTRIES - 1));
}

uint64_t *mmu_entry(uint64_t root, uint64_t va, void *(*alloc)(void *ctx), void *ctx)
{
    uint64_t *table = phys_to_virt(root);

    for (unsigned level = 1; level < 3; level++) {
        uint64_t *entry = &table[index_at(va, level)];

        if (*entry == 0) {
            void *next = alloc ? alloc(ctx) : NULL;

            if (!next)
                return NULL;
            *entry = virt_to_phys(next) | PTE_TABLE;
        }
        table = phys_to_virt(*entry & PTE_ADDRESS);
    }
    return &table[index_at(va, 3)];
}

void *mmu_writable(uint64_t root, uint64_t va)
{
    const uint64_t writable = PTE_VALID | PTE_EL0;
    uint64_t e = ((const uint64_t *)phys_to_virt(root))[index_at(va, 1)];

    if (e == 0)
        return NULL;
    e = ((const uint64_t *)phys_to_virt(e & PTE_ADDRESS))[index_at(va, 2)];
    if (e == 0)
        return NULL;
    e = ((const uint64_t *)phys_to_virt(e & PTE_ADDRESS))[index_at(va, 3)];
    if ((e & (writable | PTE_RO)) != writable)
        return NULL;
    return phys_to_virt((e & PTE_ADDRESS) + va % KOS_PAGE_SIZE);
}

uint64_t mmu_page(uint64_t pa, unsigned rights)
{
    uint64_t e = pa | PTE_PAGE | PTE_AF | PTE_SH_INNER | PTE_ATTR_NORMAL | PTE_NG | PTE_PXN;

    if (rights != 0)
        e |= PTE_EL0;
    if (!(rights & VM_WRITE))
        e |= PTE_RO;
    if (!(rights & VM_EXEC))
        e |= PTE_UXN;
    return e;
}

uint64_t mmu_page_address(uint64_t entry)
{
    return entry & PTE_VALID ? entry & PTE_ADDRESS : 0;
}

unsigned mmu_page_rights(uint64_t entry)
{
    unsigned rights = 0;

    if ((entry & PTE_VALID) && (entry & PTE_EL0)) {
        rights = VM_READ;
        if (!(entry & PTE_RO))
            rights |= VM_WRITE;
        if (!(entry & PTE_UXN))
            rights |= VM_EXEC;
    }
    return rights;
}

bool mmu_page_shared(uint64_t entry)
{
    return (entry & MMU_SHARED) != 0;
}

typedef void release_fn(void *ctx, void *page);

static void release_pages(const uint64_t *bottom, release_fn *release, void *ctx)
{
    for (unsigned i = 0; i < ENTRIES; i++) {
        if (bottom[i] != 0 && !mmu_page_shared(bottom[i]))
            release(ctx, phys_to_virt(bottom[i] & PTE_ADDRESS));
    }
}

static void release_tables(const uint64_t *middle, release_fn *release, void *ctx)
{
    for (unsigned i = 0; i < ENTRIES; i++) {
        uint64_t *bottom = phys_to_virt(middle[i] & PTE_ADDRESS);

        if (middle[i] == 0)
            continue;
        release_pages(bottom, release, ctx);
        release(ctx, bottom);
    }
}

void mmu_free(uint64_t root, void (*release)(void *ctx, void *page), void *ctx)
{
    uint64_t *top = phys_to_virt(root);

    for (unsigned i = 0; i < ENTRIES; i++) {
        uint64_t *middle = phys_to_virt(top[i] & PTE_ADDRESS);

        if (top[i] == 0)
            continue;
        release_tables(middle, release, ctx);
        release(ctx, middle);
    }
    release(ctx, top);
}

void mmu_flush_page(uint16_t asid, uint64_t va)
{
    uint64_t arg = (uint64_t)asid << 48 | va >> 12;

    __asm__ volatile("dsb ishst\ntlbi vae1, %0\ndsb ish\nisb" : : "r"(arg) : "memory");
}

void mmu_flush_all(uint16_t asid)
{
    __asm__ volatile("dsb ishst\ntlbi aside1, %0\ndsb ish\nisb"
                     :
                     : "r"((uint64_t)asid << 48)
                     : "memory");
}

/* Line sizes come from CTR_EL0; 64 bytes is the smallest both caches of a cortex-a53 have. */
void mmu_sync_code(const void *code, size_t size)
{
    const char *end = (const char *)code + size;

    for (const char *p = code; p < end; p += 64)
        __asm__ volatile("dc cvau, %0" : : "r"(p) : "memory");
    __asm__ volatile("dsb ish\nic iallu\ndsb ish\nisb" : : : "memory");
}

/* First address at or above va, below end, whose table entry at `level` is not 0. */
static uint64_t next_at_level(const uint64_t *table, uint64_t va, uint64_t end, unsigned level,
                              const uint64_t **next)
{
    uint64_t span = 1ull << (39 - 9 * level);

    for (unsigned i = index_at(va, level); va < end && i < ENTRIES; i++) {
        if (table[i] != 0) {
            *next = level < 3 ? phys_to_virt(table[i] & PTE_ADDRESS) : &table[i];
            return va;
        }
        va = (va & ~(span - 1)) + span;
    }
    *next = NULL;
    return va;
}

uint64_t mmu_next(uint64_t root, uint64_t va, uint64_t end)
{
    const uint64_t *top = phys_to_virt(root);

    while (va < end) {
        const uint64_t *middle, *bottom, *entry;

        va = next_at_level(top, va, end, 1, &middle);
        if (!middle)
            break;
        va = next_at_level(middle, va, end, 2, &bottom);
        if (!bottom)
            continue; /* va is now in the next GiB */
        va = next_at_level(bottom, va, end, 3, &entry);
        if (entry)
            return va;
    }
    return end;
}
