/* Selectors: which methods of which classes the rules of a block can meet (psl 6.2, 6.4). */
#include "policy/policy.h"

static bool given(const struct pol_selectors *sel, enum psl_selector_kind kind)
{
    return sel->value[kind].value.text != NULL;
}

static const char *text(const struct pol_selectors *sel, enum psl_selector_kind kind)
{
    return sel->value[kind].value.text;
}

static bool picks_leaf(const struct pol_selectors *sel)
{
    return given(sel, PSL_S_INTERFACE) || given(sel, PSL_S_COMPONENT) || given(sel, PSL_S_ENDPOINT);
}

const struct nkc_interface *pol_leaf_interface(const struct pol_class *c, bool security, size_t i)
{
    return security ? c->component->security_leaves.data[i].interface
                    : c->component->leaves.data[i].endpoint->interface;
}

/* ---- which selectors may stand together ---- */

static bool forbidden(enum psl_event event, enum psl_selector_kind kind)
{
    switch (kind) {
    case PSL_S_DST:
        return event == PSL_SECURITY;
    case PSL_S_INTERFACE:
        return event == PSL_EXECUTE;
    case PSL_S_COMPONENT:
    case PSL_S_ENDPOINT:
        return event == PSL_EXECUTE || event == PSL_SECURITY;
    default:
        return false;
    }
}

static void check_kinds(struct policy *p, struct pol_selectors *sel)
{
    for (int k = 0; k < PSL_SELECTORS; k++) {
        if (!given(sel, k) || !forbidden(sel->event, k))
            continue;
        sel->bad = true;
        nkc_diag(p->s, PSL_SELECTOR_KIND, sel->value[k].span, psl_selector_text(k),
                 psl_event_text(sel->event));
    }
}

static void check_companions(struct policy *p, struct pol_selectors *sel)
{
    if (sel->event == PSL_EXECUTE || sel->event == PSL_SECURITY)
        return;
    if (given(sel, PSL_S_METHOD) && !picks_leaf(sel)) {
        sel->bad = true;
        nkc_diag(p->s, PSL_METHOD_ALONE, sel->value[PSL_S_METHOD].span);
    }
    enum psl_selector_kind server = sel->event == PSL_REQUEST ? PSL_S_DST : PSL_S_SRC;
    if (given(sel, PSL_S_ENDPOINT) && !given(sel, server)) {
        sel->bad = true;
        nkc_diag(p->s, PSL_ENDPOINT_ALONE, sel->value[PSL_S_ENDPOINT].span,
                 psl_event_text(sel->event), psl_selector_text(server));
    }
}

/* ---- what they meet ---- */

static bool leaf_fits(const struct pol_selectors *sel, const struct nkc_leaf *leaf, int last)
{
    const char *have[PSL_SELECTORS] = {
        [PSL_S_INTERFACE] = leaf->endpoint->interface->package->name,
        [PSL_S_COMPONENT] = leaf->component->name,
        [PSL_S_ENDPOINT] = leaf->path,
    };
    for (int k = PSL_S_INTERFACE; k <= last && k < PSL_S_METHOD; k++)
        if (given(sel, k) && strcmp(text(sel, k), have[k]) != 0)
            return false;
    return true;
}

static void touch(struct policy *p, struct pol_selectors *sel, const struct pol_class *c,
                  uint32_t base, const struct nkc_interface *iface, const char *method)
{
    NKC_FOREACH(i, &iface->methods) {
        const struct nkc_method *m = iface->methods.data[i];
        if (method && strcmp(m->name, method) != 0)
            continue;
        bool first = sel->touches.len == 0;
        sel->method = first || sel->method == m ? m : NULL;
        nkc_vec_push(p->s->arena, &sel->touches, (struct pol_touch){c->id, base + (uint32_t)i});
    }
}

static void touch_class(struct policy *p, struct pol_selectors *sel, const struct pol_class *c)
{
    NKC_FOREACH(i, &c->component->leaves) {
        const struct nkc_leaf *leaf = &c->component->leaves.data[i];
        if (leaf_fits(sel, leaf, PSL_S_ENDPOINT))
            touch(p, sel, c, c->leaf_base[i], leaf->endpoint->interface, text(sel, PSL_S_METHOD));
    }
}

/* `method` of a security event: <instance path>.<name>, or the name alone for the class's own
 * security interface; in a class without one, for those of its instances. NULL = any, "" = none
 * here. */
static const char *security_method(struct policy *p, const struct pol_selectors *sel,
                                   const struct pol_class *c, const struct nkc_security_leaf *leaf)
{
    const char *method = text(sel, PSL_S_METHOD);
    const char *dot = method ? strrchr(method, '.') : NULL;
    if (!method)
        return NULL;
    if (!dot)
        return leaf->path[0] && c->component->security ? "" : method;
    size_t len = (size_t)(dot - method);
    bool here = strlen(leaf->path) == len && strncmp(leaf->path, method, len) == 0;
    return here ? nkc_interns(p->s, dot + 1) : "";
}

static void touch_security(struct policy *p, struct pol_selectors *sel, const struct pol_class *c)
{
    NKC_FOREACH(i, &c->component->security_leaves) {
        const struct nkc_security_leaf *leaf = &c->component->security_leaves.data[i];
        if (given(sel, PSL_S_INTERFACE) &&
            strcmp(text(sel, PSL_S_INTERFACE), leaf->interface->package->name) != 0)
            continue;
        touch(p, sel, c, c->security_base[i], leaf->interface, security_method(p, sel, c, leaf));
    }
}

/* The class whose endpoints the event uses; NULL = any. */
static const struct pol_class *serving(const struct pol_selectors *sel)
{
    return sel->event == PSL_REQUEST ? sel->dst : sel->src;
}

static void touch_all(struct policy *p, struct pol_selectors *sel)
{
    const struct pol_class *only = serving(sel);
    NKC_FOREACH(i, &p->classes) {
        const struct pol_class *c = p->classes.data[i];
        if (!c->component || (only && only != c))
            continue;
        if (sel->event == PSL_SECURITY)
            touch_security(p, sel, c);
        else
            touch_class(p, sel, c);
    }
}

/* ---- nothing is met: say which selector is to blame ---- */

/* Candidates for "did you mean": what the classes in question have for selector `kind`. */
struct names {
    NKC_VEC(const char *) list;
};

static void collect(struct policy *p, const struct pol_selectors *sel, const struct pol_class *c,
                    int kind, struct names *names)
{
    bool security = sel->event == PSL_SECURITY;
    size_t count = security ? c->component->security_leaves.len : c->component->leaves.len;
    for (size_t i = 0; i < count; i++) {
        const struct nkc_leaf *leaf = security ? NULL : &c->component->leaves.data[i];
        if (leaf && !leaf_fits(sel, leaf, kind - 1))
            continue;
        const struct nkc_interface *iface = pol_leaf_interface(c, security, i);
        const char *name = NULL;
        if (kind == PSL_S_INTERFACE)
            name = iface->package->name;
        else if (kind == PSL_S_COMPONENT && leaf)
            name = leaf->component->name;
        else if (kind == PSL_S_ENDPOINT && leaf)
            name = leaf->path;
        if (name)
            nkc_vec_push(p->s->arena, &names->list, name);
        const char *path = security ? c->component->security_leaves.data[i].path : "";
        for (size_t m = 0; kind == PSL_S_METHOD && m < iface->methods.len; m++) {
            name = iface->methods.data[m]->name;
            nkc_vec_push(p->s->arena, &names->list, name);
            if (path[0])
                nkc_vec_push(p->s->arena, &names->list,
                             nkc_arena_printf(p->s->arena, "%s.%s", path, name));
        }
    }
}

static bool contains(const struct names *names, const char *name)
{
    NKC_FOREACH(i, &names->list)
        if (strcmp(names->list.data[i], name) == 0)
            return true;
    return false;
}

enum { NOTED_MAX = 6 }; /* more names are no help */

/* What there is instead, when it is little. */
static void note_names(struct policy *p, const struct names *names)
{
    struct names once = {0};
    const char *text = NULL;
    NKC_FOREACH(i, &names->list) {
        const char *name = names->list.data[i];
        if (contains(&once, name))
            continue;
        if (once.list.len == NOTED_MAX)
            return;
        nkc_vec_push(p->s->arena, &once.list, name);
        text = nkc_arena_printf(p->s->arena, "%s%s `%s`", text ? text : "there is only",
                                text ? "," : "", name);
    }
    nkc_diag(p->s, NOTE_HERE, NKC_NO_SPAN, text ? text : "there is none");
}

static void blame(struct policy *p, struct pol_selectors *sel)
{
    const struct pol_class *only = serving(sel);
    for (int k = PSL_S_INTERFACE; k < PSL_SELECTORS; k++) {
        if (!given(sel, k))
            continue;
        struct names names = {0};
        NKC_FOREACH(i, &p->classes) {
            const struct pol_class *c = p->classes.data[i];
            if (!c->component && (!only || only == c))
                return; /* what it has is not known, and that was reported */
            if (!only || only == c)
                collect(p, sel, c, k, &names);
        }
        if (contains(&names, text(sel, k)))
            continue;
        const char *who = only ? nkc_arena_printf(p->s->arena, "class `%s`", only->name)
                               : "no class of this policy";
        nkc_diag(p->s, PSL_NO_SUCH, sel->value[k].value.span, who, only ? "has no" : "has",
                 psl_selector_text(k), text(sel, k));
        const char *near = nkc_nearest(text(sel, k), names.list.data, names.list.len);
        nkc_diag_mean(p->s, sel->value[k].value.span, near);
        if (!near)
            note_names(p, &names);
        return;
    }
    nkc_diag(p->s, PSL_NEVER, sel->span);
}

/* ---- entry ---- */

static void resolve_execute(struct policy *p, struct pol_selectors *sel)
{
    const char *method = text(sel, PSL_S_METHOD);
    sel->whole = true;
    if (method && strcmp(method, "main") != 0 && strcmp(method, "run") != 0) {
        sel->bad = true;
        nkc_diag(p->s, PSL_EXECUTE_METHOD, sel->value[PSL_S_METHOD].value.span, method);
    }
}

static void resolve_classes(struct policy *p, struct pol_selectors *sel)
{
    if (given(sel, PSL_S_SRC))
        sel->src = pol_find_class(p, sel->value[PSL_S_SRC].value);
    if (given(sel, PSL_S_DST))
        sel->dst = pol_find_class(p, sel->value[PSL_S_DST].value);
    sel->bad |= (given(sel, PSL_S_SRC) && !sel->src->component) ||
                (given(sel, PSL_S_DST) && !sel->dst->component);
}

/* A block without selectors of its own for endpoints may still fix the method, when the class has
 * only one. */
static void find_only_method(struct policy *p, struct pol_selectors *sel)
{
    struct pol_selectors probe = *sel;
    probe.touches.data = NULL;
    probe.touches.len = probe.touches.cap = 0;
    touch_all(p, &probe);
    sel->method = probe.method;
}

void pol_resolve_selectors(struct policy *p, struct pol_selectors *sel)
{
    resolve_classes(p, sel);
    check_kinds(p, sel);
    check_companions(p, sel);
    if (sel->event == PSL_EXECUTE) {
        resolve_execute(p, sel);
        return;
    }
    if (sel->bad)
        return;
    sel->whole = !picks_leaf(sel) && !given(sel, PSL_S_METHOD);
    if (sel->whole) {
        if (serving(sel))
            find_only_method(p, sel);
        return;
    }
    touch_all(p, sel);
    if (sel->touches.len == 0) {
        sel->bad = true;
        blame(p, sel);
    }
}
