/* What is declared so that programs compile, and not built: rcUnimplemented
 * (docs/compatibility.md).
 */
#include <coresrv/elf/elf_api.h>
#include <coresrv/hal/hal_api.h>
#include <coresrv/io/io_api.h>
#include <coresrv/io/irq.h>
#include <coresrv/task/task_api.h>
#include <kos/task.h>

#define UNUSED __attribute__((unused))

/* ---- programs in memory ------------------------------------------------------------------- */

Retcode KnElfOpen(UNUSED const char *path, UNUSED Handle *file)
{
    return rcUnimplemented;
}

Retcode KnElfCreateVmSegEx(UNUSED Handle file, UNUSED KnElfSeg **segments, UNUSED rtl_size_t *count)
{
    return rcUnimplemented;
}

Retcode KnElfFreeVmSeg(UNUSED KnElfSeg *segments)
{
    return rcUnimplemented;
}

Retcode KnTaskReseedAslr(UNUSED Handle task, UNUSED const void *seed, UNUSED rtl_size_t size)
{
    return rcUnimplemented;
}

Retcode KnTaskVmReserveForElf(UNUSED Handle task, UNUSED rtl_size_t size, UNUSED rtl_size_t align,
                              UNUSED void **address)
{
    return rcUnimplemented;
}

Retcode KnTaskLoadElfSyms(UNUSED Handle task, UNUSED Handle symbols, UNUSED Handle strings)
{
    return rcUnimplemented;
}

Entity *EntityInitFromSegEx(UNUSED const EntityInfo *info, UNUSED const char *name,
                            UNUSED const char *path, UNUSED rtl_size_t segsCount,
                            UNUSED rtl_uintptr_t entry, UNUSED const void *segs,
                            UNUSED rtl_size_t symIndex, UNUSED rtl_size_t symSize,
                            UNUSED rtl_size_t strIndex, UNUSED rtl_size_t strSize,
                            UNUSED const void *hdrData, UNUSED rtl_size_t hdrSize)
{
    return RTL_NULL;
}

KosTask *KosTaskInitFromSeg(UNUSED const KosTaskParams *params, UNUSED const char *name,
                            UNUSED const void *segments, UNUSED rtl_size_t count)
{
    return RTL_NULL;
}

KosTask *KosTaskInitFromSegEx(UNUSED const KosTaskParams *params, UNUSED const char *name,
                              UNUSED const char *path, UNUSED const void *segments,
                              UNUSED rtl_size_t count)
{
    return RTL_NULL;
}

KosTask *KosTaskCreate(UNUSED const char *eiid, UNUSED const char *name)
{
    return RTL_NULL;
}

Retcode KosTaskSetup(UNUSED KosTask *task, UNUSED const KosTaskParams *params)
{
    return rcUnimplemented;
}

Retcode KosTaskLoadSegments(UNUSED KosTask *task, UNUSED const void *segments,
                            UNUSED rtl_size_t count)
{
    return rcUnimplemented;
}

/* ---- devices ------------------------------------------------------------------------------ */

Retcode KnHalFlushCache(UNUSED void *address, UNUSED rtl_size_t size)
{
    return rcUnimplemented;
}

Retcode KnRegisterIrq(UNUSED int irq, UNUSED Handle *rid)
{
    return rcUnimplemented;
}

Retcode KnIoAttachIrq(UNUSED Handle rid, UNUSED rtl_uint32_t flags, UNUSED Handle *handle)
{
    return rcUnimplemented;
}

Retcode KnIoDetachIrq(UNUSED Handle rid)
{
    return rcUnimplemented;
}

Retcode KnIoEnableIrq(UNUSED Handle rid)
{
    return rcUnimplemented;
}

Retcode KnIoDisableIrq(UNUSED Handle rid)
{
    return rcUnimplemented;
}

Retcode KnIoClose(UNUSED Handle rid)
{
    return rcUnimplemented;
}

Retcode KnRegisterPorts(UNUSED rtl_uint16_t base, UNUSED rtl_size_t size, UNUSED Handle *rid)
{
    return rcUnimplemented;
}

Retcode KnIoPermitPort(UNUSED Handle rid, UNUSED Handle *handle)
{
    return rcUnimplemented;
}

Retcode KnRegisterPhyMem(UNUSED rtl_uint64_t address, UNUSED rtl_size_t size, UNUSED Handle *rid)
{
    return rcUnimplemented;
}

Retcode KnIoMapMem(UNUSED Handle rid, UNUSED rtl_uint32_t prot, UNUSED rtl_uint32_t attr,
                   UNUSED void **address, UNUSED Handle *handle)
{
    return rcUnimplemented;
}

/* IO(bits): reads and writes of that width of what is not there. */
#define IO(bits)                                                                                   \
    rtl_uint##bits##_t IoReadIoPort##bits(UNUSED rtl_size_t port)                                  \
    {                                                                                              \
        return (rtl_uint##bits##_t) - 1;                                                           \
    }                                                                                              \
    void IoWriteIoPort##bits(UNUSED rtl_size_t port, UNUSED rtl_uint##bits##_t value)              \
    {                                                                                              \
    }                                                                                              \
    rtl_uint##bits##_t IoReadMmReg##bits(UNUSED volatile void *base, UNUSED rtl_size_t offset)     \
    {                                                                                              \
        return (rtl_uint##bits##_t) - 1;                                                           \
    }                                                                                              \
    void IoWriteMmReg##bits(UNUSED volatile void *base, UNUSED rtl_size_t offset,                  \
                            UNUSED rtl_uint##bits##_t value)                                       \
    {                                                                                              \
    }

IO(8)
IO(16)
IO(32)
