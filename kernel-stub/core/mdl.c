/* Memory objects (MDL): pages that processes map, share and pass on by handle. The object owns its
 * pages; every range that maps it holds a reference, so they stay until the last one is gone.
 * Mappings are never executable: two views of one page, one to write and one to run, would undo
 * W^X. */
#include "aspace.h"
#include "object.h"

#define PER_INDEX (KOS_PAGE_SIZE / sizeof(void *))
#define MDL_PAGES (MDL_SIZE_MAX / KOS_PAGE_SIZE)

struct mdl {
    struct object obj;
    uint64_t pages;
    void **index[MDL_PAGES / PER_INDEX]; /* pages full of the addresses of pages */
};

static struct pool mdls = {
    .name = "mdl", .size = POOL_SIZE(struct mdl), .limit = QUOTA_MDLS * KOS_PROCESSES_MAX};

static struct mdl *mdl_of(const struct object *o)
{
    return (struct mdl *)(uintptr_t)o;
}

static uint64_t pages_made[KOS_PROCESSES_MAX]; /* by slot, as the charges of object.c */

uint64_t mdl_pages_of(const struct proc *p)
{
    return pages_made[p->slot];
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
    pages_made[m->obj.charged - 1]++;
    return true;
}

void mdl_empty(struct object *o)
{
    struct mdl *m = mdl_of(o);

    while (m->pages > 0) {
        m->pages--;
        pages_free(page_at(m, m->pages), 0);
        pages_made[o->charged - 1]--;
        if (m->pages % PAUSE_PAGES == 0)
            thread_rest();
    }
}

void mdl_destroy(struct object *o)
{
    struct mdl *m = mdl_of(o);

    for (size_t i = 0; i < MDL_PAGES / PER_INDEX; i++) {
        if (m->index[i])
            pages_free(m->index[i], 0);
    }
    pool_free(&mdls, m);
}

uint64_t mdl_size(const struct object *o)
{
    return mdl_of(o)->pages * KOS_PAGE_SIZE;
}

static bool is_inside(const struct object *o, uint64_t offset, uint64_t size)
{
    return offset <= mdl_size(o) && size <= mdl_size(o) - offset && size > 0;
}

/* An object of this size, still without its pages. */
static Retcode mdl_new(const struct proc *p, uint64_t size, struct mdl **out)
{
    struct mdl *m;

    if (size == 0 || size > MDL_SIZE_MAX)
        return rcInvalidArgument;
    m = pool_alloc(&mdls);
    if (!m)
        return rcOutOfMemory;
    object_init(&m->obj, OBJ_MDL);
    if (proc_may_take(p, size / KOS_PAGE_SIZE) && object_charge(&m->obj, p)) {
        *out = m;
        return rcOk;
    }
    object_unref(&m->obj);
    return rcQuotaExceeded;
}

Retcode mdl_create(const struct proc *p, uint64_t size, struct object **out)
{
    uint64_t pages = (size + KOS_PAGE_SIZE - 1) / KOS_PAGE_SIZE;
    struct mdl *m;
    Retcode rc = mdl_new(p, size, &m);

    if (rc != rcOk)
        return rc;
    while (rc == rcOk && m->pages < pages) {
        if (!proc_may_take(p, 1))
            rc = rcQuotaExceeded; /* other threads took it while this paused */
        else if (!add_page(m))
            rc = rcOutOfMemory;
        else if (m->pages % PAUSE_PAGES == 0 && !thread_pause())
            rc = rcAbort;
    }
    if (rc == rcOk)
        *out = &m->obj;
    else
        object_unref(&m->obj);
    return rc;
}

/* Copies `size` bytes of `m` at `offset` from the memory of the current process. */
static Retcode fill(struct mdl *m, uint64_t from, uint64_t size)
{
    for (uint64_t done = 0; done < size; done += KOS_PAGE_SIZE) {
        uint64_t n = size - done < KOS_PAGE_SIZE ? size - done : KOS_PAGE_SIZE;

        if (!copy_from_user(page_at(m, done / KOS_PAGE_SIZE), from + done, n))
            return rcSourceFault;
        if (done / KOS_PAGE_SIZE % PAUSE_PAGES == PAUSE_PAGES - 1 && !thread_pause())
            return rcAbort;
    }
    return rcOk;
}

Retcode mdl_create_from(const struct proc *p, uint64_t from, uint64_t size, struct object **out)
{
    Retcode rc = mdl_create(p, size, out);

    if (rc != rcOk)
        return rc;
    rc = fill(mdl_of(*out), from, size);
    if (rc != rcOk)
        object_unref(*out);
    return rc;
}

/* Copies a part of another one, whose pages stay while the caller has a reference. */
static Retcode copy_part(struct mdl *to, const struct object *origin, uint64_t offset,
                         uint64_t size)
{
    for (uint64_t done = 0; done < size;) {
        uint64_t at = offset + done, n = KOS_PAGE_SIZE - at % KOS_PAGE_SIZE;
        uint64_t room = KOS_PAGE_SIZE - done % KOS_PAGE_SIZE;

        n = n < room ? n : room;
        n = n < size - done ? n : size - done;
        memcpy((char *)page_at(to, done / KOS_PAGE_SIZE) + done % KOS_PAGE_SIZE,
               (const char *)page_at(mdl_of(origin), at / KOS_PAGE_SIZE) + at % KOS_PAGE_SIZE, n);
        done += n;
        if (done % (PAUSE_PAGES * KOS_PAGE_SIZE) == 0 && !thread_pause())
            return rcAbort;
    }
    return rcOk;
}

Retcode mdl_clone(const struct proc *p, struct object *origin, uint64_t offset, uint64_t size,
                  struct object **out)
{
    Retcode rc = rcInvalidArgument;

    object_ref(origin); /* its handle may be closed meanwhile */
    if (is_inside(origin, offset, size))
        rc = mdl_create(p, size, out);
    if (rc == rcOk) {
        rc = copy_part(mdl_of(*out), origin, offset, size);
        if (rc != rcOk)
            object_unref(*out);
    }
    object_unref(origin);
    return rc;
}

static Retcode map_pages(struct proc *p, uint64_t at, const struct mdl *m, uint64_t first,
                         uint64_t count, unsigned rights)
{
    for (uint64_t n = 0; n < count; n++) {
        uint64_t pa = virt_to_phys(page_at(m, first + n));

        if (!aspace_map_shared(&p->as, at + n * KOS_PAGE_SIZE, pa, rights))
            return rcOutOfMemory;
        if (n % PAUSE_PAGES == PAUSE_PAGES - 1 && !thread_pause())
            return rcAbort;
    }
    return rcOk;
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
    r->kind = REGION_BUSY;
    r->object = object_ref(o);
    rc = map_pages(p, at, mdl_of(o), first, size / KOS_PAGE_SIZE, rights);
    if (rc == rcOk) {
        r->kind = REGION_SHARED;
        *address = at;
    } else {
        region_remove(&p->as, r);
    }
    return rc;
}

/* Copies a part of it into a process that is occupied. */
static Retcode copy_out(const struct object *o, uint64_t offset, uint64_t size, struct proc *p,
                        uint64_t address)
{
    for (unsigned pages = 1; size > 0; pages++) {
        uint64_t in_page = offset % KOS_PAGE_SIZE, n = KOS_PAGE_SIZE - in_page;

        if (n > size)
            n = size;
        aspace_write(&p->as, address,
                     (const char *)page_at(mdl_of(o), offset / KOS_PAGE_SIZE) + in_page, n);
        address += n;
        offset += n;
        size -= n;
        if (pages % PAUSE_PAGES == 0 && !thread_pause())
            return rcAbort;
    }
    return rcOk;
}

Retcode mdl_load(struct proc *p, struct object *o, uint64_t offset, uint64_t size, uint64_t address,
                 unsigned rights)
{
    Retcode rc;

    if (!is_inside(o, offset, size))
        return rcInvalidArgument;
    object_ref(o); /* its handle may be closed meanwhile */
    rc = proc_load_segment(p, address, NULL, 0, size, rights);
    if (rc == rcOk && !proc_occupy(p))
        rc = rcInvalidOperation;
    if (rc == rcOk) {
        rc = copy_out(o, offset, size, p, address);
        proc_vacate(p);
    }
    object_unref(o);
    return rc;
}
