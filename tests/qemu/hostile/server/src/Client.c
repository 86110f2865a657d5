/* The client of a hostile server: it gets an answer, or an error and not a byte of the lie. */
#include "lies.h"
#include "shot.h"

/* What the last Reply, or Recv, of the server gave. */
static Retcode askServer(void)
{
    struct shot s;
    Retcode rc;

    load(&s, hostile_ITarget_Ping_mid, 24, 0);
    rc = svc(svc_0, &s.regs);
    if (rc != rcOk)
        return rcFail;
    memcpy(&rc, s.in + 24, sizeof(rc));
    return rc;
}

static int holds(const unsigned char *buffer, size_t size, unsigned char byte)
{
    return memchr(buffer, byte, size) != NULL;
}

/* Asks for the lie; the codes that client and server must get. */
static int hear(const char *what, enum lie lie, Retcode client, Retcode server_)
{
    struct shot s;
    char line[80];
    int failed;

    load(&s, hostile_ITarget_Read_mid, 32, 0);
    s.msg[24] = (unsigned char)lie;
    failed = report(what, svc(svc_0, &s.regs), client);
    snprintf(line, sizeof(line), "%s: the server", what);
    failed += report(line, askServer(), server_);
    if (client != rcOk && (holds(s.in, sizeof(s.in), 'L') || holds(s.inArena, sizeof(s.inArena), 'L'))) {
        printf("[Client] %s: WRONG, a part of the answer arrived\n", what);
        failed++;
    }
    return failed;
}

static int hearDenied(void)
{
    const Retcode denied = rcSecurityDisallow;
    int failed = 0;

    failed += hear("a text that is not terminated", NOT_TERMINATED, denied, denied);
    failed += hear("a text outside", OUTSIDE, denied, denied);
    failed += hear("a text that is not UTF-8", NOT_UTF8, denied, denied);
    failed += hear("a text that is too long", TOO_LONG, denied, denied);
    failed += hear("a text without an arena", NO_ARENA, denied, denied);
    failed += hear("shorter than its type", SHORT, denied, denied);
    failed += hear("an error that no rule allows", FALSE_ERROR, denied, denied);
    return failed + hear("more than there is room for", NO_ROOM, rcBufferTooSmall, rcBufferTooSmall);
}

/* The kernel's own refusals leave the request with the server, who may try again. */
static int hearRetried(void)
{
    int failed = 0;

    failed += hear("another endpoint", OTHER_RIID, rcOk, rcInvalidArgument);
    failed += hear("another method", OTHER_MID, rcOk, rcInvalidArgument);
    failed += hear("less than a header", TINY, rcOk, rcInvalidArgument);
    failed += hear("a size that is not the header's", OTHER_SIZE, rcOk, rcInvalidArgument);
    failed += hear("handles behind the end", FALSE_HANDLES, rcOk, rcInvalidArgument);
    failed += hear("a message in the kernel", KERNEL_MESSAGE, rcOk, rcSourceFault);
    failed += hear("an arena in the kernel", KERNEL_ARENA, rcOk, rcSourceFault);
    failed += hear("an arena over the limit", OVER_LIMIT, rcOk, rcBufferTooLarge);
    return failed + hear("an answer on another handle", WRONG_HANDLE, rcOk, rcSecurityDisallow);
}

/* A Call that meets a Recv which cannot take it. */
static int meetBadRecv(const char *what, enum lie lie, Retcode expected, Retcode server_)
{
    struct shot s;
    char line[80];
    int failed;

    load(&s, hostile_ITarget_Read_mid, 32, 0);
    s.msg[24] = (unsigned char)lie;
    failed = report(what, svc(svc_0, &s.regs), rcOk);
    load(&s, hostile_ITarget_Read_mid, 32, 0);
    snprintf(line, sizeof(line), "%s: the next call", what);
    failed += report(line, svc(svc_0, &s.regs), expected);
    snprintf(line, sizeof(line), "%s: the server", what);
    return failed + report(line, askServer(), server_);
}

int main(void)
{
    int failed = 0;

    server = ServiceLocatorConnect("target_link");
    failed += report("the server answers before it is asked", askServer(), rcInvalidThreadState);
    failed += hear("an honest answer", HONEST, rcOk, rcOk);
    failed += hear("no answer at all", NEVER, rcFail, rcOk);
    failed += hearDenied();
    failed += hearRetried();
    failed += hear("two answers", TWICE, rcOk, rcInvalidThreadState);
    failed += meetBadRecv("a Recv without room", NARROW_RECV, rcBufferTooSmall, rcOk);
    failed += meetBadRecv("a Recv into the kernel", KERNEL_RECV, rcTransferError, rcTargetFault);
    failed += hear("an honest answer at the end", HONEST, rcOk, rcOk);
    printf("[Client] %s\n", failed ? "something went wrong" : "no lie got through");
    return failed ? 1 : 0;
}
