/* A server that lies to its client and to the kernel. Read(n) is answered with lie number n; Ping
 * tells the code that the lie got. */
#include <string.h>

#include <coresrv/sl/sl_api.h>
#include <hostile/ITarget.idl.h>

#include "lies.h"
#include "raw.h"

static Handle listener;
static _Alignas(8) unsigned char msg[1024], arena[64], in[128], inArena[128];
static Retcode last;

static struct nk_message *head(void)
{
    return (struct nk_message *)(void *)msg;
}

/* Registers and buffers of a good answer to the request in `in`. */
static void prepare(struct regs *r)
{
    const struct nk_message *req = (const struct nk_message *)(const void *)in;
    const nk_ptr_t chunk = {0, 5};

    memset(msg, 0, sizeof(msg));
    nk_message_set_size(head(), 32);
    nk_message_set_method_id_(head(), req->iid, req->mid);
    *r = (struct regs){{listener, addressOf(msg), pair(32, 5), addressOf(arena)}};
    memcpy(msg + 24, &chunk, sizeof(chunk));
    memcpy(arena, "LLLL", 5);
}

static void setChunk(nk_uint32_t offset, nk_uint32_t size)
{
    const nk_ptr_t chunk = {offset, size};

    memcpy(msg + 24, &chunk, sizeof(chunk));
}

static void setSize(struct regs *r, nk_uint32_t size)
{
    nk_message_set_size(head(), size);
    r->x[2] = pair(size, 0);
}

static void tell(enum lie lie, struct regs *r)
{
    switch (lie) {
    case NOT_TERMINATED: setChunk(0, 4); break;
    case OUTSIDE: setChunk(2, 5); break;
    case NOT_UTF8: arena[0] = 0xff; break;
    case TOO_LONG: setChunk(0, 18); memset(arena, 'L', 17); r->x[2] = pair(32, 18); break;
    case NO_ARENA: r->x[2] = pair(32, 0); break;
    case SHORT: setSize(r, 24); break;
    case FALSE_ERROR: setSize(r, 24); head()->ex.err = 1; break;
    case NO_ROOM: setSize(r, sizeof(msg)); break;
    case OTHER_RIID: head()->iid++; break;
    case OTHER_MID: head()->mid = 0; break;
    case TINY: setSize(r, 16); break;
    case OTHER_SIZE: nk_message_set_size(head(), 40); break;
    case FALSE_HANDLES: nk_message_set_ncaps(head(), 200); break;
    case KERNEL_MESSAGE: r->x[1] = KERNEL_ADDRESS; break;
    case KERNEL_ARENA: r->x[3] = KERNEL_ADDRESS; break;
    case OVER_LIMIT: r->x[2] = pair(32, KOS_IPC_MAX_MSG); break;
    case WRONG_HANDLE: r->x[0] = KOS_HANDLE_SELF; break;
    default: break;
    }
}

static Retcode recv(unsigned char *buffer, rtl_uint64_t size, rtl_uint32_t timeout)
{
    const struct regs r = {{pair(listener, timeout), 0, 0, 0, addressOf(buffer),
                            pair(size, sizeof(inArena)), addressOf(inArena), KOS_HANDLE_INVALID}};

    return svc(svc_1, &r);
}

static void answerPing(void)
{
    struct regs r;

    prepare(&r);
    r.x[2] = pair(32, 0);
    memcpy(msg + 24, &last, sizeof(last));
    svc(svc_2, &r);
}

static void answerRead(enum lie lie)
{
    struct regs r;

    if (lie == NEVER)
        return;
    prepare(&r);
    tell(lie, &r);
    last = svc(svc_2, &r);
    if (lie >= OTHER_RIID) {
        Retcode first = last;

        prepare(&r);
        last = svc(svc_2, &r);
        if (lie < TWICE && last == rcOk)
            last = first;
    }
    if (lie == NARROW_RECV) { /* passes over what does not fit, and stays */
        last = recv(in, 24, KOS_TIMEOUT_INFINITE);
        answerPing();
    }
    if (lie == KERNEL_RECV)
        last = recv((unsigned char *)KERNEL_ADDRESS, sizeof(in), KOS_TIMEOUT_INFINITE);
}

int main(void)
{
    struct regs r;

    listener = ServiceLocatorRegister("target_link", NK_NULL, 0, NK_NULL);
    prepare(&r);
    last = svc(svc_2, &r); /* an answer without a question */
    while (recv(in, sizeof(in), KOS_TIMEOUT_INFINITE) == rcOk) {
        const struct nk_message *req = (const struct nk_message *)(const void *)in;

        if (req->mid == hostile_ITarget_Ping_mid)
            answerPing();
        else
            answerRead((enum lie)in[24]);
    }
    return 1;
}
