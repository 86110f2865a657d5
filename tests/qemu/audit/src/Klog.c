/* Reads the audit log: what the worker does, then a flood of its own. The names come from the
 * decoder that nk-psl-gen-c made of the policy. */
#include <inttypes.h>
#include <string.h>

#include <coresrv/vlog/vlog_api.h>
#include <nk/audit.h>
#include <nk/errno.h>

#include "store.h"

#include <security.audit.c>

#define FLOOD 3000

static struct nk_audit_record record;

/* Takes a record; the number of those lost before it. */
static rtl_uint32_t take(Handle log)
{
    nk_uint8_t data[AUDIT_MESSAGE_SIZE];
    rtl_size_t size;
    rtl_uint32_t dropped;
    Retcode rc = KnAuRead(log, data, &size, &dropped);

    if (rc != rcOk || nk_audit_decode(data, size, &record) != NK_EOK ||
        !nk_audit_fits(&nk_audit_policy, &record))
        printf("[Klog] WRONG: rc %x, %u bytes\n", (unsigned)rc, (unsigned)size);
    return dropped;
}

static void show(void)
{
    char text[AUDIT_MESSAGE_SIZE];

    nk_audit_text(&nk_audit_policy, &record, text, sizeof(text));
    printf("[Klog] %s\n", text);
    for (nk_uint32_t i = 0; i < record.call_count; i++) {
        nk_audit_call_text(&nk_audit_policy, &record.calls[i], text, sizeof(text));
        printf("[Klog]   %s\n", text);
    }
}

/* The ring keeps the newest: what is missing is at the front, and is counted. */
static int flood(Handle log, Handle store)
{
    nk_uint64_t last = record.seq + FLOOD, next = record.seq + 1;
    rtl_uint32_t dropped = 0, read = 0, later = 0;

    for (unsigned i = 0; i < FLOOD; i++)
        if (call(store, log_IStore_Put_mid, i) != rcSecurityDisallow)
            printf("[Klog] WRONG: a call was granted\n");
    do {
        rtl_uint32_t lost = take(log);

        if (read++ == 0)
            dropped = lost;
        else
            later += lost;
        next += lost;
        if (record.seq != next++)
            printf("[Klog] WRONG: record %u\n", (unsigned)record.seq);
    } while (record.seq < last);
    printf("[Klog] flood: %s, %s, %s\n", dropped > 0 ? "some lost" : "none lost",
           later == 0 ? "all at once" : "later too", dropped + read == FLOOD ? "all told" : "WRONG");
    return dropped + read != FLOOD;
}

/* The other log has what went to the console. */
static void core_log(void)
{
    char line[AUDIT_MESSAGE_SIZE + 1];
    rtl_size_t size;
    Handle log;

    if (KnAuOpen("core", &log) != rcOk) {
        printf("[Klog] WRONG: no core log\n");
        return;
    }
    printf("[Klog] marker\n");
    do {
        if (KnAuRead(log, line, &size, RTL_NULL) != rcOk)
            return;
        line[size] = '\0';
    } while (strcmp(line, "[Klog] marker") != 0);
    printf("[Klog] marker was read\n");
    KnAuClose(log);
}

int main(void)
{
    const Handle store = ServiceLocatorConnect("store_link");
    Handle log, none;
    int failed;

    printf("[Klog] no such log: %s\n",
           KnAuOpen("klog", &none) == rcResourceNotFound ? "as it should be" : "WRONG");
    if (KnAuOpen("kss", &log) != rcOk)
        return 2;
    printf("[Klog] waiting\n");
    for (int i = 0; i < 4; i++) {
        (void)take(log);
        show();
    }
    failed = flood(log, store);
    core_log();
    printf("[Klog] not a log: %s\n",
           KnAuClose(store) == rcSecurityDisallow ? "as it should be" : "WRONG");
    KnAuClose(log);
    printf("[Klog] closed: %s\n", KnAuClose(log) != rcOk ? "as it should be" : "WRONG");
    return failed;
}
