/* Programs in ELF files of the caller. Not built: every function answers rcUnimplemented. The
 * kernel loads files of the image (KnTaskCreate). Rules: libkos-api 9. */
#ifndef CORESRV_ELF_ELF_API_H
#define CORESRV_ELF_ELF_API_H

#include <handle/handletype.h>
#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct KnElfSeg KnElfSeg;

Retcode KnElfOpen(const char *path, Handle *file);
Retcode KnElfCreateVmSegEx(Handle file, KnElfSeg **segments, rtl_size_t *count);
Retcode KnElfFreeVmSeg(KnElfSeg *segments);

#ifdef __cplusplus
}
#endif
#endif
