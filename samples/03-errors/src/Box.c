/* The box: a server whose methods can fail, and that says why. */
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/sl/sl_api.h>

#include <safe/Box.edl.h>
#include <safe/IBox.idl.h>

static const nk_uint32_t rightPin = 4711;
static nk_uint32_t triesLeft = safe_IBox_Tries;
static int isOpen;

/* Makes the response an error reply. The result is NK_EOK all the same: there is a reply. */
static nk_err_t refuse(safe_IBox_Open_res *res, nk_uint16_t reason, nk_uint32_t detail)
{
    nk_err_reset(res);
    res->err_.reason = reason;
    res->err_.detail = detail;
    return NK_EOK;
}

static nk_err_t openImpl(struct safe_IBox *self, const safe_IBox_Open_req *req,
                         const struct nk_arena *reqArena, safe_IBox_Open_res *res,
                         struct nk_arena *resArena)
{
    (void)self, (void)reqArena, (void)resArena;
    if (req->pin > 9999) {
        printf("[Box  ] %u is no pin at all, my keypad must be broken\n", (unsigned)req->pin);
        return refuse(res, safe_IBox_Broken, rightPin); /* what a careless programmer tells */
    }
    if (triesLeft == 0)
        return refuse(res, safe_IBox_Locked, 0);
    if (req->pin != rightPin)
        return refuse(res, safe_IBox_WrongPin, --triesLeft);
    triesLeft = safe_IBox_Tries;
    isOpen = 1;
    res->coins = 12;
    return NK_EOK;
}

/* Any other result than NK_EOK means that there is no reply: the caller gets NK_EBADMSG. */
static nk_err_t closeImpl(struct safe_IBox *self, const safe_IBox_Close_req *req,
                          const struct nk_arena *reqArena, safe_IBox_Close_res *res,
                          struct nk_arena *resArena)
{
    (void)self, (void)req, (void)reqArena, (void)res, (void)resArena;
    if (!isOpen)
        return NK_EINVAL;
    isOpen = 0;
    return NK_EOK;
}

int main(void)
{
    static const struct safe_IBox_ops ops = {.Open = openImpl, .Close = closeImpl};
    static struct safe_IBox door = {.ops = &ops};
    ServiceId id;

    safe_Box_entity entity;
    safe_Box_entity_init(&entity, &door);

    NkKosDispatchInfo info = NK_ENTITY_DISPATCH_INFO_INITIALIZER(safe_Box, entity);
    NkKosDoDispatch(ServiceLocatorRegister("box_link", NK_NULL, 0, &id), &info);
    return EXIT_FAILURE;
}
