/* Ends while another thread of it writes, with a file open that has no name any more. */
#include "steps.h"

#define SIZE (1 << 20)

static char data[SIZE];

static int write_on(void *unused)
{
    int fd = open("/victim", O_WRONLY | O_CREAT, 0666);

    (void)unused;
    for (;;)
        if (write(fd, data, SIZE) <= 0 || lseek(fd, 0, SEEK_SET) != 0)
            return 1;
}

int main(void)
{
    Tid tid;
    int fd;

    wait_for("/go-victim");
    fd = open("/victim-unnamed", O_RDWR | O_CREAT, 0666);
    CHECK(write(fd, data, SIZE) == SIZE && unlink("/victim-unnamed") == 0);
    CHECK(KosThreadCreate(&tid, ThreadPriorityNormal, ThreadStackSizeDefault, write_on, NULL, 0) ==
          rcOk);
    wait_for("/victim");
    KosThreadSleep(7);
    printf("Victim: %d failed\n", failures);
    _exit(0);
}
