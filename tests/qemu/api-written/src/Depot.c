/* Keeps boxes. A box is a user object; its content goes when the last handle given away is closed.
 */
#define NK_USE_UNQUALIFIED_NAMES

#include <coresrv/cm/cm_api.h>
#include <coresrv/handle/handle_api.h>
#include <coresrv/handle/notice_api.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/ns/ns_api.h>
#include <handle/event_descr.h>
#include <kos/mutex.h>
#include <kos/thread.h>
#include <rtl/countof.h>
#include <rtl/retcode_hr.h>
#include <rtl/string.h>
#include <services/ocap.h>
#include <stdio.h>
#include <stdlib.h>

#include <spec/Depot.edl.h>
#include <spec/IDepot.idl.h>

#define BOX_WEIGHT 100
#define BOX_PUT    OCAP_HANDLE_SPEC(0)
#define BOX_LIST   OCAP_HANDLE_SPEC(1)

enum { BAD_BOX = 1, TOO_HEAVY = 2, NO_MEMORY = 3 };

struct box {
    int used;
    Handle object, badge, wake;
    char owner[IDepot_MaxName + 1];
    nk_uint32_t weight;
    rtl_size_t count;
    struct {
        nk_uint32_t weight;
        char name[IDepot_MaxName + 1];
    } items[IDepot_MaxItems];
};

static struct box boxes[4];
static KosMutex lock;
static Notice notice;
static Handle listener = INVALID_HANDLE;

static struct box *box_of(const nk_handle_desc_t *desc, nk_rights_t right)
{
    nk_badge_t badge;

    if (!nk_is_handle_dereferenced(desc) || nk_get_badge_op(desc, right, &badge) != NK_EOK)
        return NULL;
    return (struct box *)(rtl_uintptr_t)badge;
}

static struct box *box_new(const char *owner, Handle wake)
{
    struct box *box = NULL;

    KosMutexLock(&lock);
    for (rtl_size_t i = 0; i < rtl_countof(boxes) && !box; i++) {
        if (!boxes[i].used)
            box = &boxes[i];
    }
    if (box) {
        rtl_memset(box, 0, sizeof(*box));
        box->used = 1;
        box->wake = wake;
        rtl_strncpy(box->owner, owner, IDepot_MaxName);
    }
    KosMutexUnlock(&lock);
    return box;
}

static nk_err_t OpenImpl(struct IDepot *self, const IDepot_Open_req *req,
                         const struct nk_arena *reqArena, IDepot_Open_res *res,
                         struct nk_arena *resArena)
{
    nk_size_t size = 0;
    const nk_char_t *owner = nk_arena_get(nk_char_t, reqArena, &req->owner, &size);
    struct box *box = owner ? box_new(owner, nk_get_handle(&req->wake)) : NULL;
    nk_rights_t rights = OCAP_HANDLE_TRANSFER | BOX_PUT | BOX_LIST;

    (void)self;
    (void)resArena;
    if (!box ||
        KnHandleCreateUserObject(HANDLE_TYPE_USER_FIRST, rights, box, &box->object) != rcOk ||
        KnHandleCreateBadge(notice, (rtl_uintptr_t)box, box, &box->badge) != rcOk) {
        nk_err_reset(res);
        res->err_.status = NO_MEMORY;
        return NK_EOK;
    }
    res->box = nk_handle_desc(box->object, rights, box->badge);
    return NK_EOK;
}

static nk_err_t PutImpl(struct IDepot *self, const IDepot_Put_req *req,
                        const struct nk_arena *reqArena, IDepot_Put_res *res,
                        struct nk_arena *resArena)
{
    nk_uint32_t count = 0, weight = 0;
    IDepot_Item *items = nk_arena_get(IDepot_Item, reqArena, &req->items, &count);
    struct box *box = box_of(&req->box, BOX_PUT);

    (void)self;
    (void)resArena;
    for (nk_uint32_t i = 0; i < count; i++)
        weight += items[i].weight;
    if (!box || box->weight + weight > BOX_WEIGHT || box->count + count > IDepot_MaxItems) {
        nk_err_reset(res);
        res->err_.status = box ? TOO_HEAVY : BAD_BOX;
        return NK_EOK;
    }
    for (nk_uint32_t i = 0; i < count; i++, box->count++) {
        nk_uint32_t length = 0;
        const nk_char_t *name = nk_arena_get(nk_char_t, reqArena, &items[i].name, &length);

        box->items[box->count].weight = items[i].weight;
        if (name)
            rtl_memcpy(box->items[box->count].name, name, length);
    }
    box->weight += weight;
    res->weight = box->weight;
    return NK_EOK;
}

static nk_err_t ListImpl(struct IDepot *self, const IDepot_List_req *req,
                         const struct nk_arena *reqArena, IDepot_List_res *res,
                         struct nk_arena *resArena)
{
    struct box *box = box_of(&req->box, BOX_LIST);
    IDepot_Item *items;

    (void)self;
    (void)reqArena;
    if (!box) {
        nk_err_reset(res);
        res->err_.status = BAD_BOX;
        return NK_EOK;
    }
    items = nk_arena_alloc(IDepot_Item, resArena, &res->items, box->count);
    if (!items || NkKosCopyStringToArena(resArena, &res->owner, box->owner) != NK_EOK)
        return NK_ENOMEM;
    for (rtl_size_t i = 0; i < box->count; i++) {
        items[i].weight = box->items[i].weight;
        if (nk_arena_store(nk_char_t, resArena, &items[i].name, box->items[i].name,
                           rtl_strlen(box->items[i].name) + 1) != NK_EOK)
            return NK_ENOMEM;
    }
    return NK_EOK;
}

/* Takes boxes back that nobody has a handle to any more, and tells who asked to be told. */
static int keeper(void *context)
{
    EventDesc events[4];
    rtl_size_t count;

    (void)context;
    while (KnNoticeGetEvent(notice, INFINITE_TIMEOUT, rtl_countof(events), events, &count) ==
           rcOk) {
        for (rtl_size_t i = 0; i < count; i++) {
            struct box *box = (struct box *)events[i].eventId;

            if (!(events[i].eventMask & EVENT_BADGE_CLOSED))
                continue;
            fprintf(stderr, "[Depot] box of %s taken back\n", box->owner);
            KosMutexLock(&lock);
            KnNoticeSetObjectEvent(box->wake, OBJECT_EVENT_USER(0));
            KnHandleClose(box->wake);
            KnHandleClose(box->badge);
            KnHandleClose(box->object);
            box->used = 0;
            KosMutexUnlock(&lock);
        }
    }
    return 1;
}

/* Lets clients in; the first one makes the listener, the others join it. */
static int doorman(void *context)
{
    char client[UCORE_STRING_SIZE], service[UCORE_STRING_SIZE];
    Handle handle;
    Retcode rc;

    while ((rc = KnCmListen(RTL_NULL, INFINITE_TIMEOUT, client, service)) == rcOk) {
        if (rtl_strcmp(service, "spare") == 0) {
            rc = KnCmDrop(client, service);
            continue;
        }
        rc = KnCmAccept(client, service, Depot_store_main_iid, listener, &handle);
        if (rc == rcOk && listener == INVALID_HANDLE) {
            listener = handle;
            KosThreadResume(*(Tid *)context);
        }
    }
    fprintf(stderr, "[Depot] doorman ends: " RETCODE_HR_FMT "\n", RETCODE_HR_PARAMS(rc));
    return 1;
}

static int serve(void *context)
{
    static const struct IDepot_ops ops = {.Open = OpenImpl, .Put = PutImpl, .List = ListImpl};
    static struct IDepot impl = {.ops = &ops};
    static char reqBuffer[Depot_entity_req_arena_size], resBuffer[Depot_entity_res_arena_size];
    struct nk_arena reqArena = NK_ARENA_INITIALIZER(reqBuffer, reqBuffer + sizeof(reqBuffer));
    struct nk_arena resArena = NK_ARENA_INITIALIZER(resBuffer, resBuffer + sizeof(resBuffer));
    NkKosTransport transport;
    Store_component store;
    Depot_entity entity;
    Depot_entity_req req;
    Depot_entity_res res;

    (void)context;
    Store_component_init(&store, &impl);
    Depot_entity_init(&entity, &store);
    NkKosTransport_Init(&transport, listener, NK_NULL, 0);
    for (;;) {
        nk_req_reset(&req);
        nk_arena_reset(&reqArena);
        nk_arena_reset(&resArena);
        if (nk_transport_recv(&transport.base, &req.base_, &reqArena) != NK_EOK)
            continue;
        Depot_entity_dispatch(&entity, &req.base_, &reqArena, &res.base_, &resArena);
        if (nk_transport_reply(&transport.base, &res.base_, &resArena) != NK_EOK)
            fprintf(stderr, "[Depot] a reply was lost\n");
    }
    return 0;
}

int main(void)
{
    Tid keeperId, doormanId, serverId;
    NsHandle ns;

    KosMutexInit(&lock);
    if (KnNoticeCreate(&notice) != rcOk ||
        KosThreadCreate(&keeperId, ThreadPriorityNormal, ThreadStackSizeDefault, keeper, RTL_NULL,
                        0) != rcOk ||
        KosThreadCreate(&serverId, ThreadPriorityNormal, ThreadStackSizeDefault, serve, RTL_NULL,
                        1) != rcOk ||
        KosThreadCreate(&doormanId, ThreadPriorityNormal, ThreadStackSizeDefault, doorman,
                        &serverId, 0) != rcOk)
        return EXIT_FAILURE;
    KosThreadSleep(50); /* the client is there first and waits */
    if (NsCreate(RTL_NULL, 1000, &ns) != rcOk ||
        NsPublishService(ns, "spec.IDepot", "spec.Depot", "depot") != rcOk)
        return EXIT_FAILURE;
    return KosThreadWait(doormanId, INFINITE_TIMEOUT);
}
