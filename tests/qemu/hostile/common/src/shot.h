/* One Call aimed at the honest server: buffers, and registers that describe them well. An attack
 * changes what it wants before it fires. */
#ifndef SHOT_H
#define SHOT_H

#include <string.h>

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <hostile/ITarget.idl.h>

#include "raw.h"

struct shot {
    struct regs regs;
    _Alignas(8) unsigned char msg[128], arena[128], in[128], inArena[128];
};

static Handle server;
static rtl_uint32_t served; /* requests the server must have seen */

static inline struct nk_message *headOf(struct shot *s)
{
    return (struct nk_message *)(void *)s->msg;
}

/* A request of `size` bytes of a method; its parameters are at s->msg + 24. */
static inline void load(struct shot *s, nk_mid_t mid, nk_size_t size, unsigned ncaps)
{
    memset(s, 0, sizeof(*s));
    nk_message_reset_(headOf(s), size, NK_FALSE);
    nk_message_set_method_id_(headOf(s), 0, mid);
    nk_message_set_ncaps(headOf(s), ncaps);
    s->regs.x[0] = pair(server, KOS_TIMEOUT_INFINITE);
    s->regs.x[1] = addressOf(s->msg);
    s->regs.x[2] = pair(size, 0);
    s->regs.x[3] = addressOf(s->arena);
    s->regs.x[4] = addressOf(s->in);
    s->regs.x[5] = pair(sizeof(s->in), sizeof(s->inArena));
    s->regs.x[6] = addressOf(s->inArena);
    s->regs.x[7] = KOS_HANDLE_INVALID;
}

/* The same with one chunk descriptor as the only parameter, and `used` bytes of arena. */
static inline void loadChunk(struct shot *s, nk_mid_t mid, nk_uint32_t offset, nk_uint32_t size,
                      const void *arena, nk_uint32_t used)
{
    const nk_ptr_t chunk = {offset, size};

    load(s, mid, 32, 0);
    memcpy(s->msg + 24, &chunk, sizeof(chunk));
    memcpy(s->arena, arena, used);
    s->regs.x[2] = pair(32, used);
}

/* An honest call: it works, and the server has seen only what it should have. 0 if so. */
static inline int ping(void)
{
    static NkKosTransport transport;
    static struct hostile_ITarget_proxy proxy;
    hostile_ITarget_Ping_req req = {0};
    hostile_ITarget_Ping_res res = {0};

    NkKosTransport_Init(&transport, server, NK_NULL, 0);
    hostile_ITarget_proxy_init(&proxy, &transport.base, 0);
    nk_err_t err = hostile_ITarget_Ping(&proxy.base, &req, NK_NULL, &res, NK_NULL);
    served++;
    if (err == NK_EOK && res.seen == served)
        return 0;
    printf("[Client] WRONG: the honest call gave %d, the server saw %u requests instead of %u\n",
           (int)err, (unsigned)res.seen, (unsigned)served);
    served = res.seen;
    return 1;
}

/* Calls and reports; then the honest call. `woken`: the server sees the request. */
static inline int fire(struct shot *s, const char *what, Retcode expected, int woken)
{
    Retcode rc = svc(svc_0, &s->regs);

    served += woken ? 1 : 0;
    return report(what, rc, expected) + ping();
}

static inline int aimAtServer(void)
{
    server = ServiceLocatorConnect("target_link");
    return server == INVALID_HANDLE ? 1 : ping();
}

/* The last line; the exit code of the client. */
static inline int verdict(int failed)
{
    printf("[Client] the server saw %u requests, %s\n", (unsigned)served,
           failed ? "something went wrong" : "nothing got through");
    return failed ? 1 : 0;
}

#endif
