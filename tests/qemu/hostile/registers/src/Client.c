/* System calls whose registers are wrong: numbers, handles, sizes, addresses, headers. The kernel
 * refuses each of them by itself, with the code of its table; the module is not asked. */
#include <coresrv/handle/handle_api.h>
#include <coresrv/syscalls.h>
#include <coresrv/vmm/vmm_api.h>

#include "shot.h"

enum { PING, TEXT, BLOB, WORDS, ITEMS, CHOOSE, GIVE, GIVE_TWO, READ, SLEEP, DROP };
enum { LIMIT = KOS_IPC_MAX_MSG };

static const char readOnly[256] = "in the read-only data";

/* ---- numbers and handles ----------------------------------------------------------------- */

static int attackNumbers(void)
{
    struct shot s;
    int failed;

    load(&s, PING, 24, 0);
    failed = report("svc #3", svc(svc_3, &s.regs), rcUnimplemented);
    failed += report("svc #65535", svc(svc_65535, &s.regs), rcUnimplemented);
    return failed + ping();
}

struct handle_attack {
    const char *what;
    void (*number)(struct regs *);
    Handle handle;
    Retcode expected;
};

static int attackHandles(void)
{
    const struct handle_attack attacks[] = {
        {"Call on handle 0", svc_0, 0, rcInvalidArgument},
        {"Call on a handle nobody made", svc_0, 999, rcInvalidArgument},
        {"Call on the invalid handle", svc_0, INVALID_HANDLE, rcInvalidArgument},
        {"Call on a value of another life", svc_0, server + 1024, rcInvalidArgument},
        {"Call on the process itself", svc_0, KOS_HANDLE_SELF, rcSecurityDisallow},
        {"Recv on handle 0", svc_1, 0, rcInvalidArgument},
        {"Recv on the kernel", svc_1, KOS_HANDLE_KERNEL, rcSecurityDisallow},
        {"Recv on the process itself", svc_1, KOS_HANDLE_SELF, rcSecurityDisallow},
        {"Recv on a client end", svc_1, server, rcSecurityDisallow},
        {"Reply on handle 0", svc_2, 0, rcInvalidArgument},
        {"Reply on the kernel", svc_2, KOS_HANDLE_KERNEL, rcSecurityDisallow},
        {"Reply on the process itself", svc_2, KOS_HANDLE_SELF, rcSecurityDisallow},
        {"Reply on a client end", svc_2, server, rcSecurityDisallow},
    };
    struct shot s;
    int failed = 0;

    for (unsigned i = 0; i < sizeof(attacks) / sizeof(attacks[0]); i++) {
        load(&s, PING, 24, 0);
        s.regs.x[0] = pair(attacks[i].handle, KOS_TIMEOUT_INFINITE);
        failed += report(attacks[i].what, svc(attacks[i].number, &s.regs), attacks[i].expected);
        failed += ping();
    }
    return failed;
}

/* A copy of the client end without the right to call, and one that is closed. */
static int attackRights(void)
{
    Handle copy = INVALID_HANDLE;
    struct shot s;
    int failed = report("a copy without the right to call",
                        KnHandleCopy(server, OCAP_HANDLE_COPY, INVALID_HANDLE, &copy), rcOk);

    load(&s, PING, 24, 0);
    s.regs.x[0] = pair(copy, KOS_TIMEOUT_INFINITE);
    failed += fire(&s, "Call on it", rcSecurityDisallow, 0);
    failed += report("closing it", KnHandleClose(copy), rcOk);
    load(&s, PING, 24, 0);
    s.regs.x[0] = pair(copy, KOS_TIMEOUT_INFINITE);
    return failed + fire(&s, "Call on the closed one", rcInvalidArgument, 0);
}

/* ---- sizes and the header ---------------------------------------------------------------- */

static int attackSizes(void)
{
    static const struct {
        const char *what;
        rtl_uint64_t size, arena;
        Retcode expected;
    } attacks[] = {
        {"no message", 0, 0, rcInvalidArgument},
        {"a byte less than a header", 23, 0, rcInvalidArgument},
        {"longer than its header says", 32, 0, rcInvalidArgument},
        {"longer than a header can say", 8388608, 0, rcInvalidArgument},
        {"longest number", 0xffffffff, 0, rcInvalidArgument},
        {"over the limit", LIMIT + 1, 0, rcBufferTooLarge},
        {"over the limit with its arena", 24, LIMIT - 24 + 1, rcBufferTooLarge},
        {"longest arena", 24, 0xffffffff, rcBufferTooLarge},
    };
    struct shot s;
    int failed = 0;

    for (unsigned i = 0; i < sizeof(attacks) / sizeof(attacks[0]); i++) {
        load(&s, PING, 24, 0);
        s.regs.x[2] = pair(attacks[i].size, attacks[i].arena);
        failed += fire(&s, attacks[i].what, attacks[i].expected, 0);
    }
    return failed;
}

static int attackHeader(void)
{
    struct shot s;
    int failed;

    load(&s, PING, 24, 0);
    nk_message_set_size(headOf(&s), 40);
    failed = fire(&s, "header says more", rcInvalidArgument, 0);
    load(&s, PING, 24, 0);
    nk_message_set_size(headOf(&s), 0);
    failed += fire(&s, "header says nothing", rcInvalidArgument, 0);
    load(&s, PING, 24, 0);
    headOf(&s)->ex.err = 1;
    failed += fire(&s, "error flag in a request", rcInvalidArgument, 0);
    load(&s, PING, 24, 1);
    failed += fire(&s, "a handle behind the end", rcInvalidArgument, 0);
    load(&s, GIVE, 56, 255);
    failed += fire(&s, "255 handles", rcInvalidArgument, 0);
    load(&s, PING, 24, 0);
    headOf(&s)->self = nk_handle_desc(server);
    failed += fire(&s, "a forged callee is wiped", rcOk, 1);
    return failed;
}

/* ---- addresses --------------------------------------------------------------------------- */

/* A page with nothing behind it. */
static unsigned char *lastPage(void)
{
    unsigned char *pages = KnVmAllocate(RTL_NULL, 2 * KOS_PAGE_SIZE,
                                        VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | VMM_FLAG_READ |
                                            VMM_FLAG_WRITE);

    if (!pages || KnVmUnmap(pages + KOS_PAGE_SIZE, KOS_PAGE_SIZE) != rcOk)
        return RTL_NULL;
    return pages;
}

static int attackOneAddress(const char *what, rtl_uint64_t address)
{
    struct shot s;
    char line[80];
    int failed;

    load(&s, PING, 24, 0);
    s.regs.x[1] = address;
    snprintf(line, sizeof(line), "message %s", what);
    failed = fire(&s, line, rcSourceFault, 0);
    loadChunk(&s, TEXT, 0, 4, "abc", 4);
    s.regs.x[2] = pair(32, 100);
    s.regs.x[3] = address;
    snprintf(line, sizeof(line), "arena %s", what);
    failed += fire(&s, line, rcSourceFault, 0);
    load(&s, PING, 24, 0);
    s.regs.x[4] = address;
    snprintf(line, sizeof(line), "receive buffer %s", what);
    failed += fire(&s, line, rcTargetFault, 1);
    load(&s, READ, 32, 0);
    s.msg[24] = 16;
    s.regs.x[6] = address;
    snprintf(line, sizeof(line), "receive arena %s", what);
    return failed + fire(&s, line, rcTargetFault, 1);
}

static int attackAddresses(void)
{
    unsigned char *page = lastPage();
    struct shot s;
    int failed = page ? 0 : report("a page", rcOutOfMemory, rcOk);

    failed += attackOneAddress("at 0", 0);
    failed += attackOneAddress("that is not mapped", 0x200000);
    failed += attackOneAddress("in the kernel", KERNEL_ADDRESS);
    failed += attackOneAddress("that wraps around", 0xfffffffffffffff8u);
    failed += attackOneAddress("behind the user half", KOS_USER_END);
    failed += attackOneAddress("that ends behind the user half", KOS_USER_END - 8);
    failed += attackOneAddress("that is not canonical", 0x0123456789abcdefu);
    failed += attackOneAddress("that leaves its page", addressOf(page + KOS_PAGE_SIZE - 8));
    load(&s, PING, 24, 0);
    s.regs.x[4] = addressOf(readOnly);
    failed += fire(&s, "receive buffer in read-only memory", rcTargetFault, 1);
    load(&s, PING, 24, 0);
    s.regs.x[4] = KOS_INFO_PAGE;
    failed += fire(&s, "receive buffer in the page of the kernel", rcTargetFault, 1);
    load(&s, PING, 24, 0);
    memcpy(page + 1, s.msg, 24);
    s.regs.x[1] = addressOf(page + 1);
    return failed + fire(&s, "a message at an odd address is good", rcOk, 1);
}

/* ---- room -------------------------------------------------------------------------------- */

static int attackRoom(void)
{
    static unsigned char large[2048];
    struct shot s;
    int failed;

    load(&s, PING, 24, 0);
    s.regs.x[5] = pair(0, sizeof(s.inArena));
    failed = fire(&s, "no room for the response", rcBufferTooSmall, 1);
    load(&s, PING, 24, 0);
    s.regs.x[5] = pair(31, sizeof(s.inArena));
    failed += fire(&s, "room for all but a byte", rcBufferTooSmall, 1);
    load(&s, READ, 32, 0);
    s.msg[24] = 16;
    s.regs.x[5] = pair(sizeof(s.in), 16);
    failed += fire(&s, "room for all but a byte of its arena", rcBufferTooSmall, 1);
    loadChunk(&s, TEXT, 0, 4, "abc", 4);
    s.regs.x[2] = pair(32, sizeof(large));
    s.regs.x[3] = addressOf(large);
    failed += fire(&s, "an arena that the server has no room for", rcBufferTooSmall, 0);
    load(&s, PING, 24, 0);
    nk_message_set_size((struct nk_message *)(void *)large, sizeof(large));
    s.regs.x[1] = addressOf(large);
    s.regs.x[2] = pair(sizeof(large), 0);
    return failed + fire(&s, "a message that the server has no room for", rcBufferTooSmall, 0);
}

/* ---- handles in a message ---------------------------------------------------------------- */

static int give(const char *what, Handle first, Handle second, Retcode expected, unsigned held)
{
    const nk_handle_desc_t slots[2] = {nk_handle_desc(first), nk_handle_desc(second)};
    struct shot s;
    int failed;

    load(&s, GIVE_TWO, 56, 2);
    memcpy(s.msg + 24, slots, sizeof(slots));
    failed = fire(&s, what, expected, expected == rcOk);
    if (expected == rcOk && s.in[24] != held) {
        printf("[Client] %s: WRONG, the server holds %u\n", what, s.in[24]);
        failed++;
    }
    return failed;
}

static int attackTransfers(void)
{
    Handle mine = INVALID_HANDLE, fixed = INVALID_HANDLE;
    int failed;

    failed = report("an object of my own",
                    KnHandleCreateUserObject(HANDLE_TYPE_USER_FIRST,
                                             OCAP_HANDLE_TRANSFER | OCAP_HANDLE_COPY, RTL_NULL,
                                             &mine),
                    rcOk);
    failed += report("a copy that may not be given",
                     KnHandleCopy(mine, OCAP_HANDLE_COPY, INVALID_HANDLE, &fixed), rcOk);
    failed += give("two handles I may give", mine, mine, rcOk, 2);
    failed += give("two empty slots", 0, INVALID_HANDLE, rcOk, 0);
    failed += give("a handle nobody made", mine, 999, rcInvalidArgument, 0);
    failed += give("a handle of another life", mine + 1024, mine, rcInvalidArgument, 0);
    failed += give("a handle that may not be given", mine, fixed, rcSecurityDisallow, 0);
    failed += give("the kernel channel", KOS_HANDLE_KERNEL, mine, rcSecurityDisallow, 0);
    failed += report("revoking the object", KnHandleRevoke(mine), rcOk);
    failed += give("a revoked handle", fixed, 0, rcHandleRevoked, 0);
    return failed;
}

/* ---- a server that can hold no more handles ---------------------------------------------- */

static Retcode giveOne(Handle handle)
{
    const nk_handle_desc_t slot = nk_handle_desc(handle);
    struct shot s;
    Retcode rc;

    load(&s, GIVE, 56, 1);
    memcpy(s.msg + 24, &slot, sizeof(slot));
    s.msg[40] = 1; /* to be kept */
    rc = svc(svc_0, &s.regs);
    served += rc == rcOk;
    return rc;
}

static int drop(unsigned count)
{
    struct shot s;
    int failed;

    load(&s, DROP, 32, 0);
    memcpy(s.msg + 24, &count, sizeof(count));
    failed = fire(&s, "the server closes some", rcOk, 1);
    return failed + (memcmp(s.in + 24, &count, sizeof(count)) != 0);
}

/* What does not fit as a whole leaves no handle behind. */
static int attackTable(void)
{
    Handle mine = INVALID_HANDLE;
    Retcode rc = rcOk;
    int failed;

    failed = report("an object to give",
                    KnHandleCreateUserObject(HANDLE_TYPE_USER_FIRST, OCAP_HANDLE_TRANSFER,
                                             RTL_NULL, &mine),
                    rcOk);
    for (unsigned i = 0; i < KOS_HANDLES_MAX && rc == rcOk; i++)
        rc = giveOne(mine);
    failed += report("as many handles as the server can hold", rc, rcQuotaExceeded) + ping();
    failed += drop(1);
    for (unsigned i = 0; i < 3; i++)
        failed += give("two handles where one fits", mine, mine, rcQuotaExceeded, 0);
    failed += report("one that fits", giveOne(mine), rcOk);
    failed += report("one more", giveOne(mine), rcQuotaExceeded);
    return failed + drop(500);
}

int main(void)
{
    int failed = aimAtServer();

    failed += attackNumbers();
    failed += attackHandles();
    failed += attackRights();
    failed += attackSizes();
    failed += attackHeader();
    failed += attackAddresses();
    failed += attackRoom();
    failed += attackTransfers();
    failed += attackTable();
    return verdict(failed);
}
