/* Virtual memory: the kernel's VMM endpoint. */
#include <coresrv/vmm/vmm_api.h>

#include <kl/core/Core.edl.h>
#include <kl/core/VMM.idl.h>

#include "kernel.h"

static void *to_pointer(nk_uint64_t address)
{
    return (void *)(nk_uintptr_t)address;
}

void *KnVmAllocate(void *addr, rtl_size_t size, int flags)
{
    kl_core_VMM_Allocate_req req = {0};
    kl_core_VMM_Allocate_res res;
    Retcode rc;

    req.addr = (nk_uintptr_t)addr;
    req.size = size;
    req.flags = (nk_uint32_t)flags;
    rc = KOS_KERNEL_CALL(kl_core_VMM_Allocate, vmm_VMM, &req, NULL, &res, NULL);
    return rc == rcOk ? to_pointer(res.va) : NULL;
}

/* The kernel commits pages readable and writable; anything else is a second step. */
Retcode KnVmCommit(void *addr, rtl_size_t size, int flags)
{
    kl_core_VMM_Commit_req req = {0};
    kl_core_VMM_Commit_res res;
    Retcode rc;

    req.va = (nk_uintptr_t)addr;
    req.size = size;
    rc = KOS_KERNEL_CALL(kl_core_VMM_Commit, vmm_VMM, &req, NULL, &res, NULL);
    if (rc == rcOk && (flags & VMM_FLAG_RWX_MASK) != (VMM_FLAG_READ | VMM_FLAG_WRITE))
        rc = KnVmProtect(addr, size, flags);
    return rc;
}

Retcode KnVmDecommit(void *addr, rtl_size_t size)
{
    kl_core_VMM_Decommit_req req = {0};
    kl_core_VMM_Decommit_res res;

    req.va = (nk_uintptr_t)addr;
    req.size = size;
    return KOS_KERNEL_CALL(kl_core_VMM_Decommit, vmm_VMM, &req, NULL, &res, NULL);
}

Retcode KnVmProtect(void *addr, rtl_size_t size, int flags)
{
    kl_core_VMM_Protect_req req = {0};
    kl_core_VMM_Protect_res res;

    req.va = (nk_uintptr_t)addr;
    req.size = size;
    req.flags = (nk_uint32_t)flags;
    return KOS_KERNEL_CALL(kl_core_VMM_Protect, vmm_VMM, &req, NULL, &res, NULL);
}

Retcode KnVmUnmap(void *addr, rtl_size_t size)
{
    kl_core_VMM_Free_req req = {0};
    kl_core_VMM_Free_res res;

    req.va = (nk_uintptr_t)addr;
    req.size = size;
    return KOS_KERNEL_CALL(kl_core_VMM_Free, vmm_VMM, &req, NULL, &res, NULL);
}

Retcode KnPmmMdlCreate(rtl_size_t size, int flags, Handle *handle)
{
    kl_core_VMM_MdlCreate_req req = {0};
    kl_core_VMM_MdlCreate_res res;
    Retcode rc;

    if (!handle)
        return rcInvalidArgument;
    req.size = size;
    req.prot = (nk_uint32_t)flags;
    rc = KOS_KERNEL_CALL(kl_core_VMM_MdlCreate, vmm_VMM, &req, NULL, &res, NULL);
    if (rc == rcOk)
        *handle = nk_get_handle(&res.handle);
    return rc;
}

Retcode KnPmmMdlMap(Handle handle, rtl_size_t offset, rtl_size_t size, void *hint, int flags,
                    void **addr)
{
    kl_core_VMM_MdlMap_req req = {0};
    kl_core_VMM_MdlMap_res res;
    Retcode rc;

    if (!addr)
        return rcInvalidArgument;
    req.handle = nk_handle_desc(handle);
    req.offset = offset;
    req.length = size;
    req.hint = (nk_uintptr_t)hint;
    req.prot = (nk_uint32_t)flags;
    rc = KOS_KERNEL_CALL(kl_core_VMM_MdlMap, vmm_VMM, &req, NULL, &res, NULL);
    if (rc == rcOk)
        *addr = to_pointer(res.address);
    return rc;
}

Retcode KnPmmMdlCreateFromVm(void *addr, rtl_size_t size, int flags, Handle *handle)
{
    kl_core_VMM_MdlCreateFromVm_req req = {0};
    kl_core_VMM_MdlCreateFromVm_res res;
    Retcode rc;

    if (!handle)
        return rcInvalidArgument;
    req.va = (nk_uintptr_t)addr;
    req.size = size;
    req.flags = (nk_uint32_t)flags;
    rc = KOS_KERNEL_CALL(kl_core_VMM_MdlCreateFromVm, vmm_VMM, &req, NULL, &res, NULL);
    if (rc == rcOk)
        *handle = nk_get_handle(&res.handle);
    return rc;
}

/* The kernel copies, so it is the same for any memory. */
Retcode KnPmmMdlCreateFromBuf(const void *buf, rtl_size_t size, int flags, Handle *handle)
{
    return KnPmmMdlCreateFromVm((void *)(nk_uintptr_t)buf, size, flags, handle);
}

Retcode KnPmmMdlClone(Handle origin, rtl_size_t offset, rtl_size_t size, Handle *handle)
{
    kl_core_VMM_MdlClone_req req = {0};
    kl_core_VMM_MdlClone_res res;
    Retcode rc;

    if (!handle)
        return rcInvalidArgument;
    req.originHandle = nk_handle_desc(origin);
    req.offset = offset;
    req.length = size;
    rc = KOS_KERNEL_CALL(kl_core_VMM_MdlClone, vmm_VMM, &req, NULL, &res, NULL);
    if (rc == rcOk)
        *handle = nk_get_handle(&res.cloneHandle);
    return rc;
}
