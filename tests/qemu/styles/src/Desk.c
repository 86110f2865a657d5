/* Prints what it is told. Every second note is answered with the response as it is. */
#include <stdlib.h>

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>

#include <yard/Desk.edl.h>

static nk_err_t WriteImpl(__rtl_unused struct yard_INote *self, const yard_INote_Write_req *req,
                          const struct nk_arena *reqArena, yard_INote_Write_res *res,
                          __rtl_unused struct nk_arena *resArena)
{
    nk_size_t size = 0;
    nk_uint32_t count = 0, length = 0;
    const nk_char_t *title = nk_arena_get(nk_char_t, reqArena, &(req->note.title), &size);
    nk_ptr_t *lines = nk_arena_get(nk_ptr_t, reqArena, &(req->note.lines), &count);

    if (title == RTL_NULL || lines == RTL_NULL)
        return NK_EBADMSG;
    fprintf(stderr, "[Desk] %u, %s:", (unsigned)req->note.code, title);
    for (nk_uint32_t i = 0; i < count; i++)
        fprintf(stderr, " %s;", nk_arena_get(nk_char_t, reqArena, &lines[i], &length));
    fprintf(stderr, " %u bytes at the end\n", (unsigned)length);
    res->count = count;
    return NK_EOK;
}

static struct yard_INote *CreateNote(void)
{
    static const struct yard_INote_ops Ops = {.Write = WriteImpl};
    static yard_INote obj = {.ops = &Ops};

    return &obj;
}

int main(void)
{
    NkKosTransport transport;
    ServiceId iid;
    Handle handle = ServiceLocatorRegister("desk_connection", NULL, 0, &iid);
    yard_Desk_entity entity;
    yard_INote_Write_req req; /* not yard_Desk_entity_req: there is one method */
    yard_INote_Write_res res;
    char reqBuffer[yard_INote_Write_req_arena_size];
    struct nk_arena reqArena = NK_ARENA_INITIALIZER(reqBuffer, reqBuffer + sizeof(reqBuffer));

    assert(handle != INVALID_HANDLE);
    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    yard_Desk_entity_init(&entity, CreateNote());

    for (int n = 0;; n++) {
        nk_req_reset(&req);
        nk_req_reset(&res);
        nk_arena_reset(&reqArena);
        if (nk_transport_recv(&transport.base, &req.base_, &reqArena) == NK_EOK) {
            if (n % 2 == 0)
                yard_Desk_entity_dispatch(&entity, &req.base_, &reqArena, &res.base_, RTL_NULL);
            else
                fprintf(stderr, "[Desk] %u, seen\n", (unsigned)req.note.code);
        }
        nk_transport_reply(&transport.base, &res.base_, RTL_NULL);
    }
}
