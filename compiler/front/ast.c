/* Builders called by the grammar's actions: each makes one node, none looks anything up. */
#include "front/xdl.h"

static struct nkc_ast_expr *new_expr(struct xdl_ctx *c, enum nkc_ast_expr_kind kind,
                                     struct nkc_span span)
{
    struct nkc_ast_expr *e = NKC_NEW(c->s->arena, struct nkc_ast_expr);
    e->kind = kind;
    e->span = span;
    return e;
}

const struct nkc_ast_expr *xdl_expr_error(struct xdl_ctx *c, struct nkc_span span)
{
    return new_expr(c, NKC_EXPR_ERROR, span);
}

const struct nkc_ast_expr *xdl_expr_name(struct xdl_ctx *c, struct nkc_ast_name name)
{
    struct nkc_ast_expr *e = new_expr(c, NKC_EXPR_NAME, name.span);
    e->name = name.text;
    return e;
}

const struct nkc_ast_expr *xdl_expr_paren(struct xdl_ctx *c, const struct nkc_ast_expr *e,
                                          struct nkc_span span)
{
    struct nkc_ast_expr *copy = new_expr(c, e->kind, span);
    *copy = *e;
    copy->span = span;
    copy->paren = true;
    return copy;
}

/* Chains of operators make trees as deep as they are long; beyond the bound the error replaces
 * the tree, and with it all further messages about this expression. */
static const struct nkc_ast_expr *too_deep(struct xdl_ctx *c, struct nkc_span span)
{
    nkc_diag(c->s, SYN_DEPTH, span);
    c->file->error = true;
    return xdl_expr_error(c, span);
}

const struct nkc_ast_expr *xdl_expr_unary(struct xdl_ctx *c, enum nkc_ast_op op,
                                          struct nkc_span op_span, const struct nkc_ast_expr *e)
{
    struct nkc_span span = nkc_span_join(op_span, e->span);
    if (e->kind == NKC_EXPR_ERROR)
        return e;
    if (e->depth >= NKC_EXPR_DEPTH_MAX)
        return too_deep(c, op_span);
    struct nkc_ast_expr *u = new_expr(c, NKC_EXPR_UNARY, span);
    u->op = op;
    u->op_span = op_span;
    u->right = e;
    u->depth = (uint16_t)(e->depth + 1);
    return u;
}

const struct nkc_ast_expr *xdl_expr_binary(struct xdl_ctx *c, enum nkc_ast_op op,
                                           struct nkc_span op_span, const struct nkc_ast_expr *a,
                                           const struct nkc_ast_expr *b)
{
    if (a->kind == NKC_EXPR_ERROR || b->kind == NKC_EXPR_ERROR)
        return xdl_expr_error(c, nkc_span_join(a->span, b->span));
    uint16_t depth = a->depth > b->depth ? a->depth : b->depth;
    if (depth >= NKC_EXPR_DEPTH_MAX)
        return too_deep(c, op_span);
    struct nkc_ast_expr *e = new_expr(c, NKC_EXPR_BINARY, nkc_span_join(a->span, b->span));
    e->op = op;
    e->op_span = op_span;
    e->left = a;
    e->right = b;
    e->depth = (uint16_t)(depth + 1);
    return e;
}

const struct nkc_ast_type *xdl_type(struct xdl_ctx *c, struct nkc_ast_type type)
{
    struct nkc_ast_type *t = NKC_NEW(c->s->arena, struct nkc_ast_type);
    *t = type;
    return t;
}

struct nkc_ast_fields *xdl_field(struct xdl_ctx *c, struct nkc_ast_fields *list,
                                 const struct nkc_ast_type *type, struct nkc_ast_name name)
{
    if (!list)
        list = NKC_NEW(c->s->arena, struct nkc_ast_fields);
    nkc_vec_push(c->s->arena, &list->list, (struct nkc_ast_field){type, name});
    return list;
}

struct nkc_ast_fields *xdl_field_lost(struct xdl_ctx *c, struct nkc_ast_fields *list)
{
    if (!list)
        list = NKC_NEW(c->s->arena, struct nkc_ast_fields);
    list->lost = true;
    return list;
}

struct nkc_ast_params *xdl_param(struct xdl_ctx *c, struct nkc_ast_params *list,
                                 struct nkc_ast_param param)
{
    if (!list)
        list = NKC_NEW(c->s->arena, struct nkc_ast_params);
    nkc_vec_push(c->s->arena, &list->list, param);
    return list;
}

struct nkc_ast_interface *xdl_method(struct xdl_ctx *c, struct nkc_ast_interface *iface,
                                     struct nkc_ast_name name, struct nkc_ast_params *params)
{
    if (!iface)
        iface = NKC_NEW(c->s->arena, struct nkc_ast_interface);
    nkc_vec_push(c->s->arena, &iface->methods, (struct nkc_ast_method){name, params});
    return iface;
}

struct nkc_ast_interface *xdl_method_lost(struct xdl_ctx *c, struct nkc_ast_interface *iface)
{
    if (!iface)
        iface = NKC_NEW(c->s->arena, struct nkc_ast_interface);
    iface->lost = true;
    return iface;
}

void xdl_lost(struct xdl_ctx *c, struct nkc_span span)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789";
    struct nkc_map *lost = &c->file->lost;
    for (uint32_t i = span.begin; i < span.end; i++) {
        uint32_t begin = i;
        while (i < span.end && c->src->text[i] && strchr(letters, c->src->text[i]))
            i++;
        if (i == begin)
            continue;
        const char *word = nkc_intern(c->s, c->src->text + begin, i - begin);
        c->file->lost_import |= strcmp(word, "import") == 0;
        nkc_map_add(lost, word, (void *)word);
    }
}

struct nkc_ast_entries *xdl_entry(struct xdl_ctx *c, struct nkc_ast_entries *list,
                                  struct nkc_ast_name name, struct nkc_ast_name target)
{
    if (!list)
        list = NKC_NEW(c->s->arena, struct nkc_ast_entries);
    nkc_vec_push(c->s->arena, &list->list, (struct nkc_ast_entry){name, target});
    return list;
}

void xdl_package(struct xdl_ctx *c, struct nkc_ast_name name, struct nkc_span word)
{
    c->file->name = name;
    c->file->head = word;
}

void xdl_head(struct xdl_ctx *c, struct nkc_ast_name name, struct nkc_span word, bool old)
{
    c->file->name = name;
    c->file->head = word;
    c->file->old_head = old;
}

/* The parts of an IDL file stand in the order import, definitions, interface (4.1). */
static void order_error(struct xdl_ctx *c, struct nkc_span word, const char *what)
{
    nkc_diag(c->s, SYN, word, what);
    c->file->error = true;
}

void xdl_import(struct xdl_ctx *c, struct nkc_ast_name name, struct nkc_span word)
{
    if (c->file->defs.len || c->file->interface)
        order_error(c, word, "misplaced `import`: expected it before the first definition");
    nkc_vec_push(c->s->arena, &c->file->imports, name);
}

void xdl_def(struct xdl_ctx *c, struct nkc_ast_def def, struct nkc_span word)
{
    if (c->file->interface)
        order_error(c, word, "misplaced definition: expected it before `interface`");
    struct nkc_ast_def *d = NKC_NEW(c->s->arena, struct nkc_ast_def);
    *d = def;
    nkc_vec_push(c->s->arena, &c->file->defs, d);
}

void xdl_interface(struct xdl_ctx *c, struct nkc_ast_interface *iface, struct nkc_span word)
{
    if (c->file->interface) {
        order_error(c, word, "second `interface`: expected at most one in a file");
        return;
    }
    if (!iface)
        iface = NKC_NEW(c->s->arena, struct nkc_ast_interface);
    iface->span = word;
    c->file->interface = iface;
}

void xdl_section(struct xdl_ctx *c, struct nkc_ast_section section)
{
    nkc_vec_push(c->s->arena, &c->file->sections, section);
}
