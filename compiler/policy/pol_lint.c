/* Warnings about the policy as a whole (psl 10, item 10). */
#include "policy/pol_audit.h"

/* Whether rules of `event` can meet class `c` as `selector` of the event. */
static bool meets(const struct policy *p, enum psl_event event, const struct pol_class *c,
                  bool as_dst)
{
    NKC_FOREACH(i, &p->selector_sets) {
        const struct pol_selectors *sel = p->selector_sets.data[i];
        const struct pol_class *named = as_dst ? sel->dst : sel->src;
        if (sel->event == event && (!named || named == c))
            return true;
    }
    return false;
}

static bool is_kernel(const struct pol_class *c)
{
    return strcmp(c->name, POL_KERNEL_CLASS) == 0;
}

static void lint_starts(struct policy *p)
{
    NKC_FOREACH(i, &p->classes) {
        const struct pol_class *c = p->classes.data[i];
        if (!meets(p, PSL_EXECUTE, c, true))
            nkc_diag(p->s, PSL_NEVER_STARTED, c->span, c->name);
    }
}

/* Requests that name their server, while nothing lets that server answer. */
static void lint_answers(struct policy *p)
{
    NKC_FOREACH(i, &p->selector_sets) {
        const struct pol_selectors *sel = p->selector_sets.data[i];
        if (sel->event != PSL_REQUEST || !sel->dst)
            continue;
        if (!meets(p, PSL_RESPONSE, sel->dst, false) && !meets(p, PSL_ERROR, sel->dst, false))
            nkc_diag(p->s, PSL_NO_ANSWER, sel->span, sel->dst->name);
    }
}

static void lint_grant_all(struct policy *p)
{
    NKC_FOREACH(i, &p->rules) {
        const struct pol_rule *rule = p->rules.data[i];
        const struct pol_selectors *sel = rule->selectors;
        if (sel->event == PSL_REQUEST && sel->whole && !sel->src && !sel->dst &&
            rule->always_grants && !rule->guard)
            nkc_diag(p->s, PSL_GRANT_ALL, sel->span);
    }
}

void pol_lint(struct policy *p)
{
    bool kernel = false;
    NKC_FOREACH(i, &p->classes)
        kernel |= is_kernel(p->classes.data[i]);
    if (!kernel)
        nkc_diag(p->s, PSL_NO_KERNEL, NKC_NO_SPAN);
    lint_starts(p);
    lint_answers(p);
    lint_grant_all(p);
    pol_audit_lint(p);
}
