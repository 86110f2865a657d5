#include "server/sessions.h"

#include <coresrv/handle/handle_api.h>
#include <coresrv/task/task_api.h>
#include <errno.h>
#include <fs/server.h>
#include <kos/thread.h>

struct session {
    bool is_open;
    uint32_t owner; /* SID of the client */
    Handle object, badge;
    struct vfs_files files;
};

static struct session sessions[FS_SESSIONS_MAX];
static Handle listener;
static nk_iid_t endpoint;
static Notice ends; /* of sessions; the event's number is that of the session */

/* ---- begin and end --------------------------------------------------------------------------- */

/* Whose handle it is. Other objects than processes will not do: a client makes as many as it likes.
 */
static bool is_process(Handle client, uint32_t *sid)
{
    TaskExitInfo info;

    return KnTaskGetExitInfo(client, &info) == rcNotReady &&
           KnHandleGetSidByHandle(client, sid) == rcOk;
}

static unsigned sessions_of(uint32_t owner)
{
    unsigned count = 0;

    for (unsigned i = 0; i < FS_SESSIONS_MAX; i++)
        count += sessions[i].is_open && sessions[i].owner == owner;
    return count;
}

static struct session *free_session(void)
{
    for (unsigned i = 0; i < FS_SESSIONS_MAX; i++)
        if (!sessions[i].is_open)
            return &sessions[i];
    return NULL;
}

/* An object that calls of fs.IFiles go through, and the badge that tells when it is closed. */
static Retcode make_handles(struct session *s)
{
    Retcode rc =
        KnHandleCreateUserObjectEx(HANDLE_TYPE_USER_FIRST, OCAP_HANDLE_TRANSFER | OCAP_IPC_CALL,
                                   listener, endpoint, s, &s->object);

    if (rc != rcOk)
        return rc;
    rc = KnHandleCreateBadge(ends, (rtl_uintptr_t)(s - sessions), s, &s->badge);
    if (rc != rcOk)
        (void)KnHandleClose(s->object);
    return rc;
}

int session_open(Handle client, struct session **session, nk_handle_desc_t *handle)
{
    struct session *s = free_session();
    uint32_t owner;

    if (!is_process(client, &owner))
        return -EACCES;
    if (sessions_of(owner) >= FS_SESSIONS_EACH)
        return -EMFILE;
    if (!s)
        return -ENFILE;
    if (make_handles(s) != rcOk)
        return -EIO;
    s->is_open = true;
    s->owner = owner;
    s->files = (struct vfs_files){0};
    *session = s;
    *handle = nk_handle_desc(s->object, OCAP_IPC_CALL, s->badge); /* not to be passed on */
    return 0;
}

void session_end(struct session *s)
{
    if (!s->is_open)
        return;
    vfs_close_all(&s->files);
    (void)KnHandleClose(s->object);
    (void)KnHandleClose(s->badge);
    s->is_open = false;
}

struct vfs_files *session_files(const struct nk_message *request)
{
    for (unsigned i = 0; i < FS_SESSIONS_MAX; i++)
        if (sessions[i].is_open && request->self.handle == sessions[i].object &&
            request->self.badge == (nk_badge_t)&sessions[i])
            return &sessions[i].files;
    return NULL;
}

/* ---- clients that have gone ------------------------------------------------------------------ */

static void end_number(rtl_uintptr_t number)
{
    vfs_enter();
    if (number < FS_SESSIONS_MAX)
        session_end(&sessions[number]);
    vfs_leave();
}

static int wait_for_ends(void *unused)
{
    EventDesc event;
    rtl_size_t count;

    (void)unused;
    while (KnNoticeGetEvent(ends, INFINITE_TIMEOUT, 1, &event, &count) == rcOk)
        if (count == 1 && (event.eventMask & EVENT_BADGE_CLOSED))
            end_number(event.eventId);
    return 0;
}

Retcode sessions_init(Handle listen_at, nk_iid_t files)
{
    Tid tid;
    Retcode rc = KnNoticeCreate(&ends);

    listener = listen_at;
    endpoint = files;
    return rc == rcOk ? KosThreadCreate(&tid, ThreadPriorityNormal, ThreadStackSizeDefault,
                                        wait_for_ends, NULL, 0)
                      : rc;
}
