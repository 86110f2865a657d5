/* A thread is detached when it is about to end, a little later each time: before, in the middle of
 * KosThreadExit, and after. A record that nobody freed would be one thread less for the process. */
#include <kos/thread.h>

#include "raw.h"

#define TRIALS 5000U
#define FIRST  8000U /* turns of an empty loop */
#define STEP   4U    /* more for each trial: less than KosThreadExit takes */

static volatile unsigned turns;

static int work(void *unused)
{
    (void)unused;
    for (volatile unsigned i = 0; i < turns; i++)
        continue;
    return 0;
}

static int stay(void *unused)
{
    (void)unused;
    KosThreadSleep(INFINITE_TIMEOUT);
    return 0;
}

/* All that can be had, and ends them. */
static unsigned count_threads(void)
{
    static Tid tids[KOS_PROC_THREADS_MAX + 1];
    unsigned n = 0;

    while (n <= KOS_PROC_THREADS_MAX && KosThreadCreate(&tids[n], 10, 4096, stay, NULL, 0) == rcOk)
        n++;
    for (unsigned i = 0; i < n; i++) {
        KosThreadTerminate(tids[i], 0);
        KosThreadWait(tids[i], INFINITE_TIMEOUT);
    }
    return n;
}

int main(void)
{
    const unsigned before = count_threads();
    unsigned late = 0;

    for (unsigned trial = 0; trial < TRIALS; trial++) {
        Tid tid;

        turns = FIRST + trial * STEP;
        if (KosThreadCreate(&tid, 10, 4096, work, NULL, 0) != rcOk)
            break;
        KosThreadSleep(1);
        late += KosThreadDetach(tid) != rcOk;
        KosThreadSleep(2);
    }
    expect_true("each was detached", late == 0);
    expect_true("some threads", before > 32);
    expect_true("as many threads as before", count_threads() == before);
    printf("%d failures\n", raw_failures);
    return raw_failures != 0;
}
