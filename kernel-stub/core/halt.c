/* The end of the machine: with the process that kos.exit names, else with the last one. */
#include "boot.h"

static bool named_started; /* the process that kos.exit names */

bool halts_with(const struct proc *p)
{
    return cmdline_is("kos.exit", p->name);
}

void halt_process_started(const struct proc *p)
{
    named_started |= halts_with(p);
}

void halt_einit_ended(void)
{
    size_t size;
    const char *name = cmdline_get("kos.exit", &size);

    if (name && !named_started)
        klog("BOOT", "warning: kos.exit=%.*s: Einit started no process of that name", (int)size,
             name);
}

_Noreturn void halt_without_processes(void)
{
    size_t size;

    halt(cmdline_get("kos.exit", &size) && !named_started ? STATUS_NOBODY : 0);
}

_Noreturn void halt(uint32_t status)
{
    klog(NULL, "System halted");
    machine_stop(status);
}
