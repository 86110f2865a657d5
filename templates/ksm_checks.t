static __attribute__((noinline)) enum ksm_verdict report(enum ksm_verdict verdict,
    const struct ksm_event *event, const struct nk_reason *reason)
{
    ksm_audit_verdict(&audit, event, verdict, reason);
    return verdict;
}

static inline enum ksm_verdict audited(enum ksm_verdict verdict, const struct ksm_event *event,
    const struct nk_reason *reason)
{
{{#audit_grants}}
    if (nk_likely(verdict == KSM_GRANTED && !audit.record.call_count))
{{/audit_grants}}
{{^audit_grants}}
    if (nk_likely(verdict == KSM_GRANTED))
{{/audit_grants}}
        return KSM_GRANTED;
    return report(verdict, event, reason);
}

/* What is left of a message whose head is right, by method, direction and rules. */
#define CHECK(name, verify, rules)                                                                 \
    static enum ksm_verdict name(const struct ksm_event *event, struct nk_reason *reason)          \
    {                                                                                              \
        return audited(ksm_pass(event, reason, &tables, verify, rules), event, reason);            \
    }
{{#checks}}
{{#rules}}
CHECK(check_{{number}}, {{verifier}}, {{rules}})
{{/rules}}
{{^rules}}
CHECK(check_{{number}}, {{verifier}}, (ksm_action_fn *)0)
{{/rules}}
{{/checks}}
{{#acsl}}

/* What each check is made of. */
static const struct {
    ksm_check_fn *check;
    ksm_verify_fn *verify;
    ksm_action_fn *rules;
} checks_of[] = {
{{#checks}}
{{#rules}}
    {check_{{number}}, {{verifier}}, {{rules}}},
{{/rules}}
{{^rules}}
    {check_{{number}}, {{verifier}}, (ksm_action_fn *)0},
{{/rules}}
{{/checks}}
    {(ksm_check_fn *)0, (ksm_verify_fn *)0, (ksm_action_fn *)0},
};
{{/acsl}}
