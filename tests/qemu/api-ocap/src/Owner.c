/* Makes objects, gives them away, knows them again. */
#include <api/IHandles.idl.h>
#include <api/Owner.edl.h>
#include <coresrv/handle/handle_api.h>
#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/sl/sl_api.h>
#include <coresrv/vmm/vmm_api.h>
#include <rtl/countof.h>

#include "../../check.h"

#define RIGHTS                                                                                     \
    (OCAP_HANDLE_TRANSFER | OCAP_HANDLE_COPY | OCAP_HANDLE_GET_SID | OCAP_HANDLE_GET_EVENT |       \
     OCAP_HANDLE_SET_EVENT | OCAP_HANDLE_SPEC(3))

static Handle objects[5];
static Handle badge;
static Notice notice;
static unsigned char *memory;
static char plain_context, badge_context, callable_context;

static nk_err_t take(struct api_IHandles *self, const struct api_IHandles_Take_req *req,
                     const struct nk_arena *in, struct api_IHandles_Take_res *res,
                     struct nk_arena *out)
{
    (void)self, (void)in, (void)out;
    if (req->kind == api_IHandles_Badged)
        res->object = nk_handle_desc(objects[api_IHandles_Plain], RIGHTS, badge);
    else if (req->kind < rtl_countof(objects))
        res->object = nk_handle_desc(objects[req->kind]);
    else
        return NK_ENOENT;
    return NK_EOK;
}

static nk_err_t show(struct api_IHandles *self, const struct api_IHandles_Show_req *req,
                     const struct nk_arena *in, struct api_IHandles_Show_res *res,
                     struct nk_arena *out)
{
    nk_badge_t context = 0;

    (void)self, (void)in, (void)out;
    res->rights = nk_get_rights(&req->object);
    if (nk_is_handle_dereferenced(&req->object)) {
        res->own = nk_get_handle(&req->object) == objects[api_IHandles_Plain];
        CHECK(nk_get_badge_op(&req->object, res->rights, &context) == NK_EOK);
        CHECK(nk_get_badge_op(&req->object, ~0U, &context) == NK_EPERM);
    } else if (nk_get_handle(&req->object) != NK_INVALID_HANDLE) {
        CHECK(KnHandleClose(nk_get_handle(&req->object)) == rcOk);
    }
    res->context = context == (nk_badge_t)(nk_uintptr_t)&plain_context   ? 1
                   : context == (nk_badge_t)(nk_uintptr_t)&badge_context ? 2
                                                                         : context;
    return NK_EOK;
}

static nk_err_t event(struct api_IHandles *self, const struct api_IHandles_Event_req *req,
                      const struct nk_arena *in, struct api_IHandles_Event_res *res,
                      struct nk_arena *out)
{
    EventDesc desc = {0};
    rtl_size_t count = 0;
    Retcode rc = KnNoticeGetEvent(notice, req->msec, 1, &desc, &count);

    (void)self, (void)in, (void)out;
    CHECK((rc == rcOk && count == 1) || rc == rcTimeout);
    res->id = desc.eventId;
    res->mask = desc.eventMask;
    return NK_EOK;
}

static nk_err_t revoke(struct api_IHandles *self, const struct api_IHandles_Revoke_req *req,
                       const struct nk_arena *in, struct api_IHandles_Revoke_res *res,
                       struct nk_arena *out)
{
    (void)self, (void)in, (void)res, (void)out;
    if (req->kind == api_IHandles_Badged) {
        CHECK(KnHandleRevokeSubtree(objects[api_IHandles_Plain], INVALID_HANDLE) ==
              rcInvalidArgument);
        CHECK(KnHandleRevokeSubtree(objects[api_IHandles_Plain], badge) == rcOk);
        return NK_EOK;
    }
    CHECK(KnHandleRevoke(objects[req->kind]) == rcOk);
    return NK_EOK;
}

static nk_err_t raise_event(struct api_IHandles *self, const struct api_IHandles_Raise_req *req,
                            const struct nk_arena *in, struct api_IHandles_Raise_res *res,
                            struct nk_arena *out)
{
    (void)self, (void)req, (void)in, (void)res, (void)out;
    CHECK(KnNoticeSetObjectEvent(objects[api_IHandles_Plain], OBJECT_EVENT_USER(3)) == rcOk);
    CHECK(KnNoticeSetObjectEvent(objects[api_IHandles_Plain], EVENT_OBJECT_DESTROYED) ==
          rcInvalidArgument);
    return NK_EOK;
}

static nk_err_t peek(struct api_IHandles *self, const struct api_IHandles_Peek_req *req,
                     const struct nk_arena *in, struct api_IHandles_Peek_res *res,
                     struct nk_arena *out)
{
    (void)self, (void)req, (void)in, (void)out;
    res->byte = memory[0];
    return NK_EOK;
}

static nk_err_t ask(struct api_ISecret *self, const struct api_ISecret_Ask_req *req,
                    const struct nk_arena *in, struct api_ISecret_Ask_res *res,
                    struct nk_arena *out)
{
    const nk_handle_desc_t *callee = &req->base_.self;

    (void)self, (void)in, (void)out;
    res->context = callee->badge == (nk_badge_t)(nk_uintptr_t)&callable_context ? 3 : callee->badge;
    res->rights = callee->rights;
    res->handle = callee->handle == objects[api_IHandles_Callable];
    return NK_EOK;
}

static void make(Handle listener)
{
    void *at;

    CHECK(KnHandleCreateUserObject(HANDLE_TYPE_USER_FIRST, RIGHTS, &plain_context,
                                   &objects[api_IHandles_Plain]) == rcOk);
    CHECK(KnHandleCreateUserObject(HANDLE_TYPE_USER_LAST, OCAP_HANDLE_COPY, NULL,
                                   &objects[api_IHandles_Rigid]) == rcOk);
    CHECK(KnHandleCreateUserObject(HANDLE_TYPE_USER_LAST + 1, 0, NULL, &badge) ==
          rcInvalidArgument);
    CHECK(KnHandleCreateUserObjectEx(HANDLE_TYPE_USER_FIRST, OCAP_IPC_CLIENT, listener,
                                     api_Owner_secret_iid, &callable_context,
                                     &objects[api_IHandles_Callable]) == rcOk);
    CHECK(KnNoticeCreate(&notice) == rcOk);
    CHECK(KnHandleCreateBadge(notice, 77, &badge_context, &badge) == rcOk);
    CHECK(KnPmmMdlCreate(4096, VMM_FLAG_READ | VMM_FLAG_WRITE, &objects[api_IHandles_Memory]) ==
          rcOk);
    CHECK(KnPmmMdlMap(objects[api_IHandles_Memory], 0, 4096, NULL, VMM_FLAG_READ, &at) == rcOk);
    memory = at;
}

int main(void)
{
    static const struct api_IHandles_ops handle_ops = {.Take = take,
                                                       .Show = show,
                                                       .Event = event,
                                                       .Revoke = revoke,
                                                       .Raise = raise_event,
                                                       .Peek = peek};
    static const struct api_ISecret_ops secret_ops = {.Ask = ask};
    static struct api_IHandles handles = {.ops = &handle_ops};
    static struct api_ISecret secret = {.ops = &secret_ops};
    api_Owner_entity entity;
    NkKosDispatchInfo info = NK_ENTITY_DISPATCH_INFO_INITIALIZER(api_Owner, entity);
    ServiceId id;
    Handle listener = ServiceLocatorRegister("owner_link", NULL, 0, &id);

    make(listener);
    api_Owner_entity_init(&entity, &handles, &secret);
    NkKosDoDispatch(listener, &info);
    return 1;
}
