/* Reserved ranges of an address space and what a process may do with its own. Ranges never overlap
 * and are kept in ascending order. Only REGION_USER ranges can be changed by the process. */
#include "aspace.h"

static struct pool pool = {
    .name = "region", .size = sizeof(struct region), .limit = REGIONS_MAX * KOS_PROCESSES_MAX};

#define TO_REGION(node) container_of(node, struct region, link)

static bool is_page_range(uint64_t address, uint64_t size)
{
    return address % KOS_PAGE_SIZE == 0 && size % KOS_PAGE_SIZE == 0 && size > 0 &&
           size <= KOS_USER_END && address <= KOS_USER_END - size;
}

static bool are_rights_ok(unsigned rights)
{
    return (rights & ~(unsigned)(VM_READ | VM_WRITE | VM_EXEC)) == 0 &&
           (rights & (VM_WRITE | VM_EXEC)) != (VM_WRITE | VM_EXEC);
}

struct region *region_find(const struct aspace *as, uint64_t va)
{
    for (struct list *n = as->regions.next; n != &as->regions; n = n->next) {
        struct region *r = TO_REGION(n);

        if (va < r->end)
            return va >= r->start ? r : NULL;
    }
    return NULL;
}

/* What of a range is not guard. */
static uint64_t usable_start(const struct region *r)
{
    return r->start + (r->guards & GUARD_LOW ? KOS_PAGE_SIZE : 0);
}

static uint64_t usable_end(const struct region *r)
{
    return r->end - (r->guards & GUARD_HIGH ? KOS_PAGE_SIZE : 0);
}

static Retcode new_region(struct aspace *as, struct list *before, uint64_t start, uint64_t end,
                          uint8_t kind)
{
    if (as->region_count >= REGIONS_MAX)
        return rcQuotaExceeded;

    struct region *r = pool_alloc(&pool);

    if (!r)
        return rcOutOfMemory;
    r->start = start;
    r->end = end;
    r->kind = kind;
    list_insert_before(before, &r->link);
    as->region_count++;
    return rcOk;
}

Retcode region_add(struct aspace *as, uint64_t start, uint64_t end, enum region_kind kind)
{
    struct list *n = as->regions.next;

    while (n != &as->regions && TO_REGION(n)->end <= start)
        n = n->next;
    if (n != &as->regions && TO_REGION(n)->start < end)
        return rcAlreadyExists;
    return new_region(as, n, start, end, (uint8_t)kind);
}

static void forget_region(struct aspace *as, struct region *r)
{
    if (r->object)
        object_unref(r->object);
    list_remove(&r->link);
    pool_free(&pool, r);
    as->region_count--;
}

void region_remove(struct aspace *as, struct region *r)
{
    r->kind = REGION_BUSY;
    aspace_unmap(as, r->start, r->end);
    forget_region(as, r);
}

void region_forget_all(struct aspace *as)
{
    while (!list_empty(&as->regions)) {
        forget_region(as, TO_REGION(list_first(&as->regions)));
        thread_rest();
    }
}

/* First gap of `size` bytes between reserved ranges; 0: none. */
static uint64_t first_fit(const struct aspace *as, uint64_t size)
{
    uint64_t at = KOS_USER_MMAP_MIN;

    for (struct list *n = as->regions.next; n != &as->regions; n = n->next) {
        const struct region *r = TO_REGION(n);

        if (r->end <= at)
            continue;
        if (r->start > at && r->start - at >= size)
            break;
        at = r->end;
    }
    return at <= KOS_USER_MMAP_END && KOS_USER_MMAP_END - at >= size ? at : 0;
}

Retcode vm_reserve(struct proc *p, uint64_t *address, uint64_t size)
{
    return vm_reserve_guarded(p, address, size, 0);
}

Retcode vm_reserve_guarded(struct proc *p, uint64_t *address, uint64_t size, unsigned guards)
{
    uint64_t low = guards & GUARD_LOW ? KOS_PAGE_SIZE : 0, at = *address;
    uint64_t whole = size + low + (guards & GUARD_HIGH ? KOS_PAGE_SIZE : 0);
    Retcode rc;

    if (!is_page_range(at, size))
        return rcInvalidArgument;
    if (at == 0)
        at = first_fit(&p->as, whole);
    else if (at < KOS_USER_MMAP_MIN + low || at - low > KOS_USER_MMAP_END - whole)
        return rcInvalidArgument;
    else
        at -= low;
    if (at == 0)
        return rcOutOfMemory;
    rc = region_add(&p->as, at, at + whole, REGION_USER);
    if (rc != rcOk)
        return rc;
    region_find(&p->as, at)->guards = (uint8_t)guards;
    *address = at + low;
    return rcOk;
}

/* The range lies in one range the process reserved itself, or in neighbours of that kind. */
static bool is_own(const struct aspace *as, uint64_t address, uint64_t size)
{
    uint64_t end = address + size;

    while (address < end) {
        const struct region *r = region_find(as, address);

        if (!r || r->kind != REGION_USER || address < usable_start(r) ||
            (end > usable_end(r) && usable_end(r) != r->end))
            return false;
        address = r->end;
    }
    return true;
}

bool vm_is_own(const struct proc *p, uint64_t address, uint64_t size)
{
    return is_page_range(address, size) && is_own(&p->as, address, size);
}

static uint64_t count_unmapped(const struct aspace *as, uint64_t from, uint64_t to)
{
    uint64_t mapped = 0;

    for (uint64_t va = mmu_next(as->root, from, to); va < to; va = mmu_next(as->root, va, to)) {
        mapped++;
        va += KOS_PAGE_SIZE;
    }
    return (to - from) / KOS_PAGE_SIZE - mapped;
}

/* Pre: memory for all of it. */
static void commit(struct aspace *as, uint64_t from, uint64_t to, unsigned rights)
{
    for (uint64_t va = from; va < to; va += KOS_PAGE_SIZE) {
        if (aspace_page(as, va))
            aspace_set_rights(as, va, rights);
        else
            aspace_map_new(as, va, rights);
    }
}

uint64_t vm_unmapped(const struct proc *p, uint64_t address, uint64_t size)
{
    return count_unmapped(&p->as, address, address + size);
}

Retcode vm_has_room(const struct proc *p, uint64_t pages)
{
    if (!proc_may_take(p, pages))
        return rcQuotaExceeded;
    return aspace_can_map(pages) ? rcOk : rcOutOfMemory;
}

Retcode vm_commit(struct proc *p, uint64_t address, uint64_t size, unsigned rights)
{
    Retcode rc;

    if (!is_page_range(address, size) || !are_rights_ok(rights) || !is_own(&p->as, address, size))
        return rcInvalidArgument;
    rc = vm_has_room(p, count_unmapped(&p->as, address, address + size));
    if (rc == rcOk)
        commit(&p->as, address, address + size, rights);
    return rc;
}

Retcode vm_decommit(struct proc *p, uint64_t address, uint64_t size)
{
    if (!is_page_range(address, size) || !is_own(&p->as, address, size))
        return rcInvalidArgument;
    aspace_unmap(&p->as, address, address + size);
    return rcOk;
}

Retcode vm_protect(struct proc *p, uint64_t address, uint64_t size, unsigned rights)
{
    if (!is_page_range(address, size) || !are_rights_ok(rights) || !is_own(&p->as, address, size) ||
        count_unmapped(&p->as, address, address + size) != 0)
        return rcInvalidArgument;
    for (uint64_t va = address; va < address + size; va += KOS_PAGE_SIZE)
        aspace_set_rights(&p->as, va, rights);
    return rcOk;
}

/* Takes [from, to) out of r, which holds it. */
static Retcode cut_region(struct aspace *as, struct region *r, uint64_t from, uint64_t to)
{
    if (from > r->start && to < r->end) {
        Retcode rc = new_region(as, r->link.next, to, r->end, r->kind);

        if (rc != rcOk)
            return rc;
        TO_REGION(r->link.next)->guards = r->guards & GUARD_HIGH;
        r->guards &= GUARD_LOW;
        r->end = from;
    } else if (from > r->start) {
        r->guards &= GUARD_LOW;
        r->end = from;
    } else if (to < r->end) {
        r->guards &= GUARD_HIGH;
        r->start = to;
    } else {
        forget_region(as, r);
    }
    return rcOk;
}

/* A mapped memory object is freed as a whole. */
static bool free_shared(struct aspace *as, uint64_t address, uint64_t end)
{
    struct region *r = region_find(as, address);

    if (!r || r->kind != REGION_SHARED || r->start != address || r->end != end)
        return false;
    region_remove(as, r);
    return true;
}

Retcode vm_free(struct proc *p, uint64_t address, uint64_t size)
{
    uint64_t end = address + size;

    if (!is_page_range(address, size))
        return rcInvalidArgument;
    if (free_shared(&p->as, address, end))
        return rcOk;
    if (!is_own(&p->as, address, size))
        return rcInvalidArgument;
    for (uint64_t at = address; at < end;) {
        struct region *r = region_find(&p->as, at);
        uint64_t stop = usable_end(r) < end ? usable_end(r) : end;
        /* A guard goes with the page beside it. Only a cut out of the middle can fail, and that is
         * the whole call then. */
        Retcode rc = cut_region(&p->as, r, at == usable_start(r) ? r->start : at,
                                stop == usable_end(r) ? r->end : stop);

        if (rc != rcOk)
            return rc;
        aspace_unmap(&p->as, at, stop);
        at = stop;
    }
    return rcOk;
}

Retcode vm_query(struct proc *p, uint64_t address, struct vm_info *out)
{
    for (struct list *n = p->as.regions.next; n != &p->as.regions; n = n->next) {
        const struct region *r = TO_REGION(n);

        if (r->end > address) {
            *out = (struct vm_info){usable_start(r), usable_end(r), aspace_rights(&p->as, address)};
            return rcOk;
        }
    }
    return rcResourceNotFound;
}

Retcode vm_map_stack(struct proc *p, uint64_t top, uint64_t size, uint64_t *base)
{
    uint64_t whole = size + KOS_PAGE_SIZE, at = top ? top - whole : first_fit(&p->as, whole);
    Retcode rc;

    if (!proc_may_take(p, size / KOS_PAGE_SIZE))
        return rcQuotaExceeded;
    if (at == 0 || !aspace_can_map(size / KOS_PAGE_SIZE))
        return rcOutOfMemory;
    rc = region_add(&p->as, at, at + whole, REGION_STACK);
    if (rc != rcOk)
        return rc;
    *base = at + KOS_PAGE_SIZE;
    rc = vm_map_pages(p, *base, *base + size, VM_READ | VM_WRITE);
    if (rc != rcOk)
        vm_unmap_kind(p, at, REGION_STACK);
    return rc;
}

/* Others may take the memory, and their part of what p may take, while this pauses. */
Retcode vm_map_pages(struct proc *p, uint64_t from, uint64_t to, unsigned rights)
{
    const uint64_t part = PAUSE_PAGES * KOS_PAGE_SIZE;

    while (from < to) {
        uint64_t end = to - from < part ? to : from + part, pages = (end - from) / KOS_PAGE_SIZE;

        Retcode rc = vm_has_room(p, pages);

        if (rc != rcOk)
            return rc;
        commit(&p->as, from, end, rights);
        from = end;
        if (from < to && !thread_pause())
            return rcAbort;
    }
    return rcOk;
}

Retcode vm_allocate(struct proc *p, uint64_t *address, uint64_t size, unsigned guards,
                    unsigned rights)
{
    Retcode rc = vm_reserve_guarded(p, address, size, guards);
    struct region *r;

    if (rc != rcOk)
        return rc;
    r = region_find(&p->as, *address);
    r->kind = REGION_BUSY;
    rc = vm_has_room(p, size / KOS_PAGE_SIZE);
    if (rc == rcOk)
        rc = vm_map_pages(p, *address, *address + size, rights);
    if (rc == rcOk)
        r->kind = REGION_USER;
    else
        region_remove(&p->as, r);
    return rc;
}

Retcode vm_map_data(struct proc *p, uint64_t va, const void *data, uint64_t size,
                    enum region_kind kind, unsigned rights)
{
    uint64_t room = (size + KOS_PAGE_SIZE - 1) / KOS_PAGE_SIZE * KOS_PAGE_SIZE;
    Retcode rc;

    if (!aspace_can_map(room / KOS_PAGE_SIZE))
        return rcOutOfMemory;
    rc = region_add(&p->as, va, va + room, kind);
    if (rc != rcOk)
        return rc;
    commit(&p->as, va, va + room, rights);
    aspace_write(&p->as, va, data, size);
    return rcOk;
}

void vm_unmap_kind(struct proc *p, uint64_t va, enum region_kind kind)
{
    struct region *r = region_find(&p->as, va);

    if (r && r->kind == kind)
        region_remove(&p->as, r);
}
