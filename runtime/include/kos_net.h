/* Waiting for the network, for programs that call it before they use sockets. There is no network
 * yet: the answer is always false. Rules: libkos-api 1. */
#ifndef KOS_NET_H
#define KOS_NET_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

static inline bool wait_for_network(void)
{
    return false;
}

#ifdef __cplusplus
}
#endif
#endif
