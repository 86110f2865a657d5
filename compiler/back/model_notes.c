#include "back/model_notes.h"

#include "base/quote.h"
#include "model/model_json.h"

void nkc_model_notes_init(struct nkc_model_notes *n, struct nkc_model *m, struct nkc_buf *out)
{
    *n = (struct nkc_model_notes){.model = m, .out = out};
    nkc_map_init(&n->interfaces, m->session->arena);
}

static void put(struct nkc_model_notes *n, const char *type, const char *name,
                const struct nkc_input *input)
{
    uint8_t hash[32];
    nkc_input_hash(n->model, input, hash);
    nkc_buf_printf(n->out, "NK_MODEL_NOTE(model_note_%zu, %s, %s,", n->count++, type,
                   nkc_quote_c(n->model->session->arena, name));
    for (size_t i = 0; i < sizeof hash; i++)
        nkc_buf_printf(n->out, "%s%3u%s", i % 16 ? " " : "\n    ", hash[i],
                       i + 1 < sizeof hash ? "," : ");\n");
}

static void put_interface(struct nkc_model_notes *n, const struct nkc_interface *interface)
{
    struct nkc_package *package = (struct nkc_package *)(uintptr_t)interface->package;
    if (nkc_map_add(&n->interfaces, package->name, package))
        put(n, "NK_MODEL_INTERFACE", package->name, &(struct nkc_input){.package = package});
}

void nkc_model_notes_add(struct nkc_model_notes *n, const char *name,
                         const struct nkc_component *class)
{
    if (strcmp(name, class->name) != 0)
        return;
    put(n, "NK_MODEL_CLASS", name,
        &(struct nkc_input){.component = (struct nkc_component *)(uintptr_t) class});
    NKC_FOREACH(i, &class->leaves)
        put_interface(n, class->leaves.data[i].endpoint->interface);
    NKC_FOREACH(i, &class->security_leaves)
        put_interface(n, class->security_leaves.data[i].interface);
}
