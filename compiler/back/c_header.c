/* Which sections a header has, and the header itself (nk-gen-c 4). */
#include "back/c_make.h"
#include "back/tmpl.h"

enum {
    PARTS_ALL =
        NKC_GEN_TYPES | NKC_GEN_INTERFACE | NKC_GEN_ENDPOINTS | NKC_GEN_CLIENT | NKC_GEN_SERVER,
};

static unsigned wanted_parts(const struct nkc_gen_options *options, bool is_idl)
{
    unsigned parts = options->parts;
    if (!is_idl)
        parts &= ~(unsigned)NKC_GEN_TESTS; /* of no effect */
    if (!parts)
        parts = PARTS_ALL;
    if (options->validators)
        parts |= NKC_GEN_VALIDATORS;
    if (options->tests && !options->parts)
        parts |= NKC_GEN_TESTS;
    if (!is_idl && (parts & (NKC_GEN_CLIENT | NKC_GEN_SERVER)))
        parts |= NKC_GEN_ENDPOINTS;
    if (parts & ~(unsigned)(NKC_GEN_TYPES | NKC_GEN_REFL))
        parts |= NKC_GEN_INTERFACE | NKC_GEN_TYPES;
    return parts;
}

/* Adds the sections of one interface. */
static void add_interface(struct c_maker *m, const struct nkc_interface *iface, unsigned parts,
                          bool is_idl)
{
    struct nkc_arena *arena = m->session->arena;
    struct c_header *h = m->header;
    if (!(parts & NKC_GEN_INTERFACE))
        return; /* every other part of an interface needs it */
    c_need_interface(m, iface);
    struct c_interface *view = c_interface_make(m, iface);
    c_check_names(m, iface, view);
    nkc_vec_push(arena, &h->interfaces, view);
    if (parts & (NKC_GEN_CLIENT | NKC_GEN_SERVER))
        nkc_vec_push(arena, &h->vtables, view);
    if (is_idl && (parts & NKC_GEN_CLIENT))
        nkc_vec_push(arena, &h->clients, view);
    if (parts & NKC_GEN_SERVER)
        nkc_vec_push(arena, &h->servers, view);
    if ((parts & NKC_GEN_VALIDATORS) && c_interface_validators(m, iface, view)) {
        h->validators = true;
        nkc_vec_push(arena, &h->validated, view);
    }
    if (is_idl && (parts & NKC_GEN_TESTS) && c_interface_makers(m, iface, view)) {
        h->tests = true;
        nkc_vec_push(arena, &h->tested, view);
    }
}

/* Nested components first, each once. */
static void add_component(struct c_maker *m, const struct nkc_component *component, unsigned parts,
                          struct nkc_map *seen)
{
    struct nkc_arena *arena = m->session->arena;
    struct c_header *h = m->header;
    if (!nkc_map_add(seen, component->name, (void *)component->name))
        return;
    NKC_FOREACH(i, &component->instances)
        add_component(m, component->instances.data[i].component, parts, seen);
    struct c_component *view = c_component_make(m, component);
    if (parts & NKC_GEN_ENDPOINTS) {
        nkc_vec_push(arena, &h->components, view);
        if (component->is_class)
            nkc_vec_push(arena, &h->classes, view);
    }
    if ((parts & NKC_GEN_SERVER) && component->leaves.len) {
        nkc_vec_push(arena, &h->component_servers, view);
        if (component->is_class)
            nkc_vec_push(arena, &h->entity_servers, view);
    }
}

static void make_idl(struct c_maker *m, const struct nkc_package *package)
{
    unsigned parts = wanted_parts(m->options, true);
    c_add_package(m, package);
    if (package->interface)
        add_interface(m, package->interface, parts, true);
}

static void make_component(struct c_maker *m, const struct nkc_component *component)
{
    unsigned parts = wanted_parts(m->options, false);
    struct nkc_map interfaces, components;
    nkc_map_init(&interfaces, m->session->arena);
    nkc_map_init(&components, m->session->arena);
    NKC_FOREACH(i, &component->leaves) {
        const struct nkc_interface *iface = component->leaves.data[i].endpoint->interface;
        if (nkc_map_add(&interfaces, iface->package->name, (void *)iface->package->name)) {
            if (parts & NKC_GEN_TYPES)
                c_need_interface(m, iface);
            add_interface(m, iface, parts, false);
        }
    }
    add_component(m, component, parts, &components);
    if (parts & NKC_GEN_REFL) {
        struct c_component *view = c_component_make(m, component);
        c_component_refl(m, component, view);
        nkc_vec_push(m->session->arena, &m->header->reflected, view);
    }
}

static const char *source_name(struct c_maker *m, const char *dotted, const char *ext)
{
    char *name = nkc_arena_printf(m->session->arena, "%s.%s", dotted, ext);
    char *end = strrchr(name, '.');
    for (char *c = name; c < end; c++)
        if (*c == '.')
            *c = '/';
    return name;
}

bool nkc_gen_header(struct nkc_session *s, const struct nkc_input *input,
                    const struct nkc_gen_options *options, struct nkc_buf *out)
{
    struct c_header *header = NKC_NEW(s->arena, struct c_header);
    struct c_maker m = {.session = s, .options = options, .header = header};
    nkc_map_init(&m.composites, s->arena);
    m.trace_used = nkc_arena_alloc(s->arena, options->trace_methods.len + 1);
    header->traced =
        options->trace_client != NKC_TRACE_OFF || options->trace_server != NKC_TRACE_OFF;
    header->dump_client = options->trace_client == NKC_TRACE_DUMP;
    header->dump_server = options->trace_server == NKC_TRACE_DUMP;
    if (input->package) {
        header->source = source_name(&m, input->package->name, "idl");
        make_idl(&m, input->package);
    } else {
        const char *ext = input->component->is_class ? "edl" : "cdl";
        header->source = source_name(&m, input->component->name, ext);
        make_component(&m, input->component);
    }
    c_trace_check(&m);
    c_add_rawtypes(&m);
    return s->error_count == 0 &&
           nkc_tmpl_print(nkc_tmpl_builtin_set(s), "header", &c_header_view, header, out);
}
