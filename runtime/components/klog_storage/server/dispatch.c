/* kl.KlogStorage over functions: the methods, and the loop that serves them. */
#include <klog_storage/server.h>

#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/sl/sl_api.h>
#include <nk/errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct storage {
    struct kl_KlogStorage base;
    void *context;
    kl_KlogStorage_write_func write;
    kl_KlogStorage_read_func read;
    kl_KlogStorage_read_range_func read_range;
    kl_KlogStorage_state_func state;
};

/* ---- the methods -------------------------------------------------------------------------- */

static struct storage *storage_of(struct kl_KlogStorage *self)
{
    return (struct storage *)(void *)self;
}

/* A Retcode as the method's status; never 0. */
static nk_err_t failure(Retcode rc)
{
    const int code = rc == -1 ? 0 : RC_GET_CODE(rc);

    return NK_ELOGIC_MAKE(code ? code : RC_GET_CODE(rcFail));
}

static nk_err_t do_write(struct kl_KlogStorage *self, const struct kl_KlogStorage_write_req *req,
                         const struct nk_arena *in, struct kl_KlogStorage_write_res *res,
                         struct nk_arena *out)
{
    struct storage *s = storage_of(self);
    int result;

    (void)in, (void)res, (void)out;
    if (!s->write)
        return failure(rcUnimplemented);
    if (!memchr(req->entry.msg, 0, sizeof req->entry.msg))
        return failure(rcInvalidArgument);
    result = s->write(s->context, &req->entry);
    return result == 0 ? NK_EOK : failure(result < 0 ? result : rcFail);
}

/* Room for entries in the answer, as many as fit; NULL: none. */
static struct kl_KlogStorage_Entry *make_room(struct nk_arena *out, nk_ptr_t *chunk,
                                              nk_uint32_t count)
{
    return nk_arena_alloc(struct kl_KlogStorage_Entry, out, chunk, count);
}

/* `count` of `room` entries were filled in; or an error. The room that was not used is not sent. */
static nk_err_t finish(struct nk_arena *out, nk_ptr_t *chunk, int count, nk_uint32_t room)
{
    const nk_bool_t is_good = count >= 0 && (nk_uint32_t)count <= room;

    chunk->size =
        is_good ? (nk_uint32_t)count * (nk_uint32_t)sizeof(struct kl_KlogStorage_Entry) : 0;
    out->current = (char *)out->start + chunk->offset + chunk->size;
    return is_good ? NK_EOK : failure(count < 0 ? count : rcInternalError);
}

static nk_err_t do_read(struct kl_KlogStorage *self, const struct kl_KlogStorage_read_req *req,
                        const struct nk_arena *in, struct kl_KlogStorage_read_res *res,
                        struct nk_arena *out)
{
    struct storage *s = storage_of(self);
    const nk_uint32_t room =
        req->numEntries < KLOG_STORAGE_READ_MAX ? req->numEntries : KLOG_STORAGE_READ_MAX;
    struct kl_KlogStorage_Entry *entries;

    (void)in;
    if (!s->read)
        return failure(rcUnimplemented);
    if (room == 0)
        return NK_EOK;
    entries = make_room(out, &res->entries, room);
    if (!entries)
        return failure(rcBufferTooSmall);
    return finish(out, &res->entries, s->read(s->context, room, entries), room);
}

static nk_err_t do_read_range(struct kl_KlogStorage *self,
                              const struct kl_KlogStorage_readRange_req *req,
                              const struct nk_arena *in, struct kl_KlogStorage_readRange_res *res,
                              struct nk_arena *out)
{
    struct storage *s = storage_of(self);
    struct kl_KlogStorage_Entry *entries;

    (void)in;
    if (!s->read_range)
        return failure(rcUnimplemented);
    entries = make_room(out, &res->entries, KLOG_STORAGE_READ_MAX);
    if (!entries)
        return failure(rcBufferTooSmall);
    return finish(out, &res->entries, s->read_range(s->context, req->firstId, req->lastId, entries),
                  KLOG_STORAGE_READ_MAX);
}

static nk_err_t do_state(struct kl_KlogStorage *self, const struct kl_KlogStorage_state_req *req,
                         const struct nk_arena *in, struct kl_KlogStorage_state_res *res,
                         struct nk_arena *out)
{
    struct storage *s = storage_of(self);
    struct klog_storage_state state;
    int result;

    (void)req, (void)in, (void)out;
    if (!s->state)
        return failure(rcUnimplemented);
    result = s->state(s->context, &state);
    if (result != 0)
        return failure(result < 0 ? result : rcFail);
    res->capacity = state.capacity;
    res->entries = state.entries;
    res->lastId = state.last_id;
    res->lost = state.lost;
    return NK_EOK;
}

/* ---- objects ------------------------------------------------------------------------------ */

struct kl_KlogStorage *
klog_storage_IKlog_storage_dispatcher(void *context, kl_KlogStorage_write_func write,
                                      kl_KlogStorage_read_func read,
                                      kl_KlogStorage_read_range_func read_range)
{
    static const struct kl_KlogStorage_ops ops = {
        .write = do_write, .read = do_read, .readRange = do_read_range, .state = do_state};
    struct storage *made = calloc(1, sizeof *made);

    if (!made)
        return NULL;
    made->base.ops = &ops;
    made->context = context;
    made->write = write;
    made->read = read;
    made->read_range = read_range;
    return &made->base;
}

void klog_storage_set_state_func(struct kl_KlogStorage *storage, kl_KlogStorage_state_func state)
{
    if (storage)
        storage_of(storage)->state = state;
}

struct kl_KlogStorage_component *klog_storage_storage_component(struct kl_KlogStorage *storage)
{
    struct kl_KlogStorage_component *made = storage ? calloc(1, sizeof *made) : NULL;

    if (made)
        kl_KlogStorage_component_init(made, storage);
    return made;
}

/* ---- serving ------------------------------------------------------------------------------ */

struct placed { /* a component and where it stands in its class */
    struct kl_KlogStorage_component *component;
    nk_iid_t offset;
};

static nk_err_t dispatch(void *self, const struct nk_message *req, const struct nk_arena *in,
                         struct nk_message *res, struct nk_arena *out)
{
    const struct placed *placed = self;

    return kl_KlogStorage_component_dispatch(placed->component, placed->offset, req, in, res, out);
}

static int give_up(const char *what, Retcode rc)
{
    fprintf(stderr, "klog_storage: %s: error %d\n", what, RC_GET_CODE(rc));
    return EXIT_FAILURE;
}

int klog_storage_run(const char *connection, nk_iid_t iid_offset, nk_iid_t iid,
                     struct kl_KlogStorage_component *component)
{
    struct placed placed = {component, iid_offset};
    const NkKosDispatchInfo info = {
        .entity = &placed,
        .dispatch = (NkKosDispatch *)dispatch,
        .reqSize = sizeof(kl_KlogStorage_component_req),
        .resSize = sizeof(kl_KlogStorage_component_res),
        .reqArenaSize = kl_KlogStorage_component_req_arena_size,
        .resArenaSize = kl_KlogStorage_component_res_arena_size,
    };
    ServiceId unused;
    Handle listener;

    if (!connection || !component || iid != iid_offset + kl_KlogStorage_storage_iid)
        return give_up("no storage to serve", rcInvalidArgument);
    listener = ServiceLocatorRegister(connection, NULL, 0, &unused);
    if (listener == INVALID_HANDLE)
        return give_up("nobody has a channel to it", rcNotConnected);
    return give_up("cannot serve", NkKosDoDispatch(listener, &info));
}
