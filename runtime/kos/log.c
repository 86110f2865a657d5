/* The kernel's Log endpoint. */
#include <coresrv/log/log_api.h>

#include <kl/core/Core.edl.h>
#include <kl/core/Log.idl.h>
#include <string.h>

#include "kernel.h"

_Static_assert(LOG_LINES_MAX == kl_core_Log_FetchMessages_res_data_size, "LOG_LINES_MAX");

Retcode KnLogHandoff(rtl_uint32_t *size)
{
    kl_core_Log_Handoff_req req = {0};
    kl_core_Log_Handoff_res res;
    Retcode rc = KOS_KERNEL_CALL(kl_core_Log_Handoff, log_Log, &req, NULL, &res, NULL);

    if (rc == rcOk && size)
        *size = res.bufSize;
    return rc;
}

/* The caller's buffer is the arena: the lines arrive where they belong. */
Retcode KnLogFetch(void *buffer, rtl_size_t size, struct LogLines *lines)
{
    const rtl_size_t room = size < LOG_LINES_MAX ? size : LOG_LINES_MAX;
    struct nk_arena arena = nk_arena_create(buffer, room);
    kl_core_Log_FetchMessages_req req = {.size = (nk_uint32_t)room};
    kl_core_Log_FetchMessages_res res;
    nk_size_t count = 0;
    Retcode rc;

    if (!buffer || !lines)
        return rcInvalidArgument;
    rc = KOS_KERNEL_CALL(kl_core_Log_FetchMessages, log_Log, &req, NULL, &res, &arena);
    if (rc != rcOk)
        return rc;
    if (res.data.size > 0) {
        const char *text = nk_arena_get(char, &arena, &res.data, &count);

        if (!text)
            return rcReceiveError;
        memmove(buffer, text, count);
    }
    *lines = (struct LogLines){count, res.writtenCount, res.droppedCount};
    return rcOk;
}

Retcode KnLogWait(rtl_uint32_t count, rtl_uint32_t mdelay, Handle *log)
{
    kl_core_Log_GetMessagesHandle_req req = {.count = count, .mdelay = mdelay};
    kl_core_Log_GetMessagesHandle_res res;
    Retcode rc;

    if (!log)
        return rcInvalidArgument;
    rc = KOS_KERNEL_CALL(kl_core_Log_GetMessagesHandle, log_Log, &req, NULL, &res, NULL);
    *log = rc == rcOk ? res.handle.handle : INVALID_HANDLE;
    return rc;
}
