/* ---- rules -------------------------------------------------------------------------------- */

{{#rules}}
/* {{comment}} */
static nk_bool_t rule_{{number}}(const struct ksm_event *event, struct nk_reason *reason)
{
    struct ksm_witness witness = {0}, *w = &witness;
{{#condition}}
    nk_bool_t granted;
{{/condition}}

{{^uses_event}}
    (void)event;
{{/uses_event}}
{{#condition}}
    granted = {{condition}};
{{#audit}}
    return ksm_audited(&audit, {{audit}}, {{number}},
                       ksm_rule_done(w, granted, {{number}}, {{code}}, reason));
{{/audit}}
{{^audit}}
    return ksm_rule_done(w, granted, {{number}}, {{code}}, reason);
{{/audit}}
{{/condition}}
{{^condition}}
{{#audit}}
    return ksm_audited(&audit, {{audit}}, {{number}},
                       ksm_rule_denied(w, {{number}}, {{code}}, reason));
{{/audit}}
{{^audit}}
    return ksm_rule_denied(w, {{number}}, {{code}}, reason);
{{/audit}}
{{/condition}}
}

{{/rules}}
{{#lists}}
static nk_bool_t list_{{index}}(const struct ksm_event *event, struct nk_reason *reason)
{
    nk_bool_t granted = NK_TRUE;

{{#rules}}
    if (!{{.}}(event, reason))
        granted = NK_FALSE;
{{/rules}}
    return granted;
}

{{/lists}}
static ksm_action_fn *const lists[] = {
{{#actions_of}}
    {{.}},
{{/actions_of}}
{{^actions_of}}
    (ksm_action_fn *)0,
{{/actions_of}}
};

