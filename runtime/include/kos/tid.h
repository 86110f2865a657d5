/* Tid: number of a thread, unique in the machine, from 1. Rules: libkos-api 10. */
#ifndef KOS_TID_H
#define KOS_TID_H

#include <rtl/types.h>

typedef rtl_uint32_t Tid;

#endif
