/* Answers the walker, and tells the desk of every light. */
#include <stdio.h>
#include <stdlib.h>
#include <stdbool.h>

#define NK_USE_UNQUALIFIED_NAMES
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>

#include <yard/Sign.edl.h>
#include <yard/INote.idl.h>

#include <assert.h>

static const nk_char_t Text[] = "north gate";

typedef struct SignImpl {
    struct yard_ISign base; /* first: the dispatcher knows only this */
    rtl_uint32_t step;
} SignImpl;

typedef struct Served {
    NkKosTransport transport;
    Sign_entity_req req;
    char reqBuffer[Sign_entity_req_arena_size];
    struct nk_arena reqArena;
    Sign_entity_res res;
    char resBuffer[Sign_entity_res_arena_size];
    struct nk_arena resArena;
    CSign_component component;
    Sign_entity entity;
} Served;

typedef struct Told {
    NkKosTransport transport;
    struct INote_proxy proxy;
    INote_Write_req req;
    char reqBuffer[INote_Write_req_arena_size];
    struct nk_arena reqArena;
    INote_Write_res res;
} Told;

static nk_err_t ShowImpl(struct yard_ISign *self, const struct yard_ISign_Show_req *req,
                         __rtl_unused const struct nk_arena *reqArena, yard_ISign_Show_res *res,
                         __rtl_unused struct nk_arena *resArena)
{
    SignImpl *impl = (SignImpl *)self;

    res->shown = req->light + impl->step;
    return NK_EOK;
}

static nk_err_t NameImpl(__unused struct ISign *self, const ISign_Name_req *req,
                         __unused const struct nk_arena *reqArena, ISign_Name_res *res,
                         struct nk_arena *resArena)
{
    nk_char_t *name = nk_arena_alloc(nk_char_t, resArena, &res->res_.name, sizeof Text);

    if (name == RTL_NULL)
        return NK_ENOMEM;
    snprintf(name, sizeof Text, "%s", Text);
    if (req->upper)
        name[0] = 'N';
    return NK_EOK;
}

static struct ISign *CreateSign(rtl_uint32_t step)
{
    static const struct ISign_ops ops = {.Show = ShowImpl, .Name = NameImpl};
    static SignImpl impl = {.base = {&ops}};

    impl.step = step;
    return &impl.base;
}

static void ServedInit(Served *served)
{
    ServiceId id;
    Handle handle = ServiceLocatorRegister("sign_connection", NULL, 0, &id);
    assert(handle != INVALID_HANDLE);
    struct nk_arena req =
        NK_ARENA_INITIALIZER(served->reqBuffer, served->reqBuffer + sizeof(served->reqBuffer));
    struct nk_arena res =
        NK_ARENA_INITIALIZER(served->resBuffer, served->resBuffer + sizeof(served->resBuffer));

    served->reqArena = req;
    served->resArena = res;
    NkKosTransport_Init(&served->transport, handle, NK_NULL, 0);
    CSign_component_init(&served->component, CreateSign(0x100));
    Sign_entity_init(&served->entity, &served->component);
}

static void ToldInit(Told *told)
{
    Handle handle = ServiceLocatorConnect("desk_connection");
    assert(handle != INVALID_HANDLE);
    nk_iid_t riid = ServiceLocatorGetRiid(handle, "yard.Desk.note");
    assert(riid != INVALID_RIID);

    NkKosTransport_Init(&told->transport, handle, NK_NULL, 0);
    INote_proxy_init(&told->proxy, &told->transport.base, riid);
    nk_arena_init(&told->reqArena, told->reqBuffer, told->reqBuffer + sizeof(told->reqBuffer));
}

static void Tell(Told *told, uint32_t light)
{
    char line[yard_INote_Write_req_note_lines_elem_size];
    nk_ptr_t *lines;
    nk_err_t rc;

    nk_req_reset(&told->req);
    nk_arena_reset(&told->reqArena);
    told->req.note.code = light;
    if (NkKosCopyStringToArena(&told->reqArena, &told->req.note.title, "light") != 0)
        return;
    lines = nk_arena_alloc(nk_ptr_t, &told->reqArena, &told->req.note.lines, 2);
    for (int i = 0; lines != RTL_NULL && i < 2; i++) {
        snprintf(line, sizeof line, "%s %u", i == 0 ? "shown" : "from", (unsigned)light);
        NkKosCopyStringToArena(&told->reqArena, &lines[i], line);
    }
    rc = INote_Write(&told->proxy.base, &told->req, &told->reqArena, &told->res, RTL_NULL);
    fprintf(stderr, "[Sign] told %u: %d\n", (unsigned)light, (int)rc);
}

int main(void)
{
    static Served served;
    static Told told;

    ServedInit(&served);
    ToldInit(&told);
    do {
        nk_req_reset(&served.req);
        nk_arena_reset(&served.reqArena);
        nk_arena_reset(&served.resArena);
        if (nk_transport_recv(&served.transport.base, &served.req.base_, &served.reqArena) !=
            NK_EOK) {
            fprintf(stderr, "[Sign] nk_transport_recv failed\n");
        } else {
            Sign_entity_dispatch(&served.entity, &served.req.base_, &served.reqArena,
                                 &served.res.base_, &served.resArena);
            if (served.req.base_.mid == ISign_Show_mid)
                Tell(&told, served.res.left_sign.Show.shown);
        }
        if (nk_transport_reply(&served.transport.base, &served.res.base_, &served.resArena) !=
            NK_EOK)
            fprintf(stderr, "[Sign] nk_transport_reply failed\n");
    } while (true);

    return EXIT_SUCCESS;
}
