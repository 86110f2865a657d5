/* The order of a package's definitions: that of the file, but what one names of its own package
 * stands before it. Resolution on demand begins wherever an importer needs something first; the
 * model must not tell who that was. */
#include "sema/sema.h"

struct placing {
    struct nkc_sema *m;
    struct sema_package *p;
    uint32_t depth;
};

static void place(struct placing *o, struct nkc_symbol *sym);

static void place_name(struct placing *o, const char *name)
{
    struct nkc_symbol *sym = nkc_map_get(&o->p->symbols, name);
    if (sym)
        place(o, sym);
}

static void place_expr(struct placing *o, const struct nkc_ast_expr *e)
{
    if (!e)
        return;
    if (e->kind == NKC_EXPR_NAME)
        place_name(o, e->name);
    place_expr(o, e->left);
    place_expr(o, e->right);
}

static void place_type(struct placing *o, const struct nkc_ast_type *type)
{
    if (!type)
        return;
    if (type->kind == NKC_AST_NAMED)
        place_name(o, type->name);
    place_type(o, type->elem);
    place_expr(o, type->size);
}

static struct nkc_definition definition_of(const struct nkc_symbol *sym)
{
    if (sym->constant)
        return (struct nkc_definition){.kind = NKC_DEF_CONST, .constant = sym->constant};
    if (sym->alias)
        return (struct nkc_definition){.kind = NKC_DEF_TYPEDEF, .alias = sym->alias};
    return (struct nkc_definition){.kind = NKC_DEF_COMPOSITE, .composite = sym->use->composite};
}

/* Chains longer than the bound were possible only piece by piece; they keep the file's order. */
static void place(struct placing *o, struct nkc_symbol *sym)
{
    if (sym->placed || sym->state != NKC_DONE || o->depth > NKC_CHAIN_MAX)
        return;
    sym->placed = true;
    o->depth++;
    place_type(o, sym->def->type);
    place_expr(o, sym->def->value);
    for (size_t i = 0; sym->def->fields && i < sym->def->fields->list.len; i++)
        place_type(o, sym->def->fields->list.data[i].type);
    o->depth--;
    nkc_vec_push(o->m->s->arena, &o->p->pub.definitions, definition_of(sym));
}

void nkc_order_definitions(struct nkc_sema *m, struct sema_package *p)
{
    struct placing o = {m, p, 0};
    NKC_FOREACH(i, &p->symbols.items)
        place(&o, p->symbols.items.data[i].value);
}
