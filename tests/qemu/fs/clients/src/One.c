/* Leads the others through the steps. */
#include <string.h>

#include "session.h"
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

/* Its own sessions, opened and closed again many times. */
static void open_and_close(void)
{
    Handle session, copy;
    int count = 0;

    for (int i = 0; count < 2 * FS_SESSIONS_MAX && i < 4000; i++) {
        if (open_session(&session) != NK_EOK) {
            KosThreadSleep(1); /* those before are still ending */
            continue;
        }
        CHECK(KnHandleCopy(session, OCAP_IPC_CALL, INVALID_HANDLE, &copy) != rcOk);
        CHECK(KnHandleClose(session) == rcOk);
        count++;
    }
    CHECK(count == 2 * FS_SESSIONS_MAX);
    printf("sessions come back when they are closed\n");
}

static void check_file(const char *path, off_t size)
{
    struct stat status;

    CHECK(stat(path, &status) == 0 && status.st_size == size);
}

/* Others take all they can get; nothing of what this program and Two have is lost. */
static void suffer(void)
{
    step("/go-hostile");
    wait_for("/hostile-done");
    check_file("/lines", 2 * LINES * 10);
    check_file("/two", 5004);
    step("/greedy-0");
    wait_for("/greedy-9");
    printf("sessions come back when their holders end\n");
}

int main(void)
{
    share();
    fill();
    bereave();
    open_and_close();
    suffer();
    return check_end("One");
}
