/* Reads what was printed: before it came, in one go, and then as it comes; while it has the log,
 * nobody else has. */
#include <coresrv/log/log_api.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/thread/thread_api.h>
#include <coresrv/vlog/vlog_api.h>
#include <kl/core/Core.edl.h>
#include <kl/core/Log.idl.h>
#include <nk/abi.h>
#include <stdio.h>
#include <string.h>

static char buffer[LOG_LINES_MAX];
static struct LogLines lines;

static unsigned count_lines(void)
{
    unsigned count = 0;

    for (rtl_size_t i = 0; i < lines.size; i++)
        count += buffer[i] == '\n';
    return count;
}

/* Whether the lines have this one. */
static int has(const char *line)
{
    buffer[lines.size < sizeof buffer ? lines.size : sizeof buffer - 1] = '\0';
    return strstr(buffer, line) != NULL;
}

/* A call that is given up before its method is done: of the handle that this one makes nothing is
 * left, so that the next handle has the same place. */
static int leaves_no_handle(void)
{
    kl_core_Log_GetMessagesHandle_req req = {.count = 100000, .mdelay = INFINITE_TIMEOUT};
    kl_core_Log_GetMessagesHandle_res res;
    kl_core_Log_proxy proxy;
    NkKosTransport kernel;
    Handle before, after;
    nk_err_t err;

    NkKosTransport_Init(&kernel, KOS_HANDLE_KERNEL, NULL, 0);
    kernel.callTimeout = 5;
    kl_core_Log_proxy_init(&proxy, &kernel.base, kl_core_Core_log_Log_iid);
    if (KnAuOpen("core", &before) != rcOk || KnAuClose(before) != rcOk)
        return 0;
    err = kl_core_Log_GetMessagesHandle(&proxy.base, &req, NULL, &res, NULL);
    return err != NK_EOK && KnAuOpen("core", &after) == rcOk && KnAuClose(after) == rcOk &&
           before % KOS_HANDLES_MAX == after % KOS_HANDLES_MAX;
}

static void say(const char *what, int right)
{
    printf("[Reader] %s: %s\n", what, right ? "as it should be" : "WRONG");
}

int main(void)
{
    rtl_uint32_t size = 0;
    Handle log;
    Retcode rc;

    KnSleep(200); /* the other has printed and waits */
    say("others may read it", KnLogWait(1, 0, &log) == rcOk && KnAuClose(log) == rcOk);
    say("given up", leaves_no_handle());
    say("taken over", KnLogHandoff(&size) == rcOk && size == 65536);
    say("twice is once", KnLogHandoff(NULL) == rcOk);
    say("no room for a line", KnLogFetch(buffer, 2, &lines) == rcBufferTooSmall);
    rc = KnLogFetch(buffer, sizeof buffer, &lines);
    say("lines of the kernel and of programs",
        rc == rcOk && lines.lost == 0 && lines.lines == count_lines() &&
            has("[INIT ] Starting 'Einit' ...\n") && has("[Other] here\n") &&
            has("[Reader] twice is once: as it should be\n"));
    rc = KnLogFetch(buffer, sizeof buffer, &lines);
    say("then only what came since", rc == rcOk && lines.lines == 1 && has("[Reader] lines of"));
    while (KnLogFetch(buffer, sizeof buffer, &lines) == rcOk && lines.lines > 0)
        ;
    say("nothing is no error", lines.size == 0);
    (void)KnLogFetch(buffer, sizeof buffer, &lines);
    say("time passes", KnLogWait(5, 50, &log) == rcOk && KnAuClose(log) == rcOk); /* for one line */
    (void)KnLogFetch(buffer, sizeof buffer, &lines);
    rc = KnLogWait(1, 50, &log);
    printf("[Reader] waited in vain: %s\n", rc == rcTimeout ? "as it should be" : "WRONG");
    for (int i = 0; i < 3000; i++) /* nobody reads: the oldest are lost and told */
        fprintf(stderr, "%d: a line that makes the log longer than it can be\n", i);
    rc = KnLogFetch(buffer, sizeof buffer, &lines);
    printf("[Reader] flood: %s, %s\n", lines.lost > 1000 ? "many lost" : "WRONG: none lost",
           lines.lost + lines.lines == 3001 ? "all told" : "WRONG");
    return rc != rcOk;
}
