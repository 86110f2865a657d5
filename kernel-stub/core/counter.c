/* What the kernel has in use, by name. A test compares the figures before and after something that
 * must leave nothing behind. */
#include "object.h"

static uint64_t count_processes(void)
{
    uint64_t n = 0;

    for (unsigned i = 0; i < KOS_PROCESSES_MAX; i++)
        n += proc_at(i) != NULL;
    return n;
}

static uint64_t count_pages(void)
{
    return pages_free_count();
}

static const struct {
    const char *name;
    uint64_t (*read)(void);
} counters[] = {
    {"handles", handles_in_use},    {"pages.free", count_pages}, {"pages.pools", pool_pages},
    {"processes", count_processes}, {"sids", sids_in_use},       {"threads", threads_in_use},
};

bool counter_read(const char *name, uint64_t *value)
{
    for (unsigned i = 0; i < sizeof(counters) / sizeof(counters[0]); i++) {
        if (strcmp(name, counters[i].name) == 0) {
            *value = counters[i].read();
            return true;
        }
    }
    return pool_in_use(name, value);
}
