/* Solutions: found, configured, built. */
#include "nk/solution.h"

#include "nk/progress.h"

#include <errno.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *in(struct nkc_session *s, const char *dir, const char *name)
{
    return nkc_arena_printf(s->arena, "%s/%s", dir, name);
}

static bool is_file(struct nkc_session *s, const char *dir, const char *name)
{
    return nkc_source_probe(in(s, dir, name));
}

void nk_say(const struct nk_solution *sol, const char *format, ...)
{
    if (!nkc_diag_is_text(sol->s))
        return;
    va_list args;
    va_start(args, format);
    fputs("nk: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

/* ---- the folder --------------------------------------------------------------------------- */

static bool check_folder(struct nkc_session *s, const char *dir)
{
    struct stat st;
    int error = stat(dir, &st) != 0 ? errno : S_ISDIR(st.st_mode) ? 0 : ENOTDIR;
    if (error == 0 && access(dir, R_OK | X_OK) != 0)
        error = errno;
    if (error == 0)
        return true;
    nkc_diag(s, FILE_READ, NKC_NO_SPAN, dir, strerror(error));
    return false;
}

/* A folder inside a solution is named now and then: the note says which one is meant. */
static bool no_solution(struct nkc_session *s, const char *dir)
{
    nkc_diag(s, NK_SOLUTION, NKC_NO_SPAN, dir);
    if (is_file(s, dir, "../CMakeLists.txt"))
        nkc_diag(s, NOTE_HERE, NKC_NO_SPAN, nkc_arena_printf(s->arena, "`%s/..` is one", dir));
    else
        nkc_diag(s, NOTE_HERE, NKC_NO_SPAN, "`nk new NAME` writes one");
    return false;
}

bool nk_solution_open(struct nkc_session *s, const struct nk_place *place, const char *dir,
                      struct nk_solution *sol)
{
    *sol = (struct nk_solution){.s = s, .dir = dir, .verbose = place->verbose};
    if (!nk_sdk_find(s, &sol->sdk) || !check_folder(s, dir))
        return false;
    sol->build = place->build ? place->build : in(s, dir, "build");
    sol->is_cmake = is_file(s, dir, "CMakeLists.txt");
    if (!sol->is_cmake && !(is_file(s, dir, "init.yaml") && is_file(s, dir, "security.psl")))
        return no_solution(s, dir);
    const bool ok = nk_need(s, sol->is_cmake ? NK_NEED_CMAKE : NK_NEED_MAKE);
    return nk_need(s, NK_NEED_BUILD) && ok;
}

bool nk_solution_make_build(struct nk_solution *sol)
{
    struct stat st;
    int error = mkdir(sol->build, 0777) == 0 || errno == EEXIST ? 0 : errno;
    if (error == 0 && stat(sol->build, &st) == 0 && !S_ISDIR(st.st_mode))
        error = ENOTDIR;
    if (error == 0 && access(sol->build, W_OK | X_OK) != 0)
        error = errno;
    if (error != 0) {
        nkc_diag(sol->s, FILE_WRITE, NKC_NO_SPAN, sol->build, strerror(error));
        nkc_diag(sol->s, NOTE_HERE, NKC_NO_SPAN,
                 "`--build-dir DIR` names another folder for what is built");
    }
    return error == 0;
}

/* Runs a build tool; `hold`: its standard output is shown only when it fails. */
static bool run_step(struct nk_solution *sol, struct nk_words *w, bool hold, const char *done)
{
    const struct nk_progress how = {.done = done, .verbose = sol->verbose, .hold = hold};
    int status = nk_progress_run(sol->s, &how, w);
    if (status != 0 && status != NK_CANNOT_RUN)
        nkc_diag(sol->s, NK_BUILD, NKC_NO_SPAN, sol->dir, done, status);
    return status == 0;
}

/* ---- CMake -------------------------------------------------------------------------------- */

/* The value of a variable in CMakeCache.txt, NULL when it is not there. */
static const char *cached(struct nk_solution *sol, const char *text, const char *name)
{
    size_t len = strlen(name);
    for (const char *p = text; p && *p; p = strchr(p, '\n'), p = p ? p + 1 : NULL)
        if (strncmp(p, name, len) == 0 && p[len] == ':') {
            const char *value = strchr(p, '=');
            return value ? nkc_arena_strndup(sol->s->arena, value + 1, strcspn(value + 1, "\n"))
                         : NULL;
        }
    return NULL;
}

/* A path that is NULL or leads nowhere is the same as no other. */
static bool is_same_file(const char *a, const char *b)
{
    struct stat x, y;
    return a && stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev &&
           x.st_ino == y.st_ino;
}

/* 0: not configured, 1: configured by this SDK for this folder, -1: for others, reported. */
static int cache_state(struct nk_solution *sol)
{
    struct nkc_session *s = sol->s;
    const char *path = in(s, sol->build, "CMakeCache.txt");
    if (!nkc_source_probe(path))
        return 0;
    struct nkc_source *cache = nkc_source_open(s, path, NKC_NO_SPAN);
    if (!cache)
        return -1;
    const char *home = cached(sol, cache->text, "CMAKE_HOME_DIRECTORY");
    const char *file = cached(sol, cache->text, "CMAKE_TOOLCHAIN_FILE");
    const bool is_home = is_same_file(home, sol->dir);
    if (is_home && is_same_file(file, sol->sdk.toolchain_file))
        return 1;
    const char *other = is_home ? file : home;
    nkc_diag(s, NK_OTHER_BUILD, NKC_NO_SPAN, sol->build, other ? other : "other settings");
    nkc_diag(s, NOTE_HERE, NKC_NO_SPAN, "remove it, or name another one with `--build-dir DIR`");
    return -1;
}

/* Run each time: it takes a moment, and what the file nk-solution says is of now. */
static bool run_cmake(struct nk_solution *sol)
{
    struct nk_words w = {0};
    int state = cache_state(sol);
    if (state < 0)
        return false;
    nk_add(sol->s, &w, "cmake");
    nk_add(sol->s, &w, "-S");
    nk_add(sol->s, &w, sol->dir);
    nk_add(sol->s, &w, "-B");
    nk_add(sol->s, &w, sol->build);
    if (state == 0) {
        nk_say(sol, "configuring %s", sol->dir);
        nk_addf(sol->s, &w, "-DCMAKE_TOOLCHAIN_FILE=%s", sol->sdk.toolchain_file);
        if (nk_program_exists("ninja"))
            nk_add(sol->s, &w, "-GNinja");
    }
    return run_step(sol, &w, true, "configured");
}

/* ---- what the solution has ---------------------------------------------------------------- */

/* One line of nk-solution: fields with tabs between. */
static void take_entry(struct nk_solution *sol, const char *line, size_t size)
{
    struct nkc_session *s = sol->s;
    struct nk_words fields = {0};
    for (const char *p = line, *end = line + size; p <= end;) {
        const char *tab = memchr(p, '\t', (size_t)(end - p));
        tab = tab ? tab : end;
        nk_add(s, &fields, nkc_arena_strndup(s->arena, p, (size_t)(tab - p)));
        p = tab + 1;
    }
    const char **f = fields.list.data;
    size_t n = fields.list.len;
    if (n >= 3 && strcmp(f[0], "image") == 0) {
        struct nk_image image = {.name = f[1], .path = f[2]};
        size_t i = 3;
        for (; i < n && strcmp(f[i], "--") != 0; i++)
            nk_add(s, &image.env, f[i]);
        for (i++; i < n; i++)
            nk_add(s, &image.flags, f[i]);
        nkc_vec_push(s->arena, &sol->images, image);
    } else if (n >= 4 && strcmp(f[0], "tests") == 0) {
        struct nk_tests tests = {.target = f[1], .image = f[2], .policy = f[3]};
        for (size_t i = 4; i < n; i++)
            nk_add(s, &tests.paths, f[i]);
        nkc_vec_push(s->arena, &sol->tests, tests);
    }
}

static bool read_entries(struct nk_solution *sol)
{
    const char *path = in(sol->s, sol->build, "nk-solution");
    if (!nkc_source_probe(path))
        return true; /* a solution without images */
    struct nkc_source *src = nkc_source_open(sol->s, path, NKC_NO_SPAN);
    if (!src)
        return false;
    for (const char *p = src->text; *p;) {
        size_t len = strcspn(p, "\n");
        take_entry(sol, p, len);
        p += len + (p[len] == '\n');
    }
    return true;
}

/* Tests that no CMake file mentions: pal_tests.psl beside the policy. */
static void find_tests(struct nk_solution *sol)
{
    struct nkc_session *s = sol->s;
    if (sol->tests.len || !is_file(s, sol->dir, "pal_tests.psl"))
        return;
    struct nk_tests tests = {.policy = in(s, sol->dir, "pal_tests.psl")};
    nk_add(s, &tests.paths, "-I");
    nk_add(s, &tests.paths, sol->dir);
    if (sol->is_cmake) {
        nk_add(s, &tests.paths, "-I");
        nk_add(s, &tests.paths, in(s, sol->build, "_headers_"));
    }
    nk_add(s, &tests.paths, "-I");
    nk_add(s, &tests.paths, in(s, sol->sdk.sysroot, "include"));
    nkc_vec_push(s->arena, &sol->tests, tests);
}

bool nk_solution_configure(struct nk_solution *sol)
{
    struct nkc_session *s = sol->s;
    if (sol->is_cmake) {
        if (!nk_solution_make_build(sol) || !run_cmake(sol) || !read_entries(sol))
            return false;
    } else {
        struct nk_image image = {.name = "kos-qemu-image",
                                 .path = in(s, sol->build, "kos-qemu-image")};
        nkc_vec_push(s->arena, &sol->images, image);
    }
    find_tests(sol);
    return true;
}

bool nk_solution_build(struct nk_solution *sol, const char *target)
{
    struct nkc_session *s = sol->s;
    struct nk_words w = {0};
    if (!nk_solution_make_build(sol))
        return false;
    nk_say(sol, "building %s", sol->dir);
    if (sol->is_cmake) {
        nk_add(s, &w, "cmake");
        nk_add(s, &w, "--build");
        nk_add(s, &w, sol->build);
        if (target) {
            nk_add(s, &w, "--target");
            nk_add(s, &w, target);
        }
    } else {
        nk_add(s, &w, "make");
        nk_add(s, &w, "--no-print-directory");
        nk_add(s, &w, "-f");
        nk_add(s, &w, sol->sdk.solution_mk);
        nk_addf(s, &w, "DIR=%s", sol->dir);
        nk_addf(s, &w, "OUT=%s", sol->build);
        nk_addf(s, &w, "TOOLCHAIN=%s", sol->sdk.root);
    }
    return run_step(sol, &w, false, "built");
}

const struct nk_image *nk_solution_image(struct nk_solution *sol, const char *name)
{
    struct nkc_session *s = sol->s;
    NKC_VEC(const char *) names = {0};
    NKC_FOREACH(i, &sol->images) {
        const struct nk_image *image = &sol->images.data[i];
        if (!name || strcmp(image->name, name) == 0)
            return image;
        nkc_vec_push(s->arena, &names, image->name);
    }
    nkc_diag(s, NK_NO_IMAGE, NKC_NO_SPAN, sol->dir, name ? name : "to boot");
    const char *near = name ? nkc_nearest(name, names.data, names.len) : NULL;
    if (near)
        nkc_diag(s, NOTE_MEAN, NKC_NO_SPAN, near);
    else if (!names.len)
        nkc_diag(s, NOTE_HERE, NKC_NO_SPAN, "its CMake files call no build_kos_qemu_image");
    return NULL;
}
