/* The ends of a process: _exit, abort, and panics of libkos itself. */
#include "process.h"

#include <kl/core/Core.edl.h>
#include <kl/core/Task.idl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "console.h"
#include "kernel.h"

/* A policy may refuse even Task.Exit; then the process ends as after a fault (ipc-and-kernel
 * 10.1). */
void _exit(int status)
{
    kl_core_Task_Exit_req req = {0};
    kl_core_Task_Exit_res res;

    req.status = (nk_uint32_t)status;
    (void)KOS_KERNEL_CALL(kl_core_Task_Exit, task_Task, &req, NULL, &res, NULL);
    kos_trap();
}

void abort(void)
{
    kos_console_flush();
    kos_trap();
}

void kos_panic(const char *what, const char *why)
{
    fprintf(stderr, "%s: %s\n", what, why);
    abort();
}
