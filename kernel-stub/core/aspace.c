/* The pages of one process. Every page and table is charged to as->pages, which is 0 again after
 * aspace_destroy. */
#include "aspace.h"
#include "sched.h"

#define PAGE_MASK ((uint64_t)KOS_PAGE_SIZE - 1)

static void *charged_page(void *ctx)
{
    struct aspace *as = ctx;
    void *page = user_pages_alloc(0);

    if (page)
        as->pages++;
    return page;
}

static void release_page(struct aspace *as, void *page)
{
    pages_free(page, 0);
    as->pages--;
}

bool aspace_init(struct aspace *as, uint16_t asid)
{
    *as = (struct aspace){.asid = asid};
    list_init(&as->regions);

    void *root = charged_page(as);

    if (!root)
        return false;
    as->root = virt_to_phys(root);
    as->ttbr = mmu_ttbr(as->root, asid);
    return true;
}

/* Takes out up to PAUSE_PAGES pages; the address it came to. */
static uint64_t unmap_some(struct aspace *as, uint64_t from, uint64_t to)
{
    unsigned count = 0;
    uint64_t va = mmu_next(as->root, from, to);

    for (; va < to && count < PAUSE_PAGES; count++) {
        uint64_t *entry = mmu_entry(as->root, va, NULL, NULL), old = *entry;

        *entry = 0;
        windows_close(as);
        mmu_flush_page(as->asid, va);
        if (!mmu_page_shared(old))
            release_page(as, phys_to_virt(mmu_page_address(old)));
        va = mmu_next(as->root, va + KOS_PAGE_SIZE, to);
    }
    return va;
}

/* Rests more often than others do: between two pages, or tables, may lie one with nothing in it. */
static void release_last(void *ctx, void *page)
{
    struct aspace *as = ctx;

    release_page(as, page);
    if (as->pages % (PAUSE_PAGES / 4) == 0)
        thread_rest();
}

void aspace_destroy(struct aspace *as)
{
    mmu_free(as->root, release_last, as);
    mmu_flush_all(as->asid);
    region_forget_all(as);
    as->root = 0;
    if (as->pages != 0)
        panic("address space %u: %u pages left after its end", as->asid, as->pages);
}

bool aspace_can_map(uint64_t pages)
{
    uint64_t tables = pages / 512 + pages / (512 * 512) + 4;

    return pages <= RAM_LIMIT / KOS_PAGE_SIZE && pages + tables <= pages_free_count();
}

void *aspace_map_new(struct aspace *as, uint64_t va, unsigned rights)
{
    uint64_t *entry = mmu_entry(as->root, va, charged_page, as);
    void *page = entry ? charged_page(as) : NULL;

    if (!page)
        panic("address space %u: out of memory after aspace_can_map", as->asid);
    *entry = mmu_page(virt_to_phys(page), rights);
    mmu_publish();
    return page;
}

bool aspace_map_shared(struct aspace *as, uint64_t va, uint64_t pa, unsigned rights)
{
    uint64_t *entry = mmu_entry(as->root, va, charged_page, as);

    if (!entry)
        return false;
    *entry = mmu_page(pa, rights) | MMU_SHARED;
    mmu_publish();
    return true;
}

void aspace_unmap(struct aspace *as, uint64_t from, uint64_t to)
{
    while ((from = unmap_some(as, from, to)) < to)
        thread_rest();
}

static uint64_t entry_of(const struct aspace *as, uint64_t va)
{
    const uint64_t *entry = va < KOS_USER_END ? mmu_entry(as->root, va, NULL, NULL) : NULL;

    return entry ? *entry : 0;
}

void aspace_set_rights(struct aspace *as, uint64_t va, unsigned rights)
{
    uint64_t *entry = mmu_entry(as->root, va, NULL, NULL), old = *entry;
    uint64_t pa = mmu_page_address(old);

    if ((rights & VM_EXEC) && !(mmu_page_rights(old) & VM_EXEC))
        mmu_sync_code(phys_to_virt(pa), KOS_PAGE_SIZE);
    *entry = 0;
    windows_close(as);
    mmu_flush_page(as->asid, va);
    *entry = mmu_page(pa, rights) | (old & MMU_SHARED);
    mmu_publish();
}

unsigned aspace_rights(const struct aspace *as, uint64_t va)
{
    return mmu_page_rights(entry_of(as, va));
}

void *aspace_page(const struct aspace *as, uint64_t va)
{
    uint64_t pa = mmu_page_address(entry_of(as, va));

    return pa ? phys_to_virt(pa) : NULL;
}

void aspace_write(const struct aspace *as, uint64_t va, const void *data, uint64_t size)
{
    const char *from = data;

    while (size > 0) {
        uint64_t offset = va & PAGE_MASK, n = KOS_PAGE_SIZE - offset;
        char *page = aspace_page(as, va - offset);

        if (n > size)
            n = size;
        memcpy(page + offset, from, n);
        if (aspace_rights(as, va - offset) & VM_EXEC)
            mmu_sync_code(page, KOS_PAGE_SIZE);
        va += n;
        from += n;
        size -= n;
    }
}
