/* SMsgHdr: the buffers of one side of an exchange, as Call, Recv and Reply take them.
 *
 * The memory stays the caller's. The kernel never reads the struct: libkos unpacks it into
 * registers. Rules: ipc-and-kernel 5.3. */
#ifndef IPC_IF_REND_H
#define IPC_IF_REND_H

#include <rtl/types.h>

typedef struct SSMsgHdr {
    void *msg;            /* constant part */
    rtl_size_t msgSize;   /* sending: bytes; receiving: capacity, then bytes received */
    void *arena;          /* or null */
    rtl_size_t arenaSize; /* sending: bytes in use; receiving: capacity, then bytes received */
} SMsgHdr;

#endif
