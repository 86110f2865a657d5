/* The component fs.CFs: the endpoint for sessions, and the two together. */
#include <coresrv/handle/handle_api.h>
#include <fs/CFs.cdl.h>
#include <fs/server.h>

#include "server/files.h"
#include "server/sessions.h"

static struct session *given; /* with the last answer */

static nk_err_t open_session(struct fs_ISessions *self, const struct fs_ISessions_Open_req *req,
                             const struct nk_arena *in, struct fs_ISessions_Open_res *res,
                             struct nk_arena *out)
{
    const Handle client = nk_get_handle(&req->client);
    int result;

    (void)self, (void)in, (void)out;
    vfs_enter();
    result = session_open(client, &given, &res->session);
    vfs_leave();
    if (!nk_is_handle_dereferenced(&req->client)) /* else it is of this process */
        (void)KnHandleClose(client);
    return FS_ANSWER(result);
}

/* A reply that failed has made no handle, whose end would tell. */
void fs_server_answered(nk_err_t reply)
{
    if (given && reply != NK_EOK) {
        vfs_enter();
        session_end(given);
        vfs_leave();
    }
    given = NULL;
}

struct fs_CFs_component *fs_server_component(void)
{
    static const struct fs_ISessions_ops ops = {.Open = open_session};
    static struct fs_ISessions sessions = {.ops = &ops};
    static struct fs_IFiles files = {.ops = &fs_files_ops};
    static struct fs_CFs_component component;

    fs_CFs_component_init(&component, &sessions, &files);
    return &component;
}

Retcode fs_server_init(Handle listener, nk_iid_t files)
{
    return sessions_init(listener, files);
}
