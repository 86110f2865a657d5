/* Name server: which server process has which service of a type.
 *
 * Two libraries define these functions: ns_client, which is part of libkos, calls the name server;
 * with ns_impl the table is in the program itself, one for all of its connections.
 *
 * A type is the package of an interface, a service the name to give to KnCmConnect. A connection is
 * used by one thread at a time and freed with NsDestroy. Rules: libkos-api 8, ipc-and-kernel 4.4.
 */
#ifndef CORESRV_NS_NS_API_H
#define CORESRV_NS_NS_API_H

#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct NsConnection *NsHandle;

#define NS_INVALID_HANDLE  ((NsHandle)0)
#define NS_SERVER_NAME     "kl.core.NameServer" /* of static channels to it */
#define NS_CONNECTION_NAME "ns"                 /* of the process */

/* Connects: over the static channel kl.core.NameServer, else to the process `name` (null: "ns") for
 * at most `msecs` milliseconds. Fails: as KnCmConnect; rcOutOfMemory. */
Retcode NsCreate(const char *name, rtl_uint32_t msecs, NsHandle *ns);
void NsDestroy(NsHandle ns);

#define NS_NAME_SIZE 128 /* bytes of a type, server or service, with the zero */

/* Names have a byte or more: else rcInvalidArgument. rcAlreadyExists; rcQuotaExceeded: the name
 * server is full, or has 32 entries of that server. */
Retcode NsPublishService(NsHandle ns, const char *type, const char *server, const char *service);
/* rcResourceNotFound */
Retcode NsUnPublishService(NsHandle ns, const char *type, const char *server, const char *service);

/* The services of a type, counted from 0; rcResourceNotFound after the last one. Sizes with the
 * NUL; rcBufferTooSmall. */
Retcode NsEnumServices(NsHandle ns, const char *type, unsigned index, char *server,
                       rtl_size_t serverSize, char *service, rtl_size_t serviceSize);

#ifdef __cplusplus
}
#endif
#endif
