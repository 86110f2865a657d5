/* The C library on libkos: arguments, environment, heap, time, entropy, output. */
#include <coresrv/hal/hal_api.h>
#include <coresrv/task/task_api.h>
#include <coresrv/time/time_api.h>
#include <coresrv/vmm/vmm_api.h>
#include <errno.h>
#include <kos/alloc.h>
#include <kos/trace.h>
#include <rtl/countof.h>
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

/* What a copy or a fill of `size` bytes must leave, and the bytes around it. */
static int is_copied(const unsigned char *now, const unsigned char *old, size_t from, size_t to,
                     size_t size, size_t total)
{
    for (size_t i = 0; i < total; i++)
        if (now[i] != (i >= to && i < to + size ? old[from + i - to] : old[i]))
            return 0;
    return 1;
}

static int is_filled(const unsigned char *now, const unsigned char *old, size_t to, size_t size,
                     size_t total)
{
    for (size_t i = 0; i < total; i++)
        if (now[i] != (i >= to && i < to + size ? 0x5a : old[i]))
            return 0;
    return 1;
}

/* memcpy, memmove and memset are libkos' own: sizes around each of their steps, each remainder of an
 * address, and every way in which two ranges can overlap. */
static void copies(void)
{
    enum { TOTAL = 512, FAR = 256 };
    static const size_t sizes[] = {0,  1,  2,  3,  4,  7,  8,   9,   15,  16,  17,
                                   24, 31, 32, 33, 63, 64, 65, 95, 127, 128, 129, 191, 240};
    static const size_t offsets[] = {0, 1, 3, 8, 15, 16, 40, 64, 70, FAR, FAR + 1, FAR + 7};
    static unsigned char old[TOTAL], now[TOTAL];

    for (size_t i = 0; i < TOTAL; i++)
        old[i] = (unsigned char)(i * 7 + i / 251);
    for (unsigned s = 0; s < rtl_countof(sizes); s++) {
        const volatile size_t size = sizes[s];

        for (unsigned a = 0; a < rtl_countof(offsets); a++) {
            const size_t to = offsets[a];

            for (unsigned b = 0; b < rtl_countof(offsets); b++) {
                const size_t from = offsets[b], apart = to > from ? to - from : from - to;

                memcpy(now, old, TOTAL);
                CHECK(memmove(now + to, now + from, size) == now + to);
                CHECK(is_copied(now, old, from, to, size, TOTAL));
                if (apart < size)
                    continue;
                memcpy(now, old, TOTAL);
                CHECK(memcpy(now + to, now + from, size) == now + to);
                CHECK(is_copied(now, old, from, to, size, TOTAL));
            }
            memcpy(now, old, TOTAL);
            CHECK(memset(now + to, 0xa5a, size) == now + to);
            CHECK(is_filled(now, old, to, size, TOTAL));
        }
    }
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
    copies();
    memory();
    clocks();
    kernel_services();
    output();
    atexit(at_exit);
    return check_end("Libc");
}
