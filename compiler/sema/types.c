/* Types at their places of use (idl-cdl-edl 4.4). */
#include "sema/sema.h"

bool nkc_check_depth(struct nkc_sema *m, uint32_t depth, struct nkc_span span)
{
    if (depth <= NKC_TYPE_DEPTH_MAX)
        return true;
    nkc_diag(m->s, TYPE_DEPTH, span, (unsigned)NKC_TYPE_DEPTH_MAX);
    return false;
}

static bool finish_layout(struct nkc_sema *m, struct nkc_type *t, struct nkc_span span)
{
    uint64_t size;
    if (nkc_layout_type(t, &size))
        return nkc_check_depth(m, t->depth, span);
    nkc_diag(m->s, SIZE_LARGE, span, "array", (unsigned long long)size,
             (unsigned)NKC_TYPE_SIZE_MAX);
    return false;
}

void nkc_make_int_types(struct nkc_sema *m)
{
    static const struct nkc_type types[NKC_INT_COUNT] = {
#define NKC_INT_TYPE(idl, c, bytes, with_sign, word)                                               \
    {.kind = NKC_INT,                                                                              \
     .int_type = NKC_INT_##idl,                                                                    \
     .idl_name = #idl,                                                                             \
     .width = (bytes),                                                                             \
     .is_signed = (with_sign),                                                                     \
     .is_word = (word)},
#include "base/int_types.def"
#undef NKC_INT_TYPE
    };
    memcpy(m->int_types, types, sizeof types);
    for (size_t i = 0; i < NKC_INT_COUNT; i++) {
        uint64_t size;
        if (m->int_types[i].is_word)
            m->int_types[i].width = m->s->word_bytes;
        nkc_layout_type(&m->int_types[i], &size);
    }
}

/* The scanner knows the same names, so one of them fits. */
static const struct nkc_type *int_type(struct nkc_sema *m, const char *name)
{
    size_t i = 0;
    while (i + 1 < NKC_INT_COUNT && strcmp(m->int_types[i].idl_name, name) != 0)
        i++;
    return &m->int_types[i];
}

static const struct nkc_type *handle_type(struct nkc_sema *m, const struct nkc_ast_type *ast)
{
    uint64_t size;
    if (!ast->name && m->handle)
        return m->handle;
    struct nkc_type *t = NKC_NEW(m->s->arena, struct nkc_type);
    t->kind = NKC_HANDLE;
    t->handle_interface = ast->name;
    nkc_layout_type(t, &size);
    if (!ast->name)
        m->handle = t;
    else if (!nkc_map_get(&m->model.packages, ast->name) && !m->given &&
             !nkc_find_description(m->s, ast->name, "idl"))
        nkc_diag(m->s, HANDLE_IFACE, ast->span, ast->name);
    return t;
}

static const char *constructor_name(enum nkc_ast_type_kind kind)
{
    switch (kind) {
    case NKC_AST_STRING:
        return "string";
    case NKC_AST_BYTES:
        return "bytes";
    case NKC_AST_ARRAY:
        return "array";
    default:
        return "sequence";
    }
}

/* The N of string, bytes, array, sequence. */
static bool resolve_size(struct nkc_sema *m, struct sema_package *p, const struct nkc_ast_type *ast,
                         uint64_t *count)
{
    struct nkc_eval ev = {m, p, 32, false};
    nkc_wide value;
    if (!nkc_evaluate(&ev, ast->size, &value))
        return false;
    bool is_string = ast->kind == NKC_AST_STRING;
    nkc_wide min = is_string ? 0 : 1, max = is_string ? UINT32_MAX - 1u : UINT32_MAX;
    if (value < min || value > max) {
        nkc_diag(m->s, SIZE_RANGE, ast->size->span, nkc_wide_text(m->s, value),
                 constructor_name(ast->kind), nkc_wide_text(m->s, min), nkc_wide_text(m->s, max));
        return false;
    }
    *count = (uint64_t)value;
    return true;
}

static const struct nkc_type *sized_type(struct nkc_sema *m, struct sema_package *p,
                                         const struct nkc_ast_type *ast)
{
    static const enum nkc_type_kind kinds[] = {
        [NKC_AST_STRING] = NKC_STRING,
        [NKC_AST_BYTES] = NKC_BYTES,
        [NKC_AST_ARRAY] = NKC_ARRAY,
        [NKC_AST_SEQUENCE] = NKC_SEQUENCE,
    };
    struct nkc_type *t = NKC_NEW(m->s->arena, struct nkc_type);
    t->kind = kinds[ast->kind];
    bool ok = true;
    if (ast->elem) {
        bool is_array = ast->kind == NKC_AST_ARRAY;
        t->elem = nkc_resolve_inner(m, p, ast->elem, is_array ? "an array" : "a sequence");
        ok = t->elem != NULL;
        if (!is_array && ast->elem->kind == NKC_AST_ARRAY) {
            nkc_diag(m->s, SEQ_ARRAY, ast->elem->span);
            ok = false;
        }
    }
    ok &= resolve_size(m, p, ast, &t->count);
    return ok && finish_layout(m, t, ast->span) ? t : NULL;
}

static const struct nkc_type *named_type(struct nkc_sema *m, struct sema_package *p,
                                         const struct nkc_ast_type *ast)
{
    struct nkc_symbol *sym = nkc_lookup(m, p, ast->name, ast->span, "type");
    if (!sym)
        return NULL;
    if (sym->def->kind == NKC_AST_CONST) {
        nkc_diag(m->s, NOT_A, ast->span, ast->name, "a constant", "a type");
        nkc_diag(m->s, NOTE_FIRST, sym->def->name.span, ast->name);
        return NULL;
    }
    return nkc_resolve_symbol(m, sym, ast->span) ? sym->use : NULL;
}

const struct nkc_type *nkc_resolve_type(struct nkc_sema *m, struct sema_package *p,
                                        const struct nkc_ast_type *ast)
{
    switch (ast->kind) {
    case NKC_AST_INT:
        return int_type(m, ast->name);
    case NKC_AST_HANDLE:
        return handle_type(m, ast);
    case NKC_AST_NAMED:
        return named_type(m, p, ast);
    default:
        return sized_type(m, p, ast);
    }
}

const struct nkc_type *nkc_resolve_inner(struct nkc_sema *m, struct sema_package *p,
                                         const struct nkc_ast_type *ast, const char *inside)
{
    const struct nkc_type *t = nkc_resolve_type(m, p, ast);
    if (t && t->kind == NKC_HANDLE) {
        nkc_diag(m->s, HANDLE_NESTED, ast->span, inside);
        return NULL;
    }
    return t;
}

const char *nkc_type_text(struct nkc_session *s, const struct nkc_type *t)
{
    static const char *const texts[] = {
        [NKC_INT] = "an integer type",      [NKC_HANDLE] = "a handle type",
        [NKC_STRING] = "a string type",     [NKC_BYTES] = "a bytes type",
        [NKC_SEQUENCE] = "a sequence type", [NKC_ARRAY] = "an array type",
        [NKC_STRUCT] = "a struct type",     [NKC_UNION] = "a union type",
    };
    if (t->alias)
        return nkc_arena_printf(s->arena, "type `%s`, %s", t->alias->name, texts[t->kind]);
    return texts[t->kind];
}
