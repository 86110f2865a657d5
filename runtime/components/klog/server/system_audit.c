/* Klog's own work: kernel log to storage. */
#include <klog/system_audit.h>

#include "server/record.h"
#include "server/serve.h"

#include <coresrv/vlog/vlog_api.h>
#include <kos/thread.h>
#include <kss/audit.h>
#include <nk/abi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DELAY_FIRST 50 /* ms until a refused entry is tried again */
#define DELAY_LAST  5000

static struct klog klog;
static struct kl_KlogStorage_Entry entry;

/* ---- storing ------------------------------------------------------------------------------ */

/* Stores the entry, however long that takes. What the storage refuses for good is left out; the
 * error is returned then. A storage that was away is reported by *outage. */
static Retcode store(const struct kl_KlogStorage_Entry *e, Retcode *outage)
{
    rtl_uint32_t delay = DELAY_FIRST;
    Retcode rc = klog_storage_write(klog.storage, e);

    if (rc != rcOk && rc != rcInvalidArgument)
        fprintf(stderr, "klog: an entry is not stored: error %d; trying again\n", RC_GET_CODE(rc));
    while (rc != rcOk && rc != rcInvalidArgument) {
        *outage = rc;
        KosThreadSleep(delay);
        delay = delay * 2 < DELAY_LAST ? delay * 2 : DELAY_LAST;
        rc = klog_storage_write(klog.storage, e);
    }
    return rc;
}

/* A message of Klog itself; its own troubles are not told in the log, or that would never end. */
static void tell(const char *text)
{
    static struct kl_KlogStorage_Entry note;
    Retcode outage = rcOk;

    fprintf(stderr, "klog: %s\n", text);
    klog_stamp(&note, KLOG_SOURCE_AUDIT, KSS_AUDIT_POSITION_NONE);
    memset(note.msg, 0, sizeof note.msg);
    snprintf((char *)note.msg, sizeof note.msg, "klog: %s", text);
    (void)store(&note, &outage);
}

static void store_and_tell(const struct kl_KlogStorage_Entry *e)
{
    Retcode outage = rcOk;
    const Retcode rc = store(e, &outage);
    char text[80];

    if (rc != rcOk)
        tell("an entry was lost: the storage refused it");
    if (outage == rcOk)
        return;
    snprintf(text, sizeof text, "entries were late: the storage failed with error %d",
             RC_GET_CODE(outage));
    tell(text);
}

/* ---- reading ------------------------------------------------------------------------------ */

static void tell_lost(rtl_uint32_t lost)
{
    char text[80];

    snprintf(text, sizeof text, "%u audit records were lost: the kernel's log was full",
             (unsigned)lost);
    tell(text);
}

/* Returns why there are no more records. */
static Retcode read_records(Handle log)
{
    nk_uint8_t data[AUDIT_MESSAGE_SIZE];
    rtl_uint32_t lost;
    rtl_size_t size;
    Retcode rc;

    while ((rc = KnAuRead(log, data, &size, &lost)) == rcOk) {
        if (lost > 0)
            tell_lost(lost);
        klog_entry_of_record(&nk_audit_policy, data, size, &entry);
        klog_stamp(&entry, KLOG_SOURCE_AUDIT, entry.reason);
        store_and_tell(&entry);
    }
    return rc;
}

/* ---- starting ----------------------------------------------------------------------------- */

/* Splits "SERVER:STORAGE". */
static Retcode split(const char *connections, char *server, const char **storage)
{
    const char *colon = connections ? strchr(connections, ':') : NULL;

    if (!colon || colon == connections || !colon[1] || colon - connections > KOS_NAME_MAX)
        return rcInvalidArgument;
    memcpy(server, connections, (size_t)(colon - connections));
    server[colon - connections] = '\0';
    *storage = colon + 1;
    return rcOk;
}

static int give_up(const char *what, Retcode rc)
{
    fprintf(stderr, "klog: %s: error %d\n", what, RC_GET_CODE(rc));
    return EXIT_FAILURE;
}

int klog_system_audit_run(const char *connections, nk_iid_t iid)
{
    char server[KOS_NAME_MAX + 1];
    const char *storage;
    Handle log;
    Retcode rc = split(connections, server, &storage);

    if (rc != rcOk)
        return give_up("the connections are not `SERVER:STORAGE`", rc);
    rc = klog_storage_open(storage, &klog.storage);
    if (rc != rcOk)
        return give_up("no storage", rc);
    rc = KnAuOpen("kss", &log);
    if (rc != rcOk)
        return give_up("the audit log cannot be read", rc);
    rc = klog_serve(&klog, server, iid);
    if (rc != rcOk)
        return give_up("programs cannot be served", rc);
    rc = read_records(log);
    return give_up("the audit log ended", rc);
}
