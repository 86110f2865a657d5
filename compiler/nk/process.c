/* Other programs. */
#define _GNU_SOURCE /* pipe2 */
#include "nk/process.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NAME_SIZE = 4096 }; /* of a path; longer ones are not looked at */

void nk_add(struct nkc_session *s, struct nk_words *w, const char *word)
{
    nkc_vec_push(s->arena, &w->list, word);
}

void nk_addf(struct nkc_session *s, struct nk_words *w, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = nkc_arena_vprintf(s->arena, format, args);
    va_end(args);
    nk_add(s, w, text);
}

void nk_add_all(struct nkc_session *s, struct nk_words *w, const struct nk_words *more)
{
    NKC_FOREACH(i, &more->list)
        nk_add(s, w, more->list.data[i]);
}

static bool is_program(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, X_OK) == 0;
}

/* What execvp would take, but without its way out: a file that is no program is not given to a
 * shell. Returns false when nothing is found. */
static bool find_program(const char *name, char *path, size_t size)
{
    if (strchr(name, '/'))
        return (size_t)snprintf(path, size, "%s", name) < size && is_program(path);
    const char *dir = getenv("PATH");
    while (dir && *dir) {
        int len = (int)strcspn(dir, ":");
        int n = snprintf(path, size, "%.*s/%s", len, len ? dir : ".", name);
        if (n > 0 && (size_t)n < size && is_program(path))
            return true;
        dir += len + (dir[len] == ':');
    }
    return false;
}

bool nk_program_exists(const char *name)
{
    char path[NAME_SIZE];
    return find_program(name, path, sizeof path);
}

bool nk_lines_read(FILE *f, nk_line_fn *line, void *context)
{
    enum { KEPT = 64 * 1024 };
    struct nkc_buf buf = {0};
    int c;
    while ((c = getc(f)) != EOF) {
        if (c == '\n') {
            line(context, buf.data ? buf.data : "");
            buf.len = 0;
            if (buf.data)
                buf.data[0] = '\0';
        } else if (c != '\r' && c != '\0' && buf.len < KEPT) {
            nkc_buf_putc(&buf, (char)c);
        }
    }
    int error = ferror(f) ? errno : 0;
    if (buf.len)
        line(context, buf.data);
    nkc_buf_free(&buf);
    errno = error;
    return error == 0;
}

void nk_copy(void *context, FILE *f)
{
    char part[4096];
    ssize_t n;
    (void)context;
    while ((n = read(fileno(f), part, sizeof part)) > 0) {
        fwrite(part, 1, (size_t)n, stdout);
        fflush(stdout);
    }
}

/* Becomes the command, with its output in `out` if that is one; tells errno through `told` when
 * that fails. */
static void become(char *const *argv, pid_t parent, int out, bool merge, int told)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(EXIT_FAILURE);
    if (out >= 0) {
        dup2(out, STDOUT_FILENO);
        if (merge)
            dup2(out, STDERR_FILENO);
    }
    char path[NAME_SIZE];
    errno = ENOENT;
    if (find_program(argv[0], path, sizeof path))
        execv(path, argv);
    int error = errno;
    (void)!write(told, &error, sizeof error);
    _exit(EXIT_FAILURE);
}

/* Starts the command; -1, errno set, when it cannot be. */
static pid_t start(char *const *argv, int out, bool merge)
{
    int told[2], error = 0;
    const pid_t self = getpid();
    if (pipe2(told, O_CLOEXEC) != 0)
        return -1;
    pid_t pid = fork();
    if (pid == 0)
        become(argv, self, out, merge, told[1]);
    if (pid < 0)
        error = errno;
    close(told[1]);
    /* Nothing comes when the command runs. */
    if (pid > 0 && read(told[0], &error, sizeof error) > 0)
        waitpid(pid, NULL, 0);
    close(told[0]);
    errno = error;
    return error == 0 ? pid : -1;
}

static int cannot(struct nkc_session *s, const char *name)
{
    nkc_diag(s, NK_RUN, NKC_NO_SPAN, name, strerror(errno));
    return NK_CANNOT_RUN;
}

/* Starts the command and hands its output to `take`, if that is one. */
static pid_t start_and_read(char *const *argv, nk_read_fn *take, void *context, bool merge)
{
    int out[2];
    if (!take)
        return start(argv, -1, merge);
    if (pipe2(out, O_CLOEXEC) != 0)
        return -1;
    pid_t pid = start(argv, out[1], merge);
    const int error = errno;
    close(out[1]);
    FILE *f = fdopen(out[0], "r");
    if (f && pid > 0)
        take(context, f);
    if (f)
        fclose(f);
    else
        close(out[0]);
    errno = error;
    return pid;
}

int nk_process_run(struct nkc_session *s, struct nk_words *w, nk_read_fn *take, void *context,
                   bool merge)
{
    int status;
    nk_add(s, w, NULL);
    w->list.len--;
    char *const *argv = (char *const *)(void *)w->list.data;
    fflush(stdout);
    fflush(stderr);
    pid_t pid = start_and_read(argv, take, context, merge);
    if (pid < 0)
        return cannot(s, argv[0]);
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return cannot(s, argv[0]);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
