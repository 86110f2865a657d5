/* The heap of malloc: one reserved range, committed in steps (platform 1).
 *
 * picolibc calls sbrk under its own lock. */
#include <coresrv/vmm/vmm_api.h>
#include <errno.h>
#include <nk/abi.h>
#include <unistd.h>

static char *heap, *top, *committed;

static int reserve(void)
{
    if (heap)
        return 1;
    heap = KnVmAllocate(NULL, KOS_SBRK_RANGE, VMM_FLAG_RESERVE | VMM_FLAG_READ | VMM_FLAG_WRITE);
    top = committed = heap;
    return heap != NULL;
}

static int commit_up_to(const char *end)
{
    while (committed < end) {
        size_t need = (size_t)(end - committed);
        size_t step = (need + KOS_SBRK_STEP - 1) / KOS_SBRK_STEP * KOS_SBRK_STEP;

        if (KnVmCommit(committed, step, VMM_FLAG_READ | VMM_FLAG_WRITE) != rcOk)
            return 0;
        committed += step;
    }
    return 1;
}

void *sbrk(ptrdiff_t increment)
{
    char *old;

    if (!reserve())
        goto no_memory;
    if (increment < 0 ? top - heap < -increment : heap + KOS_SBRK_RANGE - top < increment)
        goto no_memory;
    if (!commit_up_to(top + increment))
        goto no_memory;
    old = top;
    top += increment;
    return old;

no_memory:
    errno = ENOMEM;
    return (void *)-1;
}
