/* kl.core.VMM: memory of the calling process. All memory is real from its commit on; there is no
 * paging (platform 1). */
#include "services.h"
#include <vmm/flags.h>

#define KNOWN_FLAGS                                                                                \
    (VMM_FLAG_RWX_MASK | VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | VMM_FLAG_LOCKED |                    \
     VMM_FLAG_LOW_GUARD | VMM_FLAG_HIGH_GUARD)
#define UNBUILT_FLAGS (VMM_FLAG_GROW_DOWN | VMM_FLAG_CACHE_MASK)

/* One of the functions of vm.c, with pauses. What was done stays when a later part fails, which
 * happens only where other threads of the process or want of memory come in between. */
static Retcode by_parts(struct proc *p, uint64_t address, uint64_t size, unsigned rights,
                        Retcode (*work)(struct proc *, uint64_t, uint64_t, unsigned))
{
    const uint64_t part = PAUSE_PAGES * KOS_PAGE_SIZE;
    Retcode rc = rcOk;

    for (uint64_t done = 0; rc == rcOk && done < size; done += part) {
        rc = work(p, address + done, size - done < part ? size - done : part, rights);
        if (rc == rcOk && !thread_pause())
            rc = rcAbort;
    }
    return rc;
}

/* Pages of a range of the process that are not committed. */
static Retcode count_fresh(struct proc *p, uint64_t address, uint64_t size, uint64_t *fresh)
{
    const uint64_t part = 8 * PAUSE_PAGES * KOS_PAGE_SIZE;

    *fresh = 0;
    if (!vm_is_own(p, address, size))
        return rcInvalidArgument;
    for (uint64_t done = 0; done < size; done += part) {
        *fresh += vm_unmapped(p, address + done, size - done < part ? size - done : part);
        if (!thread_pause())
            return rcAbort;
    }
    return rcOk;
}

static Retcode decommit(struct proc *p, uint64_t address, uint64_t size, unsigned unused)
{
    (void)unused;
    return vm_decommit(p, address, size);
}

static Retcode free_range(struct proc *p, uint64_t address, uint64_t size, unsigned unused)
{
    (void)unused;
    return vm_free(p, address, size);
}

/* Pages with COMMIT get the rights asked for; without it they are only reserved. */
METHOD(VMM, Allocate)
{
    struct proc *p = current_proc();
    uint64_t address = req->addr;
    unsigned guards = (req->flags & VMM_FLAG_LOW_GUARD ? GUARD_LOW : 0u) |
                      (req->flags & VMM_FLAG_HIGH_GUARD ? GUARD_HIGH : 0u);
    unsigned rights;
    Retcode rc = arg_rights(req->flags, &rights);

    if (rc != rcOk)
        return rc;
    if (req->flags & UNBUILT_FLAGS)
        return rcUnimplemented;
    if ((req->flags & ~(uint32_t)KNOWN_FLAGS) || !(req->flags & VMM_FLAG_RESERVE))
        return rcInvalidArgument;
    if (req->flags & VMM_FLAG_COMMIT)
        rc = vm_allocate(p, &address, req->size, guards, rights);
    else
        rc = vm_reserve_guarded(p, &address, req->size, guards);
    if (rc == rcOk)
        res->va = address;
    return rc;
}

/* The message carries no rights: pages are readable and writable until Protect. */
METHOD(VMM, Commit)
{
    struct proc *p = current_proc();
    uint64_t fresh;
    Retcode rc = count_fresh(p, req->va, req->size, &fresh);

    if (rc == rcOk)
        rc = vm_has_room(p, fresh);
    return rc == rcOk ? by_parts(p, req->va, req->size, VM_READ | VM_WRITE, vm_commit) : rc;
}

METHOD(VMM, Decommit)
{
    struct proc *p = current_proc();

    if (!vm_is_own(p, req->va, req->size))
        return rcInvalidArgument;
    return by_parts(p, req->va, req->size, 0, decommit);
}

METHOD(VMM, Protect)
{
    struct proc *p = current_proc();
    uint64_t fresh;
    unsigned rights;
    Retcode rc = arg_rights(req->flags, &rights);

    if (rc == rcOk)
        rc = count_fresh(p, req->va, req->size, &fresh);
    if (rc == rcOk && fresh > 0)
        rc = rcInvalidArgument;
    return rc == rcOk ? by_parts(p, req->va, req->size, rights, vm_protect) : rc;
}

/* A mapped memory object goes as a whole; what the process reserved itself part by part, with
 * pauses between. */
METHOD(VMM, Free)
{
    struct proc *p = current_proc();

    if (!vm_is_own(p, req->va, req->size))
        return vm_free(p, req->va, req->size);
    return by_parts(p, req->va, req->size, 0, free_range);
}

/* The range that holds or follows the address, as struct kos_vm_info. */
METHOD(VMM, Query)
{
    struct vm_info info;
    struct kos_vm_info found;
    void *room;
    Retcode rc = vm_query(current_proc(), req->addr, &info);

    if (rc != rcOk)
        return rc;
    found = (struct kos_vm_info){
        .start = info.start,
        .size = info.end - info.start,
        .flags = (info.rights & VM_READ ? VMM_FLAG_READ : 0u) |
                 (info.rights & VM_WRITE ? VMM_FLAG_WRITE : 0u) |
                 (info.rights & VM_EXEC ? VMM_FLAG_EXECUTE : 0u),
    };
    rc = result_bytes(out, &res->info, sizeof found, &room);
    if (rc == rcOk)
        memcpy(room, &found, sizeof found);
    return rc;
}

#define MDL_RIGHTS (OCAP_HANDLE_TRANSFER | OCAP_HANDLE_COPY | OCAP_HANDLE_GET_SID)

static Retcode arg_mdl_rights(uint32_t prot, uint32_t *rights)
{
    if (!(prot & VMM_FLAG_READ) || (prot & ~(uint32_t)(VMM_FLAG_READ | VMM_FLAG_WRITE)))
        return rcInvalidArgument;
    *rights = MDL_RIGHTS | OCAP_MDL_READ | (prot & VMM_FLAG_WRITE ? OCAP_MDL_WRITE : 0);
    return rcOk;
}

/* Takes over the reference. */
static Retcode give_mdl(nk_handle_desc_t *slot, struct object *mdl, uint32_t rights)
{
    Retcode rc = result_handle(slot, mdl, rights);

    object_unref(mdl);
    return rc;
}

/* The handle carries what `prot` allows: mappings through it can do no more. */
METHOD(VMM, MdlCreate)
{
    struct object *mdl;
    uint32_t rights;
    Retcode rc = arg_mdl_rights(req->prot, &rights);

    if (rc == rcOk)
        rc = mdl_create(current_proc(), req->size, &mdl);
    return rc == rcOk ? give_mdl(&res->handle, mdl, rights) : rc;
}

/* A copy of memory of the caller, whole pages or not. */
METHOD(VMM, MdlCreateFromVm)
{
    struct object *mdl;
    uint32_t rights;
    Retcode rc = arg_mdl_rights(req->flags, &rights);

    if (rc == rcOk)
        rc = mdl_create_from(current_proc(), req->va, req->size, &mdl);
    return rc == rcOk ? give_mdl(&res->handle, mdl, rights) : rc;
}

/* A copy of a part of another object; it is the caller's own, to write as well. */
METHOD(VMM, MdlClone)
{
    struct object *origin, *mdl;
    uint32_t rights = MDL_RIGHTS | OCAP_MDL_READ | OCAP_MDL_WRITE;
    Retcode rc = arg_object(&req->originHandle, OBJ_MDL, OCAP_MDL_READ, &origin);

    if (rc == rcOk)
        rc = mdl_clone(current_proc(), origin, req->offset, req->length, &mdl);
    return rc == rcOk ? give_mdl(&res->cloneHandle, mdl, rights) : rc;
}

METHOD(VMM, MdlGetSize)
{
    struct object *mdl;
    Retcode rc = arg_object(&req->handle, OBJ_MDL, OCAP_MDL_READ, &mdl);

    if (rc == rcOk)
        res->size = mdl_size(mdl);
    return rc;
}

METHOD(VMM, MdlMap)
{
    uint32_t need = OCAP_MDL_READ | (req->prot & VMM_FLAG_WRITE ? OCAP_MDL_WRITE : 0);
    uint64_t address = req->hint;
    struct object *mdl;
    unsigned rights;
    Retcode rc = arg_rights(req->prot, &rights);

    if (rc == rcOk)
        rc = arg_object(&req->handle, OBJ_MDL, need, &mdl);
    if (rc == rcOk)
        rc = mdl_map(current_proc(), mdl, req->offset, req->length, rights, &address);
    if (rc == rcOk)
        res->address = address;
    return rc;
}

UNBUILT(VMM, Reset)

INTERFACE(VMM, ENTRY(VMM, Allocate), ENTRY(VMM, Commit), ENTRY(VMM, Decommit), ENTRY(VMM, Protect),
          ENTRY(VMM, Free), ENTRY(VMM, Query), ENTRY(VMM, Reset), ENTRY(VMM, MdlCreate),
          ENTRY(VMM, MdlCreateFromVm), ENTRY(VMM, MdlGetSize), ENTRY(VMM, MdlMap),
          ENTRY(VMM, MdlClone));
