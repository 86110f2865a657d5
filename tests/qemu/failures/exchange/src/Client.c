/* The table of failure scenarios of an exchange, one after the other. */
#include "work.h"

static Handle link;

static int report(const char *what, Retcode rc, Retcode expected)
{
    printf("[Client] %s: %s%s\n", what, KosRetcodeName(rc), rc == expected ? "" : ", WRONG");
    return rc != expected;
}

static int reportValue(const char *what, nk_uint32_t value, nk_uint32_t expected)
{
    printf("[Client] %s: %x%s\n", what, (unsigned)value, value == expected ? "" : ", WRONG");
    return value != expected;
}

static nk_uint32_t tell(nk_uint32_t what)
{
    nk_uint32_t result = 0;

    callWork(link, fail_IWork_Tell_mid, what, 0, INFINITE_TIMEOUT, &result);
    return result;
}

/* Until the server has counted that many, at most 5 seconds. */
static nk_uint32_t waitFor(nk_uint32_t what, nk_uint32_t count)
{
    nk_uint32_t result = 0;

    for (int i = 0; i < 500 && (result = tell(what)) < count; i++)
        KosThreadSleep(10);
    return result;
}

/* ---- calls by other threads -------------------------------------------------------------- */

struct job {
    nk_mid_t mid;
    nk_uint32_t a, b, result;
    Retcode rc;
    Tid tid;
};

static int run(void *context)
{
    struct job *job = context;

    job->rc = callWork(link, job->mid, job->a, job->b, INFINITE_TIMEOUT, &job->result);
    return 0;
}

/* Starts the call and lets it get as far as it comes. */
static void start(struct job *job, nk_mid_t mid, nk_uint32_t a, nk_uint32_t b)
{
    *job = (struct job){.mid = mid, .a = a, .b = b};
    KosThreadCreate(&job->tid, ThreadPriorityNormal, ThreadStackSizeDefault, run, job, 0);
    KosThreadSleep(20);
}

static void join(struct job *job)
{
    KosThreadWait(job->tid, INFINITE_TIMEOUT);
}

/* ---- scenarios --------------------------------------------------------------------------- */

static int echo(const char *what, nk_uint32_t value)
{
    nk_uint32_t result = 0;
    int failed = report(what,
                        callWork(link, fail_IWork_Echo_mid, value, 0, INFINITE_TIMEOUT, &result),
                        rcOk);

    return failed + (result != value);
}

static int secret(const char *what, nk_uint32_t ask, nk_uint32_t answer, Retcode expected)
{
    nk_uint32_t result = 0;

    return report(what,
                  callWork(link, fail_IWork_Secret_mid, ask, answer, INFINITE_TIMEOUT, &result),
                  expected);
}

static int denials(void)
{
    int failed = secret("a request that is denied", 11, 0, rcSecurityDisallow);

    failed += reportValue("secrets the server was asked for", tell(TELL_SECRETS), 0);
    failed += secret("a response that is denied", 10, 11, rcSecurityDisallow);
    failed += reportValue("answers of the server that were refused", waitFor(TELL_REFUSED, 1), 1);
    return failed + secret("neither is denied", 10, 10, rcOk);
}

static int unknownNames(void)
{
    const Handle unknown = ServiceLocatorConnect("nothing");
    nk_uint32_t result;
    int failed = reportValue("a channel that there is not", unknown, INVALID_HANDLE);

    failed += report("a Call on it",
                     callWork(unknown, fail_IWork_Echo_mid, 0, 0, INFINITE_TIMEOUT, &result),
                     rcInvalidArgument);
    failed += report("a Recv on such a one", (Retcode)tell(TELL_UNKNOWN), rcInvalidArgument);
    failed += report("a Reply on such a one", (Retcode)tell(TELL_UNASKED), rcInvalidArgument);
    return failed + report("a Recv that nobody calls in time", (Retcode)tell(TELL_TIMEOUT),
                           rcTimeout);
}

/* Second goes away while the server works for it; so does a call of ours that waits too little. */
static int lateAnswers(void)
{
    nk_uint32_t result;
    int failed = reportValue("answers for a client that has ended", waitFor(TELL_LATE, 1), 1);

    failed += report("a call that the server holds too long",
                     callWork(link, fail_IWork_Echo_mid, 1, 200, 20, &result), rcTimeout);
    failed += reportValue("answers that came too late", waitFor(TELL_LATE, 2), 2);
    return failed + echo("the loop of the server goes on", 2);
}

static int twoThreads(void)
{
    struct job slow, quick;
    nk_uint32_t result;
    int failed;

    start(&slow, fail_IWork_Echo_mid, 0x11, 300);
    start(&quick, fail_IWork_Echo_mid, 0x12, 200);
    failed = report("a call that finds no free thread in time",
                    callWork(link, fail_IWork_Echo_mid, 1, 0, 20, &result), rcTimeout);
    join(&quick);
    join(&slow);
    failed += reportValue("the call that came first got", slow.result, 0x11);
    failed += reportValue("the call that came second got", quick.result, 0x12);
    return failed + reportValue("and was answered first", tell(TELL_ORDER) & 0xffff, 0x1211);
}

/* One of the two threads ends while it holds a request. */
static int threadLeaves(void)
{
    nk_uint32_t result;
    int failed = report("a call to a thread that ends",
                        callWork(link, fail_IWork_Leave_mid, LEAVE_THREAD, 0, INFINITE_TIMEOUT,
                                 &result),
                        rcNotConnected);

    return failed + echo("the other thread goes on", 3);
}

static int inOrder(void)
{
    struct job jobs[4];
    int failed = 0;

    for (nk_uint32_t i = 0; i < 4; i++)
        start(&jobs[i], fail_IWork_Echo_mid, 0x21 + i, i == 0 ? 150 : 0);
    for (unsigned i = 0; i < 4; i++) {
        join(&jobs[i]);
        failed += jobs[i].rc != rcOk || jobs[i].result != 0x21 + i;
    }
    return failed + reportValue("served in the order of arrival", tell(TELL_ORDER), 0x21222324);
}

static int serverLeaves(void)
{
    struct job served, queued;
    int failed;

    start(&served, fail_IWork_Leave_mid, LEAVE_PROCESS, 100);
    start(&queued, fail_IWork_Echo_mid, 1, 0);
    join(&served);
    join(&queued);
    failed = report("a call that the server held at its end", served.rc, rcNotConnected);
    failed += report("a call that waited for the server at its end", queued.rc, rcNotConnected);
    nk_uint32_t result;
    return failed + report("a call after the end of the server",
                           callWork(link, fail_IWork_Echo_mid, 1, 0, INFINITE_TIMEOUT, &result),
                           rcNotConnected);
}

static int onceOnly(void)
{
    const Handle once = ServiceLocatorConnect("once");
    nk_uint32_t result;
    int failed = report("the only call of a server without a loop",
                        callWork(once, fail_IWork_Echo_mid, 1, 0, INFINITE_TIMEOUT, &result),
                        rcOk);

    return failed + report("the next one",
                           callWork(once, fail_IWork_Echo_mid, 1, 0, INFINITE_TIMEOUT, &result),
                           rcNotConnected);
}

int main(void)
{
    int failed;

    link = ServiceLocatorConnect("link");
    failed = echo("a call before the server listens", 1);
    failed += denials();
    failed += unknownNames();
    failed += lateAnswers();
    failed += twoThreads();
    failed += threadLeaves();
    failed += inOrder();
    failed += serverLeaves();
    failed += onceOnly();
    printf("[Client] %s\n", failed ? "something went wrong" : "all as it should be");
    return failed ? 1 : 0;
}
