/* Starting other processes: what the generated Einit does.
 *
 *     EntityInitEx -> EntitySetEnv, EntitySetArgs -> EntityConnectToService -> EntityRun
 *
 * A process is made stopped; channels are made while both ends are stopped; EntityRun hands it its
 * environment and starts it. The caller owns the Entity (EntityFree). `info` and all strings must
 * live until EntityRun. One thread at a time. Rules: libkos-api 9, ipc-and-kernel 2 and 4.2. */
#ifndef CORESRV_ENTITY_ENTITY_API_H
#define CORESRV_ENTITY_ENTITY_API_H

#include <handle/handletype.h> /* INFINITE_TIMEOUT */
#include <rtl/retcode.h>
#include <rtl/types.h>
#include <services/handle/if_connection.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct Entity Entity;

/* Null on error, which KosEntityLastError tells. name null: the class name. path null: a file named
 * as the class, then as its last segment. */
Entity *EntityInit(const EntityInfo *info);
Entity *EntityInitEx(const EntityInfo *info, const char *name, const char *path);

/* Both arrays end with a null pointer and are kept by reference. args[0] is the process name. They
 * replace those of the info. rcInvalidArgument: too many. */
Retcode EntitySetArgs(Entity *entity, const char *args[]);
Retcode EntitySetEnv(Entity *entity, const char *envs[]);

/* A channel of this name from `client` to `server`; clients of one name share a listener.
 * EntityConnect takes the name of the server process. rcAlreadyExists: the client has one of that
 * name. */
Retcode EntityConnect(Entity *client, Entity *server);
Retcode EntityConnectToService(Entity *client, Entity *server, const char *name);

Retcode EntityRun(Entity *entity);

/* Waits until the process has ended, at most `timeout` ms; exitCode may be null. rcTimeout; rcAbort:
 * it did not end by itself. */
Retcode EntityWait(Entity *entity, rtl_uint32_t timeout, unsigned *exitCode);

/* A program in memory of the caller. Not built: null. */
Entity *EntityInitFromSegEx(const EntityInfo *info, const char *name, const char *path,
                            rtl_size_t segsCount, rtl_uintptr_t entry, const void *segs,
                            rtl_size_t symIndex, rtl_size_t symSize, rtl_size_t strIndex,
                            rtl_size_t strSize, const void *hdrData, rtl_size_t hdrSize);

/* Frees the Entity and its handle, never the process. */
void EntityFree(Entity *entity);

/* Why EntityInit or EntityInitEx last returned null. */
Retcode KosEntityLastError(void);

#ifdef __cplusplus
}
#endif
#endif
