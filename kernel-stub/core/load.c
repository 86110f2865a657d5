/* What a process that has not started is filled with: the segments of its program, its environment.
 * Work on many pages pauses, so the process belongs to one thread meanwhile (PROC_FILLING). */
#include "aspace.h"
#include "boot.h"
#include "elf.h"
#include "object.h"
#include "sched.h"

static uint64_t page_up(uint64_t a)
{
    return (a + KOS_PAGE_SIZE - 1) / KOS_PAGE_SIZE * KOS_PAGE_SIZE;
}

/* Pages of the image that are not there yet. */
static Retcode map_image(struct proc *p, uint64_t from, uint64_t to, unsigned rights)
{
    Retcode rc;

    /* The last page of the segment before may be shared when the rights are the same. */
    if (aspace_rights(&p->as, from) == rights)
        from += KOS_PAGE_SIZE;
    if (!proc_may_take(p, (to - from) / KOS_PAGE_SIZE))
        return rcQuotaExceeded;
    if (!aspace_can_map((to - from) / KOS_PAGE_SIZE))
        return rcOutOfMemory;
    if (from >= to)
        return rcOk;
    rc = region_add(&p->as, from, to, REGION_IMAGE);
    if (rc != rcOk)
        return rc == rcAlreadyExists ? rcInvalidArgument : rc;
    rc = vm_map_pages(p, from, to, rights);
    if (rc != rcOk)
        vm_unmap_kind(p, from, REGION_IMAGE);
    return rc;
}

static Retcode load_segment(struct proc *p, uint64_t address, const void *data, uint64_t size,
                            uint64_t memsize, unsigned rights)
{
    const uint64_t part = PAUSE_PAGES * KOS_PAGE_SIZE;
    Retcode rc;

    if (size > memsize || memsize == 0 || address < KOS_USER_IMAGE_MIN ||
        address >= KOS_USER_IMAGE_END || memsize > KOS_USER_IMAGE_END - address ||
        (rights & (VM_WRITE | VM_EXEC)) == (VM_WRITE | VM_EXEC) || !(rights & VM_READ))
        return rcInvalidArgument;
    rc = map_image(p, address / KOS_PAGE_SIZE * KOS_PAGE_SIZE, page_up(address + memsize), rights);
    for (uint64_t done = 0; rc == rcOk && done < size; done += part) {
        aspace_write(&p->as, address + done, (const char *)data + done,
                     size - done < part ? size - done : part);
        if (!thread_pause())
            rc = rcAbort;
    }
    return rc;
}

static Retcode set_entry(struct proc *p, uint64_t entry)
{
    if (entry % 4 != 0 || !(aspace_rights(&p->as, entry) & VM_EXEC))
        return rcInvalidArgument;
    p->entry = entry;
    return rcOk;
}

Retcode proc_load_file(struct proc *p)
{
    struct elf_image image;
    struct file f;
    const char *why;

    if (!romfs_find(p->path, &f))
        return rcResourceNotFound;
    if (!elf_parse(f.data, f.size, &image, &why)) {
        klog("TASK", "cannot load %s: %s", p->path, why);
        return rcInvalidArgument;
    }
    for (unsigned i = 0; i < image.count; i++) {
        const struct elf_segment *s = &image.segments[i];
        Retcode rc = load_segment(p, s->address, s->data, s->filesize, s->memsize, s->rights);

        if (rc != rcOk)
            return rc;
    }
    return set_entry(p, image.entry);
}

/* ---- by a parent ---------------------------------------------------------------------------- */

bool proc_occupy(struct proc *p)
{
    if (p->state != PROC_STOPPED)
        return false;
    p->state = PROC_FILLING;
    return true;
}

void proc_vacate(struct proc *p)
{
    p->state = PROC_STOPPED;
    if (proc_is_abandoned(p))
        proc_abandoned(p);
}

Retcode proc_load_segment(struct proc *p, uint64_t address, const void *data, uint64_t size,
                          uint64_t memsize, unsigned rights)
{
    Retcode rc;

    if (!proc_occupy(p))
        return rcInvalidOperation;
    rc = load_segment(p, address, data, size, memsize, rights);
    proc_vacate(p);
    return rc;
}

Retcode proc_set_entry(struct proc *p, uint64_t entry)
{
    return p->state == PROC_STOPPED ? set_entry(p, entry) : rcInvalidOperation;
}

Retcode proc_set_env(struct proc *p, const void *env, size_t size)
{
    Retcode rc;

    if (p->state != PROC_STOPPED)
        return rcInvalidOperation;
    if (size > KOS_ENV_MAX)
        return rcInvalidArgument;
    proc_free_env(p);
    if (size == 0)
        return rcOk;
    rc = vm_map_data(p, USER_ENV, env, size, REGION_ENV, VM_READ);
    if (rc == rcOk) {
        p->env = USER_ENV;
        p->env_size = size;
    }
    return rc;
}

void proc_free_env(struct proc *p)
{
    vm_unmap_kind(p, USER_ENV, REGION_ENV);
    p->env = p->env_size = 0;
}
