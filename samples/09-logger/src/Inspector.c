/* Waits until the log is quiet, then reads all of it. */
#include <coresrv/thread/thread_api.h>
#include <klog/client.h>
#include <klog_storage/client.h>
#include <kss/audit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define QUIET 500 /* ms without a new entry */

static struct kl_KlogStorage_Entry entries[KLOG_STORAGE_READ_MAX];

static Retcode wait_until_quiet(struct klog_storage *log, struct klog_storage_state *state)
{
    nk_uint64_t last;
    Retcode rc;

    state->last_id = 0;
    do {
        last = state->last_id;
        KnSleep(QUIET);
        rc = klog_storage_get_state(log, state);
    } while (rc == rcOk && (state->last_id == 0 || state->last_id != last));
    return rc;
}

/* Entries of the audit with all their lines; others are counted. */
static unsigned show(const struct kl_KlogStorage_Entry *entry)
{
    char text[KLOG_STORAGE_MESSAGE_SIZE], *rest = text;

    if (entry->source != KLOG_SOURCE_AUDIT)
        return 1;
    memcpy(text, entry->msg, sizeof text);
    for (char *line; (line = strsep(&rest, "\n"));)
        printf("[Inspector] %s\n", line);
    return 0;
}

int main(void)
{
    struct klog_storage *log;
    struct klog_storage_state state;
    nk_uint64_t next = 1;
    nk_uint32_t count;
    unsigned others = 0;
    Retcode rc = klog_storage_open(KLOG_STORAGE_SERVER_CONNECTION_ID, &log);

    if (rc == rcOk)
        rc = wait_until_quiet(log, &state);
    while (rc == rcOk && next <= state.last_id) {
        rc = klog_storage_read_range(log, next, state.last_id, KLOG_STORAGE_READ_MAX, entries,
                                     &count);
        for (nk_uint32_t i = 0; rc == rcOk && i < count; i++)
            others += show(&entries[i]);
        next = rc == rcOk && count > 0 ? entries[count - 1].id + 1 : state.last_id + 1;
    }
    if (rc != rcOk) {
        printf("[Inspector] the log cannot be read: error %d\n", RC_GET_CODE(rc));
        return EXIT_FAILURE;
    }
    printf("[Inspector] and %u messages of programs; %llu were overwritten\n", others,
           (unsigned long long)state.lost);
    rc = klog_storage_write(log, &entries[0]);
    printf("[Inspector] adding to the log: %s\n", rc == rcSecurityDisallow ? "no" : "yes");
    return EXIT_SUCCESS;
}
