/* What a parent tells about the class of a process it starts. All strings stay the caller's.
 * Member order matters: programs initialise by position. Rules: libkos-api 9. */
#ifndef SERVICES_HANDLE_IF_CONNECTION_H
#define SERVICES_HANDLE_IF_CONNECTION_H

#include <nk/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ENTITY_ARGS_MAX 32
#define ENTITY_ENV_MAX  32

typedef struct EndpointInfo {
    const char *name; /* path or <full class>.<endpoint>; one RIID may stand under several names */
    nk_iid_t riid;
    const char *iface_name;
} EndpointInfo;

typedef enum { ENTITY_FLAGS_NONE = 0, ENTITY_FLAG_DUMPABLE = 1 } EntityFlags;

typedef struct EntityInfo {
    const char *eiid;       /* process class */
    nk_iid_t max_endpoints; /* entries of `endpoints` */
    const EndpointInfo *endpoints;
    const char *args[ENTITY_ARGS_MAX + 1]; /* end with a null pointer */
    const char *envs[ENTITY_ENV_MAX + 1];  /* "NAME=value", end with a null pointer */
    EntityFlags flags;
    const struct nk_component_node *componentTree;
} EntityInfo;

#ifdef __cplusplus
}
#endif
#endif
