/* What changes while a Call waits for its turn: a second thread rewrites, takes away and ends what
 * the first one has sent. The kernel believes only what it finds when the server comes. */
#include <coresrv/handle/handle_api.h>
#include <coresrv/vmm/vmm_api.h>
#include <kos/thread.h>

#include "shot.h"

enum { BUSY_MS = 100 };

/* The Call under attack; its message and receive buffer have a page each. */
static struct shot victim;
static unsigned char *message, *response;
static Retcode victimCode;
static Tid victimTid;

static int callVictim(void *context)
{
    (void)context;
    victimCode = svc(svc_0, &victim.regs);
    return 0;
}

static int keepBusy(void *context)
{
    struct shot s;

    (void)context;
    load(&s, hostile_ITarget_Sleep_mid, 32, 0);
    s.msg[24] = BUSY_MS;
    svc(svc_0, &s.regs);
    return 0;
}

/* Lets it run until it waits. */
static Tid start(ThreadRoutine routine)
{
    Tid tid = 0;

    KosThreadCreate(&tid, ThreadPriorityNormal, ThreadStackSizeDefault, routine, RTL_NULL, 0);
    KosThreadYield();
    return tid;
}

static unsigned char *newPage(void)
{
    return KnVmAllocate(RTL_NULL, KOS_PAGE_SIZE,
                        VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | VMM_FLAG_READ | VMM_FLAG_WRITE);
}

/* The server is busy, the victim waits in its queue with a good request; then comes the change. */
static int attack(const char *what, void (*change)(void), Retcode expected, int woken)
{
    message = newPage();
    response = newPage();
    victimCode = rcFail;
    loadChunk(&victim, hostile_ITarget_Text_mid, 0, 4, "abc", 4);
    memcpy(message, victim.msg, 32);
    victim.regs.x[1] = addressOf(message);
    victim.regs.x[4] = addressOf(response);

    Tid busy = start(keepBusy);
    victimTid = start(callVictim);
    change();
    KosThreadWait(victimTid, INFINITE_TIMEOUT);
    KosThreadWait(busy, INFINITE_TIMEOUT);
    served += woken ? 2 : 1;
    KnVmUnmap(message, KOS_PAGE_SIZE);
    KnVmUnmap(response, KOS_PAGE_SIZE);
    return report(what, victimCode, expected) + ping();
}

static struct nk_message *sent(void)
{
    return (struct nk_message *)(void *)message;
}

static void nothing(void)
{
}

static void growHeader(void)
{
    nk_message_set_size(sent(), 40);
}

static void addHandles(void)
{
    nk_message_set_ncaps(sent(), 255);
}

static void setError(void)
{
    sent()->ex.err = 1;
}

static void changeEndpoint(void)
{
    sent()->iid = 7;
}

static void moveChunk(void)
{
    message[24] = 1;
}

static void breakText(void)
{
    victim.arena[1] = 0xff;
}

static void takeMessage(void)
{
    KnVmUnmap(message, KOS_PAGE_SIZE);
}

static void takeResponse(void)
{
    KnVmUnmap(response, KOS_PAGE_SIZE);
}

static void lockResponse(void)
{
    KnVmProtect(response, KOS_PAGE_SIZE, VMM_FLAG_READ);
}

static void endVictim(void)
{
    KosThreadTerminate(victimTid, 0);
}

int main(void)
{
    int failed = aimAtServer();

    failed += attack("nothing changes", nothing, rcOk, 1);
    failed += attack("the header grows", growHeader, rcInvalidArgument, 0);
    failed += attack("the header has handles", addHandles, rcInvalidArgument, 0);
    failed += attack("the header has an error", setError, rcInvalidArgument, 0);
    failed += attack("the endpoint changes", changeEndpoint, rcSecurityDisallow, 0);
    failed += attack("the chunk moves", moveChunk, rcSecurityDisallow, 0);
    failed += attack("the text breaks", breakText, rcSecurityDisallow, 0);
    failed += attack("the message goes away", takeMessage, rcSourceFault, 0);
    failed += attack("the receive buffer goes away", takeResponse, rcTargetFault, 1);
    failed += attack("the receive buffer is locked", lockResponse, rcTargetFault, 1);
    failed += attack("the thread ends", endVictim, rcFail, 0);
    return verdict(failed);
}
