/* Coverage of a policy by its tests: what an instrumented module counts.
 *
 * nk-psl-gen-c --coverage makes a module that decides as the plain one does and counts, per rule,
 * how it ended; per atomic condition, its values and how often it decided; per branch of a choice,
 * how often it was taken; per field, which ranges between the policy's own constants were met. A
 * condition decides when it is the last one evaluated: the one that a reason names.
 * Counters stop at their maximum. Only test programs hold such a module, never a kernel.
 * Rules: docs/policy-tests.md. */
#ifndef NK_KSM_COVER_H
#define NK_KSM_COVER_H

#include <nk/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Values of one place of one message, cut at the constants it is compared with. */
struct ksm_cover_field {
    const char *text;  /* "message.rpm" */
    const char *where; /* "request lab.Ctl.Start" */
    nk_bool_t is_signed;
    const nk_uint64_t *starts; /* first value of each range, ascending; bits when signed */
    nk_uint64_t last;          /* last value of the last range */
    nk_uint32_t range_count;
    nk_uint32_t *met; /* [range] */
};

enum { KSM_COVER_FALSE, KSM_COVER_TRUE }; /* results of conditions; denied and granted of rules */

struct ksm_cover_condition {
    const char *text; /* "message.rpm <= 900" */
    nk_uint32_t line, column;
    nk_bool_t is_constant;               /* has one value whatever is tested */
    const struct ksm_cover_field *field; /* of its value, or NULL */
    nk_uint32_t *seen;                   /* [result] */
    nk_uint32_t *decided;                /* [result of the rule] */
};

struct ksm_cover_branch {
    const char *label; /* as written; "_" */
    nk_uint32_t line, column;
    nk_uint32_t *taken;
};

struct ksm_cover_rule {
    const char *text, *file;
    nk_uint32_t number, line, column;
    nk_bool_t can_grant, can_deny;
    const struct ksm_cover_condition *conditions;
    nk_uint32_t condition_count;
    const struct ksm_cover_branch *branches; /* of a choice */
    nk_uint32_t branch_count;
    nk_uint32_t *ended; /* [denied, granted] */
};

struct ksm_coverage {
    const struct ksm_cover_rule *rules; /* all of the policy, by number */
    nk_uint32_t rule_count;
    const struct ksm_cover_field *fields;
    nk_uint32_t field_count;
};

/* Of the instrumented module of a program. */
extern const struct ksm_coverage ksm_coverage;

/* ---- used by the code of instrumented modules -------------------------------------------- */

static inline void ksm_cover_count(nk_uint32_t *counter)
{
    if (*counter != 0xffffffffU)
        ++*counter;
}

static inline nk_bool_t ksm_cover_below(nk_bool_t is_signed, nk_uint64_t a, nk_uint64_t b)
{
    return is_signed ? (nk_sint64_t)a < (nk_sint64_t)b : a < b;
}

static inline void ksm_cover_value(const struct ksm_cover_field *field, nk_uint64_t value)
{
    nk_uint32_t range = field->range_count;

    while (range > 1 && ksm_cover_below(field->is_signed, value, field->starts[range - 1]))
        range--;
    ksm_cover_count(&field->met[range - 1]);
}

static inline void ksm_cover_seen(const struct ksm_cover_rule *rule, nk_uint16_t number,
                                  nk_uint64_t value, nk_bool_t result)
{
    const struct ksm_cover_condition *condition;

    if (!rule || number == 0 || number > rule->condition_count)
        return;
    condition = &rule->conditions[number - 1];
    ksm_cover_count(&condition->seen[result ? KSM_COVER_TRUE : KSM_COVER_FALSE]);
    if (condition->field)
        ksm_cover_value(condition->field, value);
}

/* The end of a rule whose last condition was `number`, 0 when an expression failed. */
static inline nk_bool_t ksm_cover_end(const struct ksm_cover_rule *rule, nk_uint16_t number,
                                      nk_bool_t granted)
{
    const unsigned end = granted ? KSM_COVER_TRUE : KSM_COVER_FALSE;

    ksm_cover_count(&rule->ended[end]);
    if (number && number <= rule->condition_count)
        ksm_cover_count(&rule->conditions[number - 1].decided[end]);
    return granted;
}

/* The end of a choice after the condition `number`, if any: the number of its branch, 0 when none
 * was taken. */
static inline nk_uint32_t ksm_cover_choice(const struct ksm_cover_rule *rule, nk_uint16_t number,
                                           nk_uint32_t branch)
{
    (void)ksm_cover_end(rule, number, branch ? NK_TRUE : NK_FALSE);
    if (branch && branch <= rule->branch_count)
        ksm_cover_count(rule->branches[branch - 1].taken);
    return branch;
}

#ifdef __cplusplus
}
#endif
#endif
