/* The loop-back transport: what the kernel does with a call, in one program (platform 3 and 7).
 *
 * Each step copies before it checks, and every check is on the copy that is used afterwards. */
#include <nk/loopback.h>

#include <nk/abi.h>
#include <string.h>

#define ARENA_ALIGN 16

/* One server-side buffer: constant part at the start, arena behind it. */
struct buffer {
    struct nk_message *message;
    struct nk_arena arena;
};

static nk_size_t capacity(const struct nk_arena *arena)
{
    return arena ? nk_arena_allocated_size(arena) + nk_arena_free_size(arena) : 0;
}

/* Splits a buffer behind a constant part of `message_size` bytes; false if that does not fit. */
static nk_bool_t split(struct buffer *buffer, unsigned char *bytes, nk_size_t size,
                       nk_size_t message_size)
{
    nk_size_t at = (message_size + ARENA_ALIGN - 1) & ~(nk_size_t)(ARENA_ALIGN - 1);

    if (message_size > size)
        return NK_FALSE;
    if (at > size)
        at = size;
    buffer->message = (struct nk_message *)(void *)bytes;
    nk_arena_init(&buffer->arena, bytes + at, bytes + size);
    return NK_TRUE;
}

/* What the kernel checks of any message without knowing its type. */
static nk_bool_t header_ok(const struct nk_message *message)
{
    nk_size_t size = message->ex.size_ex;

    return size >= sizeof *message &&
           sizeof *message + nk_msg_ncaps(message) * sizeof(nk_handle_desc_t) <= size;
}

static void put_data(struct nk_arena *to, const struct nk_arena *from)
{
    nk_size_t used = nk_arena_allocated_size(from);

    if (used)
        memcpy(to->start, from->start, used);
    to->current = (char *)to->start + used;
}

static nk_bool_t decide(struct nk_loopback *self, enum ksm_kind kind, const struct buffer *buffer)
{
    static const struct nk_reason none;
    struct ksm_event event = {
        .kind = (nk_uint16_t)kind,
        .src_class = self->client_class,
        .dst_class = self->server_class,
        .src_sid = self->client_sid,
        .dst_sid = self->server_sid,
        .msg = buffer->message,
        .arena = &buffer->arena,
    };

    if (kind != KSM_REQUEST) {
        event.src_class = self->server_class;
        event.dst_class = self->client_class;
        event.src_sid = self->server_sid;
        event.dst_sid = self->client_sid;
    }
    self->reason = none;
    return self->module->decide(&event, &self->reason) == KSM_GRANTED;
}

/* The copy of the request that the module sees and the server gets. */
static nk_err_t take_request(struct nk_loopback *self, const struct nk_message *req,
                             const struct nk_arena *req_arena, struct buffer *request)
{
    nk_size_t size = req->ex.size_ex, used = nk_arena_allocated_size(req_arena);

    if (!header_ok(req) || nk_msg_check_err(req))
        return NK_EINVAL;
    if (size > KOS_IPC_MAX_MSG || used > KOS_IPC_MAX_MSG - size)
        return NK_EBADMSG;
    if (!split(request, self->req_buf, self->req_size, size) || used > capacity(&request->arena))
        return NK_EBADMSG;
    memcpy(request->message, req, size);
    memset(&request->message->self, 0, sizeof request->message->self);
    put_data(&request->arena, req_arena);
    return NK_EOK;
}

/* Runs the server. A server that fails, or answers with what the kernel would not take, leaves its
 * client with rcFail. */
static nk_err_t serve(struct nk_loopback *self, const struct buffer *request,
                      struct buffer *response)
{
    const nk_iid_t iid = request->message->iid;
    const nk_mid_t mid = request->message->mid;
    const struct nk_message *answer = response->message;
    nk_err_t rc = self->dispatch(self->entity, request->message, &request->arena, response->message,
                                 &response->arena);

    if (rc != NK_EOK || !header_ok(answer) || answer->iid != iid || answer->mid != mid)
        return NK_EBADMSG;
    memset(&response->message->self, 0, sizeof response->message->self);
    return NK_EOK;
}

static nk_err_t give_response(struct nk_loopback *self, const struct buffer *response,
                              struct nk_message *res, struct nk_arena *res_arena)
{
    nk_size_t size = response->message->ex.size_ex;

    if (size > res->ex.size_ex || nk_arena_allocated_size(&response->arena) > capacity(res_arena))
        return NK_EBADMSG;
    if (!decide(self, nk_msg_check_err(response->message) ? KSM_ERROR : KSM_RESPONSE, response))
        return NK_EPERM;
    memcpy(res, response->message, size);
    if (res_arena)
        put_data(res_arena, &response->arena);
    return NK_EOK;
}

static nk_err_t loopback_call(struct nk_transport *transport, const struct nk_message *req,
                              const struct nk_arena *req_arena, struct nk_message *res,
                              struct nk_arena *res_arena)
{
    struct nk_loopback *self = (struct nk_loopback *)(void *)transport;
    struct buffer request, response;
    nk_err_t rc;

    memset(&self->reason, 0, sizeof self->reason);
    if (res->ex.size_ex < sizeof *res)
        return NK_EINVAL;
    if (!split(&response, self->res_buf, self->res_size, res->ex.size_ex))
        return NK_EBADMSG;
    rc = take_request(self, req, req_arena, &request);
    if (rc != NK_EOK)
        return rc;
    if (!decide(self, KSM_REQUEST, &request))
        return NK_EPERM;
    memset(self->res_buf, 0, res->ex.size_ex);
    rc = serve(self, &request, &response);
    return rc == NK_EOK ? give_response(self, &response, res, res_arena) : rc;
}

static const struct nk_transport_ops loopback_ops = {.call = loopback_call};

void nk_loopback_init(struct nk_loopback *loopback, const struct ksm_module *module,
                      nk_uint16_t client_class, nk_uint32_t client_sid, nk_uint16_t server_class,
                      nk_uint32_t server_sid, nk_loopback_dispatch *dispatch, void *entity,
                      void *req_buf, nk_size_t req_size, void *res_buf, nk_size_t res_size)
{
    nk_assert(module && module->decide && dispatch && req_buf && res_buf);
    *loopback = (struct nk_loopback){
        .base = {&loopback_ops},
        .module = module,
        .client_class = client_class,
        .server_class = server_class,
        .client_sid = client_sid,
        .server_sid = server_sid,
        .dispatch = dispatch,
        .entity = entity,
        .req_buf = req_buf,
        .res_buf = res_buf,
        .req_size = req_size,
        .res_size = res_size,
    };
}

const struct nk_reason *nk_loopback_reason(const struct nk_loopback *loopback)
{
    return &loopback->reason;
}
