/* The messages of both programs. */
#ifndef BUFFERS_H
#define BUFFERS_H

#include <stdio.h>

#include <coresrv/sl/sl_api.h>
#include <coresrv/syscalls.h>
#include <fail/IStore.idl.h>
#include <nk/abi.h>

/* What the limit leaves for the arena of a response, whose constant part is the larger one. */
#define ROOM (KOS_IPC_MAX_MSG - sizeof(fail_IStore_Swap_res))

static unsigned char out[KOS_IPC_MAX_MSG], in[KOS_IPC_MAX_MSG];

static inline nk_uint32_t sumOf(const unsigned char *bytes, nk_size_t size)
{
    nk_uint32_t sum = 0;

    for (nk_size_t i = 0; i < size; i++)
        sum += bytes[i];
    return sum;
}

#endif
