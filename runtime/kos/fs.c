/* Files of the boot image: the kernel's FS endpoint, which reads whole sectors. */
#include <coresrv/fs/fs_api.h>

#include <kl/core/Core.edl.h>
#include <kl/core/FS.idl.h>
#include <string.h>

#include "kernel.h"

#define SECTOR kl_core_FS_Read_res_data_size

Retcode KnFsOpen(const char *name, Handle *file)
{
    char out[kl_core_FS_Open_req_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    kl_core_FS_Open_req req = {0};
    kl_core_FS_Open_res res;
    Retcode rc;

    if (!file)
        return rcInvalidArgument;
    rc = kos_put_string(&arena, &req.name, name);
    if (rc == rcOk)
        rc = KOS_KERNEL_CALL(kl_core_FS_Open, fs_FS, &req, &arena, &res, NULL);
    if (rc == rcOk)
        *file = nk_get_handle(&res.handle);
    return rc;
}

Retcode KnFsClose(Handle file)
{
    kl_core_FS_Close_req req = {0};
    kl_core_FS_Close_res res;

    req.handle = nk_handle_desc(file);
    return KOS_KERNEL_CALL(kl_core_FS_Close, fs_FS, &req, NULL, &res, NULL);
}

Retcode KnFsGetSize(Handle file, rtl_size_t *size)
{
    kl_core_FS_GetSize_req req = {0};
    kl_core_FS_GetSize_res res;
    Retcode rc;

    if (!size)
        return rcInvalidArgument;
    req.handle = nk_handle_desc(file);
    rc = KOS_KERNEL_CALL(kl_core_FS_GetSize, fs_FS, &req, NULL, &res, NULL);
    if (rc == rcOk)
        *size = res.size;
    return rc;
}

/* One sector; *count bytes of it are at `sector`. */
static Retcode read_sector(Handle file, rtl_size_t number, char *sector, rtl_size_t *count)
{
    struct nk_arena arena = NK_ARENA_INITIALIZER(sector, sector + SECTOR);
    kl_core_FS_Read_req req = {0};
    kl_core_FS_Read_res res;
    const nk_uint8_t *data;
    Retcode rc;

    *count = 0;
    if (number > NK_UINT32_MAX)
        return rcOk;
    req.handle = nk_handle_desc(file);
    req.sectorNumber = (nk_uint32_t)number;
    rc = KOS_KERNEL_CALL(kl_core_FS_Read, fs_FS, &req, NULL, &res, &arena);
    if (rc != rcOk || res.read == 0)
        return rc;
    data = nk_arena_get(nk_uint8_t, &arena, &res.data, count);
    return data == (const nk_uint8_t *)sector ? rcOk : rcReceiveError;
}

Retcode KnFsRead(Handle file, rtl_size_t offset, void *buf, rtl_size_t size, rtl_size_t *read)
{
    char sector[SECTOR];
    rtl_size_t done = 0, count = 0;
    Retcode rc = buf && read ? rcOk : rcInvalidArgument;

    while (rc == rcOk && done < size) {
        rtl_size_t at = (offset + done) % SECTOR, n;

        rc = read_sector(file, (offset + done) / SECTOR, sector, &count);
        if (rc != rcOk || count <= at)
            break;
        n = count - at < size - done ? count - at : size - done;
        memcpy((char *)buf + done, sector + at, n);
        done += n;
    }
    if (rc == rcOk)
        *read = done;
    return rc;
}

Retcode KnFsGetCount(rtl_uint32_t *count)
{
    kl_core_FS_Count_req req = {0};
    kl_core_FS_Count_res res;
    Retcode rc;

    if (!count)
        return rcInvalidArgument;
    rc = KOS_KERNEL_CALL(kl_core_FS_Count, fs_FS, &req, NULL, &res, NULL);
    if (rc == rcOk)
        *count = res.count;
    return rc;
}

Retcode KnFsGetName(rtl_uint32_t index, char *name, rtl_size_t size)
{
    char in[kl_core_FS_GetInfo_res_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    kl_core_FS_GetInfo_req req = {0};
    kl_core_FS_GetInfo_res res;
    Retcode rc;

    if (!name)
        return rcInvalidArgument;
    req.index = index;
    req.nameLenMax = size > NK_UINT32_MAX ? NK_UINT32_MAX : (nk_uint32_t)size;
    rc = KOS_KERNEL_CALL(kl_core_FS_GetInfo, fs_FS, &req, NULL, &res, &arena);
    return rc == rcOk ? kos_take_string(&arena, &res.name, name, size) : rc;
}
