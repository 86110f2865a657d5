/* ---- what the module counts: not for a kernel ---------------------------------------------- */

static nk_uint32_t cover_counters[{{cover_counters}} + 1];

static const nk_uint64_t cover_starts[] = {
{{#cover_starts}}
    {{.}},
{{/cover_starts}}
    0,
};

static const struct ksm_cover_field cover_fields[] = {
{{#cover_fields}}
    { {{text}}, {{where}}, {{is_signed}}, cover_starts + {{first_start}}, {{last}}, {{range_count}},
      cover_counters + {{counter}} },
{{/cover_fields}}
    {"", "", 0, cover_starts, 0, 0, cover_counters},
};

static const struct ksm_cover_condition cover_conditions[] = {
{{#cover_conditions}}
    { {{text}}, {{line}}, {{column}}, {{is_constant}}, {{field}}, cover_counters + {{counter}},
      cover_counters + {{counter}} + 2 },
{{/cover_conditions}}
    {"", 0, 0, 0, (const struct ksm_cover_field *)0, cover_counters, cover_counters},
};

static const struct ksm_cover_branch cover_branches[] = {
{{#cover_branches}}
    { {{label}}, {{line}}, {{column}}, cover_counters + {{counter}} },
{{/cover_branches}}
    {"", 0, 0, cover_counters},
};

static const struct ksm_cover_rule cover_rules[] = {
{{#cover_rules}}
    { {{text}}, {{file}}, {{number}}, {{line}}, {{column}}, {{can_grant}}, {{can_deny}},
      cover_conditions + {{first_condition}}, {{condition_count}},
      cover_branches + {{first_branch}}, {{branch_count}}, cover_counters + {{counter}} },
{{/cover_rules}}
    {"", "", 0, 0, 0, 0, 0, cover_conditions, 0, cover_branches, 0, cover_counters},
};

const struct ksm_coverage ksm_coverage = {
    cover_rules, {{cover_rule_total}}, cover_fields, {{cover_field_total}},
};

