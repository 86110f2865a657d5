/* The client: talks to the server and through the relay, and meets the policy three times. */
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>

#include <echo/ICount.idl.h>
#include <echo/ITalk.idl.h>

/* A channel and one endpoint behind it. */
struct talk {
    NkKosTransport transport;
    struct echo_ITalk_proxy proxy;
};

static void connectTalk(struct talk *talk, const char *channel, const char *endpoint)
{
    Handle handle = ServiceLocatorConnect(channel);
    NkKosTransport_Init(&talk->transport, handle, NK_NULL, 0);
    echo_ITalk_proxy_init(&talk->proxy, &talk->transport.base,
                          ServiceLocatorGetRiid(handle, endpoint));
}

/* Prints what came back; 0 when the call ended as expected. */
static int show(const char *what, nk_err_t rc, nk_err_t expected, struct nk_arena *arena,
                const nk_ptr_t *reply)
{
    if (rc == NK_EOK) {
        nk_uint32_t size = 0;
        const nk_char_t *text = nk_arena_get(nk_char_t, arena, reply, &size);
        printf("[Client] %s: \"%s\"\n", what, text && size ? text : "");
    } else if (NK_ELOGIC_CHECK(rc)) {
        printf("[Client] %s: error reply, status %u\n", what, (unsigned)NK_ELOGIC_GET(rc));
    } else {
        printf("[Client] %s: refused, %s\n", what, rc == NK_EPERM ? "NK_EPERM" : "unexpected");
    }
    return rc == expected ? 0 : 1;
}

static int say(struct talk *talk, const char *what, const char *text, nk_err_t expected)
{
    char reqBuffer[echo_ITalk_Say_req_arena_size];
    char resBuffer[echo_ITalk_Say_res_arena_size];
    struct nk_arena reqArena = NK_ARENA_INITIALIZER(reqBuffer, reqBuffer + sizeof(reqBuffer));
    struct nk_arena resArena = NK_ARENA_INITIALIZER(resBuffer, resBuffer + sizeof(resBuffer));
    echo_ITalk_Say_req req = {0};
    echo_ITalk_Say_res res = {0};

    if (NkKosCopyStringToArena(&reqArena, &req.text, text) != NK_EOK)
        return 1;
    nk_err_t rc = echo_ITalk_Say(&talk->proxy.base, &req, &reqArena, &res, &resArena);
    return show(what, rc, expected, &resArena, &res.reply);
}

static int shout(struct talk *talk, const char *what, nk_uint8_t volume, const char *text,
                 nk_err_t expected)
{
    char reqBuffer[echo_ITalk_Shout_req_arena_size];
    char resBuffer[echo_ITalk_Shout_res_arena_size];
    struct nk_arena reqArena = NK_ARENA_INITIALIZER(reqBuffer, reqBuffer + sizeof(reqBuffer));
    struct nk_arena resArena = NK_ARENA_INITIALIZER(resBuffer, resBuffer + sizeof(resBuffer));
    echo_ITalk_Shout_req req = {0};
    echo_ITalk_Shout_res res = {0};

    req.volume = volume;
    if (NkKosCopyStringToArena(&reqArena, &req.text, text) != NK_EOK)
        return 1;
    nk_err_t rc = echo_ITalk_Shout(&talk->proxy.base, &req, &reqArena, &res, &resArena);
    return show(what, rc, expected, &resArena, &res.reply);
}

static int total(struct echo_ICount_proxy *count, nk_err_t expected)
{
    echo_ICount_Total_req req = {0};
    echo_ICount_Total_res res = {0};
    nk_err_t rc = echo_ICount_Total(&count->base, &req, NK_NULL, &res, NK_NULL);
    if (rc == NK_EOK)
        printf("[Client] the server has answered %u texts\n", (unsigned)res.texts);
    else
        printf("[Client] how many texts? refused, %s\n",
               rc == NK_EPERM ? "NK_EPERM" : "unexpected");
    return rc == expected ? 0 : 1;
}

static int recent(struct echo_ICount_proxy *count)
{
    char buffer[echo_ICount_Recent_res_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(buffer, buffer + sizeof(buffer));
    echo_ICount_Recent_req req = {0};
    echo_ICount_Recent_res res = {0};

    req.limit = echo_ICount_MaxRecent;
    if (echo_ICount_Recent(&count->base, &req, NK_NULL, &res, &arena) != NK_EOK)
        return 1;
    nk_size_t n = 0;
    const echo_ICount_Entry *entries = nk_arena_get(echo_ICount_Entry, &arena, &res.entries, &n);
    for (nk_size_t i = 0; entries && i < n; i++)
        printf("[Client] text %u: %u bytes, volume %u\n", (unsigned)entries[i].number,
               (unsigned)entries[i].length, (unsigned)entries[i].volume);
    return n > 0 ? 0 : 1;
}

int main(int argc, const char *argv[])
{
    struct talk direct, relayed;
    struct echo_ICount_proxy count;
    int failed = 0;

    (void)argc;
    printf("[Client] %s is up\n", argv[0]);
    connectTalk(&direct, "server_link", "say.talk");
    connectTalk(&relayed, "relay_link", "talk");
    echo_ICount_proxy_init(&count, &direct.transport.base,
                           ServiceLocatorGetRiid(direct.transport.handle, "say.count"));

    failed += say(&direct, "say", "hello", NK_EOK);
    failed += shout(&direct, "shout at 10", 10, "hello", NK_EOK);
    failed += shout(&direct, "shout at 11", 11, "HELLO?!", NK_EPERM);
    failed += say(&relayed, "say through the relay", "passed on", NK_EOK);
    failed += shout(&relayed, "shout through the relay", 1, "passed on",
                    NK_ELOGIC_MAKE(echo_ITalk_NotAllowed));
    failed += total(&count, NK_EOK);
    failed += say(&direct, "say", "one more", NK_EOK);
    failed += total(&count, NK_EPERM);
    failed += recent(&count);

    printf("[Client] %s\n", failed ? "something went wrong" : "all as the policy says");
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
