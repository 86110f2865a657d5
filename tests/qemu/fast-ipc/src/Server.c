/* Receives with raw system calls into buffers that lie, or change, as the client asks. */
#include "common.h"

union any {
    struct nk_message base_;
    short_IMail_Echo_req echo;
    short_IMail_Bulk_req bulk;
    short_IMail_Mode_req mode;
    short_IMail_Echo_res echoed;
    short_IMail_Bulk_res bulked;
    short_IMail_Mode_res moded;
};

static volatile unsigned mode;
static volatile int waiting; /* in Recv, or about to be */
static char *pages, *arena;  /* of the buffers */
static unsigned faults, secrets;

static char *place(void)
{
    return pages + (mode == CROSSING ? PAGE - 40 : mode == ODD ? 12 : 0);
}

/* Takes the page of the message buffer away while the server is blocked, and gives it back. */
static int disturb(void *unused)
{
    (void)unused;
    for (;;) {
        KosThreadSleep(5);
        if (!waiting || mode < READ_ONLY)
            continue;
        if (mode == READ_ONLY)
            KnVmProtect(pages, PAGE, VMM_FLAG_READ);
        else
            KnVmDecommit(pages, PAGE);
        KosThreadSleep(100);
        mode = ALIGNED;
        KnVmCommit(pages, PAGE, VMM_FLAG_READ | VMM_FLAG_WRITE);
    }
    return 0;
}

static unsigned count(const char *from, rtl_size_t size)
{
    const uint64_t secret = SECRET;
    unsigned n = 0;

    for (rtl_size_t i = 0; i + sizeof(secret) <= size; i++)
        n += memcmp(from + i, &secret, sizeof(secret)) == 0;
    return n;
}

static void answer(const union any *req, rtl_size_t arena_size, Handle handle)
{
    union any res = {0};
    SMsgHdr out = {&res, 0, NULL, 0};

    switch (req->base_.mid) {
    case short_IMail_Echo_mid:
        nk_req_reset(&res.echoed.res_);
        res.echoed.ra = req->echo.e == 77 ? 2000 : req->echo.a;
        res.echoed.rb = req->echo.e == 77 ? SECRET : req->echo.b;
        res.echoed.rc = req->echo.c, res.echoed.rd = req->echo.d, res.echoed.re = req->echo.e;
        break;
    case short_IMail_Bulk_mid:
        nk_req_reset(&res.bulked.res_);
        res.bulked.reply = req->bulk.data;
        out.arena = arena, out.arenaSize = arena_size;
        break;
    default:
        nk_req_reset(&res.moded.res_);
        res.moded.faults = faults, res.moded.secrets = secrets;
        mode = req->mode.mode;
        break;
    }
    nk_msg_set_method_id(&res, req->base_.iid, req->base_.mid);
    out.msgSize = res.base_.ex.size_ex;
    (void)Reply(handle, &out);
}

int main(void)
{
    ServiceId id;
    Handle handle = ServiceLocatorRegister("mail", NULL, 0, &id);
    Tid tid;

    pages = room(2);
    arena = room(6);
    KosThreadCreate(&tid, 20, 0, disturb, NULL, 0);
    for (;;) {
        union any req;
        char *at = place(), *arena_at = arena + (mode == ODD ? 20 : 0);
        SMsgHdr in = {at, sizeof(req), arena_at, short_IMail_MaxData + 8};
        Retcode rc;

        waiting = 1;
        rc = Recv(handle, &in);
        waiting = 0;
        while (mode >= READ_ONLY)
            KosThreadSleep(5);
        if (rc != rcOk) {
            faults += rc == rcTargetFault;
            continue;
        }
        secrets += count(at, sizeof(req)) + count(arena_at, short_IMail_MaxData);
        memcpy(&req, at, sizeof(req));
        if (arena_at != arena)
            memmove(arena, arena_at, in.arenaSize);
        answer(&req, in.arenaSize, handle);
    }
}
