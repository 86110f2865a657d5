/* Leads the others through the steps. */
#include <coresrv/handle/handle_api.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <fs/ISessions.idl.h>
#include <fs/server.h>
#include <string.h>

#include "steps.h"

/* Both write to one file at once: no line is lost or mixed. */
static void share(void)
{
    static char lines[2 * LINES][10];
    int ones = 0, twos = 0, fd;

    step("/go-lines");
    append_lines("111111111\n");
    wait_for("/two-lines");
    fd = open("/lines", O_RDONLY);
    CHECK(read(fd, lines, sizeof lines) == sizeof lines);
    for (int i = 0; i < 2 * LINES; i++) {
        ones += memcmp(lines[i], "111111111\n", 10) == 0;
        twos += memcmp(lines[i], "222222222\n", 10) == 0;
    }
    CHECK(ones == LINES && twos == LINES);
    step("/go-alien"); /* fd is open here, and not there */
    wait_for("/two-alien");
    CHECK(close(fd) == 0);
    printf("shared\n");
}

/* One takes all there is; the other is told, keeps what it has, and goes on later. */
static void fill(void)
{
    static char text[100000];
    int fd = open("/fill", O_WRONLY | O_CREAT, 0666);

    wait_for("/two-has");
    while (write(fd, text, sizeof text) > 0) {
    }
    CHECK(errno == ENOSPC);
    step("/is-full");
    wait_for("/two-refused");
    CHECK(close(fd) == 0 && unlink("/fill") == 0);
    step("/is-empty");
    wait_for("/two-done");
    printf("filled\n");
}

/* The victim ends while it writes: its session ends, its unnamed file with it. */
static void bereave(void)
{
    struct fs_space before, after;
    struct stat status;
    int i;

    CHECK(fs_get_space(&before) == 0);
    step("/go-victim");
    wait_for("/victim");
    for (i = 0; i < 2000; i++) {
        CHECK(stat("/victim", &status) == 0 && fs_get_space(&after) == 0);
        if (after.blocks_free + (unsigned)(status.st_blocks / 8) == before.blocks_free && i > 100)
            break;
        KosThreadSleep(5);
    }
    CHECK(i < 2000);
    CHECK(status.st_size > 0 && status.st_size % 65536 == 0); /* whole messages */
    CHECK(unlink("/victim") == 0);
    printf("the victim is gone\n");
}

/* Sessions that a program opens by hand, and closes. */
static int open_sessions(Handle *sessions)
{
    NkKosTransport transport;
    fs_ISessions_proxy proxy;
    Handle server = ServiceLocatorConnect(FS_CHANNEL);
    int count = 0;

    NkKosTransport_Init(&transport, server, NK_NULL, 0);
    fs_ISessions_proxy_init(&proxy, &transport.base, ServiceLocatorGetRiid(server, "fs.sessions"));
    for (;;) {
        fs_ISessions_Open_req req = {0};
        fs_ISessions_Open_res res;

        if (fs_ISessions_Open_proxy(&proxy, &req, NK_NULL, &res, NK_NULL) != NK_EOK)
            return count;
        sessions[count++] = nk_get_handle(&res.session);
    }
}

static void use_up_sessions(void)
{
    Handle sessions[FS_SESSIONS_MAX], copy;
    int first, count = 0;

    step("/go-hostile");
    wait_for("/hostile-done");
    /* This program has one, and Two. Those of the hostile one are taken back when it has ended. */
    for (int i = 0; count < FS_SESSIONS_MAX - 2 && i < 1000; i++) {
        count = open_sessions(sessions);
        for (int k = 0; k < count; k++) {
            CHECK(KnHandleCopy(sessions[k], OCAP_IPC_CALL, INVALID_HANDLE, &copy) != rcOk);
            CHECK(KnHandleClose(sessions[k]) == rcOk);
        }
        KosThreadSleep(5);
    }
    CHECK(count == FS_SESSIONS_MAX - 2);
    KosThreadSleep(50);
    first = open_sessions(sessions);
    CHECK(first == count); /* closing the handles has ended them */
    printf("%d sessions are left\n", count);
}

int main(void)
{
    share();
    fill();
    bereave();
    use_up_sessions();
    return check_end("One");
}
