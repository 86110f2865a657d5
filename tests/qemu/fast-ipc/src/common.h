/* What client and server agree on. */
#ifndef COMMON_H
#define COMMON_H

#include <coresrv/sl/sl_api.h>
#include <coresrv/syscalls.h>
#include <coresrv/vmm/vmm_api.h>
#include <kos/thread.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <short/IMail.idl.h>

#define PAGE   4096
#define SECRET 0x5ec4e75ec4e75ec4 /* fills what must never arrive */

/* Where the server's message buffer lies, and what happens to it while the server waits. */
enum mode {
    ALIGNED,
    CROSSING, /* a message crosses a page */
    ODD,      /* no multiple of 8 */
    READ_ONLY,
    UNMAPPED,
    MODES,
};

/* `pages` pages, and one after them that is not mapped. */
static inline char *room(unsigned pages)
{
    char *at = KnVmAllocate(NULL, (pages + 1) * PAGE, VMM_FLAG_RESERVE);

    if (!at || KnVmCommit(at, pages * PAGE, VMM_FLAG_READ | VMM_FLAG_WRITE) != rcOk)
        printf("no memory: failed\n");
    return at;
}

#endif
