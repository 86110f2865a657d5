/* Writes to a log whose storage is not well: each message gets its own answer, at once. */
#include <coresrv/thread/thread_api.h>
#include <fs/fs.h>
#include <klog/client.h>
#include <string.h>

#include "../../check.h"

static struct klog *klog;

static Retcode say(const char *text)
{
    return klog_write(klog, 1, 0, text);
}

/* What the policy refuses, and the audit reports. */
static void be_refused(void)
{
    CHECK(klog_write(klog, 13, 0, "refused") == rcSecurityDisallow);
}

static void with_faulty(void)
{
    CHECK(say("one") == rcOk);
    CHECK(say("too much") == rcQuotaExceeded);
    be_refused();
    CHECK(say("two") == rcOk); /* while the audit waits */
    KnSleep(2000);
    CHECK(say("three") == rcOk);
    CHECK(say("die") == rcNotConnected);
    CHECK(say("four") == rcNotConnected);
    be_refused();
    KnSleep(500);
    CHECK(say("five") == rcNotConnected); /* Klog is there and answers */
}

/* The file of the log does not fit into the file system, and leaves nothing there. */
static void with_full(void)
{
    struct fs_space space;

    KnSleep(1000);
    CHECK(say("one") == rcNotConnected);
    CHECK(fs_get_space(&space) == 0 && space.blocks_free == space.blocks);
}

int main(int argc, char **argv)
{
    CHECK(argc == 2);
    CHECK(klog_open(KLOG_SERVER_CONNECTION_ID, &klog) == rcOk);
    if (strcmp(argv[1], "faulty") == 0)
        with_faulty();
    if (strcmp(argv[1], "full") == 0)
        with_full();
    if (strcmp(argv[1], "absent") == 0)
        CHECK(say("one") == rcNotConnected); /* Klog has ended */
    klog_close(klog);
    return check_end("Patient");
}
