/* Clients and their open files. Callers are between vfs_enter and vfs_leave. */
#ifndef FS_SESSIONS_H
#define FS_SESSIONS_H

#include <handle/handletype.h>
#include <nk/message.h>
#include <rtl/retcode.h>

#include "impl/vfs.h"

struct session;

/* Starts the thread that ends the sessions of clients that have gone. */
Retcode sessions_init(Handle listener, nk_iid_t files);

/* A new session of the process that `client` is a handle of, and the handle for it. -EACCES: that
 * is no running process; -EMFILE: it has FS_SESSIONS_EACH; -ENFILE, -EIO. */
int session_open(Handle client, struct session **session, nk_handle_desc_t *handle);
void session_end(struct session *session); /* also of one that has ended meanwhile */

/* Open files of the session that a request came through; NULL: through none. The kernel wrote that
 * into the request, the client cannot. */
struct vfs_files *session_files(const struct nk_message *request);

#endif
