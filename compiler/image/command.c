#include "image/command.h"

#include "image/hold.h"

#include <errno.h>
#include <spawn.h>
#include <sys/wait.h>

extern char **environ;

void nkc_command_add(struct nkc_session *s, struct nkc_command_line *cmd, const char *word)
{
    nkc_vec_push(s->arena, &cmd->words, word);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* Does a backslash before `c` take its meaning away? */
static bool escapes(char c, char quote)
{
    if (quote == '"')
        return c && strchr("\"\\$`", c);
    return c && !quote;
}

/* Reads one word from *p into `to`; returns false when a quote stays open. */
static bool scan_word(const char **p, char *to)
{
    char quote = 0;
    for (; **p && (quote || !is_blank(**p)); ++*p) {
        char c = **p;
        if (quote ? c == quote : c == '\'' || c == '"') {
            quote = quote ? 0 : c;
        } else if (c == '\\' && escapes((*p)[1], quote)) {
            *to++ = *++*p;
        } else {
            *to++ = c;
        }
    }
    *to = '\0';
    return !quote;
}

bool nkc_command_add_words(struct nkc_session *s, struct nkc_command_line *cmd, const char *text)
{
    for (;;) {
        while (is_blank(*text))
            text++;
        if (!*text)
            return true;
        char *word = nkc_arena_alloc(s->arena, strlen(text) + 1);
        if (!scan_word(&text, word))
            return false;
        nkc_command_add(s, cmd, word);
    }
}

static int spawn(char *const *argv, pid_t *pid)
{
    posix_spawnattr_t attr;
    sigset_t none;

    sigemptyset(&none);
    posix_spawnattr_init(&attr);
    posix_spawnattr_setsigmask(&attr, &none);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK);
    int error = posix_spawnp(pid, argv[0], NULL, &attr, argv, environ);
    posix_spawnattr_destroy(&attr);
    return error;
}

/* Until the child has ended. A signal that is to end the tool ends the child, and waits again then.
 * Pre: all signals of `wake` are blocked. */
static int wait_for(pid_t pid, const sigset_t *wake, int *status)
{
    int number, ending = 0;
    pid_t ended;
    while ((ended = waitpid(pid, status, WNOHANG)) == 0) {
        sigwait(wake, &number);
        if (number != SIGCHLD) {
            kill(pid, SIGTERM);
            ending = number;
        }
    }
    int error = ended < 0 ? errno : 0;
    if (ending)
        raise(ending);
    return error;
}

static int spawn_and_wait(char *const *argv, int *status)
{
    sigset_t wake, before;
    pid_t pid;
    signal(SIGCHLD, SIG_DFL); /* where it is ignored, no child leaves a status */
    nkc_hold_set(&wake);
    sigaddset(&wake, SIGCHLD);
    sigprocmask(SIG_BLOCK, &wake, &before);
    int error = spawn(argv, &pid);
    if (!error)
        error = wait_for(pid, &wake, status);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return error;
}

static const char *failure(struct nkc_session *s, int error, int status)
{
    if (error == ENOENT)
        return "not found; install the package binutils-aarch64-linux-gnu";
    if (error)
        return strerror(error);
    if (WIFSIGNALED(status))
        return nkc_arena_printf(s->arena, "ended by signal %d", WTERMSIG(status));
    return nkc_arena_printf(s->arena, "exit status %d", WEXITSTATUS(status));
}

bool nkc_command_run(struct nkc_session *s, const struct nkc_command_line *cmd)
{
    char **argv = nkc_arena_alloc(s->arena, (cmd->words.len + 1) * sizeof *argv);
    NKC_FOREACH(i, &cmd->words)
        argv[i] = nkc_arena_strdup(s->arena, cmd->words.data[i]);

    int status = 0;
    int error = spawn_and_wait(argv, &status);
    if (!error && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    if (!nkc_hold_ending())
        nkc_diag(s, IMG_TOOL, NKC_NO_SPAN, argv[0], failure(s, error, status));
    return false;
}
