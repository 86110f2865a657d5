/* Bindings: walks blocks, combines selectors, numbers rules (psl 6.3, 6.6). */
#include "policy/pol_audit.h"

enum { RULES_MAX = 65535, NESTING_MAX = 64 };

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
            nkc_diag(p->s, PSL_MATCH_NEVER, s->span, name, before);
            sel->bad = true;
        } else if (before) {
            nkc_diag(p->s, PSL_MATCH_REPEAT, s->span, name);
        }
        sel->value[s->kind] = *s;
    }
}

static void bind_block(struct policy *p, const struct pol_file *file, struct pol_selectors *sel,
                       const struct psl_block *block, int depth);

static void bind_match(struct policy *p, const struct pol_file *file,
                       const struct pol_selectors *outer, const struct psl_item *item, int depth)
{
    struct pol_selectors *sel = NKC_NEW(p->s->arena, struct pol_selectors);
    sel->event = outer->event;
    memcpy(sel->value, outer->value, sizeof sel->value);
    sel->bad = outer->bad;
    sel->span = item->span;
    sel->span.end = item->block->span.begin;
    add_selectors(p, sel, item->selectors, true);
    bind_block(p, file, sel, item->block, depth);
}

static void bind_rule(struct policy *p, const struct pol_file *file, struct pol_selectors *sel,
                      const struct psl_item *item)
{
    struct pol_rule *rule = pol_rule_new(p, file, sel, item);
    if (!rule)
        return;
    nkc_vec_push(p->s->arena, &p->rules, rule);
    rule->number = (uint32_t)p->rules.len;
    if (rule->number == RULES_MAX + 1)
        nkc_diag(p->s, PSL_TOO_MANY_RULES, item->span, (unsigned)RULES_MAX);
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

static void bind_block(struct policy *p, const struct pol_file *file, struct pol_selectors *sel,
                       const struct psl_block *block, int depth)
{
    if (depth > NESTING_MAX) {
        nkc_diag(p->s, PSL_DEPTH, block->span);
        return;
    }
    if (is_complete(block))
        pol_resolve_selectors(p, sel);
    struct pol_profile *outer = pol_audit_enter(p, block);
    size_t before = p->rules.len;
    bool audit = false, has_rules = false;
    NKC_FOREACH(i, &block->items) {
        const struct psl_item *item = block->items.data[i];
        switch (item->kind) {
        case PSL_I_RULE:
            bind_rule(p, file, sel, item);
            break;
        case PSL_I_MATCH:
            bind_match(p, file, sel, item, depth + 1);
            break;
        case PSL_I_CHOICE:
            nkc_diag(p->s, PSL_NOT_BUILT, item->span, "construct", "choice");
            break;
        case PSL_I_AUDIT:
            check_block_audit(p, item, &audit);
            break;
        }
    }
    pol_audit_leave(p, outer);
    for (size_t i = before; i < p->rules.len; i++)
        has_rules |= p->rules.data[i]->selectors == sel;
    if (has_rules)
        nkc_vec_push(p->s->arena, &p->selector_sets, sel);
}

static void bind(struct policy *p, const struct pol_decl *d)
{
    struct pol_selectors *sel = NKC_NEW(p->s->arena, struct pol_selectors);
    sel->event = d->decl->event;
    sel->span = d->decl->span;
    sel->span.end = d->decl->block->span.begin;
    add_selectors(p, sel, d->decl->selectors, false);
    bind_block(p, d->file, sel, d->decl->block, 0);
}

void pol_bind(struct policy *p)
{
    NKC_FOREACH(i, &p->decls)
        if (p->decls.data[i].decl->kind == PSL_D_BINDING)
            bind(p, &p->decls.data[i]);
}
