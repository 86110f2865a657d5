/* Number of elements of an array. Rules: libkos-api 13. */
#ifndef RTL_COUNTOF_H
#define RTL_COUNTOF_H

#define rtl_countof(a) (sizeof(a) / sizeof((a)[0]))

#endif
