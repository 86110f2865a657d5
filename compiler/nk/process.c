/* Other programs. */
#include "nk/process.h"

#include <errno.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

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

static bool is_program(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, X_OK) == 0;
}

bool nk_program_exists(const char *name)
{
    if (strchr(name, '/'))
        return is_program(name);
    const char *dir = getenv("PATH");
    while (dir && *dir) {
        char path[4096];
        int len = (int)strcspn(dir, ":");
        int n = snprintf(path, sizeof path, "%.*s/%s", len, len ? dir : ".", name);
        if (n > 0 && (size_t)n < sizeof path && is_program(path))
            return true;
        dir += len + (dir[len] == ':');
    }
    return false;
}

void nk_lines_read(FILE *f, nk_line_fn *line, void *context)
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
    if (buf.len)
        line(context, buf.data);
    nkc_buf_free(&buf);
}

static int status_of(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Starts the command with its output in the pipe `out`, when there is one. Returns errno. */
static int start(char *const *argv, const int *out, bool merge, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    int rc = posix_spawn_file_actions_init(&actions);
    if (rc != 0)
        return rc;
    if (out) {
        posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
        if (merge)
            posix_spawn_file_actions_adddup2(&actions, out[1], STDERR_FILENO);
        posix_spawn_file_actions_addclose(&actions, out[0]);
        posix_spawn_file_actions_addclose(&actions, out[1]);
    }
    rc = posix_spawnp(pid, argv[0], &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    return rc;
}

static void read_pipe(const int *out, nk_line_fn *line, void *context)
{
    FILE *f = fdopen(out[0], "r");
    if (f) {
        nk_lines_read(f, line, context);
        fclose(f);
    } else {
        close(out[0]);
    }
}

static int cannot(struct nkc_session *s, const char *name, int error)
{
    nkc_diag(s, NK_RUN, NKC_NO_SPAN, name, strerror(error));
    return NK_CANNOT_RUN;
}

int nk_process_run(struct nkc_session *s, struct nk_words *w, nk_line_fn *line, void *context,
                   bool merge)
{
    int out[2], status;
    pid_t pid;
    nk_add(s, w, NULL);
    w->list.len--;
    char *const *argv = (char *const *)(void *)w->list.data;
    fflush(stdout);
    fflush(stderr);
    if (line && pipe(out) != 0)
        return cannot(s, argv[0], errno);
    int error = start(argv, line ? out : NULL, merge, &pid);
    if (line)
        close(out[1]);
    if (error != 0) {
        if (line)
            close(out[0]);
        return cannot(s, argv[0], error);
    }
    if (line)
        read_pipe(out, line, context);
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return cannot(s, argv[0], errno);
    return status_of(status);
}
