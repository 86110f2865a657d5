/* A server on the ready-made dispatch loop. */
#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/sl/sl_api.h>
#include <kos/thread.h>
#include <rt/Server.edl.h>
#include <stdio.h>
#include <stdlib.h>

static nk_err_t reverse(struct rt_IText *self, const struct rt_IText_Reverse_req *req,
                        const struct nk_arena *in, struct rt_IText_Reverse_res *res,
                        struct nk_arena *out)
{
    nk_size_t count;
    const nk_char_t *text = nk_arena_get(nk_char_t, in, &req->text, &count);
    nk_char_t *reversed;

    (void)self;
    if (!text)
        return NK_EBADMSG;
    if (count <= 1)
        return NK_ELOGIC_MAKE(5); /* an error reply with this status */
    reversed = nk_arena_alloc(nk_char_t, out, &res->reversed, count);
    if (!reversed)
        return NK_ENOMEM;
    for (nk_size_t i = 0; i + 1 < count; i++)
        reversed[i] = text[count - 2 - i];
    return NK_EOK;
}

static nk_err_t slow(struct rt_IText *self, const struct rt_IText_Slow_req *req,
                     const struct nk_arena *in, struct rt_IText_Slow_res *res, struct nk_arena *out)
{
    (void)self, (void)in, (void)res, (void)out;
    KosThreadSleep(req->msec);
    return NK_EOK;
}

/* The caller's Call ends with the process. */
static nk_err_t stop(struct rt_IText *self, const struct rt_IText_Stop_req *req,
                     const struct nk_arena *in, struct rt_IText_Stop_res *res, struct nk_arena *out)
{
    (void)self, (void)req, (void)in, (void)res, (void)out;
    printf("Server: stopped\n");
    exit(EXIT_SUCCESS);
}

int main(void)
{
    static const struct rt_IText_ops ops = {.Reverse = reverse, .Slow = slow, .Stop = stop};
    static struct rt_IText text = {.ops = &ops};
    rt_Server_entity entity;
    NkKosDispatchInfo info = NK_ENTITY_DISPATCH_INFO_INITIALIZER(rt_Server, entity);
    ServiceId id;
    Retcode rc;

    rt_Server_entity_init(&entity, &text);
    rc = NkKosDoDispatch(ServiceLocatorRegister("text_link", NULL, 0, &id), &info);
    printf("Server: the loop ended: %d\n", (int)rc);
    return EXIT_FAILURE;
}
