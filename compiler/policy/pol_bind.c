/* Bindings: walks blocks, combines selectors, numbers rules (psl 6.3, 6.6). */
#include "nk/ksm_limits.h"
#include "policy/pol_audit.h"

enum { NESTING_MAX = 64 };

/* An unknown class is reported where it is looked up; what it cannot match is no news then. */
static bool is_known(const struct policy *p, const struct psl_selector *s)
{
    if (s->kind != PSL_S_SRC && s->kind != PSL_S_DST)
        return true;
    const struct pol_class *c = nkc_map_get(&p->class_map, s->value.text);
    return c && c->component;
}

/* Adds the selectors of one list to those of the enclosing blocks. */
static void add_selectors(struct policy *p, struct pol_selectors *sel,
                          const struct psl_selectors *list, bool nested)
{
    struct pol_selectors outer = *sel;
    bool own[PSL_SELECTORS] = {false};
    NKC_FOREACH(i, &list->list) {
        const struct psl_selector *s = &list->list.data[i];
        const char *name = psl_selector_text(s->kind);
        if (own[s->kind]) {
            nkc_diag(p->s, PSL_SELECTOR_TWICE, s->span, name);
            sel->bad = true;
            continue;
        }
        own[s->kind] = true;
        const char *before = nested ? outer.value[s->kind].value.text : NULL;
        if (before && strcmp(before, s->value.text) != 0) {
            if (is_known(p, s))
                nkc_diag(p->s, PSL_MATCH_NEVER, s->span, name, before);
            sel->bad = true;
        } else if (before) {
            nkc_diag(p->s, PSL_MATCH_REPEAT, s->span, name);
        }
        sel->value[s->kind] = *s;
    }
}

/* Where a block stands: in which file, in which branch of which choice. */
struct place {
    struct policy *p;
    const struct pol_file *file;
    const struct pol_rule *guard; /* the innermost choice around, or NULL */
    uint32_t branch;
};

static void bind_block(const struct place *at, struct pol_selectors *sel,
                       const struct psl_block *block, int depth);
static void bind_items(const struct place *at, struct pol_selectors *sel,
                       const struct psl_block *block, int depth);

static void bind_match(const struct place *at, const struct pol_selectors *outer,
                       const struct psl_item *item, int depth)
{
    struct policy *p = at->p;
    struct pol_selectors *sel = NKC_NEW(p->s->arena, struct pol_selectors);
    sel->event = outer->event;
    memcpy(sel->value, outer->value, sizeof sel->value);
    sel->bad = outer->bad;
    sel->span = item->span;
    sel->span.end = item->block->span.begin;
    add_selectors(p, sel, item->selectors, true);
    bind_block(at, sel, item->block, depth);
}

static void add_rule(const struct place *at, struct pol_rule *rule, const struct psl_item *item)
{
    struct policy *p = at->p;
    rule->guard = at->guard;
    rule->guard_branch = at->branch;
    nkc_vec_push(p->s->arena, &p->rules, rule);
    rule->number = (uint32_t)p->rules.len;
    if (rule->number == KSM_RULES_MAX + 1)
        nkc_diag(p->s, PSL_TOO_MANY_RULES, item->span, (unsigned)KSM_RULES_MAX);
}

static void bind_rule(const struct place *at, struct pol_selectors *sel,
                      const struct psl_item *item)
{
    struct pol_rule *rule = pol_rule_new(at->p, at->file, sel, item);
    if (rule)
        add_rule(at, rule, item);
}

static void bind_choice(const struct place *at, struct pol_selectors *sel,
                        const struct psl_item *item, int depth)
{
    struct pol_rule *rule = pol_choice_new(at->p, at->file, sel, item);
    if (rule)
        add_rule(at, rule, item);
    NKC_FOREACH(i, &item->branches->list) {
        struct place inside = {at->p, at->file, rule, (uint32_t)i + 1};
        bind_items(&inside, sel, item->branches->list.data[i].block, depth);
    }
}

static void check_block_audit(struct policy *p, const struct psl_item *item, bool *seen)
{
    if (*seen)
        nkc_diag(p->s, PSL_AUDIT_TWICE, item->span);
    *seen = true;
    (void)pol_audit_know(p, item->name);
}

/* Whether the block needs selectors that stand on their own: it has rules, or nothing inside it
 * could complete them. */
static bool is_complete(const struct psl_block *block)
{
    bool only_matches = block->items.len > 0;
    NKC_FOREACH(i, &block->items)
        only_matches &= block->items.data[i]->kind == PSL_I_MATCH;
    return !only_matches;
}

static void bind_items(const struct place *at, struct pol_selectors *sel,
                       const struct psl_block *block, int depth)
{
    bool audit = false;
    if (depth > NESTING_MAX) {
        nkc_diag(at->p->s, PSL_DEPTH, block->span);
        return;
    }
    struct pol_profile *outer = pol_audit_enter(at->p, block);
    NKC_FOREACH(i, &block->items) {
        const struct psl_item *item = block->items.data[i];
        switch (item->kind) {
        case PSL_I_RULE:
            bind_rule(at, sel, item);
            break;
        case PSL_I_MATCH:
            bind_match(at, sel, item, depth + 1);
            break;
        case PSL_I_CHOICE:
            bind_choice(at, sel, item, depth + 1);
            break;
        case PSL_I_AUDIT:
            check_block_audit(at->p, item, &audit);
            break;
        }
    }
    pol_audit_leave(at->p, outer);
}

static void bind_block(const struct place *at, struct pol_selectors *sel,
                       const struct psl_block *block, int depth)
{
    struct policy *p = at->p;
    bool has_rules = false;
    if (is_complete(block))
        pol_resolve_selectors(p, sel);
    size_t before = p->rules.len;
    bind_items(at, sel, block, depth);
    for (size_t i = before; i < p->rules.len; i++)
        has_rules |= p->rules.data[i]->selectors == sel;
    if (has_rules)
        nkc_vec_push(p->s->arena, &p->selector_sets, sel);
}

static void bind(struct policy *p, const struct pol_decl *d)
{
    struct place at = {.p = p, .file = d->file};
    struct pol_selectors *sel = NKC_NEW(p->s->arena, struct pol_selectors);
    sel->event = d->decl->event;
    sel->span = d->decl->span;
    sel->span.end = d->decl->block->span.begin;
    add_selectors(p, sel, d->decl->selectors, false);
    bind_block(&at, sel, d->decl->block, 0);
}

void pol_bind(struct policy *p)
{
    NKC_FOREACH(i, &p->decls)
        if (p->decls.data[i].decl->kind == PSL_D_BINDING)
            bind(p, &p->decls.data[i]);
}
