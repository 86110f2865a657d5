/* Random bytes of the kernel's generator, which is not fit for keys (docs/kernel.md).
 * Rules: libkos-api 13; the order of the arguments is ours. */
#ifndef KOS_RANDOM_RANDOM_API_H
#define KOS_RANDOM_RANDOM_API_H

#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

Retcode KosRandomGenerate(rtl_size_t size, void *output);

#ifdef __cplusplus
}
#endif
#endif
