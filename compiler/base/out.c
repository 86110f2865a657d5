/* Outputs: all of them reach the disk, or none does. */
#include "base/session.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Room for a usual header: most outputs never grow, so that nothing is copied and no page touched
 * twice. What is not used costs nothing. */
enum { FIRST_ROOM = 64 * 1024 };

struct nkc_buf *nkc_output_new(struct nkc_session *s, const char *path)
{
    struct nkc_output *out = NKC_NEW(s->arena, struct nkc_output);
    out->path = nkc_interns(s, path);
    out->text.data = nkc_xrealloc(NULL, FIRST_ROOM);
    out->text.data[0] = '\0';
    out->text.cap = FIRST_ROOM;
    nkc_vec_push(s->arena, &s->outputs, out);
    return &out->text;
}

/* No memory is asked for: temporary files are on the disk. */
static bool same_as_on_disk(const struct nkc_output *out)
{
    char have[4096];
    size_t at = 0, n;
    FILE *f = fopen(out->path, "rb");
    if (!f)
        return false;
    while ((n = fread(have, 1, sizeof have, f)) > 0 && n <= out->text.len - at &&
           memcmp(have, out->text.data + at, n) == 0)
        at += n;
    bool same = n == 0 && !ferror(f) && at == out->text.len;
    fclose(f);
    return same;
}

static bool write_stream(FILE *f, const struct nkc_buf *text)
{
    bool ok = text->len == 0 || fwrite(text->data, 1, text->len, f) == text->len;
    return fflush(f) == 0 && ok;
}

/* Writes one file; false with errno set on failure. */
static bool write_file(const char *path, const struct nkc_buf *text)
{
    FILE *f = fopen(path, "wb");
    if (!f)
        return false;
    bool ok = write_stream(f, text);
    int error = errno;
    if (fclose(f) != 0 && ok) {
        ok = false;
        error = errno;
    }
    errno = error;
    return ok;
}

/* As write_file, but nothing is left after a failure. */
static bool write_temporary(const char *path, const struct nkc_buf *text)
{
    bool ok = write_file(path, text);
    int error = errno;
    if (!ok)
        unlink(path);
    errno = error;
    return ok;
}

static bool is_stream(const struct nkc_output *out)
{
    return strcmp(out->path, "-") == 0;
}

/* A device such as /dev/null or /dev/stdout cannot be replaced by rename: write into it. */
static bool is_device(const struct nkc_output *out)
{
    struct stat st;
    return stat(out->path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

/* The place of a file in its directory: links in the way are followed, one at the end is not, since
 * it would be replaced. NULL with errno set when there is no such directory. */
static const char *place_of(struct nkc_session *s, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dir = slash ? nkc_arena_strndup(s->arena, path, (size_t)(slash - path) + 1) : ".";
    char *real = realpath(dir, NULL);
    if (!real) {
        nkc_oom_if_errno();
        return NULL;
    }
    const char *place = nkc_arena_printf(s->arena, "%s/%s", strcmp(real, "/") == 0 ? "" : real,
                                         slash ? slash + 1 : path);
    free(real);
    return place;
}

static bool is_input(struct nkc_session *s, const char *place)
{
    NKC_FOREACH(i, &s->sources) {
        const struct nkc_source *src = s->sources.data[i];
        const char *opened = src->real_path ? place_of(s, src->path) : NULL;
        if (opened && (strcmp(place, src->real_path) == 0 || strcmp(place, opened) == 0))
            return true;
    }
    return false;
}

/* What would go wrong only after other outputs are in place, or would destroy something. */
static bool check_output(struct nkc_session *s, const struct nkc_output *out,
                         struct nkc_map *places)
{
    struct stat st;
    const char *place = place_of(s, out->path);
    if (!place || out->path[0] == '\0')
        nkc_diag(s, FILE_WRITE, NKC_NO_SPAN, out->path, strerror(ENOENT));
    else if (stat(out->path, &st) == 0 && S_ISDIR(st.st_mode))
        nkc_diag(s, FILE_WRITE, NKC_NO_SPAN, out->path, strerror(EISDIR));
    else if (is_input(s, place))
        nkc_diag(s, FILE_OVER_INPUT, NKC_NO_SPAN, out->path);
    else if (!nkc_map_add(places, place, (void *)place))
        nkc_diag(s, FILE_TWICE, NKC_NO_SPAN, out->path);
    return s->error_count == 0;
}

static bool check_outputs(struct nkc_session *s)
{
    struct nkc_map places;
    nkc_map_init(&places, s->arena);
    NKC_FOREACH(i, &s->outputs)
        if (!s->outputs.data[i]->direct && !check_output(s, s->outputs.data[i], &places))
            return false;
    return s->error_count == 0;
}

/* Brings one output as far as it can still be taken back; of a stream or device that is all. */
static bool prepare(const struct nkc_output *out)
{
    return is_stream(out) ? write_stream(stdout, &out->text)
           : out->direct  ? write_file(out->path, &out->text)
                          : write_temporary(out->temporary, &out->text);
}

/* Files first, since what a stream has got cannot be taken back. The output that failed, with errno
 * set, or NULL. */
static const struct nkc_output *prepare_all(struct nkc_session *s)
{
    for (int streams = 0; streams < 2; streams++)
        NKC_FOREACH(i, &s->outputs) {
            struct nkc_output *out = s->outputs.data[i];
            if (out->direct != (streams == 1))
                continue;
            out->prepared = prepare(out);
            if (!out->prepared)
                return out;
        }
    return NULL;
}

/* Moves one prepared file to its place, or away; false with errno set when that failed. */
static bool finish(struct nkc_session *s, const struct nkc_output *out, bool wanted)
{
    if (out->direct)
        return true;
    bool move = wanted && !(s->keep_unchanged && same_as_on_disk(out));
    bool moved = move && rename(out->temporary, out->path) == 0;
    int error = errno;
    if (!moved)
        unlink(out->temporary);
    errno = error;
    return moved || !move;
}

/* ---- signals ----------------------------------------------------------------------------- */

/* A signal that ends the tool removes the temporary files first. It may come while a stream is
 * written that nobody reads, so it cannot just be held back until all is done. */
static const int ending[] = {SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM};
enum { ENDING = sizeof ending / sizeof *ending };

static const struct nkc_session *committing; /* changed while the signals are blocked */

static void remove_and_end(int number)
{
    NKC_FOREACH(i, &committing->outputs) {
        const struct nkc_output *out = committing->outputs.data[i];
        if (!out->direct)
            unlink(out->temporary);
    }
    signal(number, SIG_DFL);
    raise(number); /* comes when this returns: until then the signal is blocked */
}

static void block_signals(sigset_t *before)
{
    sigset_t set;
    sigemptyset(&set);
    for (int i = 0; i < ENDING; i++)
        sigaddset(&set, ending[i]);
    sigprocmask(SIG_BLOCK, &set, before);
}

/* Where signals would end the tool, they clean up before; what is ignored stays ignored. */
static void catch_signals(const struct nkc_session *s, struct sigaction *former)
{
    struct sigaction action = {.sa_handler = remove_and_end};
    sigset_t before;
    sigemptyset(&action.sa_mask);
    block_signals(&before);
    committing = s;
    for (int i = 0; i < ENDING; i++)
        if (sigaction(ending[i], NULL, &former[i]) == 0 && former[i].sa_handler == SIG_DFL)
            sigaction(ending[i], &action, NULL);
    sigprocmask(SIG_SETMASK, &before, NULL);
}

static void release_signals(const struct sigaction *former)
{
    for (int i = 0; i < ENDING; i++)
        sigaction(ending[i], &former[i], NULL);
    committing = NULL;
}

/* ---- all or none ------------------------------------------------------------------------- */

/* Moves what is prepared to its place; no signal comes between two of them. */
static const struct nkc_output *finish_all(struct nkc_session *s, const struct nkc_output *bad)
{
    int error = errno;
    NKC_FOREACH(i, &s->outputs) {
        const struct nkc_output *out = s->outputs.data[i];
        if (out->prepared && !finish(s, out, !bad)) {
            bad = out;
            error = errno;
        }
    }
    errno = error;
    return bad;
}

/* While temporary files are on the disk nothing asks for memory: a failure would leave them. */
bool nkc_outputs_commit(struct nkc_session *s)
{
    struct sigaction former[ENDING];
    sigset_t before;
    NKC_FOREACH(i, &s->outputs) {
        struct nkc_output *out = s->outputs.data[i];
        out->direct = is_stream(out) || is_device(out);
        out->temporary = nkc_arena_printf(s->arena, "%s.tmp%ld", out->path, (long)getpid());
    }
    if (s->error_count || !check_outputs(s))
        return false;
    catch_signals(s, former);
    const struct nkc_output *bad = prepare_all(s);
    int error = errno;
    block_signals(&before);
    errno = error;
    bad = finish_all(s, bad);
    error = errno;
    release_signals(former);
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (bad)
        nkc_diag(s, FILE_WRITE, NKC_NO_SPAN, bad->path, strerror(error));
    return !bad;
}
