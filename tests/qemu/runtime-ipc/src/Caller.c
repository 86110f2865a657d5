/* Calls, time-outs, closed handles; and a parent that hands its child a broken environment. */
#include <coresrv/handle/handle_api.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <coresrv/task/task_api.h>
#include <kos/thread.h>
#include <rt/IText.idl.h>
#include <string.h>

#include "../../check.h"

static NkKosTransport transport;
static struct rt_IText_proxy proxy;

static nk_err_t reverse(const char *text, char *reversed, unsigned *status)
{
    char out[rt_IText_Reverse_req_arena_size], in[rt_IText_Reverse_res_arena_size];
    struct nk_arena out_arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    struct nk_arena in_arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    rt_IText_Reverse_req req = {0};
    rt_IText_Reverse_res res = {0};
    nk_size_t count;
    nk_err_t err = NkKosCopyStringToArena(&out_arena, &req.text, text);
    const nk_char_t *found;

    *status = 0;
    if (err == NK_EOK)
        err = rt_IText_Reverse(&proxy.base, &req, &out_arena, &res, &in_arena);
    if (NK_ELOGIC_CHECK(err))
        *status = NK_ELOGIC_GET(err);
    if (err != NK_EOK)
        return err;
    found = nk_arena_get(nk_char_t, &in_arena, &res.reversed, &count);
    if (!found)
        return NK_EBADMSG;
    strcpy(reversed, found);
    return NK_EOK;
}

static nk_err_t slow(nk_uint32_t msec)
{
    rt_IText_Slow_req req = {.msec = msec};
    rt_IText_Slow_res res = {0};

    return rt_IText_Slow(&proxy.base, &req, NULL, &res, NULL);
}

static void calls(Handle handle)
{
    char text[40];
    unsigned status;

    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    rt_IText_proxy_init(&proxy, &transport.base, ServiceLocatorGetRiid(handle, "text"));
    CHECK(ServiceLocatorGetRiid(handle, "rt.Server.text") == proxy.iid);
    CHECK(ServiceLocatorGetRiid(handle, "texts") == INVALID_RIID);
    CHECK(reverse("drawer", text, &status) == NK_EOK && strcmp(text, "reward") == 0);
    CHECK(NK_ELOGIC_CHECK(reverse("", text, &status)) && status == 5);
    CHECK(reverse("0123456789012345678901234567890", text, &status) == NK_EOK);
    CHECK(reverse("01234567890123456789012345678901", text, &status) == NK_ENOMEM);
}

static void time_outs(void)
{
    char text[40];
    unsigned status;

    NkKosSetTransportTimeouts(&transport, 5000, INFINITE_TIMEOUT);
    CHECK(slow(0) == NK_EOK);
    NkKosSetTransportTimeouts(&transport, 100, INFINITE_TIMEOUT);
    CHECK(slow(2000) == NK_EAGAIN);
    NkKosSetTransportTimeouts(&transport, INFINITE_TIMEOUT, INFINITE_TIMEOUT);
    CHECK(reverse("ab", text, &status) == NK_EOK && strcmp(text, "ba") == 0);
}

static nk_err_t stop(void)
{
    rt_IText_Stop_req req = {0};
    rt_IText_Stop_res res = {0};

    return rt_IText_Stop(&proxy.base, &req, NULL, &res, NULL);
}

static void bad_handles(Handle handle)
{
    rt_IText_Slow_req req = {0};
    Handle other;
    char text[40];
    unsigned status;

    nk_req_reset(&req);
    CHECK(nk_transport_recv(&transport.base, &req.base_, NULL) == NK_EPERM);
    nk_req_reset(&req);
    CHECK(nk_transport_reply(&transport.base, &req.base_, NULL) != NK_EOK);
    nk_message_set_size(&req.base_, 8);
    CHECK(nk_transport_recv(&transport.base, &req.base_, NULL) == NK_EINVAL);
    CHECK(KnHandleCreateUserObject(HANDLE_TYPE_USER_FIRST, 0, NULL, &other) == rcOk);
    CHECK(KnHandleClose(other) == rcOk && KnHandleClose(other) == rcInvalidArgument);
    CHECK(stop() == NK_ENOTCONN && slow(0) == NK_ENOTCONN);
    CHECK(KnHandleClose(handle) == rcOk);
    CHECK(reverse("ab", text, &status) == NK_EINVAL);
    CHECK(ServiceLocatorConnect("text_link") == INVALID_HANDLE);
}

static void hostile_parent(void)
{
    static const char rubbish[64] = "KENV\1\0\0\0\100\0\0\0\2\0\0\0";
    rtl_uint32_t status;
    Handle victim;
    Retcode rc;

    CHECK(KnTaskCreate("victim", "rt.Victim", "Victim", 0, 15, 0, &victim) == rcOk);
    CHECK(KnTaskGetExitCode(victim, &status) == rcNotReady);
    CHECK(KnTaskSetEnv(victim, rubbish, sizeof rubbish) == rcOk);
    CHECK(KnTaskResume(victim) == rcOk);
    while ((rc = KnTaskGetExitCode(victim, &status)) == rcNotReady)
        KosThreadSleep(1);
    CHECK(rc == rcAbort);
    CHECK(KnHandleClose(victim) == rcOk);
    CHECK(KnTaskCreate("v2", "rt.Nobody", "Victim", 0, 15, 0, &victim) == rcSecurityDisallow);
    CHECK(KnTaskCreate("v3", "rt.Victim", "Absent", 0, 15, 0, &victim) == rcResourceNotFound);
}

int main(void)
{
    Handle handle = ServiceLocatorConnect("text_link");

    CHECK(handle != INVALID_HANDLE && ServiceLocatorConnect("other") == INVALID_HANDLE);
    CHECK(ServiceLocatorRegister("text_link", NULL, 0, NULL) == INVALID_HANDLE);
    calls(handle);
    time_outs();
    bad_handles(handle);
    hostile_parent();
    return check_end("Caller");
}
