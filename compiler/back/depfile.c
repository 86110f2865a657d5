/* Dependency files (nk-gen-c 5). */
#include "back/gen.h"

#include <stdlib.h>

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Blanks, `#`, `$` and backslashes as make wants them in a prerequisite. */
static void put_path(struct nkc_buf *out, const char *path)
{
    for (; *path; path++) {
        if (*path == ' ' || *path == '\t' || *path == '#' || *path == '\\')
            nkc_buf_putc(out, '\\');
        if (*path == '$')
            nkc_buf_putc(out, '$');
        nkc_buf_putc(out, *path);
    }
}

static void put_rule(struct nkc_buf *out, const char *base, const char *suffix,
                     const char *const *paths, size_t count)
{
    put_path(out, base);
    nkc_buf_printf(out, "%s : \\\n", suffix);
    if (count == 0)
        nkc_buf_puts(out, "  \n");
    for (size_t i = 0; i < count; i++) {
        nkc_buf_puts(out, "  ");
        put_path(out, paths[i]);
        nkc_buf_puts(out, i + 1 < count ? " \\\n" : "\n");
    }
}

void nkc_gen_depfile(struct nkc_model *model, const struct nkc_input *input, const char *base,
                     struct nkc_buf *out)
{
    struct nkc_arena *arena = model->session->arena;
    const struct nkc_source *own = input->package ? input->package->src : input->component->src;
    NKC_VEC(const char *) paths = {0};
    NKC_FOREACH(i, &model->packages.items) {
        const struct nkc_package *package = model->packages.items.data[i].value;
        if (package && package->src && package->src != own)
            nkc_vec_push(arena, &paths, package->src->real_path);
    }
    NKC_FOREACH(i, &model->components.items) {
        const struct nkc_component *component = model->components.items.data[i].value;
        if (component && component->src && component->src != own)
            nkc_vec_push(arena, &paths, component->src->real_path);
    }
    if (paths.len)
        qsort(paths.data, paths.len, sizeof *paths.data, by_bytes);
    put_rule(out, base, ".c", paths.data, paths.len);
    put_rule(out, base, ".h", paths.data, paths.len);
}
