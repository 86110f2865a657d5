/* Receives handles, copies them, sends them back, calls through them, sees them taken away. */
#include <api/IGuard.idl.h>
#include <api/IHandles.idl.h>
#include <api/ISecret.idl.h>
#include <api/User.edl.h>
#include <coresrv/handle/handle_api.h>
#include <coresrv/nk/transport-kos-security.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <coresrv/vmm/vmm_api.h>
#include <kos/thread.h>

#include "../../check.h"

static NkKosTransport transport;
static struct api_IHandles_proxy proxy;

static Handle take(nk_uint32_t kind)
{
    api_IHandles_Take_req req = {.kind = kind};
    api_IHandles_Take_res res = {0};

    if (api_IHandles_Take(&proxy.base, &req, NULL, &res, NULL) != NK_EOK)
        return INVALID_HANDLE;
    CHECK(!nk_is_handle_dereferenced(&res.object));
    return nk_get_handle(&res.object);
}

static nk_err_t show(nk_handle_desc_t desc, api_IHandles_Show_res *res)
{
    api_IHandles_Show_req req = {.object = desc};

    return api_IHandles_Show(&proxy.base, &req, NULL, res, NULL);
}

static void revoke(nk_uint32_t kind)
{
    api_IHandles_Revoke_req req = {.kind = kind};
    api_IHandles_Revoke_res res = {0};

    CHECK(api_IHandles_Revoke(&proxy.base, &req, NULL, &res, NULL) == NK_EOK);
}

static nk_uint32_t event(nk_uint32_t msec)
{
    api_IHandles_Event_req req = {.msec = msec};
    api_IHandles_Event_res res = {0};

    CHECK(api_IHandles_Event(&proxy.base, &req, NULL, &res, NULL) == NK_EOK);
    CHECK(res.mask == 0 || res.id == 77);
    return res.mask;
}

/* A handle comes back to its creator as the creator's own, with what was attached to it there. */
static void dereference(void)
{
    Handle plain = take(api_IHandles_Plain), badged = take(api_IHandles_Badged), copy;
    api_IHandles_Show_res res = {0};
    rtl_uint32_t sid = 0, same = 0;

    CHECK(plain != INVALID_HANDLE && badged != INVALID_HANDLE && plain != badged);
    CHECK(show(nk_handle_desc(plain), &res) == NK_EOK && res.own == 1 && res.context == 1);
    CHECK(show(nk_handle_desc(badged), &res) == NK_EOK && res.own == 1 && res.context == 2);
    CHECK(show(nk_handle_desc(badged, OCAP_HANDLE_SPEC(3)), &res) == NK_EOK &&
          res.rights == OCAP_HANDLE_SPEC(3));
    CHECK(show(nk_handle_desc(INVALID_HANDLE), &res) == NK_EOK && res.own == 0);
    CHECK(show(nk_handle_desc(99999), &res) == NK_EINVAL);
    CHECK(KnHandleCopy(badged, OCAP_HANDLE_TRANSFER, INVALID_HANDLE, &copy) == rcOk);
    CHECK(show(nk_handle_desc(copy), &res) == NK_EOK && res.context == 2 &&
          res.rights == OCAP_HANDLE_TRANSFER);
    CHECK(KnHandleGetSidByHandle(plain, &sid) == rcOk && sid != 0);
    CHECK(KnHandleGetSidByHandle(badged, &same) == rcOk && same == sid);
    CHECK(KnHandleGetSidByHandle(copy, &same) == rcSecurityDisallow);
    CHECK(take(api_IHandles_Rigid) == INVALID_HANDLE);
    CHECK(KnHandleClose(copy) == rcOk && KnHandleClose(badged) == rcOk);
    CHECK(KnHandleClose(plain) == rcOk);
}

/* Badges of the user's own are the user's alone: the owner finds its own context. */
static void foreign_badge(void)
{
    Handle plain = take(api_IHandles_Plain), mine, copy;
    api_IHandles_Show_res res = {0};
    int context;

    CHECK(KnHandleCreateBadge(INVALID_HANDLE, 0, &context, &mine) == rcOk);
    CHECK(show(nk_handle_desc(plain, ~0U, mine), &res) == NK_EOK && res.context == 1);
    CHECK(KnHandleCopy(plain, ~0U, mine, &copy) == rcOk);
    CHECK(show(nk_handle_desc(copy), &res) == NK_EOK && res.context == 1);
    CHECK(show(nk_handle_desc(plain, ~0U, plain), &res) == NK_EPERM);
    CHECK(show(nk_handle_desc(plain, ~0U, 1ULL << 40), &res) == NK_EINVAL);
    CHECK(KnHandleCopy(plain, ~0U, plain, &copy) == rcSecurityDisallow);
    CHECK(KnHandleRevokeSubtree(plain, mine) == rcOk);
    CHECK(show(nk_handle_desc(copy), &res) == NK_EPERM);
    CHECK(KnHandleClose(copy) == rcOk && KnHandleClose(mine) == rcOk);
    CHECK(KnHandleClose(plain) == rcOk);
}

/* Closing what was given away with a badge is seen by its owner; so is revoking it. */
static void badge_events(void)
{
    Handle one = take(api_IHandles_Badged), two = take(api_IHandles_Badged),
           plain = take(api_IHandles_Plain), child;
    api_IHandles_Show_res res = {0};

    while (event(0)) /* of what was closed before */
        ;
    CHECK(KnHandleClose(one) == rcOk && event(20) == 0);
    CHECK(KnHandleClose(two) == rcOk && event(100) == EVENT_BADGE_CLOSED);
    one = take(api_IHandles_Badged);
    CHECK(KnHandleCopy(one, ~0U, INVALID_HANDLE, &child) == rcOk);
    revoke(api_IHandles_Badged);
    CHECK(event(100) == EVENT_BADGE_CLOSED);
    CHECK(show(nk_handle_desc(one), &res) == NK_EPERM);
    CHECK(show(nk_handle_desc(child), &res) == NK_EPERM);
    CHECK(KnHandleCopy(one, ~0U, INVALID_HANDLE, &child) == rcHandleRevoked);
    CHECK(show(nk_handle_desc(plain), &res) == NK_EOK && res.context == 1);
    CHECK(KnHandleClose(one) == rcOk && KnHandleClose(plain) == rcOk);
}

/* Closing the handle that was given does not free what came of it from its badge, whatever badge
 * that was copied with. */
static void no_way_out(void)
{
    Handle given = take(api_IHandles_Badged), copy, marked, mine;
    api_IHandles_Show_res res = {0};

    CHECK(KnHandleCreateBadge(INVALID_HANDLE, 0, NULL, &mine) == rcOk);
    CHECK(KnHandleCopy(given, ~0U, INVALID_HANDLE, &copy) == rcOk);
    CHECK(KnHandleCopy(given, ~0U, mine, &marked) == rcOk);
    CHECK(KnHandleClose(given) == rcOk && event(20) == 0);
    CHECK(show(nk_handle_desc(copy), &res) == NK_EOK && res.context == 2);
    CHECK(show(nk_handle_desc(marked), &res) == NK_EOK && res.context == 2);
    revoke(api_IHandles_Badged);
    CHECK(event(100) == EVENT_BADGE_CLOSED);
    CHECK(show(nk_handle_desc(copy), &res) == NK_EPERM);
    CHECK(show(nk_handle_desc(marked), &res) == NK_EPERM);
    CHECK(KnHandleClose(copy) == rcOk && KnHandleClose(marked) == rcOk);
    CHECK(KnHandleClose(mine) == rcOk);
}

static void raise_event(void)
{
    api_IHandles_Raise_req req = {0};
    api_IHandles_Raise_res res = {0};

    CHECK(api_IHandles_Raise(&proxy.base, &req, NULL, &res, NULL) == NK_EOK);
}

static int drop_soon(void *notice)
{
    KosThreadSleep(30);
    return KnNoticeDropAndWake(*(Notice *)notice) == rcOk;
}

static void notices(void)
{
    Handle plain = take(api_IHandles_Plain);
    Notice notice;
    EventDesc events[4];
    rtl_size_t count;
    Tid tid;

    CHECK(KnNoticeCreate(&notice) == rcOk);
    CHECK(KnNoticeSubscribeToObject(notice, plain, OBJECT_EVENT_USER(3), 5) == rcOk);
    CHECK(KnNoticeSubscribeToObject(notice, plain, OBJECT_EVENT_USER(4), 6) == rcOk);
    CHECK(KnNoticeSubscribeToObject(notice, plain, 0, 6) == rcInvalidArgument);
    CHECK(KnNoticeSubscribeToObject(notice, notice, 1, 6) == rcSecurityDisallow);
    CHECK(KnNoticeGetEvent(notice, 10, 4, events, &count) == rcTimeout);
    CHECK(KnNoticeGetEvent(notice, 10, 0, events, &count) == rcInvalidArgument);
    raise_event();
    raise_event();
    CHECK(KnNoticeGetEvent(notice, 10, 4, events, &count) == rcOk && count == 1 &&
          events[0].eventId == 5 && events[0].eventMask == OBJECT_EVENT_USER(3));
    CHECK(KnNoticeGetEvent(notice, 0, 4, events, &count) == rcTimeout);
    CHECK(KnNoticeUnsubscribeFromEvent(notice, 5) == rcOk);
    CHECK(KnNoticeUnsubscribeFromEvent(notice, 5) == rcResourceNotFound);
    CHECK(KnNoticeUnsubscribeFromObject(notice, plain) == rcOk);
    CHECK(KnNoticeUnsubscribeFromObject(notice, plain) == rcResourceNotFound);
    raise_event();
    CHECK(KnNoticeGetEvent(notice, 0, 4, events, &count) == rcTimeout);
    CHECK(KosThreadCreate(&tid, 15, 0, drop_soon, &notice, 0) == rcOk);
    CHECK(KnNoticeGetEvent(notice, INFINITE_TIMEOUT, 4, events, &count) == rcResourceNotFound);
    CHECK(KosThreadWait(tid, INFINITE_TIMEOUT) == 1);
    /* No process takes more than its share. */
    for (count = 0; KnNoticeSubscribeToObject(notice, plain, 1U << 30, count) == rcOk;)
        count++;
    CHECK(count == 64);
    CHECK(KnHandleClose(notice) == rcOk && KnHandleClose(plain) == rcOk);
}

static void callable(void)
{
    Handle handle = take(api_IHandles_Callable), mute;
    NkKosTransport through;
    struct api_ISecret_proxy secret;
    api_ISecret_Ask_req req = {0};
    api_ISecret_Ask_res res = {0};

    NkKosTransport_Init(&through, handle, NK_NULL, 0);
    api_ISecret_proxy_init(&secret, &through.base, INVALID_RIID);
    CHECK(api_ISecret_Ask(&secret.base, &req, NULL, &res, NULL) == NK_EOK);
    CHECK(res.context == 3 && res.handle == 1 && res.rights == OCAP_IPC_CLIENT);
    CHECK(KnHandleCopy(handle, OCAP_HANDLE_TRANSFER, INVALID_HANDLE, &mute) == rcOk);
    NkKosTransport_Init(&through, mute, NK_NULL, 0);
    CHECK(api_ISecret_Ask(&secret.base, &req, NULL, &res, NULL) == NK_EPERM);
    NkKosTransport_Init(&through, handle, NK_NULL, 0);
    revoke(api_IHandles_Callable);
    CHECK(api_ISecret_Ask(&secret.base, &req, NULL, &res, NULL) == NK_EPERM);
    CHECK(KnHandleClose(handle) == rcOk && KnHandleClose(mute) == rcOk);
    /* The same endpoint over the channel: not through an object. */
    NkKosTransport_Init(&through, transport.handle, NK_NULL, 0);
    api_ISecret_proxy_init(&secret, &through.base,
                           ServiceLocatorGetRiid(transport.handle, "secret"));
    CHECK(api_ISecret_Ask(&secret.base, &req, NULL, &res, NULL) == NK_EOK);
    CHECK(res.context == 0 && res.rights == 0);
}

static nk_uint8_t peek(void)
{
    api_IHandles_Peek_req req = {0};
    api_IHandles_Peek_res res = {0};

    CHECK(api_IHandles_Peek(&proxy.base, &req, NULL, &res, NULL) == NK_EOK);
    return res.byte;
}

static void memory(void)
{
    Handle mdl = take(api_IHandles_Memory), clone, copy;
    static unsigned char bytes[5000];
    unsigned char *shared;
    void *at;

    CHECK(KnPmmMdlMap(mdl, 0, 4096, NULL, VMM_FLAG_READ | VMM_FLAG_WRITE, &at) == rcOk);
    shared = at;
    shared[0] = 42;
    CHECK(peek() == 42);
    CHECK(KnPmmMdlClone(mdl, 0, 100, &clone) == rcOk);
    CHECK(KnPmmMdlClone(mdl, 4000, 100, &copy) == rcInvalidArgument);
    shared[0] = 43;
    CHECK(KnPmmMdlMap(clone, 0, 4096, NULL, VMM_FLAG_READ, &at) == rcOk);
    CHECK(((unsigned char *)at)[0] == 42 && peek() == 43);
    bytes[0] = 7;
    bytes[4999] = 8;
    CHECK(KnPmmMdlCreateFromBuf(bytes, sizeof bytes, VMM_FLAG_READ, &copy) == rcOk);
    CHECK(KnPmmMdlMap(copy, 0, 8192, NULL, VMM_FLAG_READ, &at) == rcOk);
    CHECK(((unsigned char *)at)[0] == 7 && ((unsigned char *)at)[4999] == 8);
    CHECK(KnPmmMdlMap(copy, 0, 4096, NULL, VMM_FLAG_READ | VMM_FLAG_WRITE, &at) ==
          rcSecurityDisallow);
    CHECK(KnHandleClose(copy) == rcOk);
    CHECK(KnPmmMdlCreateFromVm(shared, 4096, VMM_FLAG_READ, &copy) == rcOk);
    CHECK(KnHandleClose(copy) == rcOk);
    CHECK(KnPmmMdlCreateFromVm((void *)0x1000, 4096, VMM_FLAG_READ, &copy) == rcSourceFault);
    CHECK(KnHandleClose(clone) == rcOk && KnHandleClose(mdl) == rcOk);
    CHECK(shared[0] == 43); /* a mapping needs no handle */
    CHECK(KnVmUnmap(shared, 4096) == rcOk);
}

static void security(void)
{
    NkKosSecurityTransport guard_transport;
    struct api_IGuard_proxy guard;
    api_IGuard_Ask_req req = {.level = 4};
    api_IGuard_Ask_res res = {0};

    CHECK(NkKosSecurityTransport_Init(&guard_transport, NK_NULL, 0) == NK_EOK);
    api_IGuard_proxy_init(&guard, &guard_transport.base, api_User_securityIid);
    CHECK(api_IGuard_Ask(&guard.base, &req, NULL, &res, NULL) == NK_EOK);
    req.level = 5;
    CHECK(api_IGuard_Ask(&guard.base, &req, NULL, &res, NULL) == NK_EPERM);
    NkKosSecurityTransport_Fini(&guard_transport);
    CHECK(api_IGuard_Ask(&guard.base, &req, NULL, &res, NULL) != NK_EOK);
}

int main(void)
{
    Handle handle = ServiceLocatorConnect("owner_link");

    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    api_IHandles_proxy_init(&proxy, &transport.base, ServiceLocatorGetRiid(handle, "handles"));
    dereference();
    foreign_badge();
    badge_events();
    no_way_out();
    notices();
    callable();
    memory();
    security();
    return check_end("User");
}
