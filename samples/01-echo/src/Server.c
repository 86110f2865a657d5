/* The server: answers texts on two endpoints of one component. Its counters show that it never saw
 * a request that the policy refused. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>

#include <echo/ICount.idl.h>
#include <echo/ITalk.idl.h>
#include <echo/Server.edl.h>

/* The state behind both endpoints. */
static echo_ICount_Entry history[echo_ICount_MaxRecent];
static nk_uint32_t texts;

/* Answers with the text, changed by `change`, and remembers it. */
static nk_err_t answer(nk_uint8_t volume, const struct nk_arena *reqArena, const nk_ptr_t *text,
                       struct nk_arena *resArena, nk_ptr_t *reply, int (*change)(int))
{
    nk_uint32_t size = 0;
    const nk_char_t *in = nk_arena_get(nk_char_t, reqArena, text, &size);
    nk_char_t *out = nk_arena_alloc(nk_char_t, resArena, reply, size);
    if (in == RTL_NULL || out == RTL_NULL)
        return NK_ENOMEM;
    for (nk_uint32_t i = 0; i < size; i++)
        out[i] = (nk_char_t)change((unsigned char)in[i]);

    echo_ICount_Entry *entry = &history[texts++ % echo_ICount_MaxRecent];
    entry->number = texts;
    entry->length = (nk_uint16_t)(size ? size - 1 : 0);
    entry->volume = volume;
    printf("[Server] text %u, volume %u: \"%s\"\n", (unsigned)texts, (unsigned)volume,
           size ? in : "");
    return NK_EOK;
}

static int same(int c)
{
    return c;
}

static nk_err_t sayImpl(struct echo_ITalk *self, const echo_ITalk_Say_req *req,
                        const struct nk_arena *reqArena, echo_ITalk_Say_res *res,
                        struct nk_arena *resArena)
{
    (void)self;
    return answer(0, reqArena, &req->text, resArena, &res->reply, same);
}

static nk_err_t shoutImpl(struct echo_ITalk *self, const echo_ITalk_Shout_req *req,
                          const struct nk_arena *reqArena, echo_ITalk_Shout_res *res,
                          struct nk_arena *resArena)
{
    (void)self;
    return answer(req->volume, reqArena, &req->text, resArena, &res->reply, toupper);
}

static nk_err_t totalImpl(struct echo_ICount *self, const echo_ICount_Total_req *req,
                          const struct nk_arena *reqArena, echo_ICount_Total_res *res,
                          struct nk_arena *resArena)
{
    (void)self, (void)req, (void)reqArena, (void)resArena;
    res->texts = texts;
    return NK_EOK;
}

static nk_err_t recentImpl(struct echo_ICount *self, const echo_ICount_Recent_req *req,
                           const struct nk_arena *reqArena, echo_ICount_Recent_res *res,
                           struct nk_arena *resArena)
{
    nk_uint32_t n = texts < echo_ICount_MaxRecent ? texts : echo_ICount_MaxRecent;

    (void)self, (void)reqArena;
    if (n > req->limit)
        n = req->limit;
    echo_ICount_Entry *out = nk_arena_alloc(echo_ICount_Entry, resArena, &res->entries, n);
    if (out == RTL_NULL)
        return NK_ENOMEM;
    for (nk_uint32_t i = 0; i < n; i++)
        out[i] = history[(texts - n + i) % echo_ICount_MaxRecent];
    return NK_EOK;
}

int main(void)
{
    static const struct echo_ITalk_ops talkOps = {.Say = sayImpl, .Shout = shoutImpl};
    static const struct echo_ICount_ops countOps = {.Total = totalImpl, .Recent = recentImpl};
    static struct echo_ITalk talk = {.ops = &talkOps};
    static struct echo_ICount count = {.ops = &countOps};

    echo_CSay_component say;
    echo_CSay_component_init(&say, &talk, &count);
    echo_Server_entity entity;
    echo_Server_entity_init(&entity, &say);

    ServiceId id;
    NkKosTransport transport;
    NkKosTransport_Init(&transport, ServiceLocatorRegister("server_link", NK_NULL, 0, &id), NK_NULL,
                        0);

    echo_Server_entity_req req;
    echo_Server_entity_res res;
    char reqBuffer[echo_Server_entity_req_arena_size];
    char resBuffer[echo_Server_entity_res_arena_size];
    struct nk_arena reqArena = NK_ARENA_INITIALIZER(reqBuffer, reqBuffer + sizeof(reqBuffer));
    struct nk_arena resArena = NK_ARENA_INITIALIZER(resBuffer, resBuffer + sizeof(resBuffer));

    nk_err_t sent = NK_EOK;
    for (;;) {
        nk_req_reset(&req);
        nk_arena_reset(&reqArena);
        nk_arena_reset(&resArena);
        if (nk_transport_recv(&transport.base, &req.base_, &reqArena) != NK_EOK) {
            fprintf(stderr, "[Server] receive failed\n");
            return EXIT_FAILURE;
        }
        if (sent != NK_EOK) /* said now: the client has printed that it got no answer */
            printf("[Server] my last reply was refused\n");
        echo_Server_entity_dispatch(&entity, &req.base_, &reqArena, &res.base_, &resArena);
        sent = nk_transport_reply(&transport.base, &res.base_, &resArena);
    }
}
