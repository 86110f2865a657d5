/* What C++ code asks of its run time, for programs without exceptions (tools/aarch64-kos-gcc): new
 * and delete over malloc, local statics, pure virtual functions, destructors at exit. Names and
 * meanings: Itanium C++ ABI 3.2.6, 3.3.3, 3.3.6. Written in C, so that the SDK builds without a C++
 * compiler. */
#include "lock.h"

#include <stdio.h>
#include <stdlib.h>

/* The handle that __cxa_atexit gets from static constructors. */
void *__dso_handle;

void *kos_cxx_new(size_t size) __asm__("_Znwm");
void *kos_cxx_new_array(size_t size) __asm__("_Znam");
void *kos_cxx_new_aligned(size_t size, size_t align) __asm__("_ZnwmSt11align_val_t");
void kos_cxx_delete(void *p) __asm__("_ZdlPv");
void kos_cxx_delete_array(void *p) __asm__("_ZdaPv");
void kos_cxx_delete_sized(void *p, size_t size) __asm__("_ZdlPvm");
void kos_cxx_delete_array_sized(void *p, size_t size) __asm__("_ZdaPvm");
void kos_cxx_delete_aligned(void *p, size_t size, size_t align) __asm__("_ZdlPvmSt11align_val_t");
void __cxa_pure_virtual(void);
int __cxa_guard_acquire(uint64_t *guard);
void __cxa_guard_release(uint64_t *guard);

static void *allocated(void *p)
{
    if (!p) {
        fputs("operator new: out of memory\n", stderr);
        abort();
    }
    return p;
}

void *kos_cxx_new(size_t size)
{
    return allocated(malloc(size ? size : 1));
}

void *kos_cxx_new_array(size_t size)
{
    return kos_cxx_new(size);
}

void *kos_cxx_new_aligned(size_t size, size_t align)
{
    /* aligned_alloc wants a multiple of the alignment, a power of two. */
    return allocated(aligned_alloc(align, (size + align - 1) & ~(align - 1)));
}

void kos_cxx_delete(void *p)
{
    free(p);
}

void kos_cxx_delete_array(void *p)
{
    free(p);
}

void kos_cxx_delete_sized(void *p, size_t size)
{
    (void)size;
    free(p);
}

void kos_cxx_delete_array_sized(void *p, size_t size)
{
    (void)size;
    free(p);
}

void kos_cxx_delete_aligned(void *p, size_t size, size_t align)
{
    (void)size;
    (void)align;
    free(p);
}

void __cxa_pure_virtual(void)
{
    fputs("a pure virtual function was called\n", stderr);
    abort();
}

/* Bit 0 of a guard tells that the static is made: generated code tests it alone. The upper word is
 * the lock of the thread that makes it. */
struct guard {
    unsigned char made;
    unsigned char unused[3];
    struct kos_lock lock;
};

_Static_assert(sizeof(struct guard) == sizeof(uint64_t), "a guard is 64 bits");

int __cxa_guard_acquire(uint64_t *guard)
{
    struct guard *g = (struct guard *)guard;

    if (__atomic_load_n(&g->made, __ATOMIC_ACQUIRE))
        return 0;
    kos_lock_take(&g->lock);
    if (!__atomic_load_n(&g->made, __ATOMIC_ACQUIRE))
        return 1;
    kos_lock_release(&g->lock);
    return 0;
}

void __cxa_guard_release(uint64_t *guard)
{
    struct guard *g = (struct guard *)guard;

    __atomic_store_n(&g->made, 1, __ATOMIC_RELEASE);
    kos_lock_release(&g->lock);
}
