/* Handle: a process's name for a kernel object. Rules: libkos-api 2, platform 3. */
#ifndef HANDLE_HANDLETYPE_H
#define HANDLE_HANDLETYPE_H

#include <rtl/types.h>

typedef rtl_uint32_t Handle;

#define INVALID_HANDLE   ((Handle)-1) /* 0 is never valid; 1 is the kernel, 2 the process itself */
#define INFINITE_TIMEOUT 0xFFFFFFFFU  /* milliseconds */

#define HANDLE_TYPE_USER_FIRST 0x10000
#define HANDLE_TYPE_USER_LAST  0x1FFFF

#endif
