/* Outputs: all of them reach the disk, or none does. */
#include "base/session.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

struct nkc_buf *nkc_output_new(struct nkc_session *s, const char *path)
{
    struct nkc_output *out = NKC_NEW(s->arena, struct nkc_output);
    out->path = nkc_interns(s, path);
    nkc_vec_push(s->arena, &s->outputs, out);
    return &out->text;
}

static bool same_as_on_disk(const struct nkc_output *out)
{
    FILE *f = fopen(out->path, "rb");
    if (!f)
        return false;
    char *have = nkc_xrealloc(NULL, out->text.len + 1);
    bool same = fread(have, 1, out->text.len + 1, f) == out->text.len &&
                memcmp(have, out->text.data ? out->text.data : "", out->text.len) == 0;
    free(have);
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

static const char *temporary_name(struct nkc_session *s, const struct nkc_output *out)
{
    return nkc_arena_printf(s->arena, "%s.tmp%ld", out->path, (long)getpid());
}

static bool is_stream(const struct nkc_output *out)
{
    return strcmp(out->path, "-") == 0;
}

/* A device such as /dev/null or /dev/stdout cannot be replaced by rename: write into it. */
static bool is_device(const struct nkc_output *out)
{
    return access(out->path, F_OK) == 0 && !nkc_source_probe(out->path);
}

bool nkc_outputs_commit(struct nkc_session *s)
{
    if (s->error_count)
        return false;
    size_t ready = 0;
    for (; ready < s->outputs.len; ready++) {
        struct nkc_output *out = s->outputs.data[ready];
        if (is_stream(out) || is_device(out))
            continue;
        if (!write_temporary(temporary_name(s, out), &out->text)) {
            nkc_diag(s, FILE_WRITE, NKC_NO_SPAN, out->path, strerror(errno));
            break;
        }
    }
    for (size_t i = 0; i < ready; i++) {
        struct nkc_output *out = s->outputs.data[i];
        const char *tmp = temporary_name(s, out);
        bool ok = s->error_count == 0;
        if (is_stream(out)) {
            ok = !ok || write_stream(stdout, &out->text);
        } else if (is_device(out)) {
            ok = !ok || write_file(out->path, &out->text);
        } else if (!ok || (s->keep_unchanged && same_as_on_disk(out))) {
            unlink(tmp);
            ok = true;
        } else {
            ok = rename(tmp, out->path) == 0;
            if (!ok)
                unlink(tmp);
        }
        if (!ok)
            nkc_diag(s, FILE_WRITE, NKC_NO_SPAN, out->path, strerror(errno));
    }
    return s->error_count == 0;
}
