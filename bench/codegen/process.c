/* Runs a command N times, its output thrown away, and prints the least wall time in milliseconds
 * and the greatest resident set in MiB, its children included.
 *   process N COMMAND [ARGUMENT]...
 * The least is taken because everything else on the machine only ever adds to a run. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Wall time of one run; below 0 when the command fails. vfork: the parent's pages are not part of
 * what is measured. */
static double run(char **argv)
{
    int status;
    double start = now();
    pid_t pid = vfork();
    if (pid == 0) {
        int null = open("/dev/null", O_WRONLY);
        if (null >= 0)
            dup2(null, 1);
        execvp(argv[0], argv);
        _exit(127);
    }
    if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status))
        return -1;
    return now() - start;
}

int main(int argc, char **argv)
{
    struct rusage usage;
    double least = 0;
    int count = argc > 2 ? atoi(argv[1]) : 0;
    if (count < 1) {
        fprintf(stderr, "usage: process N COMMAND [ARGUMENT]...\n");
        return 1;
    }
    for (int i = 0; i < count; i++) {
        double ms = run(argv + 2);
        if (ms < 0)
            return 1;
        if (i == 0 || ms < least)
            least = ms;
    }
    getrusage(RUSAGE_CHILDREN, &usage);
    printf("%.2f %.1f\n", least, (double)usage.ru_maxrss / 1024);
    return 0;
}
