/* The process fs.Fs: serves whoever has a channel FS_CHANNEL to it. */
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <fs/Fs.edl.h>
#include <fs/fs.h>
#include <fs/server.h>
#include <stdio.h>
#include <stdlib.h>

/* Room for the padding between chunks, which generated sizes leave out. */
#define SLACK 64

static fs_Fs_entity entity;

static nk_err_t serve_one(NkKosTransport *transport)
{
    static char in[fs_Fs_entity_req_arena_size + SLACK], out[fs_Fs_entity_res_arena_size + SLACK];
    struct nk_arena in_arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    struct nk_arena out_arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    fs_Fs_entity_req req;
    fs_Fs_entity_res res = {0};
    nk_err_t err;

    nk_req_reset(&req);
    err = nk_transport_recv(&transport->base, &req.base_, &in_arena);
    if (err != NK_EOK)
        return err;
    err = fs_Fs_entity_dispatch(&entity, &req.base_, &in_arena, &res.base_, &out_arena);
    if (err == NK_EOK)
        err = nk_transport_reply(&transport->base, &res.base_, &out_arena);
    fs_server_answered(err);
    return NK_EOK; /* whoever gets no answer is released by the next receive */
}

int main(void)
{
    NkKosTransport transport;
    ServiceId id;
    Handle listener = ServiceLocatorRegister(FS_CHANNEL, NULL, 0, &id);
    nk_err_t err;
    Retcode rc;

    if (listener == INVALID_HANDLE) {
        fprintf(stderr, "fs: no client: no channel `" FS_CHANNEL "` leads here\n");
        return EXIT_FAILURE;
    }
    rc = fs_server_init(listener, fs_Fs_fs_files_iid);
    if (rc != rcOk) {
        fprintf(stderr, "fs: no notices or no thread: error %d\n", RC_GET_CODE(rc));
        return EXIT_FAILURE;
    }
    fs_Fs_entity_init(&entity, fs_server_component());
    NkKosTransport_Init(&transport, listener, NK_NULL, 0);
    do
        err = serve_one(&transport);
    while (err != NK_EINVAL && err != NK_EPERM && err != NK_ENOTCONN);
    fprintf(stderr, "fs: the listener is of no use any more\n");
    return EXIT_FAILURE;
}
