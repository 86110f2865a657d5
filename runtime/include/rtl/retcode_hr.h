/* Printing a Retcode: printf("... " RETCODE_HR_FMT "\n", RETCODE_HR_PARAMS(rc)).
 *
 * One argument, so that the public spelling with RC_GET_CODE(rc) prints right too.
 * Rules: libkos-api 3. */
#ifndef RTL_RETCODE_HR_H
#define RTL_RETCODE_HR_H

#include <rtl/retcode.h>

#define RETCODE_HR_FMT        "%d"
#define RETCODE_HR_PARAMS(rc) ((int)(rc))

#ifdef __cplusplus
extern "C" {
#endif

/* "rcTimeout"; "unknown" for a code that rtl/retcode.h does not define. Static text. */
const char *KosRetcodeName(Retcode rc);

#ifdef __cplusplus
}
#endif
#endif
