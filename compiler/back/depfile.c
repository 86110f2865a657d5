/* Dependency files (nk-gen-c 5). */
#include "back/gen.h"

#include "base/quote.h"

#include <stdlib.h>

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void put_rule(struct nkc_buf *out, const char *target, const char *const *paths,
                     size_t count)
{
    nkc_buf_printf(out, "%s : \\\n", target);
    if (count == 0)
        nkc_buf_puts(out, "  \n");
    for (size_t i = 0; i < count; i++)
        nkc_buf_printf(out, "  %s%s\n", paths[i], i + 1 < count ? " \\" : "");
}

/* The quoted paths of all descriptions loaded, sorted, the input itself only `with_own`. */
static const char **prerequisites(struct nkc_model *model, const struct nkc_input *input,
                                  bool with_own, size_t *count)
{
    struct nkc_arena *arena = model->session->arena;
    const struct nkc_source *own = input->package ? input->package->src : input->component->src;
    NKC_VEC(const char *) paths = {0};

    if (with_own)
        nkc_vec_push(arena, &paths, own->real_path);
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
    NKC_FOREACH(i, &paths)
        paths.data[i] = nkc_quote_make(arena, paths.data[i]);
    *count = paths.len;
    return paths.data;
}

void nkc_gen_depfile(struct nkc_model *model, const struct nkc_input *input, const char *base,
                     struct nkc_buf *out)
{
    struct nkc_arena *arena = model->session->arena;
    size_t count = 0;
    const char **paths = prerequisites(model, input, false, &count);
    const char *target = nkc_quote_make(arena, base);

    put_rule(out, nkc_arena_printf(arena, "%s.c", target), paths, count);
    put_rule(out, nkc_arena_printf(arena, "%s.h", target), paths, count);
}

void nkc_gen_make_rule(struct nkc_model *model, const struct nkc_input *input, const char *header,
                       struct nkc_buf *out)
{
    size_t count = 0;
    const char **paths = prerequisites(model, input, true, &count);

    put_rule(out, nkc_quote_make(model->session->arena, header), paths, count);
}
