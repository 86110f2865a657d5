/* Random bytes: the kernel's HAL.GetEntropy, in pieces of what one call gives. */
#include <kos/random/random_api.h>

#include <coresrv/hal/hal_api.h>

#define PIECE 256

Retcode KosRandomGenerate(rtl_size_t size, void *output)
{
    char *at = output;
    Retcode rc = output || size == 0 ? rcOk : rcInvalidArgument;

    while (rc == rcOk && size > 0) {
        rtl_size_t n = size < PIECE ? size : PIECE;

        rc = KnHalGetEntropy(at, n);
        at += n;
        size -= n;
    }
    return rc;
}
