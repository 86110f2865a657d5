/* Process and signal calls of picolibc: one process, no signals. */
#include <errno.h>
#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

#include "process.h"

/* A process does not learn its number; programs only ask for something unique of their own. */
pid_t getpid(void)
{
    return 1;
}

/* raise() comes here with a signal nobody handles. */
int kill(pid_t pid, int signal)
{
    if (pid == getpid() && signal != 0)
        kos_trap();
    errno = ENOSYS;
    return -1;
}

int sigprocmask(int how, const sigset_t *set, sigset_t *old)
{
    (void)how;
    (void)set;
    (void)old;
    errno = ENOSYS;
    return -1;
}

/* libgcc asks for the CPU's features before main; none is promised. */
unsigned long __getauxval(unsigned long type);

unsigned long __getauxval(unsigned long type)
{
    (void)type;
    return 0;
}
