/* Clocks. Reading needs no system call: the info page and the counter give the answer.
 *
 * Without a real-time clock the wall clock starts at 1970-01-01. Rules: libkos-api 13, platform 1.
 */
#ifndef CORESRV_TIME_TIME_API_H
#define CORESRV_TIME_TIME_API_H

#include <rtl/retcode.h>
#include <rtl/rtc.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

Retcode KnGetSystemTime(RtlTimeSpec *time);       /* wall clock */
Retcode KnSetSystemTime(const RtlTimeSpec *time); /* rcInvalidArgument: nsec out of range */
Retcode KnGetSystemTimeRes(RtlTimeSpec *resolution);
Retcode KnGetUpTime(RtlTimeSpec *time); /* since the machine started */
Retcode KnGetUpTimeRes(RtlTimeSpec *resolution);
rtl_size_t KnGetMSecSinceStart(void);
Retcode KnGetRtcTime(RtlTimeSpec *time); /* rcDeviceNotFound: there is no such clock */

#ifdef __cplusplus
}
#endif
#endif
