/* Test sets: names, SIDs, one message type for each case (pal 2, 3, 5). */
#include "pal/pal.h"

enum { CASE_TEXT_MAX = 160 };

/* SIDs that exist before the first case (platform 7). */
enum { SID_KERNEL = 1, SID_EINIT, SID_FIRST };

static const char kernel_name[] = POL_KERNEL_CLASS, einit_name[] = "Einit";

struct checker {
    struct policy *p;
    struct pal_suite *suite;
    const struct pol_file *file;
    struct pal_scope scope;
    bool complete;                 /* no file had errors: what is not there was not written */
    struct nkc_map used, assigned; /* of the set: name -> anything, name -> where first */
};

/* ---- variables ---- */

static void name_variable(struct pal_scope *scope, const char *name, const struct pol_class *class,
                          uint32_t sid)
{
    nkc_vec_push(scope->p->s->arena, &scope->variables, (struct pal_variable){name, class, sid});
}

const struct pal_variable *pal_find(struct pal_scope *scope, struct psl_name name)
{
    struct nkc_session *s = scope->p->s;
    const char **names = nkc_arena_alloc(s->arena, (scope->variables.len + 1) * sizeof *names);
    nkc_map_add(scope->used, name.text, scope);
    for (size_t i = scope->variables.len; i-- > 0;) {
        names[i] = scope->variables.data[i].name;
        if (strcmp(names[i], name.text) == 0)
            return &scope->variables.data[i];
    }
    bool is_class = nkc_map_get(&scope->p->class_map, name.text) != NULL;
    nkc_diag(s, PAL_VARIABLE, name.span, name.text);
    if (is_class)
        nkc_diag(s, NOTE_HERE, name.span, "a class stands here, a SID is needed");
    else
        nkc_diag_mean(s, name.span, nkc_nearest(name.text, names, scope->variables.len));
    return NULL;
}

static void warn_unused(struct checker *c)
{
    NKC_FOREACH(i, &c->assigned.items) {
        const struct nkc_map_item *item = &c->assigned.items.data[i];
        const struct psl_case *source = item->value;
        if (!nkc_map_get(&c->used, item->key))
            nkc_diag(c->p->s, PAL_UNUSED, source->variable.span, item->key);
    }
}

/* ---- cases ---- */

static struct pal_case *case_new(struct checker *c, const struct psl_case *source)
{
    struct pal_case *out = NKC_NEW(c->p->s->arena, struct pal_case);
    out->source = source;
    out->file = c->file->label;
    out->text = psl_span_text(c->p->s, source->span, CASE_TEXT_MAX);
    nkc_span_place(source->span, &out->line, &out->column);
    out->event = source->event;
    out->expect = source->expect == PSL_X_NONE ? PSL_X_GRANT : source->expect;
    out->src_class = out->dst_class = UINT16_MAX;
    return out;
}

/* The class `name` of the policy for who is there without being started; NULL after reporting. */
static const struct pol_class *built_in(struct checker *c, const char *name, struct nkc_span span)
{
    const struct pol_class *class = nkc_map_get(&c->p->class_map, name);
    if (!class)
        nkc_diag(c->p->s, PAL_NO_CLASS, span, name, name);
    return class;
}

/* Who starts a process when the case does not say (pal 3). */
static bool implicit_source(struct checker *c, const struct pol_class *dst, struct pal_case *out)
{
    const struct pol_class *einit = nkc_map_get(&c->p->class_map, einit_name);
    bool kernel = !einit || dst == einit || strcmp(dst->name, kernel_name) == 0;
    const struct pol_class *src = kernel ? built_in(c, kernel_name, out->source->span) : einit;
    if (!src)
        return false;
    out->src_class = src->id;
    out->src_sid = kernel ? SID_KERNEL : SID_EINIT;
    return true;
}

static uint32_t sid_of_start(struct checker *c, const struct pol_class *dst)
{
    if (strcmp(dst->name, kernel_name) == 0)
        return SID_KERNEL;
    if (strcmp(dst->name, einit_name) == 0)
        return SID_EINIT;
    return c->scope.next_sid++;
}

static void assign(struct checker *c, const struct psl_case *source, const struct pol_class *class,
                   uint32_t sid)
{
    if (!source->variable.text)
        return;
    name_variable(&c->scope, source->variable.text, class, sid);
    nkc_map_add(&c->assigned, source->variable.text, (void *)(uintptr_t)source);
}

/* Reports the first parameter of a message that has none. */
static bool no_parameters(struct checker *c, const struct psl_expr *params)
{
    if (!params || params->entries->list.len == 0)
        return true;
    nkc_diag(c->p->s, PSL_EXECUTE_MESSAGE, params->entries->list.data[0].key.span);
    return false;
}

/* Copies the selectors of a case; false after reporting one given twice. */
static bool take_selectors(struct checker *c, const struct psl_case *source,
                           struct pol_selectors *sel)
{
    bool ok = true;
    sel->event = source->event;
    sel->span = source->span;
    NKC_FOREACH(i, &source->selectors->list) {
        const struct psl_selector *s = &source->selectors->list.data[i];
        if (sel->value[s->kind].value.text) {
            nkc_diag(c->p->s, PSL_SELECTOR_TWICE, s->span, psl_selector_text(s->kind));
            ok = false;
        }
        sel->value[s->kind] = *s;
    }
    return ok;
}

/* Turns the variable in selector `kind` into its class; false after reporting. */
static bool variable_to_class(struct checker *c, struct pol_selectors *sel,
                              enum psl_selector_kind kind, uint16_t *class_id, uint32_t *sid)
{
    struct psl_name *value = &sel->value[kind].value;
    const struct pal_variable *v = pal_find(&c->scope, *value);
    if (!v)
        return false;
    value->text = v->class->name;
    *class_id = v->class->id;
    *sid = v->sid;
    return true;
}

static bool need_selector(struct checker *c, const struct pol_selectors *sel,
                          enum psl_selector_kind kind)
{
    if (sel->value[kind].value.text)
        return true;
    nkc_diag(c->p->s, PAL_NEEDS, sel->span, psl_event_text(sel->event), psl_selector_text(kind));
    return false;
}

static struct pal_case *execute_case(struct checker *c, const struct psl_case *source)
{
    struct pol_selectors sel = {0};
    struct pal_case *out = case_new(c, source);
    if (!take_selectors(c, source, &sel) || !need_selector(c, &sel, PSL_S_DST))
        return NULL;
    bool known = !sel.value[PSL_S_SRC].value.text ||
                 variable_to_class(c, &sel, PSL_S_SRC, &out->src_class, &out->src_sid);
    pol_resolve_selectors(c->p, &sel);
    if (sel.dst) { /* the variable is known to later cases, whatever is wrong here */
        out->dst_class = sel.dst->id;
        out->dst_sid = sid_of_start(c, sel.dst);
        assign(c, source, sel.dst, out->dst_sid);
    }
    if (!known || sel.bad || !sel.dst || !no_parameters(c, source->params))
        return NULL;
    return sel.src || implicit_source(c, sel.dst, out) ? out : NULL;
}

/* `c ~> s : E.M`, `p ! M` as selectors; false after reporting. */
static bool short_selectors(struct checker *c, const struct psl_case *source,
                            struct pol_selectors *sel)
{
    struct nkc_session *s = c->p->s;
    struct psl_name src = source->src, dst = source->dst, path = source->path;
    const char *dot = strrchr(path.text, '.');
    sel->event = source->event;
    sel->span = source->span;
    sel->value[PSL_S_SRC] = (struct psl_selector){PSL_S_SRC, src, src.span};
    sel->value[PSL_S_METHOD] = (struct psl_selector){PSL_S_METHOD, path, path.span};
    if (source->event == PSL_SECURITY)
        return true;
    if (!dot) {
        nkc_diag(s, PAL_PATH, path.span, path.text);
        return false;
    }
    uint32_t len = (uint32_t)(dot - path.text);
    struct psl_name endpoint = {nkc_intern(s, path.text, len), path.span};
    struct psl_name method = {nkc_interns(s, dot + 1), path.span};
    sel->value[PSL_S_DST] = (struct psl_selector){PSL_S_DST, dst, dst.span};
    sel->value[PSL_S_ENDPOINT] = (struct psl_selector){PSL_S_ENDPOINT, endpoint, path.span};
    sel->value[PSL_S_METHOD].value = method;
    return true;
}

/* The one method of the serving class that the selectors meet, by its dense number. */
static bool one_method(struct checker *c, const struct pol_selectors *sel,
                       const struct pol_class *server, uint32_t *number)
{
    uint32_t methods = sel->event == PSL_SECURITY ? server->security_count : server->method_count;
    if (sel->whole ? methods == 1 : sel->touches.len == 1) {
        *number = sel->whole ? 0 : sel->touches.data[0].method;
        return true;
    }
    if (methods)
        nkc_diag(c->p->s, PAL_SEVERAL, sel->span, sel->whole ? (size_t)methods : sel->touches.len,
                 sel->event == PSL_SECURITY ? "" : "`endpoint` and ");
    else
        nkc_diag(c->p->s, PAL_NO_METHODS, sel->span, server->name,
                 sel->event == PSL_SECURITY ? "security methods" : "endpoints");
    return false;
}

/* The RIID and the method behind a dense number. */
static const struct nkc_method *method_at(const struct pol_class *server, bool security,
                                          uint32_t number, uint32_t *riid)
{
    const uint32_t *base = security ? server->security_base : server->leaf_base;
    size_t i = security ? server->component->security_leaves.len : server->component->leaves.len;
    do
        i--;
    while (base[i] > number || pol_leaf_interface(server, security, i)->methods.len == 0);
    *riid = security ? server->component->security_leaves.data[i].iid
                     : server->component->leaves.data[i].iid;
    return pol_leaf_interface(server, security, i)->methods.data[number - base[i]];
}

static struct pal_message *message_of(struct checker *c, const struct psl_case *source,
                                      const struct pol_selectors *sel)
{
    const struct pol_class *server = sel->event == PSL_REQUEST ? sel->dst : sel->src;
    uint32_t number, riid;
    if (!server->component || !one_method(c, sel, server, &number))
        return NULL;
    const struct nkc_method *method = method_at(server, sel->event == PSL_SECURITY, number, &riid);
    return pal_message_new(&c->scope, method, riid, sel->event, source->params);
}

/* Messages of equal bytes exist once: setup and finally cases repeat in every test. */
static const struct pal_message *keep_message(struct checker *c, struct pal_message *m)
{
    struct pal_suite *suite = c->suite;
    size_t first = suite->messages.len > 64 ? suite->messages.len - 64 : 0;
    for (size_t i = suite->messages.len; i-- > first;) {
        struct pal_message *have = suite->messages.data[i];
        if (have->size == m->size && have->arena_size == m->arena_size &&
            memcmp(have->constant, m->constant, m->size) == 0 &&
            (!m->arena_size || memcmp(have->arena, m->arena, m->arena_size) == 0))
            return have;
    }
    nkc_vec_push(c->p->s->arena, &suite->messages, m);
    m->number = (uint32_t)suite->messages.len;
    return m;
}

static struct pal_case *message_case(struct checker *c, const struct psl_case *source)
{
    struct pol_selectors sel = {0};
    struct pal_case *out = case_new(c, source);
    bool security = source->event == PSL_SECURITY;
    if (source->selectors ? !take_selectors(c, source, &sel) : !short_selectors(c, source, &sel))
        return NULL;
    if (security && sel.value[PSL_S_DST].value.text) {
        nkc_diag(c->p->s, PSL_SELECTOR_KIND, sel.value[PSL_S_DST].span, "dst", "security");
        return NULL;
    }
    if (!need_selector(c, &sel, PSL_S_SRC) || (!security && !need_selector(c, &sel, PSL_S_DST)))
        return NULL;
    bool known = variable_to_class(c, &sel, PSL_S_SRC, &out->src_class, &out->src_sid);
    if (!security)
        known &= variable_to_class(c, &sel, PSL_S_DST, &out->dst_class, &out->dst_sid);
    if (!known)
        return NULL;
    pol_resolve_selectors(c->p, &sel);
    struct pal_message *m = sel.bad ? NULL : message_of(c, source, &sel);
    out->message = m ? keep_message(c, m) : NULL;
    return out->message ? out : NULL;
}

static void check_cases(struct checker *c, const struct psl_cases *cases, struct pal_cases *out)
{
    NKC_FOREACH(i, &cases->list) {
        const struct psl_case *source = cases->list.data[i];
        struct pal_case *resolved =
            source->event == PSL_EXECUTE ? execute_case(c, source) : message_case(c, source);
        if (resolved)
            nkc_vec_push(c->p->s->arena, &out->list, resolved);
    }
}

/* ---- tests and sets ---- */

static const char *default_name(struct checker *c, const char *title, const char *what, size_t n)
{
    return title ? title : nkc_arena_printf(c->p->s->arena, "%s %zu", what, n);
}

static const struct psl_section *find_section(struct checker *c, const struct psl_sections *all,
                                              enum psl_section_kind kind, const char *word)
{
    const struct psl_section *found = NULL;
    NKC_FOREACH(i, &all->list) {
        const struct psl_section *section = &all->list.data[i];
        if (section->kind != kind)
            continue;
        if (found) {
            nkc_diag(c->p->s, PAL_SECTION_TWICE, section->span, word);
            nkc_diag(c->p->s, NOTE_FIRST, found->span, word);
        } else {
            found = section;
        }
    }
    return found;
}

/* A sequence with the variables of `setup`; `finally` is told apart by the error count, so that a
 * mistake in it is reported once and not for each test. */
static void check_test(struct checker *c, struct pal_set *set, const struct psl_section *section,
                       const struct psl_section **finally)
{
    struct pal_test *test = NKC_NEW(c->p->s->arena, struct pal_test);
    test->name = default_name(c, section->title, "sequence", set->tests.len + 1);
    test->file = c->file->label;
    nkc_span_place(section->span, &test->line, &test->column);
    test->setup = &set->setup;
    NKC_FOREACH(i, &set->tests)
        if (strcmp(set->tests.data[i]->name, test->name) == 0)
            nkc_diag(c->p->s, PAL_NAME_TWICE, section->span, "sequence", test->name);
    check_cases(c, section->cases, &test->own);
    size_t errors = c->p->s->error_count;
    if (*finally)
        check_cases(c, (*finally)->cases, &test->finally);
    if (c->p->s->error_count != errors)
        *finally = NULL;
    nkc_vec_push(c->p->s->arena, &set->tests, test);
}

static void begin_set(struct checker *c)
{
    c->scope = (struct pal_scope){.p = c->p, .used = &c->used, .next_sid = SID_FIRST};
    nkc_map_init(&c->used, c->p->s->arena);
    nkc_map_init(&c->assigned, c->p->s->arena);
}

static void check_set(struct checker *c, const struct psl_decl *decl)
{
    struct pal_set *set = NKC_NEW(c->p->s->arena, struct pal_set);
    set->name = default_name(c, decl->title, "set", c->suite->sets.len + 1);
    set->file = c->file->label;
    nkc_span_place(decl->span, &set->line, &set->column);
    size_t errors = c->p->s->error_count;
    begin_set(c);
    const struct psl_section *setup = find_section(c, decl->sections, PSL_SETUP, "setup");
    const struct psl_section *finally = find_section(c, decl->sections, PSL_FINALLY, "finally");
    if (setup)
        check_cases(c, setup->cases, &set->setup);
    const struct pal_scope start = c->scope;
    NKC_FOREACH(i, &decl->sections->list) {
        if (decl->sections->list.data[i].kind != PSL_SEQUENCE)
            continue;
        /* Full: growth copies, so no test writes over what the next one starts with. */
        c->scope = start;
        c->scope.variables.cap = c->scope.variables.len;
        check_test(c, set, &decl->sections->list.data[i], &finally);
    }
    if (set->tests.len == 0 && c->complete)
        nkc_diag(c->p->s, PAL_EMPTY, decl->span);
    if (c->p->s->error_count == errors) /* a case that was not read may be the reader */
        warn_unused(c);
    nkc_vec_push(c->p->s->arena, &c->suite->sets, set);
}

struct pal_suite *pal_check(struct policy *p)
{
    struct checker c = {.p = p,
                        .suite = NKC_NEW(p->s->arena, struct pal_suite),
                        .complete = p->s->error_count == 0};
    NKC_FOREACH(i, &p->decls) {
        if (p->decls.data[i].decl->kind != PSL_D_TESTS)
            continue;
        c.file = p->decls.data[i].file;
        check_set(&c, p->decls.data[i].decl);
    }
    return c.suite;
}
