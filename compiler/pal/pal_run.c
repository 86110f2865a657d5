#include "pal/pal_run.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* ---- what the tests are built with ---- */

/* Folders of the SDK this tool belongs to: build/bin has build/libexec, toolchain/bin has
 * toolchain/../libexec. */
struct sdk {
    const char *include, *library;
};

static bool find_sdk(struct nkc_session *s, struct sdk *sdk)
{
    static const char *const roots[] = {"..", "../.."};
    char *self = realpath("/proc/self/exe", NULL);
    char *slash = self ? strrchr(self, '/') : NULL;
    if (slash)
        *slash = '\0';
    for (size_t i = 0; slash && i < sizeof roots / sizeof roots[0]; i++) {
        const char *root = nkc_arena_printf(s->arena, "%s/%s", self, roots[i]);
        sdk->include = nkc_arena_printf(s->arena, "%s/sysroot-aarch64-kos/include", root);
        sdk->library = nkc_arena_printf(s->arena, "%s/libexec/host/libnk_pal.a", root);
        if (access(sdk->library, R_OK) == 0 && access(sdk->include, R_OK) == 0) {
            free(self);
            return true;
        }
    }
    nkc_diag(s, PAL_SDK, NKC_NO_SPAN, "libexec/host/libnk_pal.a");
    free(self);
    return false;
}

static const char *host_compiler(void)
{
    const char *cc = getenv("CC");
    return cc && *cc ? cc : "cc";
}

/* ---- processes ---- */

/* Runs a program to its end; its wait status, -1 with errno when it could not be started. */
static int run_program(const char *const *words)
{
    pid_t child;
    int status;
    int error =
        posix_spawnp(&child, words[0], NULL, NULL, (char *const *)(uintptr_t)words, environ);
    if (error) {
        errno = error;
        return -1;
    }
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return status;
}

static bool compile(struct nkc_session *s, const struct sdk *sdk, const char *dir)
{
    const char *program = nkc_arena_printf(s->arena, "%s/tests", dir);
    const char *const words[] = {host_compiler(),
                                 "-std=gnu11",
                                 "-O0",
                                 "-g0",
                                 "-idirafter",
                                 sdk->include,
                                 "-o",
                                 program,
                                 nkc_arena_printf(s->arena, "%s/module.c", dir),
                                 nkc_arena_printf(s->arena, "%s/tests.c", dir),
                                 sdk->library,
                                 "-ldl",
                                 NULL};
    int status = run_program(words);
    if (status < 0)
        nkc_diag(s, PAL_COMPILER, NKC_NO_SPAN, words[0], strerror(errno));
    else if (status)
        nkc_diag(s, PAL_COMPILER, NKC_NO_SPAN, words[0], "it refused the code of the tests");
    return status == 0;
}

static int run_tests(struct nkc_session *s, const struct pal_run *run, const char *dir)
{
    size_t count = 0;
    while (run->arguments[count])
        count++;
    const char **words = nkc_arena_alloc(s->arena, (count + 2) * sizeof *words);
    words[0] = nkc_arena_printf(s->arena, "%s/tests", dir);
    memcpy(words + 1, run->arguments, count * sizeof *words);
    int status = run_program(words);
    if (status >= 0 && WIFEXITED(status))
        return WEXITSTATUS(status);
    nkc_diag(s, PAL_PROGRAM, NKC_NO_SPAN,
             status < 0 ? strerror(errno) : strsignal(WTERMSIG(status)));
    return -1;
}

/* ---- the folder ---- */

static bool write_source(struct nkc_session *s, const char *dir, const char *name, const char *text,
                         size_t size)
{
    const char *path = nkc_arena_printf(s->arena, "%s/%s", dir, name);
    FILE *f = fopen(path, "wb");
    bool ok = f && fwrite(text, 1, size, f) == size;
    ok = f && fclose(f) == 0 && ok;
    if (!ok)
        nkc_diag(s, FILE_WRITE, NKC_NO_SPAN, path, strerror(errno));
    return ok;
}

static const char *make_folder(struct nkc_session *s)
{
    const char *parent = getenv("TMPDIR");
    char *dir =
        nkc_arena_printf(s->arena, "%s/nk-psl-tests.XXXXXX", parent && *parent ? parent : "/tmp");
    if (mkdtemp(dir))
        return dir;
    nkc_diag(s, FILE_WRITE, NKC_NO_SPAN, dir, strerror(errno));
    return NULL;
}

static void remove_folder(struct nkc_session *s, const char *dir)
{
    static const char *const names[] = {"module.c", "tests.c", "tests"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        (void)unlink(nkc_arena_printf(s->arena, "%s/%s", dir, names[i]));
    (void)rmdir(dir);
}

/* ---- entry ---- */

int pal_run(struct nkc_session *s, const struct pal_run *run)
{
    struct sdk sdk;
    const char *dir = find_sdk(s, &sdk) ? make_folder(s) : NULL;
    if (!dir)
        return -1;
    /* Ctrl-C ends the children; this process lives on to remove the folder. */
    void (*interrupt)(int) = signal(SIGINT, SIG_IGN);
    int failed = -1;
    if (write_source(s, dir, "module.c", run->module, run->module_size) &&
        write_source(s, dir, "tests.c", run->tests, run->tests_size) && compile(s, &sdk, dir))
        failed = run_tests(s, run, dir);
    remove_folder(s, dir);
    signal(SIGINT, interrupt);
    return failed;
}
