/* A reference interpreter of policies: decides events from the syntax tree of the policy and the model
 * of the descriptions, with nothing of the compiler's typing, tables or generated code between.
 * Slow and simple on purpose. Rules: psl 6, security-models, generated-code 11. */
#ifndef DIFFTEST_INTERP_H
#define DIFFTEST_INTERP_H

#include <nk/abi.h>
#include <nk/ksm.h>

#include "policy/policy.h"

enum { PATH_MAX_TEXT = 160, OBJECTS_MAX = 8 };

/* What is compared: the verdict, and the reason with the field's name instead of its row. */
struct opinion {
    enum ksm_verdict verdict;
    struct nk_reason reason;
    char field[PATH_MAX_TEXT];
};

struct interp;

/* The policy is loaded, not bound. */
struct interp *interp_new(struct policy *p);
void interp_free(struct interp *in);
/* Back to the state of a module that has decided nothing. */
void interp_reset(struct interp *in);
void interp_decide(struct interp *in, const struct ksm_event *event, struct opinion *out);
void interp_release(struct interp *in, uint32_t sid);

/* ---- between the files of the interpreter ---- */

/* One rule call or choice, in policy order. */
struct irule {
    enum psl_event event;
    NKC_VEC(const struct psl_selector *) selectors; /* of all blocks around it */
    const struct psl_item *item;
    int guard;       /* index of the choice around it, -1 without */
    unsigned branch; /* of that choice, from 1 */
};

/* The method that an event calls. */
struct target {
    const struct pol_class *server;
    const char *endpoint; /* path; security: of the instance */
    const struct nkc_component *component;
    const struct nkc_interface *interface;
    const struct nkc_method *method;
    enum nkc_direction direction;
};

/* The evaluation of one rule. */
struct eval {
    struct interp *in;
    const struct ksm_event *event;
    const struct target *target;
    bool failed;
    unsigned failed_cond;
    unsigned atoms;     /* numbers given so far, in the order of the text */
    unsigned cond;      /* the condition evaluated last */
    uint64_t value, limit;
    char field[PATH_MAX_TEXT], failed_field[PATH_MAX_TEXT];
    uint32_t elem[2], failed_elem[2];
    uint8_t state;      /* code of a model that refused, 0 without */
    uint16_t object;
};

/* True when the expression is true; look at e->failed first. */
bool eval_bool(struct eval *e, const struct psl_expr *x);
/* An integer as 64 bits, sign-extended. */
uint64_t eval_word(struct eval *e, const struct psl_expr *x);

/* Whether the text that a path names matches a pattern; false when the path fails. */
bool eval_match(struct eval *e, const struct psl_expr *text, const char *pattern);

/* The message against its type: false with code, field, value and limit of the first clause broken. */
bool structure_fits(const struct nkc_message *m, const struct nk_message *msg,
                    const struct nk_arena *arena, struct opinion *out);

/* State. A call of a rule or expression of an object with state; false when it refuses. */
struct istate;
struct istate *state_new(struct policy *p);
void state_free(struct istate *st);
void state_reset(struct istate *st);
void state_save(struct istate *st);
void state_restore(struct istate *st);
void state_release(struct istate *st, uint32_t sid);
bool state_is_object(struct policy *p, const char *name);
/* `result` gets the value of an expression: get, contains; the number of the state for query. */
bool state_call(struct eval *e, const struct psl_expr *argument, const char *object,
                const char *method, uint64_t *result);
struct istate *interp_state(struct interp *in);
struct policy *interp_policy(struct interp *in);

/* The label of `choice` for what query or query_level gave; "" when no label can hold. */
const char *state_label(struct interp *in, const char *object, uint64_t value);

/* The entry `key` of a dictionary, NULL when it is not there. */
const struct psl_expr *dict_entry(const struct psl_expr *dict, const char *key);

#endif
