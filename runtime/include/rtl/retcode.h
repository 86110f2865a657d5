/* Retcode: the result of kernel and libkos functions. 0 is success, every error is negative.
 *
 * Bits of an error: 31 always, 30 customer (a solution's own code), 29..24 space, 23..16 facility,
 * 15..0 code. Macros only besides the type, all integer constant expressions (case labels); the
 * kernel includes this header. Rules: libkos-api 3. */
#ifndef RTL_RETCODE_H
#define RTL_RETCODE_H

typedef __INT32_TYPE__ Retcode;

#define RC_SPACE_GENERAL 0
#define RC_SPACE_KERNEL  1
#define RC_SPACE_DRIVERS 2

#define RC_MAKE_(customer, space, facility, code)                                                  \
    ((Retcode)(-2147483647 - 1 + (((customer)&1) << 30) + (((space)&0x3f) << 24) +                 \
               (((facility)&0xff) << 16) + ((code)&0xffff)))
#define RC_GENERAL_(code) RC_MAKE_(0, RC_SPACE_GENERAL, 0, code)

/* The parts of an error; rcOk has code 0. */
#define RC_GET_CODE(rc)     ((int)((__UINT32_TYPE__)(rc)&0xffffU))
#define RC_GET_FACILITY(rc) ((int)(((__UINT32_TYPE__)(rc) >> 16) & 0xffU))
#define RC_GET_SPACE(rc)    ((int)(((__UINT32_TYPE__)(rc) >> 24) & 0x3fU))
#define RC_GET_CUSTOMER(rc) ((int)(((__UINT32_TYPE__)(rc) >> 30) & 1U))

#define rcOk                 ((Retcode)0)
#define rcInvalidArgument    RC_GENERAL_(1)
#define rcNotConnected       RC_GENERAL_(2)
#define rcOutOfMemory        RC_GENERAL_(3)
#define rcBufferTooSmall     RC_GENERAL_(4)
#define rcInternalError      RC_GENERAL_(5)
#define rcTransferError      RC_GENERAL_(6)
#define rcReceiveError       RC_GENERAL_(7)
#define rcSourceFault        RC_GENERAL_(8)
#define rcTargetFault        RC_GENERAL_(9)
#define rcIpcInterrupt       RC_GENERAL_(10)
#define rcRestart            RC_GENERAL_(11)
#define rcFail               RC_GENERAL_(12)
#define rcNoCapability       RC_GENERAL_(13)
#define rcNotReady           RC_GENERAL_(14)
#define rcUnimplemented      RC_GENERAL_(15)
#define rcBufferTooLarge     RC_GENERAL_(16)
#define rcBusy               RC_GENERAL_(17)
#define rcResourceNotFound   RC_GENERAL_(18)
#define rcTimeout            RC_GENERAL_(19)
#define rcSecurityDisallow   RC_GENERAL_(20)
#define rcFutexWouldBlock    RC_GENERAL_(21)
#define rcAbort              RC_GENERAL_(22)
#define rcInvalidThreadState RC_GENERAL_(23)
#define rcAlreadyExists      RC_GENERAL_(24)
#define rcInvalidOperation   RC_GENERAL_(25)
#define rcHandleRevoked      RC_GENERAL_(26)
#define rcQuotaExceeded      RC_GENERAL_(27)
#define rcDeviceNotFound     RC_GENERAL_(28)

#endif
