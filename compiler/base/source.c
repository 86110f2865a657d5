#include "base/session.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

static void index_lines(const struct nkc_source *src, struct nkc_lines *lines)
{
    const char *end = src->text + src->size, *p;
    uint32_t count = 1;
    for (p = src->text; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
        count++;
    lines->begin = nkc_arena_alloc(lines->arena, count * sizeof *lines->begin);
    lines->begin[lines->count++] = 0;
    for (p = src->text; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
        lines->begin[lines->count++] = (uint32_t)(p - src->text) + 1;
}

static bool begins_code_point(char c)
{
    return ((unsigned char)c & 0xc0) != 0x80;
}

static void index_marks(const struct nkc_source *src, struct nkc_lines *lines)
{
    uint32_t points = 0, *marks;
    marks = nkc_arena_alloc(lines->arena, (src->size / NKC_MARK_BYTES + 1) * sizeof *marks);
    for (uint32_t i = 0; i < src->size; i++) {
        if (i % NKC_MARK_BYTES == 0)
            marks[i / NKC_MARK_BYTES] = points;
        points += begins_code_point(src->text[i]);
    }
    if (src->size % NKC_MARK_BYTES == 0)
        marks[src->size / NKC_MARK_BYTES] = points;
    lines->marks = marks;
}

const struct nkc_lines *nkc_source_lines(const struct nkc_source *src)
{
    if (!src->lines->begin) {
        index_lines(src, src->lines);
        index_marks(src, src->lines);
    }
    return src->lines;
}

/* Code points before byte `at`, without a walk from the start of the file or line. */
static uint32_t points_before(const struct nkc_source *src, uint32_t at)
{
    uint32_t mark = at / NKC_MARK_BYTES, points = nkc_source_lines(src)->marks[mark];
    for (uint32_t i = mark * NKC_MARK_BYTES; i < at; i++)
        points += begins_code_point(src->text[i]);
    return points;
}

static struct nkc_source *add_source(struct nkc_session *s, const char *path, const char *real,
                                     const char *text, size_t size)
{
    struct nkc_source *src = NKC_NEW(s->arena, struct nkc_source);
    src->path = src->shown = nkc_interns(s, path);
    src->real_path = real;
    src->text = text;
    src->size = (uint32_t)size;
    src->lines = NKC_NEW(s->arena, struct nkc_lines);
    src->lines->arena = s->arena;
    nkc_vec_push(s->arena, &s->sources, src);
    return src;
}

struct nkc_source *nkc_source_static(struct nkc_session *s, const char *path, const char *text,
                                     size_t size)
{
    struct nkc_source *src = add_source(s, path, NULL, text, size);
    src->is_text = true;
    return src;
}

struct nkc_source *nkc_source_text(struct nkc_session *s, const char *path, const char *text,
                                   size_t size)
{
    char *copy = nkc_xrealloc(NULL, size + 2);
    memcpy(copy, text, size);
    copy[size] = copy[size + 1] = '\0'; /* two NULs: what flex wants at the end of a buffer */
    struct nkc_source *src = nkc_source_static(s, path, copy, size);
    src->owned = copy;
    return src;
}

bool nkc_source_probe(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* Reads the whole stream; NULL with errno set on failure. */
static char *read_all(FILE *f, size_t size, size_t *got)
{
    char *text = nkc_xrealloc(NULL, size + 2);
    *got = fread(text, 1, size, f);
    if (ferror(f)) {
        free(text);
        return NULL;
    }
    text[*got] = text[*got + 1] = '\0';
    return text;
}

/* A byte order mark is not part of the text; editors on other systems write one. */
static size_t drop_mark(char *text, size_t size)
{
    if (size < 3 || memcmp(text, "\xef\xbb\xbf", 3) != 0)
        return size;
    memmove(text, text + 3, size - 3 + 2); /* with the two NULs */
    return size - 3;
}

/* Scanners take a zero byte for an end and read what stands before it again: one is told, and no
 * scanner sees the file. */
static bool check_text(struct nkc_session *s, const struct nkc_source *src)
{
    const char *zero = memchr(src->text, '\0', src->size);
    if (!zero)
        return true;
    uint32_t at = (uint32_t)(zero - src->text);
    nkc_diag(s, FILE_NUL, ((struct nkc_span){src, at, at + 1}), src->path);
    return false;
}

/* The text of a regular file, for the caller to free; NULL after reporting. Nothing else is opened:
 * to open a pipe is to wait for its writer. */
static char *read_regular(struct nkc_session *s, const char *path, struct nkc_span from,
                          size_t *size)
{
    struct stat st;
    bool known = stat(path, &st) == 0;
    if (known && !S_ISREG(st.st_mode)) {
        nkc_diag(s, FILE_KIND_DIR, from, path);
        return NULL;
    }
    if (known && st.st_size > NKC_SOURCE_MAX) {
        nkc_diag(s, FILE_SIZE, from, path, (unsigned long long)st.st_size,
                 (unsigned)NKC_SOURCE_MAX);
        return NULL;
    }
    FILE *f = known ? fopen(path, "rb") : NULL;
    char *text = f ? read_all(f, (size_t)st.st_size, size) : NULL;
    if (!text) {
        nkc_oom_if_errno();
        nkc_diag(s, FILE_READ, from, path, strerror(errno));
    }
    if (f)
        fclose(f);
    return text;
}

static bool is_link(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
}

struct nkc_source *nkc_source_open(struct nkc_session *s, const char *path, struct nkc_span from)
{
    char *real = realpath(path, NULL);
    if (!real) {
        nkc_oom_if_errno();
        nkc_diag(s, FILE_READ, from, path, strerror(errno));
        return NULL;
    }
    const char *name = nkc_interns(s, real);
    free(real);
    NKC_FOREACH(i, &s->sources)
        if (s->sources.data[i]->real_path == name)
            return s->sources.data[i]->is_text ? s->sources.data[i] : NULL;

    size_t got;
    char *text = read_regular(s, path, from, &got);
    if (!text)
        return NULL;
    struct nkc_source *src = add_source(s, path, name, text, drop_mark(text, got));
    src->owned = text;
    /* Build folders hold links to descriptions; people edit the file. */
    if (is_link(path))
        src->shown = name;
    src->is_text = check_text(s, src);
    return src->is_text ? src : NULL;
}

void nkc_span_place(struct nkc_span span, uint32_t *line, uint32_t *column)
{
    const struct nkc_source *src = span.src;
    const struct nkc_lines *lines = nkc_source_lines(src);
    uint32_t lo = 0, hi = lines->count;
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (lines->begin[mid] <= span.begin)
            lo = mid;
        else
            hi = mid;
    }
    *line = lo + 1;
    uint32_t end = span.begin < src->size ? span.begin : src->size;
    *column = 1 + points_before(src, end) - points_before(src, lines->begin[lo]);
}

struct nkc_span nkc_span_join(struct nkc_span a, struct nkc_span b)
{
    if (!a.src || a.src != b.src)
        return a.src ? a : b;
    if (b.begin < a.begin)
        a.begin = b.begin;
    if (b.end > a.end)
        a.end = b.end;
    return a;
}
