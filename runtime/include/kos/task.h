/* Starting and ending processes.
 *
 *     KosTaskInitEx -> KosTaskConnect, KosTaskTransferResource -> KosTaskRunEx -> KosTaskWait
 *
 * A KosTask is an Entity under another name (coresrv/entity/entity_api.h): made stopped, free to be
 * prepared until it runs, freed with KosTaskPut. Names and purposes are documented, most signatures
 * are not: those are ours. Rules: libkos-api 9. */
#ifndef KOS_TASK_H
#define KOS_TASK_H

#include <coresrv/entity/entity_api.h>
#include <handle/handletype.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef Entity KosTask;

typedef enum { KOS_TASK_FLAGS_NONE = 0, KOS_TASK_FLAG_DUMPABLE = 1 } KosTaskFlags;

typedef struct KosTaskParams {
    const char *eiid; /* process class */
    nk_iid_t endpointsCount;
    const EndpointInfo *endpoints;
    const char **args; /* end with a null pointer, or null */
    const char **envs; /* "NAME=value", end with a null pointer, or null */
    KosTaskFlags flags;
    const struct nk_component_node *componentTree;
} KosTaskParams;

/* A stopped process; null on error. name null: the class name. path null: a file named as the
 * class, then as its last segment. `params` must live until the process runs. */
KosTask *KosTaskInit(const KosTaskParams *params);
KosTask *KosTaskInitEx(const KosTaskParams *params, const char *name, const char *path);

Retcode KosTaskRunEx(KosTask *task);
/* Init and run in one; the caller frees *task. */
Retcode KosTaskLaunch(const KosTaskParams *params, KosTask **task);
Retcode KosTaskStop(KosTask *task); /* ends it from outside */
/* Waits until it has ended, at most `timeout` ms. rcTimeout; rcAbort: it did not end by itself, so
 * there is no exit code. */
Retcode KosTaskWait(KosTask *task, rtl_uint32_t timeout, rtl_uint32_t *exitCode);
void KosTaskPut(KosTask *task); /* frees it, never the process */

/* A static channel, both sides stopped. */
Retcode KosTaskConnect(KosTask *client, KosTask *server, const char *channel);

/* Gives a stopped process a handle, which it finds with KosTaskLookupResource. `badge` may be
 * INVALID_HANDLE. */
Retcode KosTaskTransferResource(KosTask *task, Handle handle, Handle badge, rtl_uint32_t rights,
                                const char *name);
/* In the process that was given it; INVALID_HANDLE: no resource of that name. */
Handle KosTaskLookupResource(const char *name);

Handle KosTaskGetHandle(const KosTask *task);
Handle KosTaskGetSelf(void); /* of the calling process */

/* Programs in memory of the caller instead of a file of the image: rcUnimplemented, null. */
KosTask *KosTaskInitFromSeg(const KosTaskParams *params, const char *name, const void *segments,
                            rtl_size_t count);
KosTask *KosTaskInitFromSegEx(const KosTaskParams *params, const char *name, const char *path,
                              const void *segments, rtl_size_t count);
KosTask *KosTaskCreate(const char *eiid, const char *name);
Retcode KosTaskSetup(KosTask *task, const KosTaskParams *params);
Retcode KosTaskLoadSegments(KosTask *task, const void *segments, rtl_size_t count);

#ifdef __cplusplus
}
#endif
#endif
