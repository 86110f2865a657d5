/* Return codes of the kernel: libkos-api 3. The same values as <rtl/retcode.h>. */
#ifndef KERNEL_RC_H
#define KERNEL_RC_H

#include <stdint.h>

typedef int32_t Retcode;

#define RC_ERROR(code) ((Retcode)(-0x7fffffff - 1 + (code)))

enum {
    rcOk = 0,
    rcInvalidArgument = RC_ERROR(1),
    rcNotConnected = RC_ERROR(2),
    rcOutOfMemory = RC_ERROR(3),
    rcBufferTooSmall = RC_ERROR(4),
    rcInternalError = RC_ERROR(5),
    rcTransferError = RC_ERROR(6),
    rcReceiveError = RC_ERROR(7),
    rcSourceFault = RC_ERROR(8),
    rcTargetFault = RC_ERROR(9),
    rcIpcInterrupt = RC_ERROR(10),
    rcRestart = RC_ERROR(11),
    rcFail = RC_ERROR(12),
    rcNoCapability = RC_ERROR(13),
    rcNotReady = RC_ERROR(14),
    rcUnimplemented = RC_ERROR(15),
    rcBufferTooLarge = RC_ERROR(16),
    rcBusy = RC_ERROR(17),
    rcResourceNotFound = RC_ERROR(18),
    rcTimeout = RC_ERROR(19),
    rcSecurityDisallow = RC_ERROR(20),
    rcFutexWouldBlock = RC_ERROR(21),
    rcAbort = RC_ERROR(22),
    rcInvalidThreadState = RC_ERROR(23),
    rcAlreadyExists = RC_ERROR(24),
    rcInvalidOperation = RC_ERROR(25),
    rcHandleRevoked = RC_ERROR(26),
    rcQuotaExceeded = RC_ERROR(27),
    rcDeviceNotFound = RC_ERROR(28),
};

#endif
