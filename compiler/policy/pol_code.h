/* C text of rules, made from typed expressions (helpers: runtime/include/nk/ksm_rule.h).
 *
 * A rule is one C expression with the witness `w`, `event`, the undo log `journal` and its own
 * local arrays in scope. Models write their parts of it through the functions below. */
#ifndef NKC_POLICY_POL_CODE_H
#define NKC_POLICY_POL_CODE_H

#include "policy/pol_expr.h"

#include "base/buf.h"

/* The expression being written. */
struct pol_code {
    struct policy *p;
    struct pol_rule *rule;
    struct nkc_buf out;
};

/* The C expression of a rule's condition. Numbers its atomic conditions: fills rule->atoms, asks
 * p->fields for rows. */
const char *pol_condition_code(struct policy *p, struct pol_rule *rule);
/* The same for a rule of a model: what the method's `emit` writes, which reports by itself why it
 * was not granted. */
const char *pol_call_code(struct policy *p, struct pol_rule *rule);
/* The C expression of the branch number that a choice takes. */
const char *pol_choice_code(struct policy *p, struct pol_rule *rule);

/* ---- for the models ---- */

/* The name of the event. Nothing else writes it: functions that do not use it have to say so. */
void pol_code_event(struct pol_code *c);
/* A number as nk_uint64_t, or nk_sint64_t when its type is signed; a Boolean as nk_bool_t. */
void pol_code_value(struct pol_code *c, const struct pol_node *n);
/* The same, and every value as nk_uint64_t: signed ones with their bits, Booleans as 0 and 1. */
void pol_code_word(struct pol_code *c, const struct pol_node *n);
/* Two C arguments, address and offset, of a POL_N_PLACE: ksm_u32 of both is its first word. */
void pol_code_place(struct pol_code *c, const struct pol_node *n);
/* The beginning of a call of the method's function: `ksm_hashset_add(w, &journal, &object_NAME`,
 * without the log for a method that changes nothing. */
void pol_code_call(struct pol_code *c, const struct pol_node *call);
/* Number of a new local array of `words` nk_uint64_t in the rule's function: `v0`, `v1`, ... */
unsigned pol_code_local(struct pol_code *c, uint32_t words);
/* Defines a table of numbers, `NAME_rule`, that the rule's expression can name. */
void pol_code_numbers(struct pol_code *c, const char *name, const uint32_t *data, size_t count);
/* The text of the value of type `type` as a C constant. */
void pol_code_constant(struct pol_code *c, uint64_t magnitude, bool negative, bool is_signed);

#endif
