/* Messages at the edges of the kernel's short way (kernel-stub/core/fastpath.c): sizes, alignments,
 * faults in the middle of a copy, refusals, buffers that change while their owner waits. Whichever
 * way the kernel takes, the result must be the same. */
#include "common.h"

#include <nk/abi.h>

#include <coresrv/handle/handle_api.h>
#include <services/ocap.h>

#include "../../check.h"

static Handle handle;
static nk_iid_t iid;
static char *edge; /* two pages, then none */

static short_IMail_Echo_req echo_req(uint64_t a, uint64_t rest)
{
    short_IMail_Echo_req req = {.a = a, .b = rest, .c = rest, .d = rest, .e = rest};

    nk_req_reset(&req);
    nk_msg_set_method_id(&req, iid, short_IMail_Echo_mid);
    return req;
}

static Retcode echo_from(const void *req, short_IMail_Echo_res *res)
{
    SMsgHdr out = {(void *)(uintptr_t)req, sizeof(short_IMail_Echo_req), NULL, 0};
    SMsgHdr in = {res, sizeof(*res), NULL, 0};

    memset(res, 0, sizeof(*res));
    return Call(handle, &out, &in);
}

static void usual(void)
{
    short_IMail_Echo_req req = echo_req(5, 6);
    short_IMail_Echo_res res;

    CHECK(echo_from(&req, &res) == rcOk);
    CHECK(res.ra == 5 && res.rb == 6 && res.re == 6 && res.base_.iid == iid);
}

/* Faults of the server so far; no secret may have arrived. */
static unsigned set_mode(unsigned mode)
{
    short_IMail_Mode_req req = {.mode = mode};
    short_IMail_Mode_res res = {0};
    SMsgHdr out = {&req, sizeof(req), NULL, 0}, in = {&res, sizeof(res), NULL, 0};

    nk_req_reset(&req);
    nk_msg_set_method_id(&req, iid, short_IMail_Mode_mid);
    CHECK(Call(handle, &out, &in) == rcOk);
    CHECK(res.secrets == 0);
    return res.faults;
}

static Retcode bulk(uint32_t mark, char *data, uint32_t size, char *reply, rtl_size_t reply_room,
                    rtl_size_t *got)
{
    short_IMail_Bulk_req req = {.mark = mark, .data = {0, size}};
    short_IMail_Bulk_res res = {0};
    SMsgHdr out = {&req, sizeof(req), data, size}, in = {&res, sizeof(res), reply, reply_room};
    Retcode rc;

    nk_req_reset(&req);
    nk_msg_set_method_id(&req, iid, short_IMail_Bulk_mid);
    rc = Call(handle, &out, &in);
    *got = in.arenaSize;
    return rc;
}

static void sizes(void)
{
    static const uint32_t sizes[] = {1,    7,    8,     15,    63,    64,    65,
                                     127,  128,  129,   4088,  4095,  4096,  4097,
                                     8191, 8193, 16383, 16384, 16385, 19999, 20000};
    static char data[short_IMail_MaxData], reply[short_IMail_MaxData + 8];
    rtl_size_t got;

    for (unsigned i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        for (unsigned j = 0; j < sizes[i]; j++)
            data[j] = (char)(i * 31 + j * 7 + j / 256);
        for (unsigned shift = 0; shift <= 4; shift += 4) {
            memset(reply, 0, sizeof(reply));
            CHECK(bulk(1, data, sizes[i], reply + shift, sizeof(reply) - 8, &got) == rcOk);
            CHECK(got == sizes[i] && memcmp(reply + shift, data, got) == 0);
            CHECK(reply[shift + sizes[i]] == 0);
        }
        /* One byte less than the answer. */
        CHECK(bulk(1, data, sizes[i], reply, sizes[i] - 1, &got) == rcBufferTooSmall);
    }
}

static void refusals(void)
{
    short_IMail_Echo_req req = echo_req(5000, SECRET);
    short_IMail_Echo_res res;
    static char data[9000];
    rtl_size_t got;

    CHECK(echo_from(&req, &res) == rcSecurityDisallow);
    for (unsigned i = 0; i + 8 <= sizeof(data); i += 8)
        memcpy(data + i, &req.b, 8);
    CHECK(bulk(5000, data, sizeof(data), NULL, 0, &got) == rcSecurityDisallow);
    set_mode(ALIGNED);
    /* The response is refused: nothing of it is seen here. */
    req = echo_req(900, 77);
    CHECK(echo_from(&req, &res) == rcSecurityDisallow);
    CHECK(res.ra == 0 && res.rb == 0);
    usual();
}

static void source_faults(void)
{
    short_IMail_Echo_req req = echo_req(5, SECRET);
    short_IMail_Echo_res res;
    rtl_size_t got;

    for (unsigned part = 8; part < sizeof(req); part += 8) {
        memcpy(edge + 2 * PAGE - part, &req, part);
        CHECK(echo_from(edge + 2 * PAGE - part, &res) == rcSourceFault);
    }
    for (unsigned i = 0; i < 2 * PAGE; i += 8)
        memcpy(edge + i, &req.b, 8);
    CHECK(bulk(1, edge, 2 * PAGE + 64, NULL, 0, &got) == rcSourceFault);
    CHECK(bulk(1, edge + PAGE + 8, PAGE, NULL, 0, &got) == rcSourceFault);
    CHECK(echo_from((void *)0xffff000040200000, &res) == rcSourceFault);
    set_mode(ALIGNED);
    usual();
}

/* The request ends on the last byte of memory, the response begins and ends there. */
static void edges(void)
{
    short_IMail_Echo_req req = echo_req(7, 8);
    short_IMail_Echo_res *last = (void *)(edge + 2 * PAGE - sizeof(*last)), res;
    SMsgHdr out = {&req, sizeof(req), NULL, 0}, in = {last, sizeof(*last), NULL, 0};

    memcpy(edge + 2 * PAGE - sizeof(req), &req, sizeof(req));
    CHECK(echo_from(edge + 2 * PAGE - sizeof(req), &res) == rcOk && res.rb == 8);
    CHECK(Call(handle, &out, &in) == rcOk && last->ra == 7);
    in.msg = edge + PAGE - 40; /* crosses a page */
    in.msgSize = sizeof(*last);
    CHECK(Call(handle, &out, &in) == rcOk);
    memcpy(&res, edge + PAGE - 40, sizeof(res));
    CHECK(res.ra == 7 && res.re == 8);
    in.msg = edge + 2 * PAGE - 40; /* crosses the end: only this client's loss */
    in.msgSize = sizeof(*last);
    CHECK(Call(handle, &out, &in) == rcTargetFault);
    usual();
}

/* Of an arena above user memory nothing reaches what has the same address but for the highest bits.
 */
static void beyond(void)
{
    static _Alignas(8) char data[64], kept[64], as_before[64];
    rtl_size_t got;

    memset(kept, 'k', sizeof(kept));
    memset(as_before, 'k', sizeof(as_before));
    CHECK(bulk(1, data, sizeof(data), kept + KOS_USER_END, sizeof(kept), &got) == rcTargetFault);
    CHECK(memcmp(kept, as_before, sizeof(kept)) == 0);
}

static Retcode echo_with(Handle h)
{
    short_IMail_Echo_req req = echo_req(5, 6);
    short_IMail_Echo_res res;
    SMsgHdr out = {&req, sizeof(req), NULL, 0}, in = {&res, sizeof(res), NULL, 0};

    return Call(h, &out, &in);
}

/* The kernel remembers the handle of the last call: not after it was closed or when it lacks the
 * right, nor for another value of the same place. */
static void handles(void)
{
    Handle copy = INVALID_HANDLE, mute = INVALID_HANDLE, next = INVALID_HANDLE;

    CHECK(KnHandleCopy(handle, OCAP_IPC_CLIENT, INVALID_HANDLE, &copy) == rcOk);
    CHECK(echo_with(copy) == rcOk && echo_with(copy) == rcOk);
    CHECK(KnHandleClose(copy) == rcOk);
    CHECK(echo_with(copy) == rcInvalidArgument);
    CHECK(KnHandleCopy(handle, OCAP_IPC_CLIENT, INVALID_HANDLE, &next) == rcOk);
    CHECK(echo_with(copy) == rcInvalidArgument && echo_with(next) == rcOk);
    CHECK(KnHandleCopy(handle, OCAP_HANDLE_TRANSFER, INVALID_HANDLE, &mute) == rcOk);
    CHECK(echo_with(mute) == rcSecurityDisallow && echo_with(next) == rcOk);
    CHECK(KnHandleClose(mute) == rcOk && KnHandleClose(next) == rcOk);
    CHECK(echo_with(0) == rcInvalidArgument && echo_with(next) == rcInvalidArgument);
    usual();
}

/* Sizes that are no multiple of 8, or above what goes the shortest way, and room for less. */
static void odd_sizes(void)
{
    short_IMail_Echo_req req = echo_req(5, 6);
    char long_req[256] = {0};
    short_IMail_Echo_res res;
    SMsgHdr out = {&req, sizeof(req), NULL, 0}, in = {&res, sizeof(res), NULL, 0};

    for (unsigned size = 1; size < sizeof(req); size++) {
        out.msgSize = size;
        CHECK(Call(handle, &out, &in) == rcInvalidArgument); /* not what the header says */
    }
    memcpy(long_req, &req, sizeof(req));
    out.msg = long_req;
    for (unsigned size = sizeof(req) + 1; size <= sizeof(long_req); size++) {
        out.msgSize = size;
        CHECK(Call(handle, &out, &in) != rcOk);
    }
    out = (SMsgHdr){&req, sizeof(req), NULL, 0};
    for (unsigned size = 24; size < sizeof(res); size++) {
        in.msgSize = size;
        CHECK(Call(handle, &out, &in) == rcBufferTooSmall);
    }
    usual();
}

int main(void)
{
    unsigned faults = 0;

    handle = ServiceLocatorConnect("mail");
    iid = (nk_iid_t)ServiceLocatorGetRiid(handle, "mail");
    edge = room(2);
    for (unsigned mode = ALIGNED; mode <= ODD; mode++) {
        set_mode(mode);
        usual();
        handles();
        odd_sizes();
        sizes();
        refusals();
        set_mode(mode);
        source_faults();
        edges();
        beyond();
    }
    for (unsigned mode = READ_ONLY; mode < MODES; mode++) {
        short_IMail_Echo_req req = echo_req(5, 6);
        short_IMail_Echo_res res;

        set_mode(mode);
        KosThreadSleep(40); /* the server waits; its buffer is taken away */
        CHECK(echo_from(&req, &res) == rcTransferError);
        CHECK(set_mode(ALIGNED) == ++faults);
        usual();
    }
    return check_end("Client");
}
