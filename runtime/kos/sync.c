/* Futex calls of the kernel's Sync endpoint. */
#include <coresrv/sync/sync.h>

#include <kl/core/Core.edl.h>
#include <kl/core/Sync.idl.h>

#include "kernel.h"

Retcode KnFutexWait(int *ftx, int val, rtl_uint32_t mdelay, rtl_uint32_t *outDelay)
{
    kl_core_Sync_Wait_req req = {0};
    kl_core_Sync_Wait_res res;
    Retcode rc;

    req.ptr = (nk_uintptr_t)ftx;
    req.val = (nk_uint32_t)val;
    req.delay = mdelay;
    rc = KOS_KERNEL_CALL(kl_core_Sync_Wait, sync_Sync, &req, NULL, &res, NULL);
    if (rc == rcOk && outDelay)
        *outDelay = res.outDelay;
    return rc;
}

Retcode KnFutexWake(int *ftx, int nThreads, int *woken)
{
    kl_core_Sync_Wake_req req = {0};
    kl_core_Sync_Wake_res res;
    Retcode rc;

    req.ptr = (nk_uintptr_t)ftx;
    req.nThreads = (nk_uint32_t)nThreads;
    rc = KOS_KERNEL_CALL(kl_core_Sync_Wake, sync_Sync, &req, NULL, &res, NULL);
    if (rc == rcOk && woken)
        *woken = (int)res.wokenCnt;
    return rc;
}
