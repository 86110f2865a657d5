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
