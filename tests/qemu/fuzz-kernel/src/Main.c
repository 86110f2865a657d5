/* Starts one attacker after the other until enough calls were made, and compares what the kernel
 * has in use before and after each. Options: fuzz.calls=N, fuzz.seed=N. */
#include <coresrv/entity/entity_api.h>
#include <coresrv/hal/hal_api.h>
#include <coresrv/sl/sl_api.h>
#include <fuzz/IExchange.idl.h>
#include <kos/task.h>
#include <kos/thread.h>
#include <stdlib.h>

#include "../../figures.h"

#define CALLS 20000 /* in all, unless asked otherwise */

static nk_uint64_t option(const char *name, nk_uint64_t otherwise)
{
    char text[32];

    return KnHalGetEnv(name, text, sizeof text) == rcOk ? strtoull(text, NULL, 10) : otherwise;
}

/* How many processes ended in which way. */
static struct {
    unsigned finished, faulted, stopped;
} ends;

/* The number of calls it is known to have made: its exit code, when it came that far. */
static unsigned attack(nk_uint64_t seed)
{
    static const EntityInfo info = {.eiid = "fuzz.Attacker"};
    char text[24];
    const char *args[] = {"attacker", text, NULL};
    unsigned calls = 0;
    Entity *entity = EntityInitEx(&info, "attacker", "Attacker");
    Retcode rc;

    snprintf(text, sizeof text, "%llu", (unsigned long long)seed);
    CHECK(entity && EntitySetArgs(entity, args) == rcOk && EntityRun(entity) == rcOk);
    rc = EntityWait(entity, 5000, &calls);
    if (rc == rcTimeout) { /* the thread that calls was suspended or ended, and another lives on */
        CHECK(KosTaskStop(entity) == rcOk);
        CHECK(EntityWait(entity, 1000, NULL) == rcAbort);
        ends.stopped++;
    } else if (rc == rcOk) {
        ends.finished++;
    } else {
        ends.faulted++;
    }
    EntityFree(entity);
    KosThreadSleep(20); /* for processes that it made itself */
    return rc == rcOk ? calls : 0;
}

static void report(void)
{
    fuzz_IExchange_Report_req req = {0};
    fuzz_IExchange_Report_res res = {0};
    struct fuzz_IExchange_proxy proxy;
    NkKosTransport transport;

    NkKosTransport_Init(&transport, ServiceLocatorConnect("link"), NK_NULL, 0);
    fuzz_IExchange_proxy_init(&proxy, &transport.base, 0);
    CHECK(fuzz_IExchange_Report(&proxy.base, &req, NK_NULL, &res, NK_NULL) == NK_EOK);
    CHECK(res.wrong == 0);
    printf("Main: %llu messages exchanged, %u wrong\n", (unsigned long long)res.exchanged,
           (unsigned)res.wrong);
}

int main(void)
{
    nk_uint64_t wanted = option("fuzz.calls", CALLS), seed = option("fuzz.seed", 1), calls = 0;
    struct figures before, after;

    KosThreadSleep(20);
    (void)attack(seed); /* fills heaps */
    figures_take(&before);
    ends.finished = ends.faulted = ends.stopped = 0;
    while (calls < wanted && failures == 0) {
        calls += attack(++seed);
        figures_take(&after);
        figures_compare("attacker", &before, &after);
        if (failures)
            printf("Main: found with fuzz.seed=%llu\n", (unsigned long long)seed);
    }
    printf("Main: %llu calls; processes: %u finished, %u faulted, %u stopped\n",
           (unsigned long long)calls, ends.finished, ends.faulted, ends.stopped);
    report();
    return check_end("Main");
}
