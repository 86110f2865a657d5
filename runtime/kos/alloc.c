/* KosMem: the heap of the C library under its other name. */
#include <kos/alloc.h>

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

void *KosMemAlloc(rtl_size_t size)
{
    return malloc(size);
}

void *KosMemZalloc(rtl_size_t size)
{
    return calloc(1, size);
}

void *KosMemAllocEx(rtl_size_t size, rtl_size_t align, int zeroed)
{
    void *mem;

    if (align == 0 || (align & (align - 1)) != 0)
        return NULL;
    mem = memalign(align < sizeof(void *) ? sizeof(void *) : align, size);
    if (mem && zeroed)
        memset(mem, 0, size);
    return mem;
}

void KosMemFree(void *mem)
{
    free(mem);
}

rtl_size_t KosMemGetSize(void *mem)
{
    return mem ? malloc_usable_size(mem) : 0;
}
