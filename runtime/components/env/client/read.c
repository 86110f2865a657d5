/* envRead as a call of the program Env. */
#include "texts.h"

#include <kl/Env.idl.h>
#include <stdlib.h>

#include "../client.h"

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

static Retcode ask(struct kl_Env_proxy *proxy, const char *process, struct nk_arena *in,
                   struct kl_Env_Read_res *res)
{
    char out[kl_Env_Read_req_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    struct kl_Env_Read_req req = {0};
    Retcode rc;

    if (NkKosCopyStringToArena(&arena, &req.process, process) != NK_EOK)
        return rcInvalidArgument;
    rc = client_retcode(kl_Env_Read(&proxy->base, &req, &arena, res, in));
    return rc == rcOk ? res->rc : rc;
}

Retcode envRead(const char *process, struct EnvTexts *args, struct EnvTexts *vars)
{
    const nk_size_t size = kl_Env_Read_res_arena_size + ARENA_SLACK;
    struct kl_Env_Read_res res = {0};
    struct kl_Env_proxy proxy;
    NkKosTransport transport;
    nk_iid_t riid;
    struct nk_arena arena;
    char *memory;
    Retcode rc;

    if (!process || !args || !vars)
        return rcInvalidArgument;
    *args = *vars = (struct EnvTexts){0};
    rc = client_connect(ENV_SERVICE_NAME, ENDPOINT, &transport, &riid);
    if (rc != rcOk)
        return rc;
    memory = malloc(size);
    if (!memory)
        return rcOutOfMemory;
    arena = nk_arena_create(memory, size);
    kl_Env_proxy_init(&proxy, &transport.base, riid);
    rc = ask(&proxy, process, &arena, &res);
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
