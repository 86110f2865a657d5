/* Truth values; rtl_bool itself is in rtl/types.h. Rules: libkos-api 1. */
#ifndef RTL_STDBOOL_H
#define RTL_STDBOOL_H

#include <rtl/types.h>
#ifndef __cplusplus
#include <stdbool.h>
#endif

#endif
