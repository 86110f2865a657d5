/* Reads the part of a dumped model that its descriptions said. */
#include "front/model_ast.h"

enum { NAME_MAX_LENGTH = 1023 }; /* as in source files */

struct reader {
    struct nkc_session *s;
    struct nkc_source *src;
    bool bad;
};

/* ---- values ----------------------------------------------------------------------------- */

/* Of an object or a list only the bracket: the rest may be long. */
static struct nkc_span span_of(const struct reader *r, const struct nkc_json *node)
{
    bool is_block = node->kind == NKC_JSON_OBJECT || node->kind == NKC_JSON_LIST;
    return (struct nkc_span){r->src, node->begin, is_block ? node->begin + 1 : node->end};
}

static void complain(struct reader *r, const struct nkc_json *node, const char *text)
{
    nkc_diag(r->s, MODEL_SHAPE, span_of(r, node), text);
    r->bad = true;
}

/* The member `key`, of the kind that is expected; NULL after reporting. */
static const struct nkc_json *need(struct reader *r, const struct nkc_json *object, const char *key,
                                   enum nkc_json_kind kind)
{
    const struct nkc_json *node = nkc_json_member(object, key);
    if (!node)
        complain(r, object, nkc_arena_printf(r->s->arena, "expected a member `%s`", key));
    else if (node->kind != kind)
        complain(r, node,
                 nkc_arena_printf(r->s->arena, "`%s` is %s: expected %s", key,
                                  nkc_json_noun(node->kind), nkc_json_noun(kind)));
    return node && node->kind == kind ? node : NULL;
}

/* A list of objects, possibly empty. */
static const struct nkc_json *need_list(struct reader *r, const struct nkc_json *object,
                                        const char *key)
{
    const struct nkc_json *list = need(r, object, key, NKC_JSON_LIST);
    for (size_t i = 0; list && i < list->count; i++)
        if (list->items[i].kind != NKC_JSON_OBJECT) {
            complain(r, &list->items[i],
                     nkc_arena_printf(r->s->arena, "an item of `%s` is %s: expected an object", key,
                                      nkc_json_noun(list->items[i].kind)));
            return NULL;
        }
    return list;
}

static bool is_identifier(const char *p, size_t size)
{
    static const char first[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
    size_t n = 0;
    while (n < size && (strchr(first, p[n]) || (n && p[n] >= '0' && p[n] <= '9')))
        n++;
    return n == size && size > 0 && size <= NAME_MAX_LENGTH;
}

static bool is_dotted(const char *p)
{
    for (;; p++) {
        size_t n = strcspn(p, ".");
        if (!is_identifier(p, n))
            return false;
        p += n;
        if (!*p)
            return true;
    }
}

/* A name, or a name of several parts when `dotted`. The text is NULL after an error. */
static struct nkc_ast_name need_name(struct reader *r, const struct nkc_json *object,
                                     const char *key, bool dotted)
{
    const struct nkc_json *node = need(r, object, key, NKC_JSON_TEXT);
    if (!node)
        return (struct nkc_ast_name){0};
    struct nkc_ast_name name = {node->text, span_of(r, node)};
    bool ok = dotted ? strlen(name.text) <= NAME_MAX_LENGTH && is_dotted(name.text)
                     : is_identifier(name.text, strlen(name.text));
    if (!ok) {
        complain(r, node, "this is not a name");
        name.text = NULL;
    }
    return name;
}

/* A name inside the object `key`: { "name": ... }. */
static struct nkc_ast_name need_reference(struct reader *r, const struct nkc_json *object,
                                          const char *key)
{
    const struct nkc_json *node = need(r, object, key, NKC_JSON_OBJECT);
    return node ? need_name(r, node, "name", true) : (struct nkc_ast_name){0};
}

/* An integer from 0, as a number or, when large, as a text of digits. */
static bool need_number(struct reader *r, const struct nkc_json *object, const char *key,
                        uint64_t *value, struct nkc_span *span)
{
    const struct nkc_json *node = nkc_json_member(object, key);
    if (node && node->kind == NKC_JSON_TEXT) {
        bool ok = *node->text != '\0';
        *value = 0;
        for (const char *p = node->text; *p && ok; p++)
            ok = *p >= '0' && *p <= '9' && !__builtin_mul_overflow(*value, (uint64_t)10, value) &&
                 !__builtin_add_overflow(*value, (uint64_t)(*p - '0'), value);
        if (!ok)
            complain(r, node, "expected the digits of a number below 2^64");
        *span = span_of(r, node);
        return ok;
    }
    node = need(r, object, key, NKC_JSON_INTEGER);
    if (!node)
        return false;
    if (node->integer < 0)
        complain(r, node, "expected a number from 0");
    *value = (uint64_t)node->integer;
    *span = span_of(r, node);
    return node->integer >= 0;
}

static const struct nkc_ast_expr *number_expr(struct reader *r, uint64_t value, bool negative,
                                              struct nkc_span span)
{
    struct nkc_ast_expr *e = NKC_NEW(r->s->arena, struct nkc_ast_expr);
    e->kind = NKC_EXPR_NUMBER;
    e->value = value;
    e->span = span;
    if (!negative)
        return e;
    struct nkc_ast_expr *minus = NKC_NEW(r->s->arena, struct nkc_ast_expr);
    minus->kind = NKC_EXPR_UNARY;
    minus->op = NKC_OP_NEG;
    minus->right = e;
    minus->depth = 1;
    minus->span = minus->op_span = span;
    return minus;
}

/* ---- types ------------------------------------------------------------------------------ */

static const struct nkc_ast_type *read_type(struct reader *r, const struct nkc_json *object,
                                            const char *key);

static bool read_int(struct reader *r, const struct nkc_json *node, struct nkc_ast_type *type)
{
    static const char *const names[] = {
#define NKC_INT_TYPE(idl, c, width, is_signed, is_word) #idl,
#include "base/int_types.def"
#undef NKC_INT_TYPE
    };
    const struct nkc_json *name = need(r, node, "idl_name", NKC_JSON_TEXT);
    type->kind = NKC_AST_INT;
    type->name = name ? name->text : NULL;
    for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
        if (strcmp(name->text, names[i]) == 0)
            return true;
    if (name)
        complain(r, name, "this is no integer type of IDL");
    return false;
}

static bool read_handle(struct reader *r, const struct nkc_json *node, struct nkc_ast_type *type)
{
    type->kind = NKC_AST_HANDLE;
    if (!nkc_json_member(node, "handle_interface"))
        return true;
    type->name = need_name(r, node, "handle_interface", true).text;
    return type->name != NULL;
}

static bool read_sized(struct reader *r, const struct nkc_json *node, struct nkc_ast_type *type)
{
    uint64_t count;
    struct nkc_span span;
    bool has_elem = type->kind == NKC_AST_SEQUENCE || type->kind == NKC_AST_ARRAY;
    if (has_elem && !(type->elem = read_type(r, node, "elem")))
        return false;
    /* string<0> is possible, and zero is what dumps leave out. */
    if (!nkc_json_member(node, "count") && type->kind == NKC_AST_STRING) {
        type->size = number_expr(r, 0, false, type->span);
        return true;
    }
    if (!need_number(r, node, "count", &count, &span))
        return false;
    type->size = number_expr(r, count, false, span);
    return true;
}

/* A type that has a name of its own: `key` is the reference. */
static bool read_named(struct reader *r, const struct nkc_json *node, const char *key,
                       struct nkc_ast_type *type)
{
    const struct nkc_json *ref = need(r, node, key, NKC_JSON_OBJECT);
    if (!ref)
        return false;
    type->kind = NKC_AST_NAMED;
    type->name = need_name(r, ref, "name", false).text;
    return type->name != NULL;
}

static bool read_kind(struct reader *r, const struct nkc_json *node, struct nkc_ast_type *type)
{
    static const struct {
        const char *name;
        enum nkc_ast_type_kind kind;
    } sized[] = {{"string", NKC_AST_STRING},
                 {"bytes", NKC_AST_BYTES},
                 {"sequence", NKC_AST_SEQUENCE},
                 {"array", NKC_AST_ARRAY}};
    const struct nkc_json *kind = need(r, node, "kind", NKC_JSON_TEXT);
    if (!kind)
        return false;
    if (nkc_json_member(node, "alias"))
        return read_named(r, node, "alias", type);
    if (strcmp(kind->text, "int") == 0)
        return read_int(r, node, type);
    if (strcmp(kind->text, "handle") == 0)
        return read_handle(r, node, type);
    if (strcmp(kind->text, "struct") == 0 || strcmp(kind->text, "union") == 0)
        return read_named(r, node, "composite", type);
    for (size_t i = 0; i < sizeof sized / sizeof *sized; i++)
        if (strcmp(kind->text, sized[i].name) == 0) {
            type->kind = sized[i].kind;
            return read_sized(r, node, type);
        }
    complain(r, kind, "this is no kind of type");
    return false;
}

/* Recursion is as deep as the JSON, which jansson bounds. NULL after reporting. */
static const struct nkc_ast_type *read_type(struct reader *r, const struct nkc_json *object,
                                            const char *key)
{
    const struct nkc_json *node = need(r, object, key, NKC_JSON_OBJECT);
    if (!node)
        return NULL;
    struct nkc_ast_type *type = NKC_NEW(r->s->arena, struct nkc_ast_type);
    type->span = span_of(r, node);
    return read_kind(r, node, type) ? type : NULL;
}

/* ---- definitions ------------------------------------------------------------------------ */

static bool read_constant(struct reader *r, const struct nkc_json *node, struct nkc_ast_def *def)
{
    uint64_t magnitude = 0;
    struct nkc_span span;
    const struct nkc_json *negative = need(r, node, "negative", NKC_JSON_BOOL);
    def->kind = NKC_AST_CONST;
    def->type = read_type(r, node, "type");
    if (!need_number(r, node, "magnitude", &magnitude, &span) || !negative || !def->type)
        return false;
    def->value = number_expr(r, magnitude, negative->flag, span);
    return true;
}

static bool read_composite(struct reader *r, const struct nkc_json *node, struct nkc_ast_def *def)
{
    const struct nkc_json *is_union = need(r, node, "is_union", NKC_JSON_BOOL);
    const struct nkc_json *list = need_list(r, node, "fields");
    struct nkc_ast_fields *fields = NKC_NEW(r->s->arena, struct nkc_ast_fields);
    if (!is_union || !list)
        return false;
    def->kind = is_union->flag ? NKC_AST_UNION : NKC_AST_STRUCT;
    def->fields = list->count ? fields : NULL;
    for (size_t i = 0; i < list->count; i++) {
        struct nkc_ast_field field = {read_type(r, &list->items[i], "type"),
                                      need_name(r, &list->items[i], "name", false)};
        if (!field.type || !field.name.text)
            return false;
        nkc_vec_push(r->s->arena, &fields->list, field);
    }
    return true;
}

static void read_definition(struct reader *r, const struct nkc_json *node,
                            struct nkc_ast_file *file)
{
    static const char *const keys[] = {"constant", "typedef", "composite"};
    struct nkc_ast_def *def = NKC_NEW(r->s->arena, struct nkc_ast_def);
    size_t k = 0;
    while (k < 3 && !nkc_json_member(node, keys[k]))
        k++;
    if (k == 3) {
        complain(r, node, "expected a `constant`, a `typedef` or a `composite`");
        return;
    }
    const struct nkc_json *body = need(r, node, keys[k], NKC_JSON_OBJECT);
    if (!body)
        return;
    bool ok;
    def->name = need_name(r, body, "name", false);
    if (k == 0) {
        ok = read_constant(r, body, def);
    } else if (k == 1) {
        def->kind = NKC_AST_TYPEDEF;
        ok = (def->type = read_type(r, body, "type")) != NULL;
    } else {
        ok = read_composite(r, body, def);
    }
    if (ok && def->name.text)
        nkc_vec_push(r->s->arena, &file->defs, def);
}

/* ---- interfaces ------------------------------------------------------------------------- */

/* Whether `declared` names each of `count` indices once. */
static bool is_permutation(struct reader *r, const struct nkc_json *declared, size_t count)
{
    bool *seen = nkc_arena_alloc(r->s->arena, count + 1);
    if (declared->count != count)
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct nkc_json *item = &declared->items[i];
        if (item->kind != NKC_JSON_INTEGER || item->integer < 0 ||
            (uint64_t)item->integer >= count || seen[item->integer])
            return false;
        seen[item->integer] = true;
    }
    return true;
}

static void read_message(struct reader *r, const struct nkc_json *method, const char *key,
                         enum nkc_ast_param_kind kind, struct nkc_ast_params *params)
{
    const struct nkc_json *msg = need(r, method, key, NKC_JSON_OBJECT);
    const struct nkc_json *list = msg ? need_list(r, msg, "params") : NULL;
    const struct nkc_json *declared = msg ? need(r, msg, "declared", NKC_JSON_LIST) : NULL;
    if (!list || !declared)
        return;
    if (!is_permutation(r, declared, list->count)) {
        complain(r, declared, "expected the index of each parameter once");
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct nkc_json *item = &list->items[declared->items[i].integer];
        struct nkc_ast_param param = {kind, read_type(r, item, "type"),
                                      need_name(r, item, "name", false)};
        if (param.type && param.name.text)
            nkc_vec_push(r->s->arena, &params->list, param);
    }
}

static void read_interface(struct reader *r, const struct nkc_json *package,
                           struct nkc_ast_file *file)
{
    const struct nkc_json *node = need(r, package, "interface", NKC_JSON_OBJECT);
    const struct nkc_json *methods = node ? need_list(r, node, "methods") : NULL;
    struct nkc_ast_interface *iface = NKC_NEW(r->s->arena, struct nkc_ast_interface);
    if (!methods)
        return;
    iface->span = span_of(r, node);
    for (size_t i = 0; i < methods->count; i++) {
        const struct nkc_json *item = &methods->items[i];
        struct nkc_ast_params *params = NKC_NEW(r->s->arena, struct nkc_ast_params);
        struct nkc_ast_method method = {need_name(r, item, "name", false), params};
        read_message(r, item, "req", NKC_PARAM_IN, params);
        read_message(r, item, "res", NKC_PARAM_OUT, params);
        read_message(r, item, "err", NKC_PARAM_ERROR, params);
        if (method.name.text)
            nkc_vec_push(r->s->arena, &iface->methods, method);
    }
    file->interface = iface;
}

/* ---- files ------------------------------------------------------------------------------ */

static struct nkc_ast_file *new_file(struct reader *r, const struct nkc_json *node,
                                     enum nkc_file_kind kind, struct nkc_model_files *files)
{
    struct nkc_ast_file *file = NKC_NEW(r->s->arena, struct nkc_ast_file);
    file->kind = kind;
    file->src = r->src;
    file->head = span_of(r, node);
    file->name = need_name(r, node, "name", true);
    if (file->name.text)
        nkc_vec_push(r->s->arena, &files->list, file);
    return file;
}

static void read_package(struct reader *r, const struct nkc_json *node,
                         struct nkc_model_files *files)
{
    struct nkc_ast_file *file = new_file(r, node, NKC_FILE_IDL, files);
    const struct nkc_json *imports = need_list(r, node, "imports");
    const struct nkc_json *definitions = need_list(r, node, "definitions");
    for (size_t i = 0; imports && i < imports->count; i++) {
        struct nkc_ast_name name = need_name(r, &imports->items[i], "name", true);
        if (name.text)
            nkc_vec_push(r->s->arena, &file->imports, name);
    }
    for (size_t i = 0; definitions && i < definitions->count; i++)
        read_definition(r, &definitions->items[i], file);
    if (nkc_json_member(node, "interface"))
        read_interface(r, node, file);
}

/* A block of `name : target`; `target` is the key of the reference. */
static void read_entries(struct reader *r, const struct nkc_json *node, const char *key,
                         const char *target, enum nkc_ast_section_kind kind,
                         struct nkc_ast_file *file)
{
    const struct nkc_json *list = need_list(r, node, key);
    struct nkc_ast_entries *entries = NKC_NEW(r->s->arena, struct nkc_ast_entries);
    if (!list || list->count == 0)
        return;
    for (size_t i = 0; i < list->count; i++) {
        struct nkc_ast_entry entry = {need_name(r, &list->items[i], "name", false),
                                      need_reference(r, &list->items[i], target)};
        if (entry.name.text && entry.target.text)
            nkc_vec_push(r->s->arena, &entries->list, entry);
    }
    nkc_vec_push(
        r->s->arena, &file->sections,
        (struct nkc_ast_section){.kind = kind, .span = span_of(r, list), .entries = entries});
}

static void read_component(struct reader *r, const struct nkc_json *node, bool is_class,
                           struct nkc_model_files *files)
{
    struct nkc_ast_file *file = new_file(r, node, is_class ? NKC_FILE_EDL : NKC_FILE_CDL, files);
    if (nkc_json_member(node, "security")) {
        struct nkc_ast_section section = {.kind = NKC_SECTION_SECURITY,
                                          .span = file->head,
                                          .target = need_reference(r, node, "security")};
        if (section.target.text)
            nkc_vec_push(r->s->arena, &file->sections, section);
    }
    read_entries(r, node, "endpoints", "interface", NKC_SECTION_ENDPOINTS, file);
    read_entries(r, node, "instances", "component", NKC_SECTION_COMPONENTS, file);
}

bool nkc_model_to_ast(struct nkc_session *s, struct nkc_source *src, const struct nkc_json *root,
                      struct nkc_model_files *files)
{
    struct reader r = {.s = s, .src = src};
    if (root->kind != NKC_JSON_OBJECT) {
        complain(&r, root, "expected a model: an object");
        return false;
    }
    const struct nkc_json *packages = need_list(&r, root, "packages");
    const struct nkc_json *components = need_list(&r, root, "components");
    const struct nkc_json *classes = need_list(&r, root, "classes");
    for (size_t i = 0; packages && i < packages->count; i++)
        read_package(&r, &packages->items[i], files);
    for (size_t i = 0; components && i < components->count; i++)
        read_component(&r, &components->items[i], false, files);
    for (size_t i = 0; classes && i < classes->count; i++)
        read_component(&r, &classes->items[i], true, files);
    return !r.bad;
}
