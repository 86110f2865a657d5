/* What a call of a server came to when it brought no answer, for client libraries. */
#ifndef COMPONENTS_RETCODE_H
#define COMPONENTS_RETCODE_H

#include <nk/errno.h>
#include <rtl/retcode.h>

/* As far as the transport can tell: the reverse of NkKosErrFromRetcode, where that has one. */
static inline Retcode retcode_of(nk_err_t err)
{
    switch (err) {
    case NK_EOK:
        return rcOk;
    case NK_EPERM:
        return rcSecurityDisallow;
    case NK_ENOTCONN:
        return rcNotConnected;
    case NK_EINVAL:
        return rcInvalidArgument;
    case NK_ENOMEM:
        return rcOutOfMemory;
    default:
        return rcTransferError;
    }
}

#endif
