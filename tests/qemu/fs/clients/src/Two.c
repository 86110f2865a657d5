/* Follows. */
#include <string.h>

#include "steps.h"

int main(void)
{
    char text[10];
    int fd;

    wait_for("/go-lines");
    append_lines("222222222\n");
    step("/two-lines");

    wait_for("/go-alien");
    for (fd = 3; fd < 3 + FS_OPEN_MAX; fd++) {
        CHECK(read(fd, text, 1) == -1 && errno == EBADF);
        CHECK(close(fd) == -1 && errno == EBADF);
    }
    step("/two-alien");

    fd = open("/two", O_RDWR | O_CREAT, 0666);
    CHECK(write(fd, "mine", 4) == 4);
    step("/two-has");
    wait_for("/is-full");
    CHECK(lseek(fd, 5000, SEEK_SET) == 5000);
    CHECK(write(fd, "more", 4) == -1 && errno == ENOSPC);
    CHECK(lseek(fd, 0, SEEK_SET) == 0 && read(fd, text, 10) == 4 && memcmp(text, "mine", 4) == 0);
    step("/two-refused");
    wait_for("/is-empty");
    CHECK(lseek(fd, 5000, SEEK_SET) == 5000 && write(fd, "more", 4) == 4);
    CHECK(close(fd) == 0);
    check_end("Two");
    step("/two-done");
    KosThreadSleep(INFINITE_TIMEOUT); /* its session stays */
    return 0;
}
