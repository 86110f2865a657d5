#include "files.h"

#include <stdlib.h>

struct file {
    const char *path;
    const char *data;
    size_t size;
};

static struct file files[FUZZ_FILES_MAX + 1]; /* the last one is the main input */
static size_t file_count;
static FILE *nowhere;

static const struct file *find(const char *path)
{
    const struct file *main_file = &files[FUZZ_FILES_MAX];

    if (main_file->path && strcmp(main_file->path, path) == 0)
        return main_file;
    for (size_t i = 0; i < file_count; i++)
        if (strcmp(files[i].path, path) == 0)
            return &files[i];
    return NULL;
}

void fuzz_files_load(const char *path, const char *from)
{
    FILE *f = fopen(from, "rb");
    char *text = malloc(NKC_SOURCE_MAX);

    if (!f || !text || file_count == FUZZ_FILES_MAX) {
        fprintf(stderr, "fuzz: cannot read %s: run from the root of the repository\n", from);
        exit(1);
    }
    size_t size = fread(text, 1, NKC_SOURCE_MAX, f);
    fclose(f);
    files[file_count++] = (struct file){path, realloc(text, size + 1), size};
}

void fuzz_files_main(const char *path, const uint8_t *data, size_t size)
{
    files[FUZZ_FILES_MAX] = (struct file){path, (const char *)data, size};
}

struct nkc_session *fuzz_session(void)
{
    struct nkc_session *s = nkc_session_new("fuzz");

    if (!nowhere)
        nowhere = fopen("/dev/null", "w");
    if (!nowhere)
        abort();
    s->diag_stream = nowhere;
    nkc_vec_push(s->arena, &s->include_dirs, "/t");
    return s;
}

bool __wrap_nkc_source_probe(const char *path);
struct nkc_source *__wrap_nkc_source_open(struct nkc_session *s, const char *path,
                                          struct nkc_span from);

bool __wrap_nkc_source_probe(const char *path)
{
    return find(path) != NULL;
}

struct nkc_source *__wrap_nkc_source_open(struct nkc_session *s, const char *path,
                                          struct nkc_span from)
{
    const struct file *file = find(path);

    if (!file) {
        nkc_diag(s, FILE_READ, from, path, "No such file or directory");
        return NULL;
    }
    for (size_t i = 0; i < s->sources.len; i++)
        if (strcmp(s->sources.data[i]->path, path) == 0)
            return s->sources.data[i];
    struct nkc_source *src = nkc_source_text(s, path, file->data, file->size);
    src->real_path = src->path; /* as for a file that was opened */
    return src;
}
