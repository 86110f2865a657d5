/* Starts a process, ends it at some step of what it does, and looks whether the kernel has as much
 * in use as before. */
#include "serve.h"

#include <coresrv/entity/entity_api.h>
#include <kos/task.h>

#include "../../figures.h"

/* ---- serving ------------------------------------------------------------------------------- */

static Handle serve_listener = INVALID_HANDLE, quiet_listener = INVALID_HANDLE;

static int accept_all(void *unused)
{
    char client[UCORE_STRING_SIZE], service[UCORE_STRING_SIZE];

    (void)unused;
    while (KnCmListen(NULL, INFINITE_TIMEOUT, client, service) == rcOk) {
        Handle *listener = strcmp(service, "quiet") == 0 ? &quiet_listener : &serve_listener;

        (void)KnCmAccept(client, service, 0, *listener, listener);
    }
    return 0;
}

/* Two channels of our own keep the listeners in use. */
static void open_services(void)
{
    Handle own;
    rtl_uint32_t riid;
    Tid tid;

    KosEventInit(&release);
    CHECK(KosThreadCreate(&tid, 20, 0, accept_all, NULL, 0) == rcOk);
    CHECK(KnCmConnect("kill.Main", "quiet", 1000, &own, &riid) == rcOk);
    CHECK(KnCmConnect("kill.Main", "serve", 1000, &own, &riid) == rcOk);
    CHECK(KosThreadCreate(&tid, 15, 0, serve, &serve_listener, 0) == rcOk);
}

/* ---- calling the victim --------------------------------------------------------------------- */

static int call_victim(void *hold)
{
    Handle handle;
    rtl_uint32_t riid;

    if (KnCmConnect("victim", "serve", 100, &handle, &riid) != rcOk)
        return 0;
    if (hold)
        (void)call_hold(handle);
    else
        while (call_echo(handle, 700) == NK_EOK)
            ;
    CHECK(call_hold(handle) == NK_ENOTCONN);
    CHECK(KnHandleClose(handle) == rcOk);
    return 1;
}

/* ---- ends ----------------------------------------------------------------------------------- */

static unsigned ends;

static Entity *start(const char *step, const char *spins)
{
    static const EntityInfo info = {.eiid = "kill.Victim"};
    static const char *args[4];
    Entity *victim = EntityInitEx(&info, "victim", "Victim");

    args[0] = "victim";
    args[1] = step;
    args[2] = spins;
    CHECK(victim && EntitySetArgs(victim, args) == rcOk && EntityRun(victim) == rcOk);
    return victim;
}

static void end(Entity *victim)
{
    (void)KosTaskStop(victim); /* it may have ended */
    CHECK(EntityWait(victim, 1000, NULL) != rcTimeout);
    EntityFree(victim);
    KosEventSet(&release); /* for the server thread, if it holds a request */
    KosThreadSleep(2);
    KosEventReset(&release);
    drop_kept();
    ends++;
}

static void end_at_step(const char *step)
{
    struct figures before, after;

    for (int round = 0; round < 2; round++) { /* the first one fills pools and heaps */
        figures_take(&before);
        Entity *victim = start(step, NULL);

        KosThreadSleep(10);
        end(victim);
        figures_take(&after);
    }
    figures_compare(step, &before, &after);
}

/* A client of the victim at the same time; `hold`: it waits for an answer when the end comes. */
static void end_while_called(const char *what, int hold, int spins)
{
    struct figures before, after;
    Tid tid;

    for (int round = 0; round < 2; round++) {
        figures_take(&before);
        Entity *victim = start("serve", NULL);

        CHECK(KosThreadCreate(&tid, 15, 0, call_victim, hold ? &tid : NULL, 0) == rcOk);
        KosThreadSleep(3);
        for (volatile int i = 0; i < spins; i++)
            ;
        end(victim);
        CHECK(KosThreadWait(tid, 1000) == 1);
        figures_take(&after);
    }
    figures_compare(what, &before, &after);
}

static void end_at_instant(int spins)
{
    struct figures before, after;
    char number[16];

    snprintf(number, sizeof number, "%d", spins);
    figures_take(&before);
    Entity *victim = start("echo", number);

    KosThreadSleep(3);
    end(victim);
    figures_take(&after);
    figures_compare(number, &before, &after);
}

static void end_unstarted(void)
{
    static const EntityInfo info = {.eiid = "kill.Victim"};
    struct figures before, after;

    for (int round = 0; round < 2; round++) {
        figures_take(&before);
        Entity *one = EntityInitEx(&info, "victim", "Victim"), *two = EntityInit(&info);

        CHECK(one && two);
        EntityFree(two); /* nobody else has a handle */
        CHECK(KosTaskStop(one) == rcOk && KosTaskStop(one) == rcInvalidOperation);
        EntityFree(one);
        figures_take(&after);
    }
    figures_compare("unstarted", &before, &after);
}

int main(void)
{
    static const char *const steps[] = {"spin",    "sleep", "connect", "listen", "queue",
                                        "reply",   "serve", "handles", "notice", "futex",
                                        "threads", "sync",  "fault",   "exit"};

    open_services();
    end_unstarted();
    for (unsigned i = 0; i < rtl_countof(steps); i++)
        end_at_step(steps[i]);
    end_while_called("holding", 1, 0);
    end_at_instant(0);
    for (int i = 0; i < 60; i++)
        end_at_instant(i * 331);
    for (int i = 0; i < 20; i++)
        end_while_called("serving", 0, i * 977);
    printf("Main: %u ends\n", ends);
    return check_end("Main");
}
