/* Arguments and results of the kernel's methods. */
#include "services.h"
#include <coresrv/thread/thread_flags.h>
#include <refusal.h>
#include <vmm/flags.h>

Retcode arg_bytes(const struct nk_arena *in, const nk_ptr_t *chunk, size_t limit, const void **data,
                  size_t *size)
{
    nk_size_t bytes;

    *data = "";
    *size = 0;
    if (chunk->size == 0)
        return rcOk;
    if (chunk->size > limit)
        return rcInvalidArgument;
    *data = __nk_arena_get(in, chunk, &bytes);
    if (!*data)
        return rcInvalidArgument;
    *size = bytes;
    return rcOk;
}

Retcode arg_text(const struct nk_arena *in, const nk_ptr_t *chunk, const char **text)
{
    const void *data;
    size_t size;
    Retcode rc = arg_bytes(in, chunk, SIZE_MAX, &data, &size);

    if (rc != rcOk)
        return rc;
    *text = data;
    for (size_t i = 0; i < size; i++)
        if ((*text)[i] == '\0')
            return i == size - 1 ? rcOk : rcInvalidArgument;
    return size == 0 ? rcOk : rcInvalidArgument;
}

Retcode arg_object(const nk_handle_desc_t *slot, enum object_type type, uint32_t rights,
                   struct object **out)
{
    Retcode rc = handle_get(current_proc(), slot->handle, type, rights, out);

    return rc == rcOk ? rcOk : refusal_of_handle("kernel call", slot->handle, rc);
}

Retcode arg_proc(const nk_handle_desc_t *slot, uint32_t rights, struct proc **out)
{
    struct object *o;
    Retcode rc = arg_object(slot, OBJ_PROC, rights, &o);

    if (rc == rcOk)
        *out = container_of(o, struct proc, obj);
    return rc;
}

Retcode arg_thread(const nk_handle_desc_t *slot, uint32_t rights, struct thread **out)
{
    struct object *o;
    Retcode rc = arg_object(slot, OBJ_THREAD, rights, &o);

    if (rc == rcOk)
        *out = container_of(o, struct thread, obj);
    return rc;
}

Retcode arg_listener(const nk_handle_desc_t *slot, uint32_t rights, struct listener **out)
{
    struct object *o;
    Retcode rc = arg_object(slot, OBJ_NONE, rights, &o);

    if (rc != rcOk)
        return rc;
    if (o->type != OBJ_LISTENER && o->type != OBJ_LEFT)
        return refusal_of_handle("kernel call", slot->handle, rcSecurityDisallow);
    *out = container_of(o, struct listener, obj);
    return rcOk;
}

Retcode arg_badge(const nk_handle_desc_t *slot, struct badge **out)
{
    struct object *o;
    Retcode rc;

    *out = NULL;
    if (arg_no_handle(slot))
        return rcOk;
    rc = arg_object(slot, OBJ_BADGE, 0, &o);
    if (rc == rcOk)
        *out = container_of(o, struct badge, obj);
    return rc;
}

bool arg_no_handle(const nk_handle_desc_t *slot)
{
    return slot->handle == 0 || slot->handle == KOS_HANDLE_INVALID;
}

Retcode arg_rights(uint32_t flags, unsigned *rights)
{
    if ((flags & VMM_FLAG_WRITE) && (flags & VMM_FLAG_EXECUTE))
        return rcInvalidArgument;
    *rights = (flags & VMM_FLAG_READ ? VM_READ : 0u) | (flags & VMM_FLAG_WRITE ? VM_WRITE : 0u) |
              (flags & VMM_FLAG_EXECUTE ? VM_EXEC : 0u);
    return rcOk;
}

Retcode arg_policy(uint32_t policy, const struct kl_core_Types_TrSchedParam *param, bool *fifo)
{
    if (policy != THREAD_SCHED_RR && policy != THREAD_SCHED_FIFO)
        return rcInvalidArgument;
    *fifo = policy == THREAD_SCHED_FIFO;
    if (param->tag == kl_core_Types_TrSchedParam_none_tag)
        return rcOk;
    if (*fifo || param->tag != kl_core_Types_TrSchedParam_rr_tag)
        return rcInvalidArgument;
    return param->data.rr.sec == 0 && param->data.rr.nsec == 0 ? rcOk : rcUnimplemented;
}

Retcode result_bytes(struct nk_arena *out, nk_ptr_t *chunk, size_t size, void **data)
{
    *data = NULL;
    if (size == 0)
        return rcOk;
    if (!out)
        return rcBufferTooSmall;
    *data = nk_arena_alloc(nk_uint8_t, out, chunk, size);
    return *data ? rcOk : rcBufferTooSmall;
}

Retcode result_words(struct nk_arena *out, nk_ptr_t *chunk, size_t count, void **data)
{
    *data = out ? nk_arena_alloc(nk_uint32_t, out, chunk, count) : NULL;
    return *data ? rcOk : rcBufferTooSmall;
}

Retcode result_text(struct nk_arena *out, nk_ptr_t *chunk, const char *text, size_t length,
                    size_t limit)
{
    void *data;
    Retcode rc;

    if (length >= limit)
        return rcBufferTooSmall;
    rc = result_bytes(out, chunk, length + 1, &data);
    if (rc == rcOk)
        memcpy(data, text, length); /* the zero is there already */
    return rc;
}

Retcode result_handle(nk_handle_desc_t *slot, struct object *o, uint32_t rights)
{
    uint32_t value;
    Retcode rc = handle_add(current_proc(), o, rights, NULL, &value);

    if (rc == rcOk)
        *slot = nk_handle_desc(value, rights, 0);
    return rc;
}
