/* Random bytes from a generator of one's own process (entropy_impl) or of the process EntropyEntity
 * (entropy_client): the same function, by the library that is linked.
 *
 * The generator is ChaCha20 with a key that each request replaces, so that its memory tells nothing
 * of bytes it gave before; it is seeded from the kernel and again after every MiB. It is as hard to
 * guess as the kernel's seed, no harder: in QEMU not fit for keys (docs/kernel.md). */
#ifndef ENTROPY_ENTROPY_H
#define ENTROPY_ENTROPY_H

#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* For init.yaml: {var: ENTROPY_SERVICE_NAME, include: entropy/entropy.h}. */
#define ENTROPY_SERVICE_NAME "kl.Entropy"

#define ENTROPY_SIZE_MAX 4096 /* bytes of one call */

/* Fills the buffer, or leaves it all zero. Any number of threads. Fails: rcInvalidArgument (no
 * buffer, no bytes, more than ENTROPY_SIZE_MAX); with the library entropy_impl what the kernel
 * answers, with entropy_client rcResourceNotFound (no such channel) and errors of the way to the
 * server. */
Retcode EntropyGet(void *buffer, rtl_size_t size);

#ifdef __cplusplus
}
#endif
#endif
