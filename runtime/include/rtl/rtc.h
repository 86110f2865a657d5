/* RtlTimeSpec: a time or a duration. nsec is below 1,000,000,000. Rules: libkos-api 13. */
#ifndef RTL_RTC_H
#define RTL_RTC_H

#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct RtlTimeSpec {
    rtl_int64_t sec;
    rtl_uint32_t nsec;
} RtlTimeSpec;

#ifdef __cplusplus
}
#endif
#endif
