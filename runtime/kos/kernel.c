/* Calls of kernel endpoints. Headers are filled here and nowhere else. */
#include "kernel.h"

#include <string.h>

#define KOS_STRING_MAX 1023

Retcode kos_kernel_call(const struct kos_method *method, struct nk_message *req,
                        const struct nk_arena *req_arena, struct nk_message *res,
                        struct nk_arena *res_arena)
{
    SMsgHdr out = {req, method->req_size, NULL, 0};
    SMsgHdr in = {res, method->res_size, NULL, 0};
    Retcode rc;

    nk_message_reset_(req, method->req_size, NK_FALSE);
    nk_message_set_method_id_(req, method->iid, method->mid);
    nk_message_set_ncaps(req, method->req_handles);
    nk_message_reset_(res, method->res_size, NK_FALSE);
    nk_message_set_ncaps(res, method->res_handles);
    if (req_arena) {
        out.arena = req_arena->start;
        out.arenaSize = nk_arena_allocated_size(req_arena);
    }
    if (res_arena) {
        nk_arena_reset(res_arena);
        in.arena = res_arena->start;
        in.arenaSize = nk_arena_free_size(res_arena);
    }
    rc = Call(KOS_HANDLE_KERNEL, &out, &in);
    if (rc == rcOk && res_arena)
        res_arena->current = (char *)res_arena->start + in.arenaSize;
    if (rc == rcOk && (in.msgSize != method->res_size || res->ex.err))
        rc = rcReceiveError;
    return rc;
}

Retcode kos_put_string(struct nk_arena *arena, nk_ptr_t *ptr, const char *str)
{
    nk_size_t length;

    if (!str)
        return rcInvalidArgument;
    length = strnlen(str, KOS_STRING_MAX + 1);
    if (length > KOS_STRING_MAX)
        return rcInvalidArgument;
    if (nk_arena_store(nk_char_t, arena, ptr, str, length + 1) != NK_EOK)
        return rcBufferTooSmall;
    return rcOk;
}

Retcode kos_take_string(const struct nk_arena *arena, const nk_ptr_t *ptr, char *buf,
                        nk_size_t size)
{
    nk_size_t count;
    const nk_char_t *text = nk_arena_get(nk_char_t, arena, ptr, &count);

    if (!text || count == 0 || text[count - 1] != '\0')
        return rcReceiveError;
    if (!buf || count > size)
        return rcBufferTooSmall;
    memcpy(buf, text, count);
    return rcOk;
}
