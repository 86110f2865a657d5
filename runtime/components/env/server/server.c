/* kl.Env over envRead, and the loop of the program Env. */
#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/sl/sl_api.h>
#include <env/Env.edl.h>
#include <env/read.h>
#include <kl/Env.idl.h>
#include <stdio.h>
#include <string.h>

_Static_assert(ENV_TEXTS_MAX == kl_Env_TextsMax, "ENV_TEXTS_MAX");
_Static_assert(ENV_TEXT_SIZE == kl_Env_Read_res_args_elem_size, "ENV_TEXT_SIZE");

static nk_err_t put_texts(struct nk_arena *out, nk_ptr_t *chunk, const struct EnvTexts *texts)
{
    nk_ptr_t *list;
    nk_err_t err = NK_EOK;

    if (texts->count == 0)
        return NK_EOK;
    list = nk_arena_alloc(nk_ptr_t, out, chunk, texts->count);
    if (!list)
        return NK_ENOMEM;
    for (unsigned i = 0; i < texts->count && err == NK_EOK; i++)
        err = NkKosCopyStringToArena(out, &list[i], texts->text[i]);
    return err;
}

static nk_err_t do_read(struct kl_Env *self, const struct kl_Env_Read_req *req,
                        const struct nk_arena *in, struct kl_Env_Read_res *res,
                        struct nk_arena *out)
{
    struct EnvTexts args, vars;
    nk_size_t size = 0;
    const nk_char_t *process = nk_arena_get(nk_char_t, in, &req->process, &size);
    nk_err_t err;

    (void)self;
    if (!process || size == 0 || process[size - 1] != '\0') {
        res->rc = rcInvalidArgument;
        return NK_EOK;
    }
    res->rc = envRead(process, &args, &vars);
    if (res->rc != rcOk)
        return NK_EOK;
    err = put_texts(out, &res->args, &args);
    if (err == NK_EOK)
        err = put_texts(out, &res->vars, &vars);
    envFreeTexts(&args);
    envFreeTexts(&vars);
    return err;
}

Retcode envServerRun(void)
{
    static const struct kl_Env_ops ops = {.Read = do_read};
    static struct kl_Env env = {&ops};
    static env_Env_entity entity;
    const NkKosDispatchInfo info = NK_ENTITY_DISPATCH_INFO_INITIALIZER(env_Env, entity);
    ServiceId unused;
    Handle listener;
    Retcode rc = rcNotConnected;

    env_Env_entity_init(&entity, &env);
    listener = ServiceLocatorRegister(ENV_SERVICE_NAME, NULL, 0, &unused);
    if (listener != INVALID_HANDLE)
        rc = NkKosDoDispatch(listener, &info);
    fprintf(stderr, "env: cannot serve: error %d\n", RC_GET_CODE(rc));
    return rc;
}
