/* Components and process classes: sections, nesting, endpoint numbers (idl-cdl-edl 5). */
#include "sema/sema.h"

static const char *const section_words[] = {"security", "endpoints", "components"};

/* ---- sections --------------------------------------------------------------------------- */

/* One of each kind; answers with them by kind. */
static void collect_sections(struct nkc_sema *m, const struct nkc_ast_file *ast,
                             const struct nkc_ast_section *by_kind[NKC_SECTION_COUNT])
{
    NKC_FOREACH(i, &ast->sections) {
        const struct nkc_ast_section *section = &ast->sections.data[i];
        if (section->old_word) {
            nkc_diag(m->s, DEPRECATED_INTERFACES, section->span);
            nkc_diag_fix(m->s, section->span, "endpoints");
        }
        if (!by_kind[section->kind]) {
            by_kind[section->kind] = section;
            continue;
        }
        nkc_diag(m->s, DUP_SECTION, section->span, section_words[section->kind]);
        nkc_diag(m->s, NOTE_HERE, by_kind[section->kind]->span, "the first one is here");
    }
}

/* The order of the documentation of 1.2 and later (5.2). */
static void check_section_order(struct nkc_sema *m, const struct nkc_ast_file *ast)
{
    static const struct {
        unsigned char rank[NKC_SECTION_COUNT];
        const char *text;
    } orders[] = {{{0, 1, 2}, "security, endpoints, components"},
                  {{1, 2, 0}, "components, security, endpoints"}};
    size_t order = ast->kind == NKC_FILE_EDL;
    for (size_t i = 1; i < ast->sections.len; i++) {
        enum nkc_ast_section_kind before = ast->sections.data[i - 1].kind;
        enum nkc_ast_section_kind kind = ast->sections.data[i].kind;
        if (orders[order].rank[kind] < orders[order].rank[before])
            nkc_diag(m->s, SECTION_ORDER, ast->sections.data[i].span, section_words[kind],
                     section_words[before], orders[order].text);
    }
}

/* The interface of a package named in a CDL or EDL file. */
static const struct nkc_interface *find_interface(struct nkc_sema *m,
                                                  const struct nkc_ast_name *target)
{
    struct nkc_package *p = nkc_load_package(&m->model, target->text, target->span);
    if (!p || ((struct sema_package *)p)->ast->error)
        return NULL;
    if (!p->interface)
        nkc_diag(m->s, IFACE_MISSING, target->span, target->text);
    return p->interface;
}

static void resolve_security(struct nkc_sema *m, struct sema_component *c,
                             const struct nkc_ast_section *section)
{
    const struct nkc_interface *iface = find_interface(m, &section->target);
    c->pub.security = iface;
    if (!iface)
        return;
    NKC_FOREACH(i, &iface->methods) {
        const struct nkc_method *method = iface->methods.data[i];
        for (unsigned dir = NKC_RES; dir < NKC_DIRECTIONS; dir++) {
            if (!method->message[dir].params.len)
                continue;
            const struct nkc_field *f = &method->message[dir].params.data[0];
            nkc_diag(m->s, SEC_PARAMS, section->target.span, section->target.text, method->name,
                     nkc_direction_word(dir), f->name);
            nkc_diag(m->s, NOTE_HERE, f->span, "the parameter is here");
            break;
        }
    }
}

static void resolve_endpoints(struct nkc_sema *m, struct sema_component *c,
                              const struct nkc_ast_entries *entries)
{
    NKC_FOREACH(i, &entries->list) {
        const struct nkc_ast_entry *entry = &entries->list.data[i];
        const struct nkc_interface *iface = find_interface(m, &entry->target);
        if (iface)
            nkc_vec_push(m->s->arena, &c->pub.endpoints,
                         (struct nkc_endpoint){entry->name.text, iface, entry->name.span});
    }
}

static void resolve_instances(struct nkc_sema *m, struct sema_component *c,
                              const struct nkc_ast_entries *entries)
{
    NKC_FOREACH(i, &entries->list) {
        const struct nkc_ast_entry *entry = &entries->list.data[i];
        struct sema_component *nested =
            nkc_component_by_name(m, entry->target.text, false, entry->target.span);
        c->lost_instance |= !nested || nested->state != NKC_DONE;
        if (!nested)
            continue;
        if (nested->state == NKC_ACTIVE)
            nkc_diag(m->s, COMP_CYCLE, entry->target.span, entry->target.text);
        if (nested->state == NKC_DONE)
            nkc_vec_push(
                m->s->arena, &c->pub.instances,
                (struct nkc_instance){entry->name.text, &nested->pub, 0, entry->name.span});
    }
}

/* Names of one block must differ; `what` is "endpoint" or "component instance". */
static void check_block_names(struct nkc_sema *m, const struct nkc_ast_entries *entries,
                              const char *what)
{
    nkc_seen_begin(m);
    NKC_FOREACH(i, &entries->list) {
        const struct nkc_ast_name *name = &entries->list.data[i].name;
        struct nkc_span first = nkc_seen_before(m, name);
        nkc_check_name(m, name, what, NKC_NAME_STRICT);
        if (!first.src)
            continue;
        if (strcmp(what, "endpoint") == 0)
            nkc_diag(m->s, DUP_ENDPOINT, name->span, name->text);
        else
            nkc_diag(m->s, DUP_INSTANCE, name->span, name->text);
        nkc_diag(m->s, NOTE_FIRST, first, name->text);
    }
}

/* Endpoints and instances are members of one C struct. */
static void check_members(struct nkc_sema *m, const struct nkc_ast_entries *endpoints,
                          const struct nkc_ast_entries *instances)
{
    struct nkc_map members;
    nkc_map_init(&members, m->s->arena);
    NKC_FOREACH(i, &endpoints->list)
        nkc_map_add(&members, endpoints->list.data[i].name.text, &endpoints->list.data[i].name);
    NKC_FOREACH(i, &instances->list) {
        const struct nkc_ast_name *name = &instances->list.data[i].name;
        const struct nkc_ast_name *endpoint = nkc_map_get(&members, name->text);
        if (!endpoint)
            continue;
        nkc_diag(m->s, DUP_MEMBER, name->span, name->text);
        nkc_diag(m->s, NOTE_FIRST, endpoint->span, name->text);
    }
}

/* ---- numbering -------------------------------------------------------------------------- */

static const char *join_path(struct nkc_sema *m, const char *a, const char *b)
{
    return *b ? nkc_arena_printf(m->s->arena, "%s.%s", a, b) : a;
}

/* `leaf` as the component sees it: path and number are its own, the rest is set already. */
static void add_leaf(struct nkc_sema *m, struct sema_component *c, struct nkc_leaf leaf)
{
    leaf.c_path = nkc_c_name(m->s, leaf.path);
    nkc_vec_push(m->s->arena, &c->pub.leaves, leaf);
}

static void add_subtree(struct nkc_sema *m, struct sema_component *c, struct nkc_subtree sub)
{
    sub.c_path = nkc_c_name(m->s, sub.path);
    nkc_vec_push(m->s->arena, &c->pub.subtrees, sub);
}

static void add_security_leaf(struct nkc_sema *m, struct sema_component *c, const char *path,
                              const struct nkc_interface *iface, const struct nkc_component *owner)
{
    uint32_t iid = (uint32_t)c->pub.security_leaves.len;
    nkc_vec_push(m->s->arena, &c->pub.security_leaves,
                 (struct nkc_security_leaf){path, nkc_c_name(m->s, path), iid, iface, owner});
}

/* Everything of a nested component, moved to the next free number. */
static void add_instance(struct nkc_sema *m, struct sema_component *c, struct nkc_instance *inst)
{
    const struct nkc_component *nested = inst->component;
    uint32_t offset = (uint32_t)c->pub.leaves.len;
    inst->iid_offset = offset;
    NKC_FOREACH(i, &nested->leaves) {
        struct nkc_leaf leaf = nested->leaves.data[i];
        leaf.path = join_path(m, inst->name, leaf.path);
        leaf.parent = join_path(m, inst->name, leaf.parent);
        leaf.iid += offset;
        add_leaf(m, c, leaf);
    }
    add_subtree(m, c,
                (struct nkc_subtree){
                    .path = inst->name, .parent = "", .iid_offset = offset, .component = nested});
    NKC_FOREACH(i, &nested->subtrees) {
        struct nkc_subtree sub = nested->subtrees.data[i];
        sub.path = join_path(m, inst->name, sub.path);
        sub.parent = join_path(m, inst->name, sub.parent);
        sub.iid_offset += offset;
        add_subtree(m, c, sub);
    }
    NKC_FOREACH(i, &nested->security_leaves) {
        const struct nkc_security_leaf *leaf = &nested->security_leaves.data[i];
        add_security_leaf(m, c, join_path(m, inst->name, leaf->path), leaf->interface,
                          leaf->component);
    }
}

/* Counts before anything is copied: nesting multiplies, so the lists could become huge. */
static bool check_counts(struct nkc_sema *m, struct sema_component *c, struct nkc_span span)
{
    uint64_t leaves = c->pub.endpoints.len, subtrees = c->pub.instances.len;
    NKC_FOREACH(i, &c->pub.instances) {
        leaves += c->pub.instances.data[i].component->leaves.len;
        subtrees += c->pub.instances.data[i].component->subtrees.len;
    }
    if (leaves > NKC_IIDS_MAX)
        nkc_diag(m->s, RIID_RANGE, span, c->pub.name, (unsigned long long)leaves, "endpoints",
                 (unsigned)NKC_IIDS_MAX);
    else if (subtrees > NKC_IIDS_MAX)
        nkc_diag(m->s, RIID_RANGE, span, c->pub.name, (unsigned long long)subtrees,
                 "component instances", (unsigned)NKC_IIDS_MAX);
    return leaves <= NKC_IIDS_MAX && subtrees <= NKC_IIDS_MAX;
}

/* Own endpoints first, then each instance's block (5.4). */
static void flatten(struct nkc_sema *m, struct sema_component *c)
{
    NKC_FOREACH(i, &c->pub.endpoints) {
        const struct nkc_endpoint *e = &c->pub.endpoints.data[i];
        add_leaf(m, c,
                 (struct nkc_leaf){.path = e->name,
                                   .parent = "",
                                   .iid = (uint32_t)i,
                                   .endpoint = e,
                                   .component = &c->pub});
    }
    if (c->pub.security)
        add_security_leaf(m, c, "", c->pub.security, &c->pub);
    NKC_FOREACH(i, &c->pub.instances)
        add_instance(m, c, &c->pub.instances.data[i]);
}

static void add_bounds(struct nkc_component *c)
{
    NKC_FOREACH(i, &c->endpoints)
        nkc_bounds_cover(&c->bounds, &c->endpoints.data[i].interface->bounds);
    NKC_FOREACH(i, &c->instances)
        nkc_bounds_cover(&c->bounds, &c->instances.data[i].component->bounds);
}

/* ---- the whole -------------------------------------------------------------------------- */

static void resolve_sections(struct nkc_sema *m, struct sema_component *c)
{
    const struct nkc_ast_section *by_kind[NKC_SECTION_COUNT] = {0};
    const struct nkc_ast_file *ast = c->ast;
    collect_sections(m, ast, by_kind);
    check_section_order(m, ast);
    const struct nkc_ast_section *ends_section = by_kind[NKC_SECTION_ENDPOINTS];
    const struct nkc_ast_section *comps_section = by_kind[NKC_SECTION_COMPONENTS];
    const struct nkc_ast_entries *endpoints = ends_section ? ends_section->entries : NULL;
    const struct nkc_ast_entries *instances = comps_section ? comps_section->entries : NULL;
    if (endpoints)
        check_block_names(m, endpoints, "endpoint");
    if (instances)
        check_block_names(m, instances, "component instance");
    if (endpoints && instances)
        check_members(m, endpoints, instances);
    if (by_kind[NKC_SECTION_SECURITY])
        resolve_security(m, c, by_kind[NKC_SECTION_SECURITY]);
    if (endpoints)
        resolve_endpoints(m, c, endpoints);
    if (instances)
        resolve_instances(m, c, instances);
    if (!ast->sections.len && !c->pub.is_class && !ast->error)
        nkc_diag(m->s, COMP_EMPTY, ast->name.span, c->pub.name);
}

void nkc_resolve_component(struct nkc_sema *m, struct sema_component *c)
{
    size_t errors = m->s->error_count;
    struct nkc_span span = c->ast->name.text ? c->ast->name.span : c->ast->head;
    c->state = NKC_ACTIVE;
    if (m->nesting >= NKC_NESTING_MAX) {
        nkc_diag(m->s, COMP_DEPTH, span, (unsigned)NKC_NESTING_MAX);
        c->state = NKC_BAD;
        c->pub.error = true;
        return;
    }
    m->nesting++;
    if (c->ast->old_head) {
        nkc_diag(m->s, DEPRECATED_ENTITY, c->ast->head);
        nkc_diag_fix(m->s, c->ast->head, "task class");
    }
    resolve_sections(m, c);
    bool fits = !c->lost_instance && check_counts(m, c, span);
    if (fits) {
        flatten(m, c);
        add_bounds(&c->pub);
    }
    m->nesting--;
    c->pub.error |= c->ast->error || m->s->error_count > errors;
    c->state = fits ? NKC_DONE : NKC_BAD;
}
