/* The machine: boot options and entropy. Rules: libkos-api 13, platform 1. */
#ifndef CORESRV_HAL_HAL_API_H
#define CORESRV_HAL_HAL_API_H

#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Value of a boot option, NUL-terminated; rcResourceNotFound, rcBufferTooSmall. */
Retcode KnHalGetEnv(const char *name, char *buf, rtl_size_t size);

/* Fills the buffer with random bytes of the kernel. */
Retcode KnHalGetEntropy(void *buf, rtl_size_t size);

/* Not built: rcUnimplemented, as no process shares memory with a device. */
Retcode KnHalFlushCache(void *address, rtl_size_t size);

#ifdef __cplusplus
}
#endif
#endif
