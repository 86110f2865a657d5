/* ---- rules -------------------------------------------------------------------------------- */

{{#acsl}}
/* Static, so that a prover need not follow a local object; every rule leaves it empty. */
static struct ksm_witness witness;

{{/acsl}}
{{#rules}}
/* {{comment}} */
{{#is_choice}}
{{#acsl}}
{{>ksm_rule_contract}}
{{/acsl}}
static nk_uint32_t choice_{{number}}(const struct ksm_event *event, struct nk_reason *reason)
{{/is_choice}}
{{^is_choice}}
{{#acsl}}
{{>ksm_rule_contract}}
{{/acsl}}
static inline nk_bool_t rule_{{number}}(const struct ksm_event *event, struct nk_reason *reason)
{{/is_choice}}
{
{{^acsl}}
    struct ksm_witness witness = {0}, *w = &witness;
{{/acsl}}
{{#acsl}}
    struct ksm_witness *w = &witness;
{{/acsl}}
{{#locals}}
    nk_uint64_t v{{index}}[{{words}}];
{{/locals}}
{{#omit}}
    nk_uint64_t state;
{{/omit}}
{{#is_choice}}
    nk_uint32_t branch;
{{/is_choice}}
{{^is_choice}}
{{#condition}}
    nk_bool_t granted;
{{/condition}}
{{/is_choice}}

{{#cover}}
    w->cover = &cover_rules[{{number}} - 1];
{{/cover}}
{{^uses_event}}
    (void)event;
{{/uses_event}}
{{#is_choice}}
    branch = {{condition}};
    return {{#acsl}}ksm_emptied(w, {{/acsl}}{{#cover}}ksm_cover_choice(w->cover, w->failed ? 0 : w->cond, {{/cover}}ksm_choice_done(w, branch, {{number}}, reason){{#cover}}){{/cover}}{{#acsl}}){{/acsl}};
{{/is_choice}}
{{^is_choice}}
{{#condition}}
{{#omit}}
    state = {{omit}};
{{/omit}}
    granted = {{condition}};
    return {{#acsl}}ksm_emptied(w, {{/acsl}}{{#audit}}ksm_audited(&audit, {{^omit}}{{audit}}{{/omit}}{{#omit}}ksm_audit_unless(&audit, {{audit}}, {{audit}}_omit, state){{/omit}}, {{number}}, {{/audit}}{{#cover}}ksm_cover_end(w->cover, w->failed ? 0 : w->cond, {{/cover}}ksm_rule_done(w, granted, {{number}}, {{code}}, reason){{#cover}}){{/cover}}{{#audit}}){{/audit}}{{#acsl}}) != 0{{/acsl}};
{{/condition}}
{{^condition}}
    return {{#acsl}}ksm_emptied(w, {{/acsl}}{{#audit}}ksm_audited(&audit, {{audit}}, {{number}}, {{/audit}}{{#cover}}ksm_cover_end(w->cover, 0, {{/cover}}ksm_rule_denied(w, {{number}}, {{code}}, reason){{#cover}}){{/cover}}{{#audit}}){{/audit}}{{#acsl}}) != 0{{/acsl}};
{{/condition}}
{{/is_choice}}
}

{{/rules}}
{{#lists}}
{{#acsl}}
{{>ksm_list_contract}}
{{/acsl}}
static nk_bool_t list_{{index}}(const struct ksm_event *event, struct nk_reason *reason)
{
    nk_bool_t granted = NK_TRUE;
{{#is_open}}
    nk_bool_t ruled = NK_FALSE;
{{/is_open}}
{{#calls}}
{{#is_choice}}
    nk_uint32_t branch_{{number}} = 0;
{{/is_choice}}
{{/calls}}

{{#calls}}
{{#guard}}
    if ({{guard}}) {
{{#is_choice}}
        branch_{{number}} = choice_{{number}}(event, reason);
        if (!branch_{{number}})
            granted = NK_FALSE;
{{/is_choice}}
{{^is_choice}}
{{#is_open}}
        ruled = NK_TRUE;
{{/is_open}}
{{^grants}}
        if (!rule_{{number}}(event, reason))
            granted = NK_FALSE;
{{/grants}}
{{/is_choice}}
    }
{{/guard}}
{{^guard}}
{{#is_choice}}
    branch_{{number}} = choice_{{number}}(event, reason);
    if (!branch_{{number}})
        granted = NK_FALSE;
{{/is_choice}}
{{^is_choice}}
    if (!rule_{{number}}(event, reason))
        granted = NK_FALSE;
{{/is_choice}}
{{/guard}}
{{/calls}}
{{#is_open}}
    if (granted && !ruled)
        granted = ksm_no_rule(reason);
{{/is_open}}
{{#is_state}}
    return ksm_journal_end(&journal, granted);
{{/is_state}}
{{^is_state}}
    return granted;
{{/is_state}}
}

{{/lists}}
static ksm_action_fn *const lists[] = {
{{#actions_of}}
{{#is_listed}}
    {{function}},
{{/is_listed}}
{{^is_listed}}
    (ksm_action_fn *)0,
{{/is_listed}}
{{/actions_of}}
{{^actions_of}}
    (ksm_action_fn *)0,
{{/actions_of}}
};

{{#acsl}}
/* The verifier that the rules of each action ask for, 0 for any message. */
static const struct {
    ksm_action_fn *rules;
    ksm_verify_fn *verify;
} rules_need[] = {
{{#actions_of}}
    { {{function}}, {{#needs}}{{needs}}{{/needs}}{{^needs}}(ksm_verify_fn *)0{{/needs}} },
{{/actions_of}}
    {(ksm_action_fn *)0, (ksm_verify_fn *)0},
};

{{/acsl}}
