/* The kernel as a server: connects the interfaces of this folder to the dispatcher that nk-gen-c
 * makes of kl/core/Core.edl. */
#include "services.h"

/* ONE(c, i): a component with the single endpoint of its own name. */
#define ONE(c, i) static struct kl_core_##i##_component c = {.i = &service_##i}

ONE(vmm, VMM);
ONE(io, IO);
ONE(thread, Thread);
ONE(handle, Handle);
static struct kl_core_Task_component task = {.Task = &service_Task,
                                             .TaskDebug = &service_TaskDebug};
ONE(sync, Sync);
static struct kl_core_FS_component fs = {.FS = &service_FS, .FSUnsafe = &service_FSUnsafe};
ONE(time, Time);
ONE(hal, HAL);
ONE(xhcidbg, XHCIDBG);
ONE(audit, Audit);
ONE(profiler, Profiler);
ONE(iommu, IOMMU);
ONE(cm, CM);
ONE(pm, PM);
ONE(notice, Notice);
ONE(ipc, IPC);
ONE(log, Log);
ONE(efi, Efi);

static struct kl_core_Core_component core = {
    .vmm = &vmm,
    .io = &io,
    .thread = &thread,
    .handle = &handle,
    .task = &task,
    .sync = &sync,
    .fs = &fs,
    .time = &time,
    .hal = &hal,
    .xhcidbg = &xhcidbg,
    .audit = &audit,
    .profiler = &profiler,
    .iommu = &iommu,
    .cm = &cm,
    .pm = &pm,
    .notice = &notice,
    .ipc = &ipc,
    .log = &log,
    .efi = &efi,
};

/* The buffers of kcall.c hold every message of the kernel. */
_Static_assert(sizeof(kl_core_Core_entity_req) <= KCALL_REQ_MAX, "a request does not fit");
_Static_assert(sizeof(kl_core_Core_entity_res) <= KCALL_RES_MAX, "a response does not fit");
_Static_assert(kl_core_Core_entity_req_arena_size <= KCALL_ARENA_MAX, "an arena does not fit");

nk_err_t services_dispatch(const struct nk_message *req, const struct nk_arena *req_arena,
                           struct nk_message *res, struct nk_arena *res_arena)
{
    return kl_core_Core_entity_dispatch(&core, req, req_arena, res, res_arena);
}
