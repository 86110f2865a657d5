/* Shows the log when all of it is there: the audit, then the messages of programs. The library says
 * where it is. */
#include <coresrv/thread/thread_api.h>
#include <klog_storage/client.h>
#include <string.h>

#include "../../check.h"

#define REFUSALS 3
#define MESSAGES 4

static struct kl_KlogStorage_Entry entries[KLOG_STORAGE_READ_MAX];

static void show(nk_uint32_t source, nk_uint32_t count)
{
    for (nk_uint32_t i = 0; i < count; i++) {
        if (entries[i].source != source)
            continue;
        printf("[Reader] %u: ", (unsigned)source);
        for (const nk_uint8_t *at = entries[i].msg; *at && at < entries[i].msg + 80; at++)
            putchar(*at < ' ' ? '?' : *at);
        putchar('\n');
    }
}

int main(void)
{
    struct klog_storage *log;
    nk_uint32_t count = 0;

    for (int i = 0; i < 50 && count < REFUSALS + MESSAGES; i++) {
        KnSleep(200); /* a log that is linked in is made by who comes first: not this one */
        CHECK(klog_storage_open(KLOG_STORAGE_SERVER_CONNECTION_ID, &log) == rcOk);
        CHECK(klog_storage_read(log, KLOG_STORAGE_READ_MAX, entries, &count) == rcOk);
        klog_storage_close(log);
    }
    show(0, count);
    show(1, count);
    CHECK(count == REFUSALS + MESSAGES);
    return check_end("Reader");
}
