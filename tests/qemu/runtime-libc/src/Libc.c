/* The C library on libkos: arguments, environment, heap, time, entropy, output. */
#include <coresrv/hal/hal_api.h>
#include <coresrv/task/task_api.h>
#include <coresrv/time/time_api.h>
#include <coresrv/vmm/vmm_api.h>
#include <errno.h>
#include <kos/alloc.h>
#include <kos/trace.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "../../check.h"

static int constructed;

__attribute__((constructor)) static void construct(void)
{
    constructed = getenv("MODE") != NULL;
}

static void at_exit(void)
{
    printf("Libc: at exit, without a newline");
}

static void start_up(int argc, char *argv[])
{
    char name[32];

    CHECK(constructed);
    CHECK(argc == 3 && strcmp(argv[0], "rt.Libc") == 0);
    CHECK(strcmp(argv[1], "--first") == 0 && argv[2][0] == '\0' && argv[3] == NULL);
    CHECK(strcmp(getenv("MODE"), "test") == 0 && getenv("NONE") == NULL);
    argv[1][0] = '+'; /* strings are the program's own */
    CHECK(setenv("MODE", "x", 1) == 0 && strcmp(getenv("MODE"), "x") == 0);
    CHECK(KnTaskGetName(name, sizeof name) == rcOk && strcmp(name, "rt.Libc") == 0);
    CHECK(KnTaskGetName(name, 7) == rcBufferTooSmall);
}

static void heap(void)
{
    char *big = malloc(3 * 1024 * 1024), *small = calloc(3, 7);

    CHECK(big && small && small[20] == 0);
    memset(big, 7, 3 * 1024 * 1024);
    big = realloc(big, 5 * 1024 * 1024);
    CHECK(big && big[3 * 1024 * 1024 - 1] == 7);
    free(big);
    free(small);
    CHECK(malloc(100 * 1024 * 1024) == NULL && errno == ENOMEM);
    big = KosMemAllocEx(100, 4096, 1);
    CHECK(big && (uintptr_t)big % 4096 == 0 && big[99] == 0 && KosMemGetSize(big) >= 100);
    KosMemFree(big);
}

static void memory(void)
{
    int rw = VMM_FLAG_READ | VMM_FLAG_WRITE;
    char *page = KnVmAllocate(NULL, 8192, VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | rw);

    CHECK(page && page[8191] == 0);
    page[0] = 1;
    CHECK(KnVmProtect(page, 4096, VMM_FLAG_READ) == rcOk && page[0] == 1);
    CHECK(KnVmProtect(page, 4096, rw | VMM_FLAG_EXECUTE) == rcInvalidArgument);
    CHECK(KnVmUnmap(page, 8192) == rcOk);
    CHECK(KnVmAllocate(NULL, 4096, rw) == NULL);
}

static void clocks(void)
{
    struct timespec before, after, nap = {0, 20000000};
    struct timeval now;
    RtlTimeSpec wanted = {1000000000, 5}, got;

    CHECK(clock_gettime(CLOCK_MONOTONIC, &before) == 0 && nanosleep(&nap, NULL) == 0);
    CHECK(clock_gettime(CLOCK_MONOTONIC, &after) == 0);
    CHECK((after.tv_sec - before.tv_sec) * 1000000000 + after.tv_nsec - before.tv_nsec >= 20000000);
    CHECK(KnSetSystemTime(&wanted) == rcOk && KnGetSystemTime(&got) == rcOk);
    CHECK(got.sec - wanted.sec >= 0 && got.sec - wanted.sec < 5 && got.nsec < 1000000000);
    CHECK(gettimeofday(&now, NULL) == 0 && now.tv_sec >= 1000000000);
    CHECK(clock() > 0 && time(NULL) >= 1000000000);
}

static void kernel_services(void)
{
    unsigned char a[40] = {0}, b[40] = {0};
    char board[16];

    CHECK(getentropy(a, sizeof a) == 0 && getentropy(b, sizeof b) == 0);
    CHECK(memcmp(a, b, sizeof a) != 0);
    CHECK(KnHalGetEnv("board", board, sizeof board) == rcOk && strcmp(board, "virt") == 0);
    CHECK(KnHalGetEnv("board", board, 4) == rcBufferTooSmall);
    CHECK(KnHalGetEnv("no.such", board, sizeof board) == rcResourceNotFound);
}

static void output(void)
{
    char line[1500];

    errno = 0;
    CHECK(fopen("/none", "r") == NULL && errno == ENOSYS);
    CHECK(getchar() == EOF);
    memset(line, 'z', sizeof line);
    line[1023] = 'A'; /* the last byte of the first write */
    line[1024] = 'B';
    printf("%.*s|\n", (int)sizeof line, line);
    memset(line, 'y', 1024);
    printf("%.*s\nLibc: next\n", 1024, line); /* fills the console's line, no more */
    printf("Libc: %s %5.2f %lld\n", "text", 3.14159, 1LL << 40);
    fprintf(stderr, "Libc: to stderr, ");
    CHECK(write(2, "Libc: written\n", 14) == 14);
    INFO(Libc, "traced %d", 7);
}

int main(int argc, char *argv[])
{
    start_up(argc, argv);
    heap();
    memory();
    clocks();
    kernel_services();
    output();
    atexit(at_exit);
    return check_end("Libc");
}
