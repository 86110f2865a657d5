/* Sends checked messages in bursts, for ever, and checks the answers. */
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <fuzz/IExchange.idl.h>
#include <kos/thread.h>
#include <stdio.h>

#include "chance.h"
#include "sum.h"

#define BURST 16

static struct fuzz_IExchange_proxy proxy;
static nk_uint32_t wrong;

static void complain(nk_uint64_t seq, const char *what)
{
    fuzz_IExchange_Complain_req req = {.count = ++wrong};
    fuzz_IExchange_Complain_res res = {0};

    printf("[Client] WRONG at %u: %s\n", (unsigned)seq, what);
    if (fuzz_IExchange_Complain(&proxy.base, &req, NK_NULL, &res, NK_NULL) != NK_EOK)
        printf("[Client] WRONG: cannot complain\n");
}

static void check_answer(nk_uint64_t seq, const nk_uint8_t *sent, nk_size_t size,
                         const fuzz_IExchange_Exchange_res *res, const struct nk_arena *arena)
{
    nk_size_t got = 0, same = 0;
    const nk_uint8_t *turned = nk_arena_get(nk_uint8_t, arena, &res->turned, &got);

    if (res->same != seq)
        complain(seq, "the answer to another message");
    if (!turned || got != size || res->answer != sum_of(seq, turned, got)) {
        complain(seq, "an altered answer");
        return;
    }
    while (same < size && (turned[same] ^ sent[same]) == 0xff)
        same++;
    if (same != size)
        complain(seq, "other data than sent");
}

static void exchange(nk_uint64_t seq)
{
    static char out[fuzz_IExchange_req_arena_size], in[fuzz_IExchange_res_arena_size];
    struct nk_arena reqArena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    struct nk_arena resArena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    nk_size_t size = chance(8) ? 1 + chance(64) : 1 + chance(fuzz_IExchange_MaxData);
    fuzz_IExchange_Exchange_req req = {.seq = seq};
    fuzz_IExchange_Exchange_res res = {0};
    nk_uint8_t *data = nk_arena_alloc(nk_uint8_t, &reqArena, &req.data, size);

    for (nk_size_t i = 0; i < size; i++)
        data[i] = (nk_uint8_t)chance(256);
    req.sum = sum_of(seq, data, size);
    if (fuzz_IExchange_Exchange(&proxy.base, &req, &reqArena, &res, &resArena) == NK_EOK)
        check_answer(seq, data, size, &res, &resArena);
    else
        complain(seq, "the call failed");
}

int main(void)
{
    NkKosTransport transport;

    chance_state = 1;
    NkKosTransport_Init(&transport, ServiceLocatorConnect("link"), NK_NULL, 0);
    fuzz_IExchange_proxy_init(&proxy, &transport.base, 0);
    for (nk_uint64_t seq = 1;; seq++) {
        exchange(seq);
        if (seq % BURST == 0)
            KosThreadSleep(1);
    }
}
