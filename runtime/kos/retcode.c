/* The names of return codes. */
#include <rtl/retcode_hr.h>

/* clang-format off */
#define NAME(code) case code: return #code

const char *KosRetcodeName(Retcode rc)
{
    switch (rc) {
    NAME(rcOk);
    NAME(rcInvalidArgument);
    NAME(rcNotConnected);
    NAME(rcOutOfMemory);
    NAME(rcBufferTooSmall);
    NAME(rcInternalError);
    NAME(rcTransferError);
    NAME(rcReceiveError);
    NAME(rcSourceFault);
    NAME(rcTargetFault);
    NAME(rcIpcInterrupt);
    NAME(rcRestart);
    NAME(rcFail);
    NAME(rcNoCapability);
    NAME(rcNotReady);
    NAME(rcUnimplemented);
    NAME(rcBufferTooLarge);
    NAME(rcBusy);
    NAME(rcResourceNotFound);
    NAME(rcTimeout);
    NAME(rcSecurityDisallow);
    NAME(rcFutexWouldBlock);
    NAME(rcAbort);
    NAME(rcInvalidThreadState);
    NAME(rcAlreadyExists);
    NAME(rcInvalidOperation);
    NAME(rcHandleRevoked);
    NAME(rcQuotaExceeded);
    NAME(rcDeviceNotFound);
    default: return "unknown";
    }
}
