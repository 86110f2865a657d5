/* sweep PRELOAD COMMAND ARGUMENT...: runs the command once as it is and then, for each allocation
 * it made, once with this one failing and once with all later ones failing as well (fail_nth.c).
 *
 * The command writes its files into ./out. Each run must either say in a few lines that memory ran
 * out, leave no file and end with status 1; or, where the C library does without the memory, make
 * exactly what the first run made. Prints every run that does neither, then one line of figures;
 * the status is 0 when there was no such run. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LINES_MAX = 6, FILES_MAX = 4 };

/* What a run left: its texts and its files, in the order of their names. */
struct text {
    char *data;
    size_t size;
};

struct result {
    int status; /* 128 + signal after a signal */
    struct text out, err;
    unsigned file_count;
    char *names[FILES_MAX];
    struct text files[FILES_MAX];
};

static _Noreturn void stop(const char *what)
{
    fprintf(stderr, "sweep: %s: %s\n", what, strerror(errno));
    exit(2);
}

static struct text read_text(const char *path)
{
    struct text text = {NULL, 0};
    FILE *f = fopen(path, "rb");
    struct stat st;

    if (!f || fstat(fileno(f), &st) != 0)
        stop(path);
    text.data = malloc((size_t)st.st_size + 1);
    if (!text.data)
        stop("malloc");
    text.size = fread(text.data, 1, (size_t)st.st_size, f);
    text.data[text.size] = '\0';
    fclose(f);
    return text;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Reads the files in ./out and removes them. */
static void collect_files(struct result *r)
{
    DIR *dir = opendir("out");
    struct dirent *entry;
    char path[512];

    if (!dir)
        stop("out");
    while ((entry = readdir(dir)) != NULL)
        if (entry->d_name[0] != '.' && r->file_count < FILES_MAX)
            r->names[r->file_count++] = strdup(entry->d_name);
    closedir(dir);
    qsort(r->names, r->file_count, sizeof *r->names, by_name);
    for (unsigned i = 0; i < r->file_count; i++) {
        snprintf(path, sizeof path, "out/%s", r->names[i]);
        r->files[i] = read_text(path);
        if (unlink(path) != 0)
            stop(path);
    }
}

static _Noreturn void child(const char *preload, unsigned long n, bool rest, char **command)
{
    char at[32];
    int out = open("stdout", O_WRONLY | O_CREAT | O_TRUNC, 0666);
    int err = open("stderr", O_WRONLY | O_CREAT | O_TRUNC, 0666);

    snprintf(at, sizeof at, "%lu", n);
    if (out < 0 || err < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0 ||
        setenv("NK_FAIL_COUNT", "count", 1) != 0 || setenv("NK_FAIL_AT", at, 1) != 0 ||
        (rest && setenv("NK_FAIL_REST", "1", 1) != 0) || setenv("LD_PRELOAD", preload, 1) != 0)
        _exit(3);
    execvp(command[0], command);
    _exit(3);
}

static struct result run(const char *preload, unsigned long n, bool rest, char **command)
{
    struct result r = {.status = 0};
    int status;
    pid_t pid = fork();

    if (pid == 0)
        child(preload, n, rest, command);
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
        stop("fork");
    r.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    r.out = read_text("stdout");
    r.err = read_text("stderr");
    collect_files(&r);
    return r;
}

static void forget(struct result *r)
{
    free(r->out.data);
    free(r->err.data);
    for (unsigned i = 0; i < r->file_count; i++) {
        free(r->names[i]);
        free(r->files[i].data);
    }
}

static bool same_text(const struct text *a, const struct text *b)
{
    return a->size == b->size && memcmp(a->data, b->data, a->size) == 0;
}

static bool same(const struct result *a, const struct result *b)
{
    bool equal = a->status == b->status && same_text(&a->out, &b->out) &&
                 same_text(&a->err, &b->err) && a->file_count == b->file_count;

    for (unsigned i = 0; equal && i < a->file_count; i++)
        equal = strcmp(a->names[i], b->names[i]) == 0 && same_text(&a->files[i], &b->files[i]);
    return equal;
}

/* The dynamic loader, while it loads a library, says so in its own words, and may end the process.
 */
static bool says_so(const struct result *r)
{
    if (r->status == 127)
        return strstr(r->err.data, "out of memory") != NULL;
    return r->status == 1 && (strstr(r->err.data, "memory") ||
                              strstr(r->err.data, "cannot create shared object descriptor"));
}

static bool refused(const struct result *r)
{
    unsigned lines = 0;

    for (const char *p = r->err.data; *p; p++)
        lines += *p == '\n';
    return says_so(r) && r->out.size == 0 && r->file_count == 0 && lines >= 1 && lines <= LINES_MAX;
}

int main(int argc, char **argv)
{
    unsigned long count, went_on = 0, faults = 0;

    if (argc < 3 || (mkdir("out", 0777) != 0 && errno != EEXIST))
        stop("usage: sweep PRELOAD COMMAND ARGUMENT...");
    struct result good = run(argv[1], 0, false, argv + 2);
    struct text counted = read_text("count");
    count = strtoul(counted.data, NULL, 10);
    free(counted.data);
    for (unsigned long i = 0; i < 2 * count; i++) {
        struct result r = run(argv[1], i / 2 + 1, i % 2, argv + 2);

        if (same(&good, &r)) {
            went_on++;
        } else if (!refused(&r)) {
            faults++;
            printf("allocation %lu%s: status %d, %u files, %.300s\n", i / 2 + 1,
                   i % 2 ? " and later" : "", r.status, r.file_count,
                   r.err.size ? r.err.data : "no message");
        }
        forget(&r);
    }
    forget(&good);
    printf("%lu allocations, %lu runs, %lu of them without the memory, %lu faults\n", count,
           2 * count, went_on, faults);
    return good.status != 0 || count == 0 || went_on == 2 * count || faults != 0;
}
