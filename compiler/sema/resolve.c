/* Definitions: resolved on demand, whatever the order in the file; a definition met again while it
 * is being resolved is a cycle. */
#include "sema/sema.h"

static void range_of(const struct nkc_type *t, nkc_wide *min, nkc_wide *max)
{
    nkc_wide span = (nkc_wide)1 << (t->width * 8);
    *min = t->is_signed ? -span / 2 : 0;
    *max = (t->is_signed ? span / 2 : span) - 1;
}

static bool check_range(struct nkc_sema *m, const struct nkc_ast_def *def, const struct nkc_type *t,
                        nkc_wide value)
{
    nkc_wide min, max;
    range_of(t, &min, &max);
    if (value < min || value > max) {
        nkc_diag(m->s, CONST_RANGE, def->value->span, nkc_wide_text(m->s, value), t->idl_name,
                 nkc_wide_text(m->s, min), nkc_wide_text(m->s, max));
        return false;
    }
    if (t->is_word && value > (nkc_wide)UINT32_MAX)
        nkc_diag(m->s, CONST_WIDE, def->value->span, nkc_wide_text(m->s, value), t->idl_name);
    return true;
}

static bool resolve_const(struct nkc_sema *m, struct nkc_symbol *sym)
{
    const struct nkc_ast_def *def = sym->def;
    const struct nkc_type *t = nkc_resolve_type(m, sym->owner, def->type);
    if (t && t->kind != NKC_INT) {
        nkc_diag(m->s, CONST_TYPE, def->type->span, def->name.text, nkc_type_text(m->s, t));
        t = NULL;
    }
    struct nkc_eval ev = {m, sym->owner, t ? t->width * 8u : 64, t && t->is_signed};
    nkc_wide value;
    bool ok = nkc_evaluate(&ev, def->value, &value);
    if (!ok || !t || !check_range(m, def, t, value))
        return false;
    struct nkc_const *c = NKC_NEW(m->s->arena, struct nkc_const);
    *c = (struct nkc_const){.name = def->name.text,
                            .package = &sym->owner->pub,
                            .type = t,
                            .negative = value < 0,
                            .magnitude = (uint64_t)(value < 0 ? -value : value),
                            .span = def->name.span};
    sym->constant = c;
    return true;
}

static bool resolve_typedef(struct nkc_sema *m, struct nkc_symbol *sym)
{
    const struct nkc_ast_def *def = sym->def;
    const struct nkc_type *t = nkc_resolve_type(m, sym->owner, def->type);
    if (!t)
        return false;
    struct nkc_typedef *td = NKC_NEW(m->s->arena, struct nkc_typedef);
    *td = (struct nkc_typedef){def->name.text, &sym->owner->pub, t, def->name.span};
    struct nkc_type *use = NKC_NEW(m->s->arena, struct nkc_type);
    *use = *t;
    use->alias = td;
    sym->alias = td;
    sym->use = use;
    return true;
}

/* The fields of a struct or the members of a union; false when one of them is erroneous. */
static bool resolve_fields(struct nkc_sema *m, struct nkc_symbol *sym, struct nkc_composite *c)
{
    const char *what = c->is_union ? "member" : "field";
    const char *inside = c->is_union ? "a union" : "a struct";
    bool ok = !sym->def->fields->lost;
    nkc_seen_begin(m);
    NKC_FOREACH(i, &sym->def->fields->list) {
        const struct nkc_ast_name *name = &sym->def->fields->list.data[i].name;
        struct nkc_span first = nkc_seen_before(m, name);
        nkc_check_name(m, name, what, NKC_NAME_FIELD);
        if (first.src) {
            nkc_diag(m->s, DUP_FIELD, name->span, what, name->text);
            nkc_diag(m->s, NOTE_FIRST, first, name->text);
            ok = false;
        }
    }
    /* Types in a second walk: resolving one may begin lists of names of its own. */
    NKC_FOREACH(i, &sym->def->fields->list) {
        const struct nkc_ast_field *f = &sym->def->fields->list.data[i];
        const struct nkc_type *t = nkc_resolve_inner(m, sym->owner, f->type, inside);
        ok &= t != NULL;
        if (t)
            nkc_vec_push(m->s->arena, &c->fields,
                         (struct nkc_field){f->name.text, t, 0, f->name.span});
    }
    return ok;
}

static bool resolve_composite(struct nkc_sema *m, struct nkc_symbol *sym)
{
    const struct nkc_ast_def *def = sym->def;
    struct nkc_composite *c = NKC_NEW(m->s->arena, struct nkc_composite);
    c->name = def->name.text;
    c->package = &sym->owner->pub;
    c->is_union = def->kind == NKC_AST_UNION;
    c->span = def->name.span;
    if (!def->fields) {
        if (c->is_union)
            nkc_diag(m->s, EMPTY_UNION, c->span, c->name);
        else
            nkc_diag(m->s, EMPTY_STRUCT, c->span, c->name);
        return false;
    }
    uint64_t size;
    if (!resolve_fields(m, sym, c))
        return false;
    if (!nkc_layout_composite(c, &size)) {
        nkc_diag(m->s, SIZE_LARGE, c->span, c->is_union ? "union" : "struct",
                 (unsigned long long)size, (unsigned)NKC_TYPE_SIZE_MAX);
        return false;
    }
    if (!nkc_check_depth(m, c->depth, c->span))
        return false;
    struct nkc_type *use = NKC_NEW(m->s->arena, struct nkc_type);
    use->kind = c->is_union ? NKC_UNION : NKC_STRUCT;
    use->composite = c;
    nkc_layout_type(use, &size);
    sym->use = use;
    return true;
}

static bool resolve_new(struct nkc_sema *m, struct nkc_symbol *sym)
{
    switch (sym->def->kind) {
    case NKC_AST_CONST:
        return resolve_const(m, sym);
    case NKC_AST_TYPEDEF:
        return resolve_typedef(m, sym);
    case NKC_AST_STRUCT:
    case NKC_AST_UNION:
        break;
    }
    return resolve_composite(m, sym);
}

static void report_cycle(struct nkc_sema *m, const struct nkc_symbol *sym, struct nkc_span from)
{
    const char *name = sym->def->name.text;
    if (sym->def->kind == NKC_AST_CONST)
        nkc_diag(m->s, CONST_CYCLE, from, name);
    else
        nkc_diag(m->s, TYPE_CYCLE, from, name);
    nkc_diag(m->s, NOTE_FIRST, sym->def->name.span, name);
}

bool nkc_resolve_symbol(struct nkc_sema *m, struct nkc_symbol *sym, struct nkc_span from)
{
    switch (sym->state) {
    case NKC_DONE:
        return true;
    case NKC_BAD:
        return false;
    case NKC_ACTIVE:
        report_cycle(m, sym, from);
        return false;
    case NKC_NEW_STATE:
        break;
    }
    if (m->chain >= NKC_CHAIN_MAX) {
        nkc_diag(m->s, DEF_DEPTH, from, sym->def->name.text, (unsigned)NKC_CHAIN_MAX);
        return false;
    }
    sym->state = NKC_ACTIVE;
    m->chain++;
    bool ok = resolve_new(m, sym);
    m->chain--;
    sym->state = ok ? NKC_DONE : NKC_BAD;
    if (!ok)
        sym->owner->pub.error = true;
    return ok;
}

void nkc_resolve_package(struct nkc_sema *m, struct sema_package *p)
{
    NKC_FOREACH(i, &p->symbols.items) {
        struct nkc_symbol *sym = p->symbols.items.data[i].value;
        nkc_resolve_symbol(m, sym, sym->def->name.span);
    }
    nkc_order_definitions(m, p);
    if (p->ast->interface)
        nkc_resolve_interface(m, p);
}
