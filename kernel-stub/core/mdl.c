/* Memory objects (MDL): pages that processes map, share and pass on by handle. The object owns its
 * pages; every range that maps it holds a reference, so they stay until the last one is gone.
 * Mappings are never executable: two views of one page, one to write and one to run, would undo
 * W^X. */
#include "aspace.h"
#include "object.h"

#define PER_INDEX (KOS_PAGE_SIZE / sizeof(void *))
#define MDL_PAGES (MDL_SIZE_MAX / KOS_PAGE_SIZE)
#define MDLS_MAX  1024

struct mdl {
    struct object obj;
    uint64_t pages;
    void **index[MDL_PAGES / PER_INDEX]; /* pages full of the addresses of pages */
};

_Static_assert(sizeof(struct mdl) % 16 == 0, "size of a pool object");

static struct pool mdls = {.name = "mdl", .size = sizeof(struct mdl), .limit = MDLS_MAX};

static struct mdl *mdl_of(const struct object *o)
{
    return (struct mdl *)(uintptr_t)o;
}

static void *page_at(const struct mdl *m, uint64_t n)
{
    return m->index[n / PER_INDEX][n % PER_INDEX];
}

static bool add_page(struct mdl *m)
{
    uint64_t n = m->pages;
    void *page;

    if (n % PER_INDEX == 0 && !(m->index[n / PER_INDEX] = user_pages_alloc(0)))
        return false;
    page = user_pages_alloc(0);
    if (!page)
        return false;
    m->index[n / PER_INDEX][n % PER_INDEX] = page;
    m->pages++;
    return true;
}

void mdl_destroy(struct object *o)
{
    struct mdl *m = mdl_of(o);

    for (uint64_t n = 0; n < m->pages; n++)
        pages_free(page_at(m, n), 0);
    for (size_t i = 0; i < MDL_PAGES / PER_INDEX; i++) {
        if (m->index[i])
            pages_free(m->index[i], 0);
    }
    pool_free(&mdls, m);
}

Retcode mdl_create(uint64_t size, struct object **out)
{
    uint64_t pages = (size + KOS_PAGE_SIZE - 1) / KOS_PAGE_SIZE;
    struct mdl *m;

    if (size == 0 || size > MDL_SIZE_MAX)
        return rcInvalidArgument;
    m = pool_alloc(&mdls);
    if (!m)
        return rcOutOfMemory;
    object_init(&m->obj, OBJ_MDL);
    while (m->pages < pages) {
        if (!add_page(m)) {
            object_unref(&m->obj);
            return rcOutOfMemory;
        }
    }
    *out = &m->obj;
    return rcOk;
}

uint64_t mdl_size(const struct object *o)
{
    return mdl_of(o)->pages * KOS_PAGE_SIZE;
}

static bool is_inside(const struct object *o, uint64_t offset, uint64_t size)
{
    return offset <= mdl_size(o) && size <= mdl_size(o) - offset && size > 0;
}

Retcode mdl_map(struct proc *p, struct object *o, uint64_t offset, uint64_t size, unsigned rights,
                uint64_t *address)
{
    uint64_t at = *address, first = offset / KOS_PAGE_SIZE;
    struct region *r;
    Retcode rc;

    if (!is_inside(o, offset, size) || offset % KOS_PAGE_SIZE != 0 || (rights & VM_EXEC) ||
        !(rights & VM_READ))
        return rcInvalidArgument;
    rc = vm_reserve(p, &at, size);
    if (rc != rcOk)
        return rc;
    r = region_find(&p->as, at);
    r->kind = REGION_SHARED;
    r->object = object_ref(o);
    for (uint64_t done = 0; done < size; done += KOS_PAGE_SIZE) {
        uint64_t pa = virt_to_phys(page_at(mdl_of(o), first + done / KOS_PAGE_SIZE));

        if (!aspace_map_shared(&p->as, at + done, pa, rights)) {
            region_remove(&p->as, r);
            return rcOutOfMemory;
        }
    }
    *address = at;
    return rcOk;
}

Retcode mdl_load(struct proc *p, const struct object *o, uint64_t offset, uint64_t size,
                 uint64_t address, unsigned rights)
{
    Retcode rc;

    if (!is_inside(o, offset, size))
        return rcInvalidArgument;
    rc = proc_load_segment(p, address, NULL, 0, size, rights);
    if (rc != rcOk)
        return rc;
    while (size > 0) {
        uint64_t in_page = offset % KOS_PAGE_SIZE, n = KOS_PAGE_SIZE - in_page;

        if (n > size)
            n = size;
        aspace_write(&p->as, address,
                     (const char *)page_at(mdl_of(o), offset / KOS_PAGE_SIZE) + in_page, n);
        address += n;
        offset += n;
        size -= n;
    }
    return rcOk;
}
