/* Which methods are traced (nk-gen-c 7). */
#include "back/c_make.h"

/* `Method`, `pkg.Iface.Method` or `pkg_Iface_Method`. */
static bool names_method(const char *entry, const struct nkc_method *method)
{
    const struct nkc_package *package = method->interface->package;
    size_t len = strlen(package->name);
    if (strcmp(entry, method->name) == 0)
        return true;
    if (strncmp(entry, package->name, len) != 0 && strncmp(entry, package->c_name, len) != 0)
        return false;
    return (entry[len] == '.' || entry[len] == '_') && strcmp(entry + len + 1, method->name) == 0;
}

bool c_trace_wanted(struct c_maker *m, const struct nkc_method *method)
{
    struct nkc_arena *arena = m->session->arena;
    bool wanted = m->options->trace_methods.len == 0;
    if (wanted)
        return true;
    nkc_vec_push(arena, &m->traceable, method->name);
    nkc_vec_push(arena, &m->traceable,
                 nkc_arena_printf(arena, "%s.%s", method->interface->package->name, method->name));
    NKC_FOREACH(i, &m->options->trace_methods)
        if (names_method(m->options->trace_methods.data[i], method))
            wanted = m->trace_used[i] = true;
    return wanted;
}

void c_trace_check(struct c_maker *m)
{
    NKC_FOREACH(i, &m->options->trace_methods) {
        const char *name = m->options->trace_methods.data[i];
        if (m->trace_used[i])
            continue;
        nkc_diag(m->session, TRACE_METHOD, NKC_NO_SPAN, name);
        nkc_diag_mean(m->session, NKC_NO_SPAN,
                      nkc_nearest(name, m->traceable.data, m->traceable.len));
    }
}
