/* Finds the depot by the type of its interface, and puts things there from two threads. */
#define NK_USE_UNQUALIFIED_NAMES

#include <coresrv/cm/cm_api.h>
#include <coresrv/handle/handle_api.h>
#include <coresrv/handle/notice_api.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/ns/ns_api.h>
#include <coresrv/task/task_api.h>
#include <coresrv/time/time_api.h>
#include <handle/event_descr.h>
#include <kos/alloc.h>
#include <kos/event.h>
#include <kos/thread.h>
#include <rtl/countof.h>
#include <rtl/retcode.h>
#include <rtl/string.h>
#include <services/ocap.h>
#include <stdio.h>
#include <stdlib.h>

#include <spec/IDepot.idl.h>

static int failures;

static void check(int good, const char *what)
{
    if (good)
        return;
    failures++;
    printf("[Visitor] failed: %s\n", what);
}

struct visit {
    const char *owner, *service;
    struct IDepot_proxy proxy;
    NkKosTransport transport;
    Handle wake, box;
};

static char server[UCORE_STRING_SIZE];
static KosEvent ready;

/* Waits for a server that offers the interface. */
static Retcode find(const char *type)
{
    char service[UCORE_STRING_SIZE];
    NsHandle ns;
    Retcode rc = NsCreate(RTL_NULL, 1000, &ns);

    for (int i = 0; i < 100 && rc == rcOk; i++) {
        rc = NsEnumServices(ns, type, 0, server, sizeof(server), service, sizeof(service));
        if (rc == rcOk)
            return rtl_strcmp(service, "depot") == 0 ? rcOk : rcFail;
        if (rc == rcResourceNotFound)
            rc = KosThreadSleep(10);
    }
    return rc;
}

static void open_box(struct visit *v, Notice notice)
{
    char buffer[IDepot_Open_req_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(buffer, buffer + sizeof(buffer));
    IDepot_Open_req req;
    IDepot_Open_res res;
    Handle handle;
    rtl_uint32_t riid = 0;

    check(KnCmConnect(server, v->service, 1000, &handle, &riid) == rcOk, "connect");
    NkKosTransport_Init(&v->transport, handle, NK_NULL, 0);
    IDepot_proxy_init(&v->proxy, &v->transport.base, (nk_iid_t)riid);
    check(KnHandleCreateUserObject(HANDLE_TYPE_USER_LAST,
                                   OCAP_HANDLE_TRANSFER | OCAP_HANDLE_SET_EVENT |
                                       OCAP_HANDLE_GET_EVENT,
                                   RTL_NULL, &v->wake) == rcOk,
          "object to wake by");
    check(KnNoticeSubscribeToObject(notice, v->wake, OBJECT_EVENT_USER(0), 7) == rcOk, "subscribe");
    nk_req_reset(&req);
    req.wake = nk_handle_desc(v->wake, OCAP_HANDLE_SET_EVENT);
    check(NkKosCopyStringToArena(&arena, &req.owner, v->owner) == NK_EOK, "owner's name");
    check(IDepot_Open(&v->proxy.base, &req, &arena, &res, NK_NULL) == NK_EOK, "Open");
    check(!nk_msg_check_err(&res), "Open was refused");
    v->box = nk_get_handle(&res.box);
}

/* What the depot answers: the weight, or -status. */
static long put(struct visit *v, nk_rights_t rights, const nk_uint32_t *weights, nk_size_t count)
{
    char buffer[IDepot_Put_req_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(buffer, buffer + sizeof(buffer));
    IDepot_Put_req req;
    IDepot_Put_res res;
    IDepot_Item *items = nk_arena_alloc(IDepot_Item, &arena, &req.items, count);

    for (nk_size_t i = 0; i < count; i++) {
        items[i].weight = weights[i];
        check(nk_arena_store(nk_char_t, &arena, &items[i].name, "thing", 6) == NK_EOK, "name");
    }
    nk_req_reset(&req);
    req.box = nk_handle_desc(v->box, rights);
    check(IDepot_Put(&v->proxy.base, &req, &arena, &res, NK_NULL) == NK_EOK, "Put");
    return nk_msg_check_err(&res) ? -(long)res.err_.status : (long)res.weight;
}

static void list(struct visit *v, nk_uint32_t wanted)
{
    static const rtl_size_t size = IDepot_List_res_arena_size;
    char *buffer = KosMemZalloc(size);
    struct nk_arena arena = NK_ARENA_INITIALIZER(buffer, buffer + size);
    IDepot_List_req req;
    IDepot_List_res res;
    nk_size_t length = 0, count = 0, nameLength = 0;
    nk_uint32_t sum = 0;

    nk_req_reset(&req);
    req.box = nk_handle_desc(v->box);
    check(IDepot_List(&v->proxy.base, &req, NK_NULL, &res, &arena) == NK_EOK, "List");
    check(!nk_msg_check_err(&res.base_), "List was refused");
    const nk_char_t *owner = nk_arena_get(nk_char_t, &arena, &res.owner, &length);
    const IDepot_Item *items = nk_arena_get(IDepot_Item, &arena, &res.items, &count);

    check(owner && length == rtl_strlen(v->owner) + 1 && rtl_strcmp(owner, v->owner) == 0, "owner");
    for (nk_size_t i = 0; i < count; i++) {
        const nk_char_t *name = nk_arena_get(nk_char_t, &arena, &items[i].name, &nameLength);

        check(name && nameLength == 6 && rtl_strcmp(name, "thing") == 0, "name of an item");
        sum += items[i].weight;
    }
    check(sum == wanted, "weight of the items");
    KosMemFree(buffer);
}

static int visit(void *context)
{
    static const nk_uint32_t light[] = {10, 20, 30}, heavy[] = {50};
    struct visit *v = context;
    Notice notice;
    EventDesc event;
    rtl_size_t count = 0;

    KosEventWait(&ready, 0);
    check(KnNoticeCreate(&notice) == rcOk, "notice");
    open_box(v, notice);
    check(put(v, ~0U, light, rtl_countof(light)) == 60, "three things");
    check(put(v, ~0U, heavy, 1) == -2, "too heavy");
    check(put(v, OCAP_HANDLE_SPEC(1), light, 1) == -1, "without the right to put");
    list(v, 60);
    check(KnNoticeGetEvent(notice, 0, 1, &event, &count) == rcTimeout, "an event too early");
    check(KnHandleClose(v->box) == rcOk, "close the box");
    check(KnNoticeGetEvent(notice, 1000, 1, &event, &count) == rcOk && count == 1 &&
              event.eventId == 7 && event.eventMask == OBJECT_EVENT_USER(0),
          "the event of the box");
    printf("[Visitor] %s is done\n", v->owner);
    return 42;
}

int main(void)
{
    static struct visit visits[] = {{.owner = "Ada", .service = "front"},
                                    {.owner = "Charles", .service = "back"}};
    rtl_size_t start = KnGetMSecSinceStart();
    char name[UCORE_STRING_SIZE];
    Handle handle;
    rtl_uint32_t riid;
    Tid tids[rtl_countof(visits)];

    KosEventInit(&ready);
    for (rtl_size_t i = 0; i < rtl_countof(visits); i++)
        check(KosThreadCreate(&tids[i], ThreadPriorityNormal, ThreadStackSizeDefault, visit,
                              &visits[i], 0) == rcOk,
              "thread");
    check(find("spec.IDepot") == rcOk, "find the depot");
    check(KnCmConnect(server, "spare", 1000, &handle, &riid) == rcNotConnected, "refused door");
    check(KnCmConnect("nobody", "front", 20, &handle, &riid) == rcResourceNotFound, "nobody there");
    KosEventSet(&ready);
    for (rtl_size_t i = 0; i < rtl_countof(visits); i++)
        check(KosThreadWait(tids[i], 5000) == 42, "exit code of a thread");
    check(KnTaskGetName(name, sizeof(name)) == rcOk, "own name");
    check(KnGetMSecSinceStart() > start, "the clock");
    printf("[%s] %d failed\n", name, failures);
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
