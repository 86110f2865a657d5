/* The server side of the file system: what a process class with the component fs.CFs links
 * (libfs_server.a with libfs_impl.a). The process fs.Fs is one; see runtime/components/fs.
 *
 * Each client has a session: an object of the kernel, whose handle only the client holds. Requests
 * come through that handle, so that the kernel says whose they are, and its end, with the client,
 * ends the session. One thread may dispatch requests, another takes care of what has ended. */
#ifndef FS_SERVER_H
#define FS_SERVER_H

#include <handle/handletype.h>
#include <nk/types.h>
#include <rtl/retcode.h>

#ifdef __cplusplus
extern "C" {
#endif

#define FS_SESSIONS_MAX  32
#define FS_SESSIONS_EACH 4 /* of one process; the client library has one */

struct fs_CFs_component; /* <fs/CFs.cdl.h> */

/* Before the first request: `listener` is where requests come from, `files` the number of the
 * endpoint fs.IFiles there (for fs.Fs: fs_Fs_fs_files_iid). */
Retcode fs_server_init(Handle listener, nk_iid_t files);

/* What <class>_entity_init is given for the component. */
struct fs_CFs_component *fs_server_component(void);

/* After each answer: whether the client got it. A session that nobody knows of ends at once. */
void fs_server_answered(nk_err_t reply);

#ifdef __cplusplus
}
#endif
#endif
