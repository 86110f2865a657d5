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
    return ksm_rule_done(w, granted, {{number}}, {{code}}, reason);
{{/condition}}
{{^condition}}
    return ksm_rule_denied(w, {{number}}, {{code}}, reason);
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

static const struct ksm_atom atoms[] = {
{{#atoms}}
    { {{text}}, {{limit}}, {{field}}, {{is_signed}}, {{limit_signed}}, { {{elem0}}, {{elem1}} } },
{{/atoms}}
{{^atoms}}
    {(const char *)0, (const char *)0, 0, 0, 0, {0, 0}},
{{/atoms}}
};

static const struct ksm_rule rules[] = {
{{#rules}}
    { {{number}}, {{line}}, {{column}}, {{first_atom}}, {{atom_count}}, {{text}}, {{file}} },
{{/rules}}
{{^rules}}
    {0, 0, 0, 0, 0, "", ""},
{{/rules}}
};

static const char *const fields[] = {
{{#fields}}
    {{.}},
{{/fields}}
{{^fields}}
    "",
{{/fields}}
};

