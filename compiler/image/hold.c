#include "image/hold.h"

#include <stddef.h>

static const int ending[] = {SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM};
enum { ENDING = sizeof ending / sizeof *ending };

void nkc_hold_set(sigset_t *set)
{
    struct sigaction action;
    sigemptyset(set);
    for (size_t i = 0; i < ENDING; i++)
        if (sigaction(ending[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            sigaddset(set, ending[i]);
}

void nkc_hold_begin(sigset_t *before)
{
    sigset_t set;
    nkc_hold_set(&set);
    sigprocmask(SIG_BLOCK, &set, before);
}

bool nkc_hold_ending(void)
{
    sigset_t pending;
    sigpending(&pending);
    for (size_t i = 0; i < ENDING; i++)
        if (sigismember(&pending, ending[i]) == 1)
            return true;
    return false;
}

void nkc_hold_end(const sigset_t *before)
{
    sigprocmask(SIG_SETMASK, before, NULL);
}
