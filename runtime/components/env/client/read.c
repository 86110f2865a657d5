/* envRead as a call of the program Env. */
#include "texts.h"

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <kl/Env.idl.h>
#include <stdlib.h>

#include "../retcode.h"

#define ENDPOINT    "env" /* of the class env.Env */
#define ARENA_SLACK 64    /* for padding, as in the loop of servers (NkKosDoDispatch) */

/* Every text of a list that the server sent; it is not believed. */
static Retcode take_texts(const struct nk_arena *arena, const nk_ptr_t *chunk,
                          struct EnvTexts *texts)
{
    nk_size_t count = 0, size = 0;
    const nk_ptr_t *list;
    Retcode rc = rcOk;

    if (chunk->size == 0)
        return rcOk;
    list = nk_arena_get(nk_ptr_t, arena, chunk, &count);
    if (!list)
        return rcReceiveError;
    for (nk_size_t i = 0; i < count && rc == rcOk; i++) {
        const nk_char_t *text = nk_arena_get(nk_char_t, arena, &list[i], &size);

        rc = text ? env_add_text(texts, text, size) : rcReceiveError;
    }
    return rc == rcInvalidArgument ? rcReceiveError : rc;
}

static Retcode ask(Handle handle, const char *process, struct nk_arena *in,
                   struct kl_Env_Read_res *res)
{
    char out[kl_Env_Read_req_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    struct kl_Env_Read_req req = {0};
    struct kl_Env_proxy proxy;
    NkKosTransport transport;
    Retcode rc;

    if (NkKosCopyStringToArena(&arena, &req.process, process) != NK_EOK)
        return rcInvalidArgument;
    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    kl_Env_proxy_init(&proxy, &transport.base, ServiceLocatorGetRiid(handle, ENDPOINT));
    rc = retcode_of(kl_Env_Read(&proxy.base, &req, &arena, res, in));
    return rc == rcOk ? res->rc : rc;
}

Retcode envRead(const char *process, struct EnvTexts *args, struct EnvTexts *vars)
{
    const nk_size_t size = kl_Env_Read_res_arena_size + ARENA_SLACK;
    const Handle handle = ServiceLocatorConnect(ENV_SERVICE_NAME);
    struct kl_Env_Read_res res = {0};
    struct nk_arena arena;
    char *memory;
    Retcode rc;

    if (!process || !args || !vars)
        return rcInvalidArgument;
    *args = *vars = (struct EnvTexts){0};
    if (handle == INVALID_HANDLE)
        return rcResourceNotFound;
    memory = malloc(size);
    if (!memory)
        return rcOutOfMemory;
    arena = nk_arena_create(memory, size);
    rc = ask(handle, process, &arena, &res);
    if (rc == rcOk)
        rc = take_texts(&arena, &res.args, args);
    if (rc == rcOk)
        rc = take_texts(&arena, &res.vars, vars);
    if (rc != rcOk) {
        envFreeTexts(args);
        envFreeTexts(vars);
    }
    free(memory);
    return rc;
}
