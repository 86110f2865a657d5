/* Interfaces: methods, messages and their limits (idl-cdl-edl 4.7, 4.8). */
#include "sema/sema.h"

static const char *const message_words[] = {"request", "response", "error response"};

/* NKC_PARAM_IN, _OUT, _ERROR stand in the order of NKC_REQ, _RES, _ERR. */
static enum nkc_direction direction_of(enum nkc_ast_param_kind kind)
{
    return (enum nkc_direction)kind;
}

/* Names and order of the parameters; false when two have one name. */
static bool check_params(struct nkc_sema *m, const struct nkc_ast_params *params)
{
    bool ok = true, order_told = false;
    enum nkc_ast_param_kind last = NKC_PARAM_IN;
    nkc_seen_begin(m);
    NKC_FOREACH(i, &params->list) {
        const struct nkc_ast_param *param = &params->list.data[i];
        struct nkc_span first = nkc_seen_before(m, &param->name);
        nkc_check_name(m, &param->name, "parameter", NKC_NAME_FIELD);
        if (first.src) {
            nkc_diag(m->s, DUP_PARAM, param->name.span, param->name.text);
            nkc_diag(m->s, NOTE_FIRST, first, param->name.text);
            ok = false;
        }
        if (param->kind < last && !order_told) {
            nkc_diag(m->s, PARAM_ORDER, param->name.span,
                     nkc_direction_word(direction_of(param->kind)), param->name.text,
                     nkc_direction_word(direction_of(last)));
            order_told = true;
        }
        if (param->kind > last)
            last = param->kind;
    }
    return ok;
}

static void check_message(struct nkc_sema *m, const struct nkc_method *method,
                          enum nkc_direction dir, uint64_t size)
{
    const struct nkc_message *msg = &method->message[dir];
    if (msg->handle_count > NKC_HANDLES_MAX)
        nkc_diag(m->s, HANDLE_COUNT, method->span, message_words[dir], method->name,
                 (unsigned)msg->handle_count, (unsigned)NKC_HANDLES_MAX);
    if (size > NKC_MESSAGE_MAX)
        nkc_diag(m->s, MSG_SIZE, method->span, message_words[dir], method->name,
                 (unsigned long long)size, (unsigned)NKC_MESSAGE_MAX);
}

static bool fits_simple_errors(const struct nkc_message *err)
{
    if (err->params.len == 0)
        return true;
    const struct nkc_field *f = &err->params.data[0];
    return err->params.len == 1 && f->type->kind == NKC_INT && !f->type->is_signed &&
           f->type->width == 2 && strcmp(f->name, "status") == 0;
}

static void resolve_messages(struct nkc_sema *m, struct sema_package *p,
                             const struct nkc_ast_method *ast, struct nkc_method *method)
{
    bool ok = true;
    if (ast->params) {
        ok = check_params(m, ast->params);
        NKC_FOREACH(i, &ast->params->list) {
            const struct nkc_ast_param *param = &ast->params->list.data[i];
            const struct nkc_type *t = nkc_resolve_type(m, p, param->type);
            ok &= t != NULL;
            if (t)
                nkc_vec_push(m->s->arena, &method->message[direction_of(param->kind)].params,
                             (struct nkc_field){param->name.text, t, 0, param->name.span});
        }
    }
    for (unsigned dir = 0; dir < NKC_DIRECTIONS; dir++) {
        uint64_t size = nkc_layout_message(m->s->arena, &method->message[dir]);
        if (ok)
            check_message(m, method, dir, size);
    }
    method->simple_errors = fits_simple_errors(&method->message[NKC_ERR]);
}

/* Names of sizes and numbers of checks grow with the types as they are spelt out, not as they are
 * defined: 30 unions of two would fill the disk. Told once. */
static void check_parts(struct nkc_sema *m, struct sema_interface *iface,
                        const struct nkc_method *method)
{
    bool told = iface->parts > NKC_PARTS_MAX;
    for (unsigned dir = 0; dir < NKC_DIRECTIONS; dir++)
        iface->parts = nkc_sat_add(iface->parts, method->message[dir].parts);
    if (!told && iface->parts > NKC_PARTS_MAX)
        nkc_diag(m->s, IFACE_SIZE, method->span, iface->pub.package->name, (unsigned)NKC_PARTS_MAX,
                 method->name);
}

static void add_method(struct nkc_sema *m, struct sema_package *p, struct sema_interface *iface,
                       const struct nkc_ast_method *ast)
{
    struct nkc_method *method = NKC_NEW(m->s->arena, struct nkc_method);
    method->name = ast->name.text;
    method->interface = &iface->pub;
    method->mid = (uint16_t)iface->pub.methods.len;
    method->span = ast->name.span;
    nkc_check_name(m, &ast->name, "method", NKC_NAME_STRICT);
    if (!nkc_map_add(&iface->by_name, method->name, method)) {
        const struct nkc_method *first = nkc_map_get(&iface->by_name, method->name);
        nkc_diag(m->s, DUP_METHOD, method->span, method->name);
        nkc_diag(m->s, NOTE_FIRST, first->span, method->name);
    }
    resolve_messages(m, p, ast, method);
    nkc_vec_push(m->s->arena, &iface->pub.methods, method);
    nkc_bounds_of_method(method);
    nkc_bounds_cover(&iface->pub.bounds, &method->bounds);
    check_parts(m, iface, method);
}

void nkc_resolve_interface(struct nkc_sema *m, struct sema_package *p)
{
    const struct nkc_ast_interface *ast = p->ast->interface;
    struct sema_interface *iface = NKC_NEW(m->s->arena, struct sema_interface);
    size_t errors = m->s->error_count;
    iface->pub.package = &p->pub;
    iface->pub.span = ast->span;
    nkc_map_init(&iface->by_name, m->s->arena);
    p->pub.interface = &iface->pub;
    if (ast->methods.len == 0 && !ast->lost)
        nkc_diag(m->s, IFACE_EMPTY, ast->span, p->pub.name);
    if (ast->methods.len > NKC_METHODS_MAX)
        nkc_diag(m->s, MID_RANGE, ast->methods.data[NKC_METHODS_MAX].name.span, p->pub.name,
                 ast->methods.len, (unsigned)NKC_METHODS_MAX);
    NKC_FOREACH(i, &ast->methods)
        if (i < NKC_METHODS_MAX)
            add_method(m, p, iface, &ast->methods.data[i]);
    p->pub.error |= m->s->error_count > errors;
}

void nkc_check_simple_errors(struct nkc_model *m, const struct nkc_interface *iface)
{
    NKC_FOREACH(i, &iface->methods) {
        const struct nkc_method *method = iface->methods.data[i];
        const struct nkc_message *err = &method->message[NKC_ERR];
        if (method->simple_errors)
            continue;
        const struct nkc_field *f = &err->params.data[0];
        if (err->params.len > 1) {
            nkc_diag(m->session, ERR_COUNT, method->span, method->name, err->params.len);
            continue;
        }
        if (f->type->kind != NKC_INT || f->type->is_signed || f->type->width != 2)
            nkc_diag(m->session, ERR_TYPE, f->span, f->name);
        if (strcmp(f->name, "status") != 0)
            nkc_diag(m->session, ERR_NAME, f->span, f->name);
    }
}

/* ---- lookups ---------------------------------------------------------------------------- */

const struct nkc_method *nkc_find_method(const struct nkc_interface *iface, const char *name)
{
    return nkc_map_get(&((const struct sema_interface *)iface)->by_name, name);
}

const struct nkc_field *nkc_find_param(const struct nkc_message *msg, const char *name)
{
    NKC_FOREACH(i, &msg->params)
        if (strcmp(msg->params.data[i].name, name) == 0)
            return &msg->params.data[i];
    return NULL;
}
