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
    bool wanted = m->options->trace_methods.len == 0;
    NKC_FOREACH(i, &m->options->trace_methods)
        if (names_method(m->options->trace_methods.data[i], method))
            wanted = m->trace_used[i] = true;
    return wanted;
}

void c_trace_check(struct c_maker *m)
{
    NKC_FOREACH(i, &m->options->trace_methods)
        if (!m->trace_used[i])
            nkc_diag(m->session, TRACE_METHOD, NKC_NO_SPAN, m->options->trace_methods.data[i]);
}
