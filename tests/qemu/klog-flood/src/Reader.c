/* Counts what is in the log: each refusal is there, or is told as lost. */
#include <coresrv/thread/thread_api.h>
#include <klog_storage/client.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flood.h"

static struct kl_KlogStorage_Entry entries[KLOG_STORAGE_READ_MAX];
static unsigned refusals, told, notes, wrong;

static void count_entry(const struct kl_KlogStorage_Entry *entry, nk_uint64_t id)
{
    const char *text = (const char *)entry->msg;
    unsigned lost;

    if (strncmp(text, "denied: request flood.Worker", 28) == 0)
        refusals++;
    else if (sscanf(text, "klog: %u audit records were lost", &lost) == 1)
        told += lost, notes++;
    else
        wrong++;
    wrong += entry->id < id;
}

static void wait_until_quiet(struct klog_storage *log, struct klog_storage_state *state)
{
    nk_uint64_t last;

    state->last_id = 0;
    do {
        last = state->last_id;
        KnSleep(400);
        if (klog_storage_get_state(log, state) != rcOk)
            exit(2);
    } while (state->last_id == 0 || state->last_id != last);
}

int main(void)
{
    struct klog_storage_state state;
    struct klog_storage *log;
    nk_uint32_t count;
    nk_uint64_t next = 1;

    if (klog_storage_open(KLOG_STORAGE_SERVER_CONNECTION_ID, &log) != rcOk)
        return 2;
    wait_until_quiet(log, &state);
    while (klog_storage_read_range(log, next, ~(nk_uint64_t)0, 32, entries, &count) == rcOk &&
           count > 0)
        for (nk_uint32_t i = 0; i < count; i++, next = entries[i - 1].id + 1)
            count_entry(&entries[i], next);
    printf("[Reader] %s, %s, %s, %s\n", refusals > 500 ? "many stored" : "WRONG: few stored",
           told > 0 ? "some lost" : "none lost", refusals + told == FLOOD ? "all told" : "WRONG",
           wrong == 1 ? "one entry of another" : "WRONG: others");
    printf("[Reader] room for %u, overwritten %u\n", (unsigned)state.capacity,
           (unsigned)state.lost);
    return 0;
}
