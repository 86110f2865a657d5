/* The name server: a table of (type, server, service) that servers write and clients read.
 *
 * Clients come over the static channels named kl.core.NameServer and at run time, with KnCmConnect
 * to this process and any service name; one listener and one thread serve all of them, the main
 * thread accepts. What a client says is not believed further than that it was said: a service that
 * is not there cannot be connected to. Rules: ipc-and-kernel 4.4. */
#include <coresrv/cm/cm_api.h>
#include <coresrv/handle/handle_api.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/ns/ns_api.h>
#include <coresrv/sl/sl_api.h>
#include <kl/core/NameServer.edl.h>
#include <kos/event.h>
#include <kos/thread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ENTRIES_MAX 256
#define NAME_SIZE   kl_core_INameServer_Publish_req_type_size

struct entry {
    char type[NAME_SIZE], server[NAME_SIZE], service[NAME_SIZE];
};

static struct entry entries[ENTRIES_MAX]; /* in the order of their publication */
static unsigned count;

/* ---- the table ---------------------------------------------------------------------------- */

static int get_name(const struct nk_arena *arena, const nk_ptr_t *chunk, char *name)
{
    nk_size_t size;
    const nk_char_t *text = nk_arena_get(nk_char_t, arena, chunk, &size);

    if (!text || size < 2 || size > NAME_SIZE || text[size - 1] != '\0')
        return 0;
    memcpy(name, text, size);
    return 1;
}

static unsigned find(const struct entry *e)
{
    unsigned i = 0;

    while (i < count &&
           (strcmp(entries[i].type, e->type) != 0 || strcmp(entries[i].server, e->server) != 0 ||
            strcmp(entries[i].service, e->service) != 0))
        i++;
    return i;
}

static Retcode add(const struct entry *e)
{
    if (find(e) < count)
        return rcAlreadyExists;
    if (count == ENTRIES_MAX)
        return rcQuotaExceeded;
    entries[count++] = *e;
    return rcOk;
}

static Retcode take_out(const struct entry *e)
{
    unsigned i = find(e);

    if (i == count)
        return rcResourceNotFound;
    memmove(&entries[i], &entries[i + 1], (count - i - 1) * sizeof entries[0]);
    count--;
    return rcOk;
}

static const struct entry *at(const char *type, unsigned index)
{
    for (unsigned i = 0; i < count; i++)
        if (strcmp(entries[i].type, type) == 0 && index-- == 0)
            return &entries[i];
    return NULL;
}

/* ---- the methods -------------------------------------------------------------------------- */

static nk_err_t publish(struct kl_core_INameServer *self,
                        const struct kl_core_INameServer_Publish_req *req,
                        const struct nk_arena *in, struct kl_core_INameServer_Publish_res *res,
                        struct nk_arena *out)
{
    struct entry e;

    (void)self, (void)out;
    res->rc = get_name(in, &req->type, e.type) && get_name(in, &req->server, e.server) &&
                      get_name(in, &req->service, e.service)
                  ? add(&e)
                  : rcInvalidArgument;
    return NK_EOK;
}

static nk_err_t unpublish(struct kl_core_INameServer *self,
                          const struct kl_core_INameServer_UnPublish_req *req,
                          const struct nk_arena *in, struct kl_core_INameServer_UnPublish_res *res,
                          struct nk_arena *out)
{
    struct entry e;

    (void)self, (void)out;
    res->rc = get_name(in, &req->type, e.type) && get_name(in, &req->server, e.server) &&
                      get_name(in, &req->service, e.service)
                  ? take_out(&e)
                  : rcInvalidArgument;
    return NK_EOK;
}

/* The names of `not found` are empty. */
static nk_err_t enumerate(struct kl_core_INameServer *self,
                          const struct kl_core_INameServer_Enum_req *req, const struct nk_arena *in,
                          struct kl_core_INameServer_Enum_res *res, struct nk_arena *out)
{
    const struct entry *e = NULL;
    char type[NAME_SIZE];
    nk_err_t err;

    (void)self;
    res->rc = rcInvalidArgument;
    if (get_name(in, &req->type, type)) {
        e = at(type, req->index);
        res->rc = e ? rcOk : rcResourceNotFound;
    }
    err = NkKosCopyStringToArena(out, &res->server, e ? e->server : "");
    if (err == NK_EOK)
        err = NkKosCopyStringToArena(out, &res->service, e ? e->service : "");
    return err;
}

/* ---- serving ------------------------------------------------------------------------------ */

static Handle listener = INVALID_HANDLE;
static KosEvent joined; /* a client has come: there is somebody to receive from */

static kl_core_NameServer_entity entity;

static nk_err_t serve_one(NkKosTransport *transport)
{
    static char in[kl_core_NameServer_entity_req_arena_size];
    static char out[kl_core_NameServer_entity_res_arena_size];
    struct nk_arena in_arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    struct nk_arena out_arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    kl_core_NameServer_entity_req req;
    kl_core_NameServer_entity_res res;
    nk_err_t err;

    memset(&res, 0, sizeof res);
    nk_req_reset(&req);
    err = nk_transport_recv(&transport->base, &req.base_, &in_arena);
    if (err != NK_EOK)
        return err;
    if (kl_core_NameServer_entity_dispatch(&entity, &req.base_, &in_arena, &res.base_,
                                           &out_arena) == NK_EOK)
        (void)nk_transport_reply(&transport->base, &res.base_, &out_arena);
    return NK_EOK; /* whoever gets no answer is released by the next receive */
}

/* A listener without clients receives nothing until the next one has joined. */
static int serve(void *unused)
{
    NkKosTransport transport;

    (void)unused;
    NkKosTransport_Init(&transport, listener, NK_NULL, 0);
    for (;;) {
        if (serve_one(&transport) == NK_ENOTCONN)
            KosEventWait(&joined, rtl_true);
    }
    return 0;
}

static Retcode start_serving(void)
{
    Tid tid;

    return KosThreadCreate(&tid, ThreadPriorityNormal, ThreadStackSizeDefault, serve, NULL, 0);
}

/* Accepts whoever comes. Returns when the kernel does not let it any more. */
static Retcode accept_clients(void)
{
    static char client[UCORE_STRING_SIZE], service[UCORE_STRING_SIZE];
    Handle accepted;
    Retcode rc;

    while ((rc = KnCmListen(NULL, INFINITE_TIMEOUT, client, service)) == rcOk) {
        int first = listener == INVALID_HANDLE;

        /* A client may have given up meanwhile, or have no room for a handle. */
        if (KnCmAccept(client, service, kl_core_NameServer_names_iid, listener, &accepted) != rcOk)
            continue;
        listener = accepted;
        KosEventSet(&joined);
        if (first && (rc = start_serving()) != rcOk)
            return rc;
    }
    return rc;
}

int main(void)
{
    static const struct kl_core_INameServer_ops ops = {
        .Publish = publish, .UnPublish = unpublish, .Enum = enumerate};
    static struct kl_core_INameServer names = {.ops = &ops};
    Retcode rc = rcOk;
    ServiceId id;

    kl_core_NameServer_entity_init(&entity, &names);
    KosEventInit(&joined);
    listener = ServiceLocatorRegister(NS_SERVER_NAME, NULL, 0, &id);
    if (listener != INVALID_HANDLE)
        rc = start_serving();
    if (rc == rcOk)
        rc = accept_clients();
    fprintf(stderr, "ns: no new clients: error %d\n", RC_GET_CODE(rc));
    if (listener == INVALID_HANDLE)
        return EXIT_FAILURE;
    for (;;) /* those who are there are still served */
        KosThreadSleep(INFINITE_TIMEOUT);
}
