/* Views of interfaces, their methods and messages. */
#include "back/c_make.h"
#include "back/verifier.h"

static struct c_message make_message(struct c_maker *m, const struct nkc_message *msg)
{
    struct c_message view = {.size = msg->size};
    NKC_FOREACH(i, &msg->params)
        nkc_vec_push(m->session->arena, &view.params, c_field_make(m, &msg->params.data[i]));
    return view;
}

static struct c_method make_method(struct c_maker *m, const struct nkc_method *method)
{
    bool has_errors = method->message[NKC_ERR].params.len != 0;
    struct c_method view = {
        .name = method->name,
        .req = make_message(m, &method->message[NKC_REQ]),
        .res = make_message(m, &method->message[NKC_RES]),
        .err = make_message(m, &method->message[NKC_ERR]),
        .simple_status = has_errors && !m->options->extended_errors,
        .extended = has_errors && m->options->extended_errors,
    };
    bool traced = c_trace_wanted(m, method);
    view.trace_client = traced && m->options->trace_client != NKC_TRACE_OFF;
    view.trace_server = traced && m->options->trace_server != NKC_TRACE_OFF;
    view.rc_needed = view.simple_status || view.trace_client;
    return view;
}

static bool names_field(const struct nkc_type *type, const char *name)
{
    while (type->elem)
        type = type->elem;
    if (!type->composite)
        return false;
    NKC_FOREACH(i, &type->composite->fields) {
        const struct nkc_field *field = &type->composite->fields.data[i];
        if (strcmp(field->name, name) == 0 || names_field(field->type, name))
            return true;
    }
    return false;
}

/* Whether a method, parameter or field is called as the interface: a macro of that name would
 * rename the member too (generated-code 1.1, trap). */
static bool name_clashes(const struct nkc_interface *iface, const char *name)
{
    NKC_FOREACH(i, &iface->methods) {
        const struct nkc_method *method = iface->methods.data[i];
        if (strcmp(method->name, name) == 0)
            return true;
        for (int d = 0; d < NKC_DIRECTIONS; d++)
            NKC_FOREACH(k, &method->message[d].params) {
                const struct nkc_field *param = &method->message[d].params.data[k];
                if (strcmp(param->name, name) == 0 || names_field(param->type, name))
                    return true;
            }
    }
    return false;
}

struct c_interface *c_interface_make(struct c_maker *m, const struct nkc_interface *iface)
{
    const struct nkc_package *package = iface->package;
    struct c_interface *view = NKC_NEW(m->session->arena, struct c_interface);
    view->P = package->c_name;
    view->S = package->dir_name[0] ? package->base_name : NULL;
    view->dotted = package->name;
    view->guard = c_guard(m, package->dir_name, package->base_name);
    view->clash = name_clashes(iface, package->base_name);
    NKC_FOREACH(i, &iface->methods)
        nkc_vec_push(m->session->arena, &view->methods, make_method(m, iface->methods.data[i]));
    c_interface_bounds(m, iface, &view->bounds);
    return view;
}

/* Without the last newline: the template that prints it has one. */
static const char *take_text(struct c_maker *m, struct nkc_buf *text)
{
    const char *copy = nkc_arena_strndup(m->session->arena, text->data ? text->data : "",
                                         text->len ? text->len - 1 : 0);
    nkc_buf_free(text);
    return copy;
}

bool c_interface_validators(struct c_maker *m, const struct nkc_interface *iface,
                            struct c_interface *view)
{
    struct nkc_field_table fields;
    struct nkc_buf text = {0};
    nkc_field_table_init(&fields, m->session->arena);
    enum nkc_verifier_style style = m->options->acsl ? NKC_VERIFIER_ACSL : NKC_VERIFIER_PLAIN;
    view->validator.acsl = m->options->acsl;
    bool ok = nkc_verifier_emit(m->session, iface, "nk_check_", style, &fields, &text);
    view->validator.text = take_text(m, &text);
    NKC_FOREACH(i, &fields.rows)
        nkc_vec_push(m->session->arena, &view->validator.fields, fields.rows.data[i]);
    return ok;
}

bool c_interface_makers(struct c_maker *m, const struct nkc_interface *iface,
                        struct c_interface *view)
{
    struct nkc_buf text = {0};
    bool ok = nkc_makers_emit(m->session, iface, &text);
    view->makers = take_text(m, &text);
    return ok;
}
