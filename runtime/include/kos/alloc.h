/* Memory of the process heap. Null on failure; free with KosMemFree only.
 * Rules: libkos-api 12. */
#ifndef KOS_ALLOC_H
#define KOS_ALLOC_H

#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

void *KosMemAlloc(rtl_size_t size);
void *KosMemZalloc(rtl_size_t size);
void *KosMemAllocEx(rtl_size_t size, rtl_size_t align, int zeroed);
void KosMemFree(void *mem);
rtl_size_t KosMemGetSize(void *mem); /* at least what was asked for */

#ifdef __cplusplus
}
#endif
#endif
